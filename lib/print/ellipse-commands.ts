import type { Box, PathCommand } from './scene';

/** The control points of a quarter circle drawn as one cubic curve are this share of the radius away. */
export const KAPPA = 0.5522848;

/** Returns the ellipse that fills `box`, as four cubic curves. */
export function ellipseCommands({ xMm, yMm, widthMm, heightMm }: Box): PathCommand[] {
  const [rx, ry] = [widthMm / 2, heightMm / 2];
  const [cx, cy] = [xMm + rx, yMm + ry];
  const [kx, ky] = [rx * KAPPA, ry * KAPPA];
  return [
    ['M', cx + rx, cy],
    ['C', cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry],
    ['C', cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy],
    ['C', cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry],
    ['C', cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy],
    ['Z'],
  ];
}
