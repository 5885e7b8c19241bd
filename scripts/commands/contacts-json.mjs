// npm run --silent contacts:json -- FILE…: reads each file as the app's import does, and prints one line of JSON:
// {"file", "kind", "contacts": […], "problems": [{"code", "line", "text"}]}.
// With --export vcf3|vcf4|vcf21|google|outlook|hubspot|full, prints what the app would export instead.
// With --region fr-CA|fr-FR|en-CA|en-US, reads numbers by the conventions of that region (fr-CA by default).
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { export: { type: 'string' }, region: { type: 'string', default: 'fr-CA' } },
});
const { contactJson, contactsOf, exported, EXPORTS } = await tsImport('./contacts-engine.ts', import.meta.url);
const REGIONS = ['fr-CA', 'fr-FR', 'en-CA', 'en-US'];
if (
  files.length === 0 ||
  !REGIONS.includes(values.region) ||
  (values.export !== undefined && !EXPORTS.includes(values.export))
) {
  console.error(
    `Usage: npm run --silent contacts:json -- [--export ${EXPORTS.join('|')}] [--region ${REGIONS.join('|')}] FILE…`,
  );
  process.exit(2);
}

for (const file of files) {
  try {
    const { kind, found, problems } = contactsOf(new Uint8Array(readFileSync(file)), values.region);
    await print(
      values.export === undefined
        ? `${JSON.stringify({ file, kind, contacts: found.map(contactJson), problems })}\n`
        : exported(found, values.export, values.region),
    );
  } catch (error) {
    const problem = { code: 'file.unreadable', line: 0, text: error.message };
    if (values.export === undefined)
      await print(`${JSON.stringify({ file, kind: 'unreadable', contacts: [], problems: [problem] })}\n`);
    else console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** Resolves once the text is written, so that a slow reader of standard output is not overrun. */
function print(text) {
  return new Promise((resolve) => process.stdout.write(text, resolve));
}
