// npm run --silent card:pdf -- FILE… --sheet letter-10 --out x.pdf: makes a PDF from cards exported by the app (JSON),
// contact files (.vcf) and tables (.csv), with the app's print engine. Writes the preflight findings to standard error as
// JSON; the exit status is 2 if it refuses.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const USAGE = `Usage: npm run --silent card:pdf -- FILE… --out x.pdf
  FILE                        cards exported by the app (.json), contact files (.vcf), tables (.csv, with the columns
                              of the app's import, and photo, logo, copies)
  --list                      designs, sheets with their makers' numbers, sizes and presets, as JSON
  --design NAME               classique (default), monogramme, notaire, bandeau, plein, atelier, deux-colonnes,
                              portrait, medaillon, artisan, rendez-vous, grands-caracteres
  --product NAME              carte (default), dos, talon-reponse, badge, chevalet, affiche, mode-emploi, depliant
  --sheet ID|"Avery 5371"     a sheet; or --plain letter|a4|a3|sra3|tabloid with --trim; or --trim alone, one card a page
  --trim 88.9x50.8            a size, or its name
  --preset NAME               home (default), shop-x1a, shop-x4, … (--list)
  --duplex none|long|short    --sides 1|2   --orientation landscape|portrait   --ink saving|full   --bilingual
  --code offline|link|none    --origin https://…   --accent NAME|#rrggbb   --tint #rrggbb
  --without title,address     --order email,phone  --legibility usual|clear|large
  --photo FILE --logo FILE    for everybody without their own
  --copies N   --start N   --outlines   --dpi 300|600|1200
  --region fr-CA|fr-FR|en-CA|en-US
  --other-title T --other-organisation T   the other side of a bilingual card
  --licence T --services A,B --urgent T    texts of artisan and of the leaflet
  --back appointment|loyalty  the back of rendez-vous
  --event NAME --batch NUMBER --names A,B  for talon-reponse and badge
  --tabs                      tear-off tabs of affiche
  --strict                    refuse the whole run if somebody cannot be printed`;

/** Names accepted on the command line, for the internal identifiers. */
const DESIGN_NAMES = {
  classique: 'classic',
  monogramme: 'monogram',
  notaire: 'notary',
  bandeau: 'band',
  plein: 'solid',
  atelier: 'workshop',
  'deux-colonnes': 'columns',
  portrait: 'portrait',
  medaillon: 'medallion',
  artisan: 'trade',
  'rendez-vous': 'appointment',
  'grands-caracteres': 'large-print',
};
/** Names of earlier versions. */
const FORMER_NAMES = { moderne: 'band', logo: 'columns', 'recto-verso': 'classic' };
const PRODUCT_NAMES = {
  carte: 'card',
  dos: 'back',
  'talon-reponse': 'reply-slip',
  badge: 'badge',
  chevalet: 'tent',
  affiche: 'poster',
  'mode-emploi': 'guide',
  depliant: 'leaflet',
};

function fail(sentence) {
  console.error(JSON.stringify({ error: sentence }));
  process.exit(2);
}

const text = { type: 'string' };
const flag = { type: 'boolean', default: false };
const options = {
  ...Object.fromEntries('list outlines help no-proof bilingual tabs strict'.split(' ').map((name) => [name, flag])),
  ...Object.fromEntries(
    'design product sheet plain trim preset duplex sides orientation ink code origin accent tint without order legibility photo logo copies start dpi region other-title other-organisation licence services urgent back event batch names out'
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
  const identifier = names[value] ?? FORMER_NAMES[value] ?? engine.FORMER_DESIGNS[value] ?? value;
  return allowed.includes(identifier) ? identifier : fail(`--${name}: one of ${Object.keys(names).join(', ')}`);
};
const listOption = (name) =>
  (values[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const colourOption = (name, fallback) => {
  const colour = engine.ACCENTS[values[name] ?? ''] ?? values[name] ?? fallback;
  if (colour !== '' && engine.parseColour(colour) === null)
    fail(`--${name}: one of ${Object.keys(engine.ACCENTS).join(', ')}, or #rrggbb`);
  return colour;
};

const design = namedChoice('design', DESIGN_NAMES, engine.DESIGNS, 'classique');
const bilingual = values.bilingual || values.design === 'recto-verso' || values.design === 'bilingual';
const product = namedChoice('product', PRODUCT_NAMES, engine.PRODUCTS, 'carte');
const region = values.region ?? 'fr-CA';
if (!engine.isRegionProfile(region)) fail('--region: one of fr-CA, fr-FR, en-CA, en-US');

const notes = [];
const paper = engine.paperFor(product, requestedPaper(), region);
const trim =
  engine.trimOn(paper) ??
  (isWholePage() ? engine.PAPERS[paper.paper] : fail('No card of that size fits on that paper.'));
if (!(trim.widthMm > 0)) fail(USAGE);
const sheet = isWholePage() ? null : engine.sheetOf(paper);
const places = sheet === null ? 1 : engine.cardPositions(sheet).length;

const order = {
  product,
  cards: [],
  options: {
    ...engine.DEFAULT_OPTIONS,
    design,
    bilingual,
    sides: integerOption('sides', null, 1, 2),
    orientation: values.orientation === undefined ? null : choiceOption('orientation', ['landscape', 'portrait']),
    code: choiceOption('code', ['offline', 'link', 'none'], 'offline'),
    accent: colourOption('accent', engine.ACCENTS.river),
    tint: colourOption('tint', ''),
    ink: choiceOption('ink', ['saving', 'full'], 'full'),
    legibility: choiceOption('legibility', ['usual', 'clear', 'large'], 'usual'),
    backKind: choiceOption('back', ['appointment', 'loyalty'], 'appointment'),
    leftOut: listOption('without'),
    order: listOption('order'),
    other: { title: values['other-title'] ?? '', organisation: values['other-organisation'] ?? '', headline: '' },
    texts: { licence: values.licence ?? '', services: listOption('services').slice(0, 5), urgent: values.urgent ?? '' },
  },
  paper,
  preset: choiceOption('preset', Object.keys(engine.PRESETS), paper.kind === 'single' ? 'shop-x1a' : 'home'),
  start: integerOption('start', 1, 1, places),
  copies: integerOption('copies', null, 1, 500),
  duplex: choiceOption('duplex', ['none', 'long', 'short'], 'none'),
  outlines: values.outlines,
  printer: null,
  printerDpi: integerOption('dpi', 600, 150, 2400),
  region,
  slip: { event: values.event ?? '', batch: values.batch ?? '', names: listOption('names') },
  tabs: values.tabs,
  corrections: [],
};
noteIgnoredOptions();

const people = [];
const problems = [];
for (const file of positionals) {
  const read = engine.readPeople(file, region);
  people.push(...read.people);
  problems.push(...read.problems);
}
if (people.length === 0)
  fail(problems.map(({ source, problem }) => `${source} ${problem}`).join('; ') || 'Nobody to print.');
for (const name of ['photo', 'logo']) {
  if (values[name] === undefined) continue;
  if (!existsSync(values[name])) fail(`--${name}: ${values[name]} cannot be read`);
  try {
    await engine.readPicture(values[name], name);
  } catch (error) {
    fail(`--${name}: ${values[name]} is not a picture (${error.message})`);
  }
}

const made = await engine.makePeoplePdf(order, people, {
  origin: (values.origin ?? 'https://poignee.app').replace(/\/+$/, ''),
  defaults: { photo: values.photo ?? null, logo: values.logo ?? null },
  now: process.env.SOURCE_DATE_EPOCH ? new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000) : new Date(),
  documentId: createHash('md5')
    .update(JSON.stringify([order, people.map(({ card }) => card)]))
    .digest('hex'),
  verify: !values['no-proof'],
  strict: values.strict,
  problems,
});
if (made.bytes !== null) {
  try {
    writeFileSync(values.out, made.bytes);
  } catch (error) {
    fail(`${values.out} cannot be written: ${error.message}`);
  }
}
console.error(
  JSON.stringify({
    refused: made.bytes === null,
    people: made.people,
    pages: made.pages,
    findings: made.findings,
    ...(made.reports.length > 0 && people.length > 1 && { rows: made.reports }),
    ...(made.problems.length > 0 && { problems: made.problems }),
    ...(notes.length > 0 && { notes }),
  }),
);
process.exitCode = made.bytes === null ? 2 : 0;

function isWholePage() {
  return engine.WHOLE_PAGE.includes(product);
}

/** Says which of the options given have no effect on what is printed. */
function noteIgnoredOptions() {
  const isCard = product === 'card' || product === 'back';
  const isSingle = paper.kind === 'single';
  const given = (name) => values[name] !== undefined && values[name] !== false;
  const isSlipOrBadge = product === 'reply-slip' || product === 'badge';
  const ignored = {
    start: isSingle || isWholePage(),
    copies: isSingle,
    outlines: isSingle || isWholePage(),
    duplex: isSingle || isWholePage() || !isCard,
    sheet: isWholePage() || product === 'badge' || product === 'guide',
    trim: isWholePage() || product === 'badge' || product === 'guide' || given('sheet'),
    plain: given('sheet'),
    design: !isCard,
    sides: !isCard || bilingual,
    orientation: !isCard,
    bilingual: !isCard,
    ink: !isCard,
    back: design !== 'appointment',
    code: isCard && design === 'large-print',
    event: !isSlipOrBadge,
    batch: product !== 'reply-slip',
    names: !isSlipOrBadge,
    tabs: product !== 'poster',
    licence: !(isCard && design === 'trade'),
    urgent: !(isCard && design === 'trade'),
    services: !(isCard && design === 'trade') && product !== 'leaflet',
    'other-title': !bilingual,
    'other-organisation': !bilingual,
    photo: !isCard || !['portrait', 'medallion'].includes(design),
  };
  for (const [name, isIgnored] of Object.entries(ignored))
    if (isIgnored && given(name)) notes.push(`--${name} has no effect here`);
}

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
    const names = Object.fromEntries(Object.keys(engine.PAPERS).map((name) => [name.toLowerCase(), name]));
    const name = names[values.plain.toLowerCase()] ?? fail(`--plain: one of ${Object.keys(names).join(', ')}`);
    return { kind: 'plain', paper: name, trim: size ?? usual };
  }
  return { kind: 'single', trim: size ?? usual };
}

function catalogue() {
  const nameOf = (names, id) => Object.keys(names).find((name) => names[name] === id) ?? id;
  return {
    designs: engine.DESIGNS.map((id) => ({ name: nameOf(DESIGN_NAMES, id), id, ...engine.DESIGN_DEFAULTS[id] })),
    products: engine.PRODUCTS.map((id) => ({ name: nameOf(PRODUCT_NAMES, id), id })),
    counts: { designs: engine.DESIGNS.length, products: engine.PRODUCTS.length, sheets: engine.SHEET_TEMPLATES.length },
    sheets: engine.SHEET_TEMPLATES.map(({ makers, ...sheet }) => ({
      ...sheet,
      cards: engine.cardPositions(sheet).length,
      parts: Object.entries(makers).flatMap(([maker, parts]) =>
        parts.split(parts.includes('|') ? ' | ' : ' ').map((part) => `${maker} ${part}`),
      ),
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
