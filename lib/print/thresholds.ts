/**
 * Every bound of preflight, in one place, with where it comes from. Sizes in points or millimetres as named.
 *
 * - Text and x-height: PRODUCT facts; small letters of 1.2 mm and 0.9 mm are what Regulation (EU) No 1169/2011,
 *   art. 13(2)–(3), asks of food labels and of the smallest ones.
 * - Clear print ≥ 12 pt, large print ≥ 16 pt: UK Association for Accessible Formats, as in PRODUCT facts.
 * - Reversed text: ink spreads into white letters; printers' guides ask for 8 pt, and nobody for less than 6.
 * - Leading: letters touch under 1; clear print asks for air between lines.
 * - Contrast: WCAG 2.2 §1.4.3 (4.5 : 1), and §1.4.11 (3 : 1) as the least.
 * - Total ink: SWOP's 300 % (CGATS TR 001) on coated stock; uncoated card stock dries up to some 280 %.
 * - Picture: 300 ppi is what shops ask; under 150 dots can be seen at reading distance.
 * - Codes: PRODUCT facts; quiet zone ISO/IEC 18004 §9.1; fewer than 4 printer dots a module, and one dot more or less
 *   is a quarter of it.
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
  totalInkErrorPercent: 300,
  totalInkWarningPercent: 280,
  pictureErrorPpi: 150,
  pictureWarningPpi: 250,
  moduleErrorMm: 0.33,
  moduleWarningMm: 0.4,
  /** What is aimed for, as whole dots of 300 and 600 dpi printers: 6/300 in. */
  moduleAimMm: 0.508,
  dotsAModule: 4,
  quietZoneModules: 4,
  codeToEdgeMm: 3,
} as const;
