// The functions tests/bench/printed-codes.mjs runs: the codes of printed pieces, as they are placed and as the
// smallest version of the same card would be placed.
import type { CardPatch } from '@/lib/card/card';
import { DESIGNS } from '@/lib/print/designs/design-names';
import { USUAL_INK_SPREAD_MM } from '@/lib/print/make-pdf';
import { paperFor } from '@/lib/print/paper';
import { replyCode } from '@/lib/print/products/reply-code';
import type { SymbolItem } from '@/lib/print/scene';
import { TRIMS } from '@/lib/print/sheets';
import { symbolRects } from '@/lib/print/symbol-rects';
import { offlineCode } from '@/lib/qr/offline-payload';
import { encodeSymbol, type QrSymbol } from '@/lib/qr/symbol';
import { cardOf, ELODIE } from '../support/cards';
import { FULL, lay, ORDER, ORIGIN, prepared } from '../support/print';

const CONTENTS = [ELODIE, FULL];
const PLACE_TRIMS = { '88.9 × 50.8': TRIMS['88.9x50.8'], '63.5 × 63.5': { widthMm: 63.5, heightMm: 63.5 } };
/** Pixels of a printed sheet at 1,200 dpi: 21 µm. */
export const PIXEL_MM = 25.4 / 1200;
const QUIET_MODULES = 4;

type Place = { place: string; before: Bitmap; after: Bitmap };
/** A square of grey pixels with its quiet zone, `PIXEL_MM` each. */
type Bitmap = { side: number; grey: Uint8Array; payload: string; version: number; moduleMm: number };

function bitmapOf(item: SymbolItem, spreadMm: number): Bitmap {
  const quietMm = QUIET_MODULES * item.moduleMm;
  const side = Math.round((item.size * item.moduleMm + 2 * quietMm) / PIXEL_MM);
  const grey = new Uint8Array(side * side).fill(255);
  const pixel = (mm: number) => Math.round((mm + quietMm) / PIXEL_MM);
  for (const rect of symbolRects({ ...item, xMm: 0, yMm: 0 }, spreadMm))
    for (let y = pixel(rect.yMm); y < pixel(rect.yMm + rect.heightMm); y += 1)
      grey.fill(0, y * side + pixel(rect.xMm), y * side + pixel(rect.xMm + rect.widthMm));
  return { side, grey, payload: item.payload, version: (item.size - 17) / 4, moduleMm: item.moduleMm };
}

/** The rule before codes were fitted to their place: the smallest version, 10 at most for a whole card. */
function formerCode(content: CardPatch, item: SymbolItem): { symbol: QrSymbol; payload: string } | null {
  if (item.code === 'offline') return offlineCode(cardOf(content), 10);
  const symbol = encodeSymbol(item.payload);
  return symbol && { symbol, payload: item.payload };
}

const SLIP = { event: '5 à 7 de la Chambre', batch: 'K7Q2', names: [] };

/** Returns the narrowest code of every place for each card, drawn for a desktop printer. */
export function printedPlaces(): Place[] {
  const places: Place[] = [];
  for (const content of CONTENTS) {
    const narrowest = new Map<string, SymbolItem>();
    const note = (place: string, item: SymbolItem) => {
      const known = narrowest.get(place);
      if (known === undefined || item.size * item.moduleMm < known.size * known.moduleMm) narrowest.set(place, item);
    };
    for (const design of DESIGNS)
      for (const [trimName, trim] of Object.entries(PLACE_TRIMS))
        for (const code of ['offline', 'link'] as const) {
          const { front, back } = lay(content, { design, code }, trim);
          for (const [side, scene] of [['front', front] as const, ['back', back] as const])
            for (const item of scene?.items ?? [])
              if (item.kind === 'symbol') note(`${code} code, ${trimName} mm, ${side}`, item);
        }
    for (const product of ['reply-slip', 'badge', 'guide'] as const) {
      const order = { product, paper: paperFor(product, ORDER.paper, 'fr-CA'), slip: SLIP };
      const { cards } = prepared(order, content, { slipCode: replyCode(ORIGIN, 'fr', SLIP) });
      for (const item of cards.flatMap(({ front }) => front.items)) if (item.kind === 'symbol') note(product, item);
    }
    for (const [place, item] of narrowest) {
      const former = formerCode(content, item);
      if (former === null) continue;
      const { size, modules } = former.symbol;
      // In the same square of paper, quiet zone included.
      const quiet = 2 * QUIET_MODULES;
      const moduleMm = ((item.size + quiet) * item.moduleMm) / (size + quiet);
      const before = { ...item, size, modules, moduleMm, payload: former.payload };
      places.push({ place, before: bitmapOf(before, 0), after: bitmapOf(item, USUAL_INK_SPREAD_MM) });
    }
  }
  return places;
}
