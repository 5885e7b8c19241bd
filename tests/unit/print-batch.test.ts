import { describe, expect, it } from 'vitest';
import type { CardAddress } from '@/lib/exchange/card-address';
import {
  type Batch,
  batchNumber,
  isSamePrinting,
  printedCodes,
  printedLines,
  staleCodes,
  staleLines,
} from '@/lib/print/batch';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { DESIGNS } from '@/lib/print/designs/design-names';
import { paperFor } from '@/lib/print/paper';
import { isBatch, isPrinter } from '@/lib/print/records';
import { DEFAULT_PAPER, readOptions, readPaperSettings } from '@/lib/print/settings';
import { offlinePayloads } from '@/lib/qr/offline-payload';
import { linkPayloads } from '@/lib/share/link-code';
import { cardOf, ELODIE } from '../support/cards';
import { FULL, ORDER, ORIGIN, prepared, textsOf } from '../support/print';

const batchOf = (overrides: Parameters<typeof prepared>[0] = {}, content = ELODIE): Batch => {
  const { cards } = prepared(overrides, content);
  return {
    id: 'b1',
    schemaVersion: 1,
    cardId: 'card-1',
    number: 'K7Q2',
    madeAtMs: 0,
    product: 'card',
    design: 'classic',
    paper: 'letter-10',
    count: 10,
    profile: 'fr-CA',
    lines: printedLines(cards, 'fr-CA', overrides.options ?? DEFAULT_OPTIONS),
    codes: printedCodes(cards),
  };
};

describe('print batches', () => {
  it('records what is printed, and nothing that was left out', () => {
    const options = { ...DEFAULT_OPTIONS, leftOut: ['title'] };
    const keys = batchOf({ options }).lines.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['name', 'organisation', 'phone:p1', 'phone:p2', 'email:e1']));
    expect(keys).not.toContain('title');
    expect(isBatch(batchOf())).toBe(true);
  });

  it.each(DESIGNS)('finds no stale line in an unchanged card, wherever its lines break: %s', (design) => {
    for (const bilingual of [false, true])
      expect(
        staleLines(batchOf({ options: { ...DEFAULT_OPTIONS, design, bilingual, sides: 2 } }, FULL), cardOf(FULL)),
      ).toEqual([]);
  });

  it('tracks both sides of a bilingual card, each in the format of its region', () => {
    const other = { title: 'Master baker', organisation: '', headline: '' };
    const options = { ...DEFAULT_OPTIONS, bilingual: true, other, kept: ['phone:p2'] };
    const batch = batchOf({ options }, FULL);
    expect(staleLines(batch, cardOf(FULL))).toEqual([]);
    expect(batch.lines.some(({ text }) => text === 'Master baker')).toBe(false);
    const backOnly = {
      ...batch,
      lines: [{ key: 'phone:p1', role: 'phone', text: '514-285-9286, ext. 150', profile: 'en-CA' as const }],
    };
    expect(staleLines(backOnly, cardOf(FULL))).toEqual([]);
  });

  it('detects a stale code, even for a property that is not printed as text', () => {
    const options = { ...DEFAULT_OPTIONS, leftOut: ['email'] };
    const batch = batchOf({ options });
    const payloadsOf = (content: typeof ELODIE) => (kind: 'offline' | 'link') =>
      kind === 'offline' ? offlinePayloads(cardOf(content)) : linkPayloads(cardOf(content), ORIGIN, null);
    const changed = { ...ELODIE, emails: [{ id: 'e1', kind: 'work' as const, address: 'nouvelle@exemple.ca' }] };
    expect(staleLines(batch, cardOf(changed))).toEqual([]);
    expect(staleCodes(batch, payloadsOf(ELODIE))).toEqual([]);
    expect(staleCodes(batch, payloadsOf(changed)).map(({ kind }) => kind)).toEqual(['offline']);
    const linkBatch = batchOf({ options: { ...DEFAULT_OPTIONS, code: 'link' } });
    const [link] = linkBatch.codes;
    const onAnotherSite = {
      ...linkBatch,
      codes: [{ kind: 'link' as const, payload: (link?.payload ?? '').replace('POIGNEE.APP', 'AUTRE.CA') }],
    };
    expect(link?.payload).toContain('POIGNEE.APP');
    expect(staleCodes(onAnotherSite, payloadsOf(ELODIE))).toEqual([]);
  });

  it('keeps a code that holds the card when a short link comes to exist, and tracks a short link', () => {
    const linkBatch = batchOf({ options: { ...DEFAULT_OPTIONS, code: 'link' } });
    const published = { address: 'ABCD2345EFGH' as CardAddress, channel: 'paper' as const };
    const today = () => linkPayloads(cardOf(ELODIE), ORIGIN, published);
    expect(staleCodes(linkBatch, today)).toEqual([]);
    const short = {
      ...linkBatch,
      codes: [{ kind: 'link' as const, payload: `${ORIGIN.toUpperCase()}/ABCD2345EFGHP` }],
    };
    expect(staleCodes(short, today)).toEqual([]);
    expect(staleCodes(short, () => linkPayloads(cardOf(ELODIE), ORIGIN, null))).toHaveLength(1);
  });

  it('does not take a printed sentence for a changed name or website', () => {
    for (const product of ['reply-slip', 'poster', 'tent'] as const) {
      const batch = { ...batchOf({ product, paper: paperFor(product, ORDER.paper, 'fr-CA') }, FULL), product };
      expect(staleLines(batch, cardOf(FULL)), product).toEqual([]);
    }
    const former = {
      key: 'website',
      role: 'website',
      text: 'Ou tapez\u00a0: boulangerie-lete.ca',
      profile: 'fr-CA' as const,
    };
    const poster = { ...batchOf(), product: 'poster', lines: [former] };
    expect(staleLines(poster, cardOf(FULL))).toEqual([]);
    expect(staleLines(poster, cardOf({ ...FULL, website: 'https://autre.example' }))).toHaveLength(1);
  });

  it('treats the same sheet prepared again as the same batch, and a different sheet as another batch', () => {
    expect(isSamePrinting(batchOf(), { ...batchOf(), id: 'b2', number: 'ZZZZ', madeAtMs: 5 })).toBe(true);
    expect(isSamePrinting(batchOf(), { ...batchOf(), count: 20 })).toBe(false);
  });

  it('reports each changed line with its current text, or null if it is gone', () => {
    const changed = cardOf({
      ...ELODIE,
      title: 'Associée',
      phones: [{ id: 'p1', kind: 'work', number: '+14388889967', extension: '' }],
    });
    expect(staleLines(batchOf(), changed)).toEqual([
      expect.objectContaining({ key: 'title', text: 'Maître boulangère', now: 'Associée' }),
      expect.objectContaining({ key: 'phone:p1', text: '514 285-9286, poste\u00a0150', now: '438 888-9967' }),
      expect.objectContaining({ key: 'phone:p2', now: null }),
    ]);
  });

  it('gives a batch a number of four unambiguous characters', () => {
    expect(batchNumber(Uint8Array.of(0, 1, 255, 30))).toMatch(/^[2-9A-HJKMNP-Z]{4}$/);
    expect(batchNumber(Uint8Array.of(0, 1, 255, 30))).toBe(batchNumber(Uint8Array.of(0, 1, 255, 30)));
  });
});

describe('correction labels', () => {
  it('print each changed line once per remaining card, within the label', () => {
    const { pages, findings } = prepared({
      product: 'correction',
      paper: { kind: 'plain', paper: 'A4', trim: { widthMm: 60, heightMm: 14 } },
      copies: 4,
      corrections: [
        { key: 'phone:p1', role: 'phone', text: '438 888-9967' },
        { key: 'title', role: 'title', text: 'Associée' },
      ],
    });
    expect(findings).toEqual([]);
    const texts = pages.flatMap(({ placed }) => placed.flatMap(({ scene }) => textsOf(scene).map(({ text }) => text)));
    expect(texts.filter((text) => text === '438 888-9967')).toHaveLength(4);
    expect(texts.filter((text) => text === 'Associée')).toHaveLength(4);
  });
});

describe('saved print settings', () => {
  it('are read back unchanged; anything invalid gives the defaults', () => {
    const options = { ...DEFAULT_OPTIONS, design: 'band' as const, kept: ['title'], accent: '#8a1f3c' };
    expect(readOptions(JSON.stringify(options))).toEqual(options);
    for (const text of [null, '', '{', '[]', '"x"', '{"design":"none"}', '{"accent":"red"}', '{"leftOut":[1]}'])
      expect(readOptions(text), String(text)).toEqual(DEFAULT_OPTIONS);
    const paper = { ...DEFAULT_PAPER, paper: { kind: 'sheet' as const, sheet: 'a4-10-85x55' } };
    expect(readPaperSettings(JSON.stringify(paper))).toEqual(paper);
    for (const text of [
      'letter-perforated',
      '{"paper":{"kind":"sheet","sheet":"gone"}}',
      '{"paper":{"kind":"plain","paper":"A4","trim":{"widthMm":1,"heightMm":2}}}',
    ])
      expect(readPaperSettings(text), text).toEqual(DEFAULT_PAPER);
  });

  it('reject a printer record whose scale is zero', () => {
    const side = { dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 };
    const printer = { id: 'a', schemaVersion: 1, name: 'P', tray: '', front: side, back: side };
    expect(isPrinter(printer)).toBe(true);
    expect(isPrinter({ ...printer, back: { ...side, scaleX: 0 } })).toBe(false);
  });
});
