import { describe, expect, it } from 'vitest';
import { refuses } from '@/lib/print/findings';
import { paperFor } from '@/lib/print/paper';
import { replyCode } from '@/lib/print/products/reply-code';
import { readReplyFragment } from '@/lib/print/products/reply-fragment';
import { TRIMS } from '@/lib/print/sheets';
import { codesOn } from '@/lib/print/verify-codes';
import { rasterise, readCodes, textOf } from '../../scripts/commands/read-pdf';
import { ELODIE } from '../support/cards';
import { pdfOf, prepared, textsOf } from '../support/print';

const SLIP = { event: '5 à 7 de la Chambre', batch: 'K7Q2', names: [] as string[] };
const slipCode = replyCode('https://poignee.app', 'fr', SLIP);

describe('reply slip', () => {
  it.each(Object.entries(TRIMS))(
    'on %s: lines 7 mm apart or more, a readable code, event and batch in words',
    async (_id, trim) => {
      const { pages, cards, findings } = prepared(
        { product: 'reply-slip', paper: { kind: 'single', trim }, preset: 'home', slip: SLIP },
        ELODIE,
        { slipCode },
      );
      expect(findings).toEqual([]);
      const [card] = cards;
      const lines = card?.front.items.filter((item) => item.kind === 'line' && item.ink === 'rule') ?? [];
      expect(lines.length).toBeGreaterThanOrEqual(2);
      const heights = lines.flatMap((line) => (line.kind === 'line' ? [line.y1Mm] : [])).toSorted((a, b) => a - b);
      for (const [index, y] of heights.entries())
        if (index > 0) expect(y - (heights[index - 1] ?? 0)).toBeGreaterThanOrEqual(7);
      const texts = card === undefined ? [] : textsOf(card.front).map(({ text }) => text);
      for (const word of ['Nom', 'Téléphone', 'Rappelez-moi', '5 à 7 de la Chambre · Lot K7Q2'])
        expect(texts).toContain(word);
      expect(await readCodes(await rasterise(await pdfOf(pages), 300))).toEqual([slipCode?.payload]);
    },
  );

  it('fills a sheet with one slip per name, in order', async () => {
    const names = ['Paul Tremblay', 'Nancy Roy', 'Ana Lucía Fernández'];
    const { pages } = prepared({ product: 'reply-slip', slip: { ...SLIP, names }, copies: 1 }, ELODIE, { slipCode });
    expect(pages).toHaveLength(1);
    const words = await textOf(await pdfOf(pages));
    expect(words.filter((word) => names.includes(word))).toEqual(names);
  });

  it('refuses a name too long for its line rather than cutting it', () => {
    const names = ['Wolfeschlegelsteinhausenbergerdorff '.repeat(4)];
    expect(refuses(prepared({ product: 'reply-slip', slip: { ...SLIP, names } }, ELODIE, { slipCode }).findings)).toBe(
      true,
    );
  });
});

describe('reply slip code', () => {
  it('carries the event and batch in the fragment, which no server receives', () => {
    const url = new URL(slipCode?.payload ?? 'x:');
    expect(url.pathname).toBe('/fr/noter');
    expect(readReplyFragment(url.hash)).toEqual({ event: SLIP.event, batch: SLIP.batch });
    expect(slipCode?.symbol.version).toBeLessThanOrEqual(6);
  });

  it('ignores a foreign or damaged fragment, and clips a long event', () => {
    for (const hash of ['', '#', '#x=1', '#e=%E0%A4%A', '#l=&e=']) expect(readReplyFragment(hash), hash).toBeNull();
    expect(readReplyFragment(`#e=${'a'.repeat(5000)}`)?.event).toHaveLength(120);
    expect(readReplyFragment('#e=%3Cscript%3E')).toEqual({ event: '<script>', batch: '' });
  });

  it('is made for an event of any length and script', () => {
    for (const event of ['é'.repeat(500), '🥐'.repeat(80), '']) {
      const code = replyCode('https://poignee.app', 'fr', { event, batch: 'K7Q2' });
      expect(code).not.toBeNull();
      expect(readReplyFragment(new URL(code?.payload ?? 'x:').hash)?.batch).toBe('K7Q2');
    }
  });
});

describe('booth products', () => {
  it.each(['Letter', 'A4'] as const)('%s: a tent has a large and a small readable code on each side', async (paper) => {
    const { pages, findings } = prepared({ product: 'tent', paper: { kind: 'plain', paper, trim: TRIMS['85x55'] } });
    expect(refuses(findings)).toBe(false);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.placed.map(({ rotation }) => rotation)).toEqual([180, 0]);
    const expected = pages.flatMap(codesOn);
    expect(expected).toHaveLength(4);
    expect(Math.max(...expected.map(({ box }) => box.widthMm))).toBeGreaterThan(90);
    const read = await readCodes(await rasterise(await pdfOf(pages), 150));
    expect(read.toSorted()).toEqual(expected.map(({ payload }) => payload).toSorted());
  });

  it.each(['Letter', 'A4'] as const)('%s: a poster, A5 or half letter, has two readable codes', async (name) => {
    const paper = paperFor('poster', { kind: 'plain', paper: name, trim: TRIMS['85x55'] }, 'fr-CA');
    const { pages, findings } = prepared({ product: 'poster', paper, copies: 1 });
    expect(findings).toEqual([]);
    expect(await readCodes(await rasterise(await pdfOf(pages), 150))).toHaveLength(2);
  });

  it.each(['Letter', 'A4'] as const)('%s: eight badges per sheet, with names of at least 20 pt', async (name) => {
    const paper = paperFor('badge', { kind: 'sheet', sheet: name === 'A4' ? 'a4-10-85x54' : 'letter-10' }, 'fr-CA');
    const { pages, cards, findings } = prepared({ product: 'badge', paper });
    expect(refuses(findings)).toBe(false);
    expect(pages[0]?.placed).toHaveLength(8);
    const [badge] = cards;
    const texts = badge === undefined ? [] : textsOf(badge.front);
    expect(texts.find(({ role }) => role === 'name')?.fontSizePt).toBeGreaterThanOrEqual(20);
    expect(await readCodes(await rasterise(await pdfOf(pages), 200))).toHaveLength(8);
  });

  it('refuses a poster that cannot have a code, but not such a badge', () => {
    const nameOnly = { givenNames: 'Zoé' };
    expect(
      refuses(
        prepared(
          { product: 'poster', paper: { kind: 'plain', paper: 'A4', trim: { widthMm: 148, heightMm: 210 } } },
          nameOnly,
        ).findings,
      ),
    ).toBe(true);
    expect(
      refuses(
        prepared(
          { product: 'badge', paper: { kind: 'plain', paper: 'A4', trim: { widthMm: 86, heightMm: 60 } } },
          nameOnly,
        ).findings,
      ),
    ).toBe(false);
  });
});
