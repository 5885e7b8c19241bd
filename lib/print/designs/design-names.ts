/** The designs, in the order in which they are offered. */
export const DESIGNS = [
  'monogram',
  'classic',
  'notary',
  'band',
  'solid',
  'workshop',
  'columns',
  'portrait',
  'medallion',
  'trade',
  'appointment',
  'large-print',
] as const;
export type DesignName = (typeof DESIGNS)[number];

/** Names that stored settings and commands of earlier versions use. A bilingual card is now an option of any design. */
export const FORMER_DESIGNS: Readonly<Record<string, DesignName>> = {
  modern: 'band',
  logo: 'columns',
  bilingual: 'classic',
};

type DesignDefaults = { sides: 1 | 2; orientation: 'landscape' | 'portrait' };
const twoSided: DesignDefaults = { sides: 2, orientation: 'landscape' };
const oneSided: DesignDefaults = { sides: 1, orientation: 'landscape' };

/** Sides and orientation that a design is drawn for; the owner may choose others. */
export const DESIGN_DEFAULTS: Record<DesignName, DesignDefaults> = {
  monogram: twoSided,
  classic: oneSided,
  notary: twoSided,
  band: twoSided,
  solid: twoSided,
  workshop: twoSided,
  columns: twoSided,
  portrait: twoSided,
  medallion: { sides: 2, orientation: 'portrait' },
  trade: twoSided,
  appointment: twoSided,
  'large-print': oneSided,
};
