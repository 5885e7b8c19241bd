import { fitBlock, placeBlock } from '../fit-text';
import { inset } from '../printed-code';
import { type Box, EDGE_OVERRUN_MM, type RectItem, type Trim } from '../scene';
import { flowText } from '../text-flow';
import { backOf } from './back';
import { codeInCorner } from './classic';
import { type DesignInput, type DesignOutput, MARGIN_MM } from './design';
import { linesOf, nameBlock } from './text-styles';

const BAR_MM = 3;
const BAND_PADDING_MM = 4;

/** A coloured rectangle, extended beyond the trim on the sides where it touches it. */
function bleedRect(box: Box, trim: Trim): RectItem {
  const left = box.xMm <= 0 ? EDGE_OVERRUN_MM : 0;
  const top = box.yMm <= 0 ? EDGE_OVERRUN_MM : 0;
  const right = box.xMm + box.widthMm >= trim.widthMm ? EDGE_OVERRUN_MM : 0;
  const bottom = box.yMm + box.heightMm >= trim.heightMm ? EDGE_OVERRUN_MM : 0;
  return {
    kind: 'rect',
    ink: 'accent',
    xMm: box.xMm - left,
    yMm: box.yMm - top,
    widthMm: box.widthMm + left + right,
    heightMm: box.heightMm + top + bottom,
  };
}

/**
 * *Moderne*: a large name and a coloured edge. When saving ink, the edge is a bar on the left; with full ink, it is a
 * band across the top with the name in white.
 */
export function layOutModern(input: DesignInput): DesignOutput {
  const { content, fonts, trim, code, sides, ink, priority } = input;
  const frontCode = sides === 1 ? code : null;
  const back = backOf(input);
  const margin = inset(trim, MARGIN_MM);
  const { who, reach } = linesOf(content, trim);

  if (ink === 'saving') {
    const bar = bleedRect({ xMm: 0, yMm: 0, widthMm: BAR_MM, heightMm: trim.heightMm }, trim);
    const shift = BAR_MM + 1;
    const corner = codeInCorner(
      frontCode,
      { ...margin, xMm: margin.xMm + shift, widthMm: margin.widthMm - shift },
      trim,
    );
    const lines = { name: nameBlock(content.name, trim, 18), who, reach };
    const { items, findings } = flowText(fonts, { ...corner, gapMm: 1.2 }, lines, priority);
    return { front: [bar, ...corner.items, ...items], back, findings };
  }

  const name = fitBlock(fonts, nameBlock(content.name, trim, 18, 'paper'), margin.widthMm);
  const bandHeightMm = margin.yMm + name.heightMm + BAND_PADDING_MM;
  const band = bleedRect({ xMm: 0, yMm: 0, widthMm: trim.widthMm, heightMm: bandHeightMm }, trim);
  const contentTopMm = bandHeightMm + 2;
  const contentBox = { ...margin, yMm: contentTopMm, heightMm: trim.heightMm - MARGIN_MM - contentTopMm };
  const corner = codeInCorner(frontCode, contentBox, trim);
  const { items, findings } = flowText(fonts, { ...corner, gapMm: 1.1 }, { name: null, who, reach }, priority);
  const nameItems = placeBlock(fonts, name, { xMm: margin.xMm, topMm: margin.yMm });
  return { front: [band, ...nameItems, ...corner.items, ...items], back, findings };
}
