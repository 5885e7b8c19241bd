// npm run --silent card:qr -- CARD.json --code offline|link --out x.svg|x.png [--origin https://…] [--side-mm 60]:
// draws the code of a card exported by the app, with the app's own code.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const USAGE =
  'Usage: npm run --silent card:qr -- CARD.json --code offline|link --out x.svg|x.png [--origin https://…] [--side-mm 60]';
const DOTS_A_MM = 24;

function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}

const options = {
  code: { type: 'string', default: 'offline' },
  out: { type: 'string' },
  origin: { type: 'string', default: 'https://poignee.app' },
  'side-mm': { type: 'string', default: '60' },
};
let parsed;
try {
  parsed = parseArgs({ options, allowPositionals: true });
} catch (error) {
  fail(`${error.message}\n${USAGE}`);
}
const { values, positionals } = parsed;
const [file] = positionals;
const sideMm = Number(values['side-mm']);
const format = /\.(svg|png)$/i.exec(values.out ?? '')?.[1]?.toLowerCase();
if (file === undefined || format === undefined || !['offline', 'link'].includes(values.code) || !(sideMm > 0))
  fail(USAGE);

const [{ parseCardFile }, { MAX_VERSION, offlineCode }, { symbolPng }, { symbolSvg }, { linkCode }] = await Promise.all(
  [
    tsImport('../../lib/card/card-file.ts', import.meta.url),
    tsImport('../../lib/qr/offline-payload.ts', import.meta.url),
    tsImport('../../lib/qr/png.ts', import.meta.url),
    tsImport('../../lib/qr/svg-document.ts', import.meta.url),
    tsImport('../../lib/share/link-code.ts', import.meta.url),
  ],
);
let text;
try {
  text = readFileSync(file, 'utf8');
} catch (error) {
  fail(`${file} cannot be read: ${error.message}`);
}
const card = parseCardFile(text);
if (card === null) fail(`${file} is not a card exported by this app.`);
const code =
  values.code === 'link' ? linkCode(card, values.origin.replace(/\/+$/, '')) : offlineCode(card, MAX_VERSION.screen);
if (code === null) fail(`${file} has no name or no contact details.`);
const { symbol } = code;
try {
  writeFileSync(
    values.out,
    format === 'svg' ? symbolSvg(symbol, sideMm) : symbolPng(symbol, sideMm * DOTS_A_MM, sideMm),
  );
} catch (error) {
  fail(`${values.out} cannot be written: ${error.message}`);
}
console.log(
  JSON.stringify({
    out: values.out,
    version: symbol.version,
    errorCorrectionLevel: symbol.errorCorrectionLevel,
    modules: symbol.size,
    moduleMm: Number((sideMm / (symbol.size + 8)).toFixed(3)),
    characters: code.payload.length,
    payload: code.payload,
  }),
);
