import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { refuses } from '@/lib/print/findings';
import { paperFor } from '@/lib/print/paper';
import { panelsOf } from '@/lib/print/products/leaflet';
import { replyCode } from '@/lib/print/products/reply-code';
import { readReplyFragment } from '@/lib/print/products/reply-fragment';
import { PAPERS } from '@/lib/print/sheet-templates';
import { TRIMS } from '@/lib/print/sheets';
import { codesOn } from '@/lib/print/verify-codes';
import { rasterise, readCodes, textOf } from '../../scripts/commands/read-pdf';
import { ELODIE } from '../support/cards';
import { FULL, pdfOf, prepared, symbolOf, textsOf } from '../support/print';

const SLIP = { event: '5 à 7 de la Chambre', batch: 'K7Q2', names: [] as string[] };
const ROOM = { aim: 6, most: 8 };
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
      for (const word of ['Nom', 'Téléphone', 'Rappelez-moi']) expect(texts).toContain(word);
      expect(texts.join(' ')).toContain('5 à 7 de la Chambre · Lot K7Q2');
      expect(await readCodes(await rasterise(await pdfOf(pages), 300))).toEqual([slipCode?.fit(ROOM).payload]);
    },
  );

  it('fills a sheet with one slip per name, in order', async () => {
    const names = ['Paul Tremblay', 'Nancy Roy', 'Ana Lucía Fernández'];
    const { pages } = prepared({ product: 'reply-slip', slip: { ...SLIP, names }, copies: 1 }, ELODIE, { slipCode });
    expect(pages).toHaveLength(1);
    const words = await textOf(await pdfOf(pages));
    expect(words.filter((word) => names.includes(word))).toEqual(names);
  });

  it('keeps its three lines when an event is named, and shrinks a long guest name', () => {
    const rules = (event: string) => {
      const slip = { ...SLIP, event, names: ['Marie-Christine Alexandra De la Sablonnière-Vandenberghe'] };
      const { cards, findings } = prepared({ product: 'reply-slip', slip }, ELODIE, { slipCode });
      expect(refuses(findings)).toBe(false);
      return cards[0]?.front.items.filter((item) => item.kind === 'line' && item.ink === 'rule').length;
    };
    expect(rules('')).toBe(3);
    expect(rules('5 à 7 de la Chambre')).toBe(3);
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
    const url = new URL(slipCode?.fit(ROOM).payload ?? 'x:');
    expect(url.pathname).toBe('/fr/noter');
    expect(readReplyFragment(url.hash)).toEqual({ event: SLIP.event, batch: SLIP.batch });
    expect(slipCode?.fit(ROOM).symbol.version).toBeLessThanOrEqual(6);
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
      expect(readReplyFragment(new URL(code?.fit(ROOM).payload ?? 'x:').hash)?.batch).toBe('K7Q2');
    }
  });
});

describe('booth products', () => {
  it.each(['Letter', 'A4'] as const)('%s: a tent has one large readable code on each side', async (paper) => {
    const { pages, findings } = prepared({ product: 'tent', paper: { kind: 'plain', paper, trim: TRIMS['85x55'] } });
    expect(refuses(findings)).toBe(false);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.placed.map(({ rotation }) => rotation)).toEqual([180, 0]);
    const expected = pages.flatMap(codesOn);
    expect(expected).toHaveLength(2);
    expect(Math.max(...expected.map(({ box }) => box.widthMm))).toBeGreaterThan(90);
    const read = await readCodes(await rasterise(await pdfOf(pages), 150));
    expect(read.toSorted()).toEqual(expected.map(({ payload }) => payload).toSorted());
  });

  it.each(['Letter', 'A4'] as const)(
    '%s: a poster fills its page, with a readable code of 12 cm or more',
    async (name) => {
      const paper = paperFor('poster', { kind: 'plain', paper: name, trim: TRIMS['85x55'] }, 'fr-CA');
      for (const tabs of [false, true]) {
        const { pages, cards, findings } = prepared({ product: 'poster', paper, copies: 1, tabs }, FULL);
        expect(findings).toEqual([]);
        expect(pages[0]?.mediaBox).toEqual(PAPERS[name]);
        const symbol = cards[0] && symbolOf(cards[0].front);
        expect((symbol?.size ?? 0) * (symbol?.moduleMm ?? 0)).toBeGreaterThanOrEqual(120);
        const texts = cards[0] === undefined ? [] : textsOf(cards[0].front).map(({ text }) => text);
        expect(texts).toContain('Gardez mes coordonnées');
        expect(pages[0]?.placed).toHaveLength(tabs ? 6 : 1);
        const bytes = await pdfOf(pages);
        expect(await readCodes(await rasterise(bytes, 150))).toHaveLength(1);
        const tab = cards[1] === undefined ? [] : textsOf(cards[1].front).map(({ text }) => text);
        if (tabs) expect(tab).toContain('514 285-9286, poste\u00a0150');
      }
    },
  );

  it.each(['Letter', 'A4'] as const)(
    '%s: two how-to sheets a page, with numbered steps and a readable code',
    async (name) => {
      const paper = paperFor('guide', { kind: 'plain', paper: name, trim: TRIMS['85x55'] }, 'fr-CA');
      const { pages, cards, findings } = prepared({ product: 'guide', paper }, FULL);
      expect(refuses(findings)).toBe(false);
      expect(pages[0]?.placed).toHaveLength(2);
      const texts = cards[0] === undefined ? [] : textsOf(cards[0].front);
      for (const step of ['1', '2', '3']) expect(texts.map(({ text }) => text)).toContain(step);
      expect(Math.min(...texts.map(({ fontSizePt }) => fontSizePt))).toBeGreaterThanOrEqual(11);
      expect(await readCodes(await rasterise(await pdfOf(pages), 150))).toHaveLength(2);
    },
  );

  it.each(['Letter', 'A4'] as const)('%s: a leaflet has three panels on each of two sides', async (name) => {
    const paper = paperFor('leaflet', { kind: 'plain', paper: name, trim: TRIMS['85x55'] }, 'fr-CA');
    const texts = { licence: '', services: ['Pain au levain', 'Viennoiseries'], urgent: '' };
    const { pages, findings } = prepared(
      { product: 'leaflet', paper, options: { ...DEFAULT_OPTIONS, texts }, duplex: 'short' },
      { ...FULL, note: 'Depuis 1987, la boulangerie livre le quartier avant sept heures.' },
    );
    expect(refuses(findings)).toBe(false);
    expect(pages.map(({ side }) => side)).toEqual(['front', 'back']);
    const { widthMm = 0, heightMm = 0 } = pages[0]?.mediaBox ?? {};
    expect(widthMm).toBeGreaterThan(heightMm);
    // A panel folded in is the narrowest, and folds meet on both sides.
    const [flap, back, cover] = panelsOf({ widthMm, heightMm }, 'outside');
    const [left, middle, right] = panelsOf({ widthMm, heightMm }, 'inside');
    expect(flap.widthMm).toBeLessThan(back.widthMm);
    expect(right.xMm).toBeCloseTo(widthMm - back.xMm, 5);
    expect(middle.xMm).toBeCloseTo(widthMm - cover.xMm, 5);
    expect(left.widthMm).toBeCloseTo(cover.widthMm, 5);
    expect(await readCodes(await rasterise(await pdfOf(pages), 150, 2))).toHaveLength(1);
  });

  it('prints backs alone, at the places of the backs', async () => {
    const backs = prepared({ product: 'back', options: { ...DEFAULT_OPTIONS, design: 'band' } });
    const both = prepared({ options: { ...DEFAULT_OPTIONS, design: 'band', sides: 2 }, duplex: 'long' });
    expect(backs.pages).toHaveLength(1);
    expect(backs.pages[0]?.placed.map(({ box }) => box)).toEqual(both.pages[1]?.placed.map(({ box }) => box));
    expect(await readCodes(await rasterise(await pdfOf(backs.pages), 300))).toHaveLength(10);
  });

  it('prints a badge for each guest, with the event and without the owner’s code', () => {
    const paper = paperFor('badge', { kind: 'sheet', sheet: 'letter-10' }, 'fr-CA');
    const names = ['Paul Tremblay, Ferme du Lac', 'Ana', 'Marie-Ève De la Sablonnière; Société'];
    const { cards, findings } = prepared({ product: 'badge', paper, slip: { ...SLIP, names }, copies: 1 });
    expect(refuses(findings)).toBe(false);
    expect(cards).toHaveLength(3);
    const [paul] = cards;
    const texts = paul === undefined ? [] : textsOf(paul.front);
    expect(texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Paul', 'Tremblay', 'Ferme du Lac', SLIP.event]),
    );
    expect(texts.find(({ text }) => text === 'Paul')?.fontSizePt).toBe(34);
    expect(paul && symbolOf(paul.front)).toBeUndefined();
  });

  it('sets the rest of a guest’s name smaller on a small badge, rather than leave it out', () => {
    const { cards } = prepared({ product: 'badge', slip: { ...SLIP, names: ['Paul Tremblay'] }, copies: 1 });
    const texts = cards.flatMap(({ front }) => textsOf(front)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['Paul', 'Tremblay', SLIP.event]));
  });

  it('ends the sentence of a reply slip with one full stop', () => {
    const { cards } = prepared({ product: 'reply-slip', slip: SLIP, copies: 1 }, FULL);
    const words = cards.flatMap(({ front }) => textsOf(front)).map(({ text }) => text);
    expect(words.join(' ')).toMatch(/laissez-le à Mme Élodie Côté-Gagné, Ph. D\.(?!\.)/);
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
