import type { Card } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import { MAX_VERSION, offlineCode } from '../qr/offline-payload';
import { paperContent } from './content';
import { DESIGN_LAYOUTS, type Design } from './designs';
import type { Finding } from './findings';
import type { FontSet } from './fonts';
import type { Scene, Trim } from './scene';

export type LaidOutCard = { scene: Scene; findings: Finding[] };

/** One side of a card: what it says in its region's words, laid out by a design within a trim. Pure. */
export function layoutCard(
  card: Card,
  design: Design,
  trim: Trim,
  { fonts, profile }: { fonts: FontSet; profile: RegionProfile },
): LaidOutCard {
  const content = paperContent(card, profile);
  if (content.name === '') {
    const nameMissing: Finding = { severity: 'error', code: 'print.name_missing', role: 'name', detail: '' };
    return { scene: { trim, items: [] }, findings: [nameMissing] };
  }
  const code = offlineCode(card, MAX_VERSION.paper);
  const { items, findings } = DESIGN_LAYOUTS[design]({ content, trim, fonts, symbol: code?.symbol ?? null });
  const drawsCode = items.some((item) => item.kind === 'symbol');
  if (!drawsCode || code === null || code.dropped.length === 0) return { scene: { trim, items }, findings };
  const detail = code.dropped.join(' ');
  return {
    scene: { trim, items },
    findings: [...findings, { severity: 'warning', code: 'print.code_dropped', role: 'code', detail }],
  };
}
