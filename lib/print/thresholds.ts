/**
 * All preflight thresholds, with their sources. Units are in the property names.
 *
 * - Text and x-height: PRODUCT facts; Regulation (EU) No 1169/2011, art. 13(2)–(3), requires an x-height of 1.2 mm on
 *   food labels and 0.9 mm on the smallest ones.
 * - Clear print ≥ 12 pt, large print ≥ 16 pt: UK Association for Accessible Formats, as in PRODUCT facts.
 * - Reversed text: ink spreads into white letters; print shops' guidelines ask for 8 pt, and none for less than 6 pt.
 * - Leading: lines touch below 1; clear print requires space between lines.
 * - Contrast: WCAG 2.2 §1.4.3 (4.5 : 1), and §1.4.11 (3 : 1) as the minimum.
 * - Total ink: SWOP allows 300 % on coated stock (CGATS TR 001); uncoated card stock dries up to about 280 %.
 * - Picture: print shops ask for 300 ppi; below 150 ppi, pixels are visible at reading distance.
 * - Codes: PRODUCT facts; quiet zone ISO/IEC 18004 §9.1; below 4 printer dots per module, one dot more or less changes
 *   a module by more than a quarter.
 */
export const THRESHOLDS = {
  textErrorPt: 5,
  textWarningPt: 7,
  xHeightErrorMm: 0.9,
  xHeightWarningMm: 1.15,
  reversedErrorPt: 6,
  reversedWarningPt: 8,
  clearPrintPt: 12,
  largePrintPt: 16,
  leadingError: 1,
  leadingWarning: 1.08,
  contrastError: 3,
  contrastWarning: 4.5,
  totalInkPercent: 280,
  pictureErrorPpi: 150,
  pictureWarningPpi: 250,
  moduleErrorMm: 0.33,
  moduleWarningMm: 0.4,
  /** Target size: 6/300 in, a whole number of dots at 300 and 600 dpi. */
  moduleAimMm: 0.508,
  dotsAModule: 4,
  quietZoneModules: 4,
  codeToEdgeMm: 3,
} as const;
