import { finding } from '../findings';
import { inset } from '../printed-code';
import { flowText } from '../text-flow';
import { backOf, containedPicture } from './back';
import { classicSide, codeInCorner } from './classic';
import { type DesignInput, type DesignOutput, MARGIN_MM } from './design';
import { linesOf, nameBlock, scaleOf } from './text-styles';

const LOGO_MM = { widthMm: 38, heightMm: 12 };

/** Logo*: the company's logo at the top, the person under it. Without a logo: a classic card with a warning. */
export function layOutLogo(input: DesignInput): DesignOutput {
  const { content, fonts, trim, code, sides, priority, pictures } = input;
  const frontCode = sides === 1 ? code : null;
  const back = backOf(input);
  if (pictures.logo === null) {
    const classic = classicSide(input, content, frontCode);
    const missing = finding('warning', 'print.picture_missing', { role: 'logo' }, 'edit');
    return { front: classic.items, back, findings: [missing, ...classic.findings] };
  }
  const box = inset(trim, MARGIN_MM);
  const scale = scaleOf(trim);
  const widthMm = Math.min(LOGO_MM.widthMm * scale, box.widthMm);
  const logoItem = containedPicture(pictures.logo, 'logo', { ...box, widthMm, heightMm: LOGO_MM.heightMm * scale }, {});
  const headerHeightMm = logoItem.heightMm + 2.5;
  const corner = codeInCorner(
    frontCode,
    { ...box, yMm: box.yMm + headerHeightMm, heightMm: box.heightMm - headerHeightMm },
    trim,
  );
  const lines = { name: nameBlock(content.name, trim, 13), ...linesOf(content, trim) };
  const { items, findings } = flowText(fonts, { ...corner, gapMm: 1 }, lines, priority);
  return { front: [logoItem, ...corner.items, ...items], back, findings };
}
