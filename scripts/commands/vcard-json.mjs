// npm run --silent vcard:json -- FILE…: writes what the app reads in each contact file, one line of JSON per file:
// {"file", "cards": [{"N": …, "TEL": […]}], "problems": [{"code", "line", "text"}]}.
import { createReadStream } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: npm run --silent vcard:json -- FILE…');
  process.exit(2);
}
const { VcardReader } = await tsImport('../../lib/vcard/read.ts', import.meta.url);
const { cardJson } = await tsImport('../../lib/vcard/json.ts', import.meta.url);

for (const file of files) {
  try {
    const cards = [];
    const reader = new VcardReader((card) => cards.push(cardJson(card)));
    for await (const piece of createReadStream(file)) reader.push(piece);
    reader.end();
    await print(`{"file":${JSON.stringify(file)},"cards":[${cards.join(',')}],`);
    await print(`"problems":${JSON.stringify(reader.problems)}}\n`);
  } catch (error) {
    const problem = { code: 'file.unreadable', line: 0, text: error.message };
    await print(`${JSON.stringify({ file, cards: [], problems: [problem] })}\n`);
    process.exitCode = 1;
  }
}

/** Resolves once the text is written, so that a slow reader of standard output is not overrun. */
function print(text) {
  return new Promise((resolve) => process.stdout.write(text, resolve));
}
