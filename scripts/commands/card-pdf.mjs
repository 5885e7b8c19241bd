// npm run --silent card:pdf -- CARD.json… --sheet letter-10 --out x.pdf: makes a PDF from cards exported by the app,
// with the app's print engine. Writes the preflight findings to standard error as JSON; the exit status is 2 if it
// refuses.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const USAGE = `Usage: npm run --silent card:pdf -- CARD.json… --out x.pdf
  --list                      designs, sheets with their makers' numbers, sizes and presets, as JSON
  --design NAME               classique (default), moderne, portrait, logo, grands-caracteres, recto-verso
  --product NAME              carte (default), talon-reponse, badge, chevalet, affiche
  --sheet ID|"Avery 5371"     a sheet; or --plain letter|a4 with --trim; or --trim alone, one card a page
  --trim 88.9x50.8            a size, or its name
  --preset NAME               home (default), shop-x1a, shop-x4, … (--list)
  --duplex none|long|short    --sides 1|2   --orientation landscape|portrait   --ink saving|full
  --code offline|link|none    --origin https://…   --accent NAME|#rrggbb
  --without title,address     --order email,phone  --legibility usual|clear|large
  --photo FILE --logo FILE    --copies N   --start N   --outlines   --dpi 300|600|1200
  --region fr-CA|fr-FR|en-CA|en-US
  --other-title T --other-organisation T   the other side of recto-verso
  --event NAME --batch NUMBER --names A,B  for talon-reponse`;

/** Names accepted on the command line, for the internal identifiers. */
const DESIGN_NAMES = {
  classique: 'classic',
  moderne: 'modern',
  portrait: 'portrait',
  logo: 'logo',
  'grands-caracteres': 'large-print',
  'recto-verso': 'bilingual',
};
const PRODUCT_NAMES = {
  carte: 'card',
  'talon-reponse': 'reply-slip',
  badge: 'badge',
  chevalet: 'tent',
  affiche: 'poster',
};

function fail(sentence) {
  console.error(JSON.stringify({ error: sentence }));
  process.exit(2);
}

const text = { type: 'string' };
const options = {
  list: { type: 'boolean', default: false },
  outlines: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  'no-proof': { type: 'boolean', default: false },
  ...Object.fromEntries(
    'design product sheet plain trim preset duplex sides orientation ink code origin accent without order legibility photo logo copies start dpi region other-title other-organisation event batch names out'
      .split(' ')
      .map((name) => [name, text]),
  ),
};
let parsed;
try {
  parsed = parseArgs({ options, allowPositionals: true });
} catch (error) {
  fail(`${error.message}\n${USAGE}`);
}
const { values, positionals } = parsed;
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const engine = await tsImport('./card-pdf-engine.ts', import.meta.url);

if (values.list) {
  console.log(JSON.stringify(catalogue(), null, 2));
  process.exit(0);
}
if (positionals.length === 0 || values.out === undefined) fail(USAGE);

const cards = positionals.map((file) => {
  let json;
  try {
    json = readFileSync(file, 'utf8');
  } catch (error) {
    fail(`${file} cannot be read: ${error.message}`);
  }
  return (
    engine.parseCardFile(json) ??
    fail(`${file} is not a card exported by this app, or exceeds a limit (8 telephones, 8 e-mails).`)
  );
});

const choiceOption = (name, allowed, fallback) => {
  const value = values[name] ?? fallback;
  return allowed.includes(value) ? value : fail(`--${name}: one of ${allowed.join(', ')}`);
};
const integerOption = (name, fallback, least, most) => {
  if (values[name] === undefined) return fallback;
  const value = Number(values[name]);
  return Number.isInteger(value) && value >= least && value <= most ? value : fail(`--${name}: ${least} to ${most}`);
};
const namedChoice = (name, names, allowed, fallback) => {
  const value = values[name] ?? fallback;
  const identifier = names[value] ?? value;
  return allowed.includes(identifier) ? identifier : fail(`--${name}: one of ${Object.keys(names).join(', ')}`);
};
const listOption = (name) =>
  (values[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const design = namedChoice('design', DESIGN_NAMES, engine.DESIGNS, 'classique');
const product = namedChoice('product', PRODUCT_NAMES, engine.PRODUCTS, 'carte');
const region = values.region ?? 'fr-CA';
if (!engine.isRegionProfile(region)) fail('--region: one of fr-CA, fr-FR, en-CA, en-US');
const accent = engine.ACCENTS[values.accent ?? 'river'] ?? values.accent;
if (engine.parseColour(accent) === null) fail(`--accent: one of ${Object.keys(engine.ACCENTS).join(', ')}, or #rrggbb`);

const notes = [];
const paper = engine.paperFor(product, requestedPaper(), region);
const trim = engine.trimOn(paper) ?? fail('No card of that size fits on that paper.');
if (!(trim.widthMm > 0)) fail(USAGE);
const readPictureOption = async (name) => {
  if (values[name] === undefined) return null;
  if (!existsSync(values[name])) fail(`--${name}: ${values[name]} cannot be read`);
  try {
    return await engine.readPicture(values[name], name);
  } catch (error) {
    return fail(`--${name}: ${values[name]} is not a picture (${error.message})`);
  }
};

const order = {
  product,
  cards,
  options: {
    ...engine.DEFAULT_OPTIONS,
    design,
    sides: integerOption('sides', null, 1, 2),
    orientation: choiceOption(
      'orientation',
      ['landscape', 'portrait'],
      trim.heightMm > trim.widthMm ? 'portrait' : 'landscape',
    ),
    code: choiceOption('code', ['offline', 'link', 'none'], 'offline'),
    accent,
    ink: choiceOption('ink', ['saving', 'full'], 'saving'),
    legibility: choiceOption('legibility', ['usual', 'clear', 'large'], 'usual'),
    leftOut: listOption('without'),
    order: listOption('order'),
    other: { title: values['other-title'] ?? '', organisation: values['other-organisation'] ?? '', headline: '' },
  },
  paper,
  preset: choiceOption('preset', Object.keys(engine.PRESETS), paper.kind === 'single' ? 'shop-x1a' : 'home'),
  start: integerOption('start', 1, 1, 100),
  copies: integerOption('copies', null, 1, 500),
  duplex: choiceOption('duplex', ['none', 'long', 'short'], 'none'),
  outlines: values.outlines,
  printer: null,
  printerDpi: integerOption('dpi', 600, 150, 2400),
  region,
  slip: { event: values.event ?? '', batch: values.batch ?? '', names: listOption('names') },
  corrections: [],
};

const { bytes, findings } = await engine.makeCardPdf(order, {
  origin: (values.origin ?? 'https://poignee.app').replace(/\/+$/, ''),
  pictures: { photo: await readPictureOption('photo'), logo: await readPictureOption('logo') },
  now: process.env.SOURCE_DATE_EPOCH ? new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000) : new Date(),
  documentId: createHash('md5').update(JSON.stringify(order)).digest('hex'),
  verify: !values['no-proof'],
});
if (bytes !== null) {
  try {
    writeFileSync(values.out, bytes);
  } catch (error) {
    fail(`${values.out} cannot be written: ${error.message}`);
  }
}
console.error(JSON.stringify({ refused: bytes === null, findings, ...(notes.length > 0 && { notes }) }));
process.exitCode = bytes === null ? 2 : 0;

function requestedPaper() {
  const size =
    values.trim === undefined
      ? null
      : (engine.parseTrim(values.trim) ?? fail(`--trim: ${values.trim} is not a valid card size`));
  if (values.sheet !== undefined) {
    const named = engine.sheetById(values.sheet);
    if (named !== null) return { kind: 'sheet', sheet: named.id };
    const matches = engine.findSheets(values.sheet);
    const [match] = matches;
    if (match === undefined || !match.exact) {
      const suggestions = matches.map(({ part, template }) => `${part} (${template.id})`).join(', ');
      fail(
        `--sheet: ${values.sheet} is not known; ${suggestions === '' ? 'see --list' : `did you mean ${suggestions}?`}`,
      );
    }
    if (!match.verified)
      notes.push(`${match.part}: no database confirms that it is ${match.template.id}; measure the sheet`);
    return { kind: 'sheet', sheet: match.template.id };
  }
  const usual = engine.TRIMS[region === 'fr-FR' ? '85x55' : '88.9x50.8'];
  if (values.plain !== undefined) {
    const name = { letter: 'Letter', a4: 'A4' }[values.plain.toLowerCase()] ?? fail('--plain: letter or a4');
    return { kind: 'plain', paper: name, trim: size ?? usual };
  }
  return { kind: 'single', trim: size ?? usual };
}

function catalogue() {
  const nameOf = (names, id) => Object.keys(names).find((name) => names[name] === id) ?? id;
  return {
    designs: engine.DESIGNS.map((id) => ({ name: nameOf(DESIGN_NAMES, id), id, sides: engine.USUAL_SIDES[id] })),
    products: engine.PRODUCTS.map((id) => ({ name: nameOf(PRODUCT_NAMES, id), id })),
    sheets: engine.SHEET_TEMPLATES.map(({ makers, ...sheet }) => ({
      ...sheet,
      cards: sheet.columns * sheet.rows,
      parts: Object.entries(makers).flatMap(([maker, parts]) => parts.split(' ').map((part) => `${maker} ${part}`)),
    })),
    unverified: engine.UNVERIFIED_PARTS,
    trims: engine.TRIMS,
    presets: Object.entries(engine.PRESETS).map(([id, preset]) => ({
      id,
      ...preset,
      condition: preset.condition === null ? null : engine.CONDITIONS[preset.condition],
    })),
  };
}
