/** Millimetres in a PDF unit, 1/72 inch (ISO 32000-1 §8.3.2.3). */
const MM_PER_PT = 25.4 / 72;
export const mmToPt = (mm: number) => mm / MM_PER_PT;
export const ptToMm = (pt: number) => pt * MM_PER_PT;
