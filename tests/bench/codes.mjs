// Measures the codes of thirty people: characters, and the smallest version at levels L and M, for a whole contact
// file, the code «Sans Internet», and the link that carries the whole card, encoded in several ways.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from '../../scripts/run.mjs';

const cardCodes = await tsImport('./codes.ts', import.meta.url);
const { build } = await import('esbuild');
const QRCode = createRequire(import.meta.url)('qrcode');
const ORIGIN = 'https://poignee.app';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Returns the smallest version at a level according to `qrcode`, given our segments; 99 if none fits. */
function findSmallestVersion(text, level) {
  for (let version = 1; version <= 40; version += 1) {
    const segments = cardCodes.optimalSegments(text, version).map(({ mode, data }) => ({
      mode,
      data: mode === 'byte' ? new TextEncoder().encode(data) : data,
    }));
    try {
      QRCode.create(segments, { version, errorCorrectionLevel: level });
      return version;
    } catch {
      // Does not fit: try the next version.
    }
  }
  return 99;
}

const model = cardCodes.modelBytes(cardCodes.LINK_MODEL);
const deflateCard = (card) =>
  Uint8Array.of(1, 0, 0, 0, ...deflateRawSync(cardCodes.encodeRecord(card), { dictionary: model, level: 9 }));
const KINDS = {
  'contact file (vCard 3.0)': (card) => cardCodes.serializeContactFile(card),
  '«Sans Internet»': (card) => cardCodes.offlineCode(card, 40).payload,
  'link, deflate + dictionary, decimal': (card) =>
    `${ORIGIN.toUpperCase()}/O#${cardCodes.decimalFragment(deflateCard(card))}`,
  'link, mixing coder, base64url': (card) => cardCodes.cardLink(card, ORIGIN).text,
  'link, mixing coder, decimal': (card) => `${ORIGIN}/o#${cardCodes.decimalFragment(cardCodes.encodeLink(card))}`,
  'link as shown: decimal, capitals': (card) => cardCodes.linkCode(card, ORIGIN).payload,
};

console.log(`${''.padEnd(38)}characters      v at L      v at M   (median, largest of ${cardCodes.CONTACTS.length})`);
for (const [name, make] of Object.entries(KINDS)) {
  const texts = cardCodes.CONTACTS.map(make);
  const formatCell = (values) => `${median(values)}, ${Math.max(...values)}`.padStart(12);
  console.log(
    name.padEnd(38) +
      formatCell(texts.map((text) => text.length)) +
      formatCell(texts.map((text) => findSmallestVersion(text, 'L'))) +
      formatCell(texts.map((text) => findSmallestVersion(text, 'M'))),
  );
}
const bytes = cardCodes.CONTACTS.map((card) => cardCodes.encodeLink(card).length);
console.log(
  `bytes of a link: median ${median(bytes)}, largest ${Math.max(...bytes)}; record before coding: median ${median(cardCodes.CONTACTS.map((card) => cardCodes.encodeRecord(card).length))}`,
);
for (const path of ['lib/share/mixing-coder.ts', 'lib/share/link-record.ts', 'lib/share/link-model.ts']) {
  const { outputFiles } = await build({ entryPoints: [ROOT + path], minify: true, format: 'esm', write: false });
  console.log(`${path}: ${gzipSync(outputFiles[0].contents, { level: 9 }).length} bytes gzip`);
}
console.log(
  `public/open/page.js: ${gzipSync(readFileSync(`${ROOT}public/open/page.js`), { level: 9 }).length} bytes gzip`,
);
