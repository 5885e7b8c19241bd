// Compares this project's contact file reader with npm `vcf`, `ical.js` and `vcard4-ts`, in turns in one run, each up
// to the point where every name, phone number and e-mail address is available as a value; then a whole import, from
// bytes to contacts that are ready to be stored. Times are of the processor, medians. Only files that all can read: LF or
// CRLF, UTF-8, 3.0 (4.0 for vcard4-ts, which reads nothing else). The app's code is bundled, as it is shipped. The last
// line is JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ICAL from 'ical.js';
import { parseVCards } from 'vcard4-ts';
import VcfReader from 'vcf';

const folder = mkdtempSync(join(tmpdir(), 'poignee-bench-'));
const outfile = join(folder, 'vcard.mjs');
await build({
  entryPoints: [fileURLToPath(new URL('./vcard.ts', import.meta.url))],
  tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outfile,
});
const { importedContacts, parseVcards, propertyValue, VcardReader } = await import(pathToFileURL(outfile));
rmSync(folder, { recursive: true });

const ROUNDS = 15;
/**
 * What an import took before the reader and the contact model were rewritten (commit 1f4c541), in units of what ical.js
 * takes to parse the same file, both measured in one run.
 */
const IMPORT_BEFORE_OVER_ICAL = 6.8;
const valuesOf = (card) => card.properties.map((property) => propertyValue(property, card.version));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** Runs `work` and returns its result and its processor time, in milliseconds. */
function measure(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

const createVcard = (index, version) =>
  [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `N:Côté-Gagné${index};Élodie;;;`,
    `FN:Élodie Côté-Gagné${index}`,
    'ORG:Boulangerie L’Été\\; Fils\\, inc.;Ventes',
    'TITLE:Directrice des ventes',
    `TEL;TYPE=CELL:+1514285${String(index).padStart(4, '0')}`,
    'TEL;TYPE=WORK:+15142859286',
    `EMAIL;TYPE=WORK:elodie${index}@exemple.ca`,
    'ADR;TYPE=WORK:;;1554\\, boulevard De Maisonneuve Ouest;Montréal;Québec;H3G 1M8;Canada',
    'NOTE:Rencontrée au 5 à 7 de la chambre de commerce\\; veut un devis pour mille',
    '  cartes\\, avant Noël',
    'END:VCARD',
    '',
  ].join('\r\n');
const manyCards = (count, version) => Array.from({ length: count }, (_, index) => createVcard(index, version)).join('');
function withPhoto(bytes, version) {
  const base64 = Buffer.alloc(bytes, 'Poignée, une photo').toString('base64');
  const line = version === '4.0' ? `PHOTO:data:image/jpeg;base64,${base64}` : `PHOTO;ENCODING=b;TYPE=JPEG:${base64}`;
  const folded = [line.slice(0, 75), ...(line.slice(75).match(/.{1,74}/g) ?? []).map((part) => ` ${part}`)];
  return createVcard(1, version).replace('END:VCARD', `${folded.join('\r\n')}\r\nEND:VCARD`);
}

/** Decodes a picture, which jCal leaves as base64 text, so that every reader yields its bytes. */
const pictureBytes = (property) => (property[0] === 'photo' ? Buffer.from(property[3], 'base64') : property);

/** Each reader parses bytes and returns the cards with their values read, or at least their number as `length`. */
const READERS = {
  // As the app imports: reads the values of each card as it arrives, and retains no card.
  'Poignée, card by card': {
    version: '3.0',
    read: (bytes) => {
      let length = 0;
      const reader = new VcardReader((card) => {
        if (valuesOf(card).length > 0) length += 1;
      });
      for (let start = 0; start < bytes.length; start += 1 << 20) reader.push(bytes.subarray(start, start + (1 << 20)));
      reader.end();
      return { length };
    },
  },
  'Poignée, all kept': { version: '3.0', read: (bytes) => parseVcards(bytes).cards.map(valuesOf) },
  'vcf 2.1': {
    version: '3.0',
    read: (bytes) =>
      VcfReader.parse(Buffer.from(bytes).toString('utf8')).map((card) =>
        Object.values(card.data).flatMap((property) => [property].flat().map((one) => one.valueOf())),
      ),
  },
  'ical.js 2.2': {
    version: '3.0',
    read: (bytes) => {
      const parsed = ICAL.parse(Buffer.from(bytes).toString('utf8'));
      const cards = typeof parsed[0] === 'string' ? [parsed] : parsed;
      return cards.map(([, properties]) => properties.map(pictureBytes));
    },
  },
  'vcard4-ts 0.4': { version: '4.0', read: (bytes) => parseVCards(Buffer.from(bytes).toString('utf8'), true).vCards },
};

const CASES = {
  '10,000 cards': (version) => manyCards(10_000, version),
  'one 5 MB photo': (version) => withPhoto(5_000_000, version),
};

const medians = {};
for (const [name, make] of Object.entries(CASES)) {
  const files = { '3.0': Buffer.from(make('3.0')), '4.0': Buffer.from(make('4.0')) };
  const times = Object.fromEntries(Object.keys(READERS).map((reader) => [reader, []]));
  const counts = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [reader, { version, read }] of Object.entries(READERS)) {
      try {
        const { result, ms } = measure(() => read(files[version]));
        counts[reader] = result.length;
        times[reader].push(ms);
      } catch (error) {
        counts[reader] = `fails: ${String(error).slice(0, 60)}`;
      }
    }
  }
  console.log(`${name} (${(files['3.0'].length / 1e6).toFixed(1)} MB), processor time, median of ${ROUNDS}:`);
  const own = median(times['Poignée, card by card']);
  for (const [reader, durations] of Object.entries(times)) {
    const ms = durations.length === 0 ? Number.NaN : median(durations);
    console.log(`  ${reader.padEnd(26)} ${ms.toFixed(0).padStart(7)} ms  ×${(ms / own).toFixed(1)}  ${counts[reader]}`);
  }
  medians[name] = Object.fromEntries(Object.entries(times).map(([reader, durations]) => [reader, median(durations)]));
}

const importFile = Buffer.from(manyCards(10_000, '3.0'));
const importTimes = { import: [], ical: [] };
let imported = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const own = measure(() => importedContacts(importFile));
  importTimes.import.push(own.ms);
  imported = own.result;
  importTimes.ical.push(measure(() => READERS['ical.js 2.2'].read(importFile)).ms);
}
const [importMs, icalMs] = [median(importTimes.import), median(importTimes.ical)];
console.log(`An import of ${imported} contacts, bytes to staged contacts: ${importMs.toFixed(0)} ms;`);
console.log(`  ical.js parses the same file in ${icalMs.toFixed(0)} ms: ×${(importMs / icalMs).toFixed(2)}`);

console.log('Time against size (linear if the last column stays the same):');
for (const count of [2_500, 5_000, 10_000, 20_000, 40_000]) {
  const bytes = Buffer.from(manyCards(count, '3.0'));
  const durationsMs = [1, 2, 3].map(() => {
    const start = performance.now();
    parseVcards(bytes);
    return performance.now() - start;
  });
  const ms = median(durationsMs);
  console.log(
    `  ${String(count).padStart(6)} cards ${ms.toFixed(0).padStart(6)} ms ${(bytes.length / 1e3 / ms).toFixed(0)} MB/s`,
  );
}

const chunk = Buffer.from(manyCards(2_500, '3.0'));
let cards = 0;
const reader = new VcardReader(() => {
  cards += 1;
});
const before = process.memoryUsage().heapUsed;
const start = performance.now();
let bytes = 0;
while (bytes < 100e6) {
  reader.push(chunk);
  bytes += chunk.length;
}
reader.end();
const seconds = (performance.now() - start) / 1000;
const grownMb = (process.memoryUsage().heapUsed - before) / 1e6;
console.log(
  `100 MB in chunks: ${cards} cards in ${seconds.toFixed(1)} s, heap ${grownMb.toFixed(0)} MB more at the end`,
);
const over = (name) => medians[name]['ical.js 2.2'] / medians[name]['Poignée, card by card'];
console.log(
  JSON.stringify({
    cardsOverIcal: Number(over('10,000 cards').toFixed(2)),
    photoOverIcal: Number(over('one 5 MB photo').toFixed(2)),
    importOverBefore: Number(((IMPORT_BEFORE_OVER_ICAL * icalMs) / importMs).toFixed(2)),
  }),
);
