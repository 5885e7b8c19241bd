import { layOutBilingual } from './bilingual';
import { layOutClassic } from './classic';
import type { LayOutDesign } from './design';
import { layOutLargePrint } from './large-print';
import { layOutLogo } from './logo';
import { layOutModern } from './modern';
import { layOutPortrait } from './portrait';

export const DESIGNS = ['classic', 'modern', 'portrait', 'logo', 'large-print', 'bilingual'] as const;
export type Design = (typeof DESIGNS)[number];

export const DESIGN_LAYOUTS: Record<Design, LayOutDesign> = {
  classic: layOutClassic,
  modern: layOutModern,
  portrait: layOutPortrait,
  logo: layOutLogo,
  'large-print': layOutLargePrint,
  bilingual: layOutBilingual,
};

/** Default number of sides of each design; a bilingual card always has two. */
export const USUAL_SIDES: Record<Design, 1 | 2> = {
  classic: 1,
  modern: 1,
  portrait: 2,
  logo: 1,
  'large-print': 1,
  bilingual: 2,
};
