import type { QrSymbol } from '../qr/symbol';
import type { PaperContent } from './content';
import { layoutClassic } from './design-classic';
import { layoutLargePrint } from './design-large-print';
import type { Finding } from './findings';
import type { FontSet } from './fonts';
import type { SceneItem, Trim } from './scene';

export const DESIGNS = ['classic', 'large-print'] as const;
export type Design = (typeof DESIGNS)[number];

export type DesignInput = { content: PaperContent; trim: Trim; fonts: FontSet; symbol: QrSymbol | null };
export type DesignOutput = { items: SceneItem[]; findings: Finding[] };

/** A design is a pure function of what the card says and where it has to fit. */
export const DESIGN_LAYOUTS: Record<Design, (input: DesignInput) => DesignOutput> = {
  classic: layoutClassic,
  'large-print': layoutLargePrint,
};
