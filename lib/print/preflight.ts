import type { Finding } from './findings';
import { SAFE_MARGIN_MM, type Scene } from './scene';

/** PRODUCT facts: text under 5 pt cannot be read, under 7 pt is hard; a code's modules likewise. */
export const PAPER_BOUNDS = { textErrorPt: 5, textWarningPt: 7, moduleErrorMm: 0.33, moduleWarningMm: 0.4 } as const;

/** Half a hundredth of a millimetre: the noise of adding lengths up. */
const TOLERANCE_MM = 0.005;

/** Looks at what would be drawn, whichever design drew it, before any paper is spent. */
export function preflight(scene: Scene): Finding[] {
  const findings: Finding[] = [];
  const right = scene.trim.widthMm - SAFE_MARGIN_MM + TOLERANCE_MM;
  const bottom = scene.trim.heightMm - SAFE_MARGIN_MM + TOLERANCE_MM;
  for (const item of scene.items) {
    if (item.kind === 'text') {
      const { role, text: detail } = item;
      if (item.missing !== '')
        findings.push({
          severity: 'error',
          code: 'print.missing_glyph',
          role,
          detail: [...new Set(item.missing)].join(' '),
        });
      if (item.fontSizePt < PAPER_BOUNDS.textErrorPt)
        findings.push({ severity: 'error', code: 'print.text_too_small', role, detail });
      else if (item.fontSizePt < PAPER_BOUNDS.textWarningPt)
        findings.push({ severity: 'warning', code: 'print.text_small', role, detail });
      if (item.xMm + item.widthMm > right || item.baselineMm > bottom || item.xMm < SAFE_MARGIN_MM - TOLERANCE_MM)
        findings.push({ severity: 'error', code: 'print.outside_safe_area', role, detail });
    }
    if (item.kind === 'symbol') {
      const detail = item.moduleMm.toFixed(2);
      const side = item.size * item.moduleMm;
      if (item.moduleMm < PAPER_BOUNDS.moduleErrorMm)
        findings.push({ severity: 'error', code: 'print.qr_too_small', role: 'code', detail });
      else if (item.moduleMm < PAPER_BOUNDS.moduleWarningMm)
        findings.push({ severity: 'warning', code: 'print.qr_small', role: 'code', detail });
      if (item.xMm + side > right || item.yMm + side > bottom)
        findings.push({ severity: 'error', code: 'print.outside_safe_area', role: 'code', detail });
    }
  }
  return findings;
}
