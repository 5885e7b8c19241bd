import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serializeCardFile } from '@/lib/card/card-file';
import { offlineCode } from '@/lib/qr/offline-payload';
import { cardOf } from '../support/cards';
import { decodeCodes } from '../support/decode';

const folder = mkdtempSync(join(tmpdir(), 'poignee-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [`scripts/${script}`, ...args], { encoding: 'utf8' });

describe('vcard:json', () => {
  it('prints a line of JSON a file, in the shape of the vectors', () => {
    const files = ['24-2-1-base64-photo-blank-line.vcf', '45-junk-line-without-colon.vcf'].map(
      (name) => `tests/vectors/vcard/${name}`,
    );
    const lines = run('vcard-json.mjs', ...files)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file)).toEqual(files);
    expect(lines[0].cards[0]).toMatchObject({ PHOTO: [{ len: 300 }], TEL: ['+331'], N: [[['X'], ['Y'], [], [], []]] });
    expect(lines[1].problems).toEqual([{ code: 'vcard.not_a_property', line: 5, text: 'garbage line' }]);
  });

  it('says which file could not be read, and goes on', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['scripts/vcard-json.mjs', '/nowhere.vcf', 'tests/vectors/vcard/01-newline-crlf.vcf'],
      { encoding: 'utf8' },
    );
    const [missing, read] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(missing.problems[0].code).toBe('file.unreadable');
    expect(read.cards[0].FN).toEqual(['Zoé Dupont']);
    expect(status).toBe(1);
  });
});

describe('card:qr', () => {
  const card = cardOf();
  const file = join(folder, 'card.json');
  writeFileSync(file, serializeCardFile(card));

  it('draws the app’s own code as a picture that is read', async () => {
    const out = join(folder, 'x.png');
    const said = JSON.parse(run('card-qr.mjs', file, '--code', 'offline', '--out', out));
    const [code] = await decodeCodes(Uint8Array.from(readFileSync(out)));
    expect(code?.text).toBe(offlineCode(card, 14)?.payload);
    expect(said).toMatchObject({ payload: code?.text, modules: expect.any(Number) });
  });

  it('draws the link’s code as one path of merged runs, crisp at any size', () => {
    const out = join(folder, 'x.svg');
    const { payload } = JSON.parse(
      run('card-qr.mjs', file, '--code', 'link', '--out', out, '--origin', 'https://exemple.ca'),
    );
    expect(payload).toMatch(/^HTTPS:\/\/EXEMPLE\.CA\/O#[0-9]+$/);
    const svg = readFileSync(out, 'utf8');
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg).toContain('shape-rendering="crispEdges"');
  });
});
