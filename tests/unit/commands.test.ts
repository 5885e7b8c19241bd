import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { serializeCardFile } from '@/lib/card/card-file';
import { offlineCode } from '@/lib/qr/offline-payload';
import { rasterise, readCodes, textOf } from '../../scripts/commands/read-pdf';
import { cardOf } from '../support/cards';
import { decodeCodes } from '../support/decode';
import { checkPdfUa } from '../support/pdf-ua';

const folder = mkdtempSync(join(tmpdir(), 'poignee-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [`scripts/commands/${script}`, ...args], { encoding: 'utf8' });

describe('vcard:json', () => {
  it('prints one line of JSON per file, in the shape of the vectors', () => {
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

  it('reports an unreadable file, and continues', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['scripts/commands/vcard-json.mjs', '/nowhere.vcf', 'tests/vectors/vcard/01-newline-crlf.vcf'],
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

  it('draws the app’s offline code as a readable picture', async () => {
    const out = join(folder, 'x.png');
    const output = JSON.parse(run('card-qr.mjs', file, '--code', 'offline', '--out', out));
    const [code] = await decodeCodes(Uint8Array.from(readFileSync(out)));
    expect(code?.text).toBe(offlineCode(card, 14)?.payload);
    expect(output).toMatchObject({ payload: code?.text, modules: expect.any(Number) });
  });

  it('draws the link code as one path of merged runs, crisp at any size', () => {
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

type Report = {
  refused?: boolean;
  findings?: { code: string }[];
  error?: string;
  people?: number;
  pages?: number;
  rows: { source: string; name: string; findings: { severity: string }[] }[];
  problems: { source: string; name: string }[];
  notes?: string[];
};

describe('card:pdf', () => {
  const card = join(folder, 'pdf-card.json');
  const out = join(folder, 'card.pdf');
  const runCardPdf = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/commands/card-pdf.mjs', ...args], {
      encoding: 'utf8',
    });
    return {
      status,
      report: JSON.parse(stderr) as Report,
    };
  };
  const codesIn = (report: { findings?: { code: string }[] }) => (report.findings ?? []).map(({ code }) => code);
  writeFileSync(card, serializeCardFile(cardOf()));

  it('prints two-sided cards of several members on a named sheet for a print shop, with readable codes', async () => {
    const other = join(folder, 'other.json');
    writeFileSync(
      other,
      serializeCardFile(cardOf({ givenNames: 'Paul', emails: [{ id: 'e', kind: 'work', address: 'p@a.ca' }] })),
    );
    const { status, report } = runCardPdf(
      card,
      other,
      ...'--design classique --sides 2 --duplex long --preset shop-x1a --region fr-CA'.split(' '),
      ...['--sheet', 'Avery 5371', '--out', out],
    );
    expect(report).toEqual({ refused: false, people: 2, pages: 2, findings: [] });
    expect(status).toBe(0);
    const bytes = Uint8Array.from(readFileSync(out));
    expect(Buffer.from(bytes).toString('latin1')).toContain('(PDF/X-1a:2003)');
    const read = await readCodes(await rasterise(bytes, 200, 2));
    expect(read).toHaveLength(10);
    expect(read.filter((text) => text.includes('FN:Paul'))).toHaveLength(5);
  });

  it('refuses with status 2, gives the reason and leaves no file', () => {
    const emoji = join(folder, 'emoji.json');
    writeFileSync(
      emoji,
      serializeCardFile(
        cardOf({ givenNames: '🥐', phones: [{ id: 'p', kind: 'work', number: '+15142859286', extension: '' }] }),
      ),
    );
    const refused = join(folder, 'refused.pdf');
    const { status, report } = runCardPdf(emoji, '--sheet', 'letter-10', '--out', refused);
    expect([status, report.refused, codesIn(report)]).toEqual([2, true, ['print.emoji']]);
    expect(existsSync(refused)).toBe(false);
  });

  it('lists designs, sheets by part number, sizes and presets', () => {
    const list = JSON.parse(run('card-pdf.mjs', '--list'));
    expect(list.designs.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['classique', 'monogramme', 'notaire', 'deux-colonnes', 'grands-caracteres']),
    );
    expect(list.counts).toEqual({
      designs: list.designs.length,
      products: list.products.length,
      sheets: list.sheets.length,
    });
    expect(list.designs.length).toBeGreaterThanOrEqual(12);
    expect(list.sheets.length).toBeGreaterThanOrEqual(60);
    expect(list.sheets.find(({ id }: { id: string }) => id === 'letter-10').parts).toContain('Avery 5371');
    expect(list.presets.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['home', 'shop-x1a', 'shop-x4']),
    );
  });

  it.each([
    ['a file that is not a card', ['package.json', '--sheet', 'letter-10', '--out', out]],
    ['a missing file', ['/nowhere.json', '--sheet', 'letter-10', '--out', out]],
    ['an unknown sheet', [card, '--sheet', 'Avery 0000', '--out', out]],
    ['a partial part number', [card, '--sheet', 'Avery 53', '--out', out]],
    ['an impossible size', [card, '--trim', '5x5', '--out', out]],
    ['an unknown option', [card, '--colour', 'red', '--out', out]],
    ['a missing output folder', [card, '--sheet', 'letter-10', '--out', '/nowhere/x.pdf']],
    [
      'a logo that is not a picture',
      [card, '--design', 'logo', '--logo', 'package.json', '--sheet', 'letter-10', '--out', out],
    ],
  ])('%s: exits with status 2 and an error message', (_name, args) => {
    const { status, report } = runCardPdf(...args);
    expect(status).toBe(2);
    expect(report.error ?? '').not.toBe('');
  });

  it('prints people of a table with their own pictures and copies, and reports the rows that it cannot print', async () => {
    const folderOfPeople = mkdtempSync(join(folder, 'people-'));
    const photo = join(folderOfPeople, 'ana.png');
    await sharp({ create: { width: 700, height: 700, channels: 3, background: '#884422' } })
      .png()
      .toFile(photo);
    const table = join(folderOfPeople, 'people.csv');
    const rows = [
      'Prénom,Nom,Téléphone,Photo,Copies',
      'Ana,Roy,514 285-9286,ana.png,2',
      'Paul,"Tremblay\tLavoie",418 555-0123,,3',
      'Zoé 🥐,Bouchard,514 555-0123,,1',
      'Luc,Gagnon,514 555-0124,absent.png,1',
      'Nora,Aﬃlié,514 555-0125,,1',
      'Max,Roy,514 555-0126,,beaucoup',
      ',,,,',
    ];
    writeFileSync(table, rows.join('\n'));
    const args = ['--design', 'portrait', '--sides', '1', '--sheet', 'letter-10', '--out', out];
    const { status, report } = runCardPdf(table, ...args);
    expect([status, report.refused, report.people, report.pages]).toEqual([0, false, 3, 1]);
    const bad = [
      ...report.problems.map(({ source, name }: { source: string; name: string }) => `${source}: ${name}`),
      ...report.rows
        .filter(({ findings }: { findings: { severity: string }[] }) =>
          findings.some(({ severity }) => severity === 'error'),
        )
        .map(({ source, name }: { source: string; name: string }) => `${source}: ${name}`),
    ];
    expect(bad.toSorted()).toEqual([
      'people.csv, row 4: Zoé 🥐 Bouchard',
      'people.csv, row 5: Luc Gagnon',
      'people.csv, row 7: Max Roy',
    ]);
    const words = await textOf(Uint8Array.from(readFileSync(out)));
    expect(words.filter((word) => word === 'Ana Roy')).toHaveLength(2);
    expect(words.filter((word) => word === 'Paul Tremblay Lavoie')).toHaveLength(3);
    // The ligature is its letters.
    expect(words).toContain('Nora Affilié');
    expect(Buffer.from(readFileSync(out)).toString('latin1')).toContain('/Subtype /Image');
    // Each person's card is read once, with its photo described.
    const { problems, document } = checkPdfUa(readFileSync(out));
    expect(problems).toEqual([]);
    const titles = document?.children.map(({ children }) => children.find(({ type }) => type === 'H1')?.text);
    expect(titles).toEqual(['Ana Roy', 'Paul Tremblay Lavoie', 'Nora Affilié']);
    const figures = document?.children.flatMap(({ children }) => children.filter(({ type }) => type === 'Figure'));
    expect(figures?.map(({ alt }) => alt)).toContainEqual(expect.stringMatching(/^Photo\s: Ana Roy$/));
    const strict = runCardPdf(table, ...args, '--strict');
    expect([strict.status, strict.report.refused]).toEqual([2, true]);
  });

  it('reads contact files, and says which options have no effect', () => {
    const contacts = join(folder, 'people.vcf');
    const vcard = (name: string) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;${name};;;\r\nFN:${name} Roy\r\nTEL:+15142859286\r\nEND:VCARD\r\n`;
    writeFileSync(contacts, vcard('Ana') + vcard('Luc'));
    const { status, report } = runCardPdf(
      contacts,
      '--trim',
      '85x55',
      '--start',
      '1',
      '--event',
      'Salon',
      '--out',
      out,
    );
    expect([status, report.people, report.pages]).toEqual([0, 2, 2]);
    expect(report.notes).toEqual(['--start has no effect here', '--event has no effect here']);
    const beyond = runCardPdf(contacts, '--sheet', 'letter-10', '--start', '99', '--out', out);
    expect([beyond.status, beyond.report.error]).toEqual([2, '--start: 1 to 10']);
  });

  it('refuses a one-pixel picture as too coarse, ignores scripts in SVG and reduces a huge photo', async () => {
    const pixel = join(folder, 'pixel.png');
    await sharp({ create: { width: 1, height: 1, channels: 3, background: '#0b5b6b' } })
      .png()
      .toFile(pixel);
    const coarse = runCardPdf(card, '--design', 'logo', '--logo', pixel, '--sheet', 'letter-10', '--out', out);
    expect([coarse.status, codesIn(coarse.report)]).toEqual([2, ['print.picture_coarse']]);

    const svg = join(folder, 'logo.svg');
    const script = '<script>fetch("http://127.0.0.1:9/")</script><image href="http://127.0.0.1:9/x.png"/>';
    writeFileSync(
      svg,
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200">${script}<rect width="600" height="200" fill="#0b5b6b"/></svg>`,
    );
    const drawn = runCardPdf(card, '--design', 'logo', '--logo', svg, '--sheet', 'letter-10', '--out', out);
    expect([drawn.status, codesIn(drawn.report)]).toEqual([0, []]);
    expect(Buffer.from(readFileSync(out)).toString('latin1')).not.toMatch(/<script|127\.0\.0\.1/);

    const huge = join(folder, 'huge.jpg');
    await sharp({ create: { width: 8_000, height: 8_000, channels: 3, background: '#884422' } })
      .jpeg()
      .toFile(huge);
    const reduced = runCardPdf(card, '--design', 'portrait', '--photo', huge, '--trim', '85x55', '--out', out);
    expect([reduced.status, codesIn(reduced.report)]).toEqual([0, []]);
    expect(readFileSync(out).length).toBeLessThan(1_000_000);
  });
});
