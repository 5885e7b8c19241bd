/** A printing condition, named as in the ICC's characterisation data registry (RegistryName http://www.color.org). */
type Condition = { identifier: string; description: string };

export const CONDITIONS = {
  'gracol-2006': { identifier: 'CGATS TR 006', description: 'GRACoL 2006, sheetfed offset on coated paper' },
  fogra39: { identifier: 'FOGRA39', description: 'Offset on coated paper, ISO 12647-2:2004' },
} as const satisfies Record<string, Condition>;
type ConditionId = keyof typeof CONDITIONS;

/** The requirements of a print shop, or of a home printer, for a PDF. */
export type Preset = {
  /** `none`: for a home printer, in screen colours (RGB), which its driver converts to its inks. */
  standard: 'none' | 'x1a' | 'x4';
  bleedMm: number;
  marks: boolean;
  /** Text converted to outlines, for shops that distrust embedded fonts. */
  outlined: boolean;
  /**
   * Is the condition's ICC profile embedded? X-4 requires it (ISO 15930-7); X-1a does not when the condition has a
   * registered name. Only FOGRA39's profile is available (public/profiles).
   */
  embedIcc: boolean;
  condition: ConditionId | null;
};

const EIGHTH_OF_AN_INCH_MM = 3.175;
const x1a = { standard: 'x1a', marks: false, outlined: false, embedIcc: false, condition: 'fogra39' } as const;

/** The combinations that print shops ask for. PDF/X-1a:2003 (ISO 15930-4) and PDF/X-4 (ISO 15930-7). */
export const PRESETS = {
  home: { standard: 'none', bleedMm: 0, marks: false, outlined: false, embedIcc: false, condition: null },
  'shop-x1a': { ...x1a, bleedMm: 3 },
  'shop-x1a-us': { ...x1a, bleedMm: EIGHTH_OF_AN_INCH_MM, condition: 'gracol-2006' },
  'shop-x1a-marks': { ...x1a, bleedMm: 3, marks: true, outlined: true },
  'shop-x1a-2mm': { ...x1a, bleedMm: 2 },
  'shop-x1a-1mm': { ...x1a, bleedMm: 1 },
  'shop-x1a-0': { ...x1a, bleedMm: 0 },
  'shop-x1a-icc': { ...x1a, bleedMm: 3, embedIcc: true },
  'shop-x4': { ...x1a, standard: 'x4', bleedMm: 3, embedIcc: true },
} as const satisfies Record<string, Preset>;
export type PresetId = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as PresetId[];
