import { finding } from '../findings';
import { inset, placeCode, quietBox } from '../printed-code';
import { type Box, EDGE_OVERRUN_MM, type ImageItem, type PrintPicture, type SceneItem } from '../scene';
import { flowText } from '../text-flow';
import { backOf } from './back';
import { CODE_SIDE_MM, classicSide } from './classic';
import { type DesignInput, type DesignOutput, MARGIN_MM } from './design';
import { linesOf, nameBlock, scaleOf } from './text-styles';

const PHOTO_SIDE_MM = 27;
const MIN_PHOTO_MM = 11;
const GAP_MM = 3;

const photoItem = (picture: PrintPicture, box: Box): ImageItem => ({ kind: 'image', role: 'photo', picture, ...box });
const withGap = ({ xMm, yMm, widthMm, heightMm }: Box): Box => ({
  xMm: xMm - GAP_MM,
  yMm: yMm - GAP_MM,
  widthMm: widthMm + 2 * GAP_MM,
  heightMm: heightMm + 2 * GAP_MM,
});

/**
 * *Portrait*: a card with a photo. With full ink the photo bleeds off the card's edge, except beside a code on a
 * landscape card. Without a photo: a classic card with a warning.
 */
export function layOutPortrait(input: DesignInput): DesignOutput {
  const { content, fonts, trim, code, sides, ink, priority, pictures } = input;
  const back = backOf(input);
  const frontCode = sides === 1 ? code : null;
  if (pictures.photo === null) {
    const classic = classicSide(input, content, frontCode);
    const missing = finding('warning', 'print.picture_missing', { role: 'photo' }, 'edit');
    return { front: classic.items, back, findings: [missing, ...classic.findings] };
  }
  const box = inset(trim, MARGIN_MM);
  const isWide = trim.widthMm >= trim.heightMm;
  const scale = scaleOf(trim);
  const items: SceneItem[] = [];
  const obstacles: Box[] = [];
  let textArea = box;
  let freeHeightMm = box.heightMm;

  if (frontCode !== null) {
    const sideMm = Math.min(CODE_SIDE_MM * scale, box.heightMm - (isWide ? MIN_PHOTO_MM + GAP_MM : 0));
    const item = placeCode(frontCode, box, { sideMm, across: isWide ? 1 : 0 });
    const quiet = quietBox(item);
    items.push(item);
    if (isWide) {
      obstacles.push(quiet);
      freeHeightMm = quiet.yMm - box.yMm;
    } else textArea = { ...box, heightMm: quiet.yMm - 1 - box.yMm };
  }

  const photoSideMm = Math.min(PHOTO_SIDE_MM * scale, freeHeightMm, isWide ? box.widthMm / 3 : box.widthMm);
  if (!isWide && ink === 'full') {
    // The photo fills the top of the card from edge to edge.
    const heightMm = trim.heightMm * 0.36;
    const bleed = EDGE_OVERRUN_MM;
    const photo = { xMm: -bleed, yMm: -bleed, widthMm: trim.widthMm + 2 * bleed, heightMm: heightMm + bleed };
    items.push(photoItem(pictures.photo, photo));
    textArea = { ...textArea, yMm: heightMm + GAP_MM, heightMm: textArea.yMm + textArea.heightMm - heightMm - GAP_MM };
  } else if (!isWide) {
    const photo = { xMm: box.xMm, yMm: box.yMm, widthMm: photoSideMm, heightMm: photoSideMm };
    items.push(photoItem(pictures.photo, photo));
    textArea = {
      ...textArea,
      yMm: textArea.yMm + photoSideMm + GAP_MM,
      heightMm: textArea.heightMm - photoSideMm - GAP_MM,
    };
  } else if (frontCode === null && ink === 'full') {
    const widthMm = Math.min(trim.heightMm * 0.7, trim.widthMm * 0.36);
    const bleed = EDGE_OVERRUN_MM;
    items.push(
      photoItem(pictures.photo, {
        xMm: -bleed,
        yMm: -bleed,
        widthMm: widthMm + bleed,
        heightMm: trim.heightMm + 2 * bleed,
      }),
    );
    textArea = { ...box, xMm: widthMm + MARGIN_MM, widthMm: trim.widthMm - widthMm - 2 * MARGIN_MM };
  } else {
    // With a code, the photo is above it on the right; without one, it is on the left.
    const xMm = frontCode === null ? box.xMm : box.xMm + box.widthMm - photoSideMm;
    const photo = { xMm, yMm: box.yMm, widthMm: photoSideMm, heightMm: photoSideMm };
    items.push(photoItem(pictures.photo, photo));
    if (frontCode === null)
      textArea = { ...box, xMm: box.xMm + photoSideMm + GAP_MM + 1, widthMm: box.widthMm - photoSideMm - GAP_MM - 1 };
    else obstacles.push(withGap(photo));
  }
  const lines = { name: nameBlock(content.name, trim), ...linesOf(content, trim) };
  const text = flowText(fonts, { box: textArea, obstacles, gapMm: 1.1 }, lines, priority);
  return { front: [...items, ...text.items], back, findings: text.findings };
}
