import { DRAWING_MAX_CHARACTERS } from '../../card/limits';
import { readSvgShapes, svgOfShapes } from '../../print/svg-shapes';

/**
 * Returns a logo's shapes as an SVG file of paths and colours alone, in pixels of the rendered picture; `null` when it
 * has anything else to show, or too much.
 */
export function readDrawing(svg: string, size: { widthPx: number; heightPx: number }): string | null {
  const shapes = readSvgShapes(svg, size);
  const drawing = shapes === null ? null : svgOfShapes(shapes, size);
  return drawing === null || drawing.length > DRAWING_MAX_CHARACTERS ? null : drawing;
}
