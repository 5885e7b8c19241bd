import type { QrSymbol } from '../../qr/symbol';

export type ScreenSize = { width: number; height: number };

/** Screen sizes of common phones, in pixels. The size of the current device is read from the device itself. */
export const PHONE_SCREENS = {
  'iPhone 16 Pro, 17, 17 Pro': { width: 1206, height: 2622 },
  'iPhone 16 Pro Max, 17 Pro Max': { width: 1320, height: 2868 },
  'iPhone 15, 15 Pro, 16': { width: 1179, height: 2556 },
  'iPhone 15 Plus, 15 Pro Max, 16 Plus': { width: 1290, height: 2796 },
  'iPhone 12, 13, 14': { width: 1170, height: 2532 },
  'iPhone XR, 11': { width: 828, height: 1792 },
  'iPhone SE': { width: 750, height: 1334 },
  'Android 20:9': { width: 1080, height: 2400 },
  'Android 16:9': { width: 1080, height: 1920 },
} as const satisfies Record<string, ScreenSize>;

const QUIET_ZONE = 4;
/**
 * Free area of the lock screen, as shares of its height: the clock and widgets of iOS and Android are above it, the
 * torch, camera and notifications below.
 */
const CLEAR = { top: 0.4, bottom: 0.84 } as const;

/**
 * Returns where the code goes on the lock screen: a whole number of pixels per module, between the clock and the
 * buttons.
 */
function codePlace(screen: ScreenSize, symbolSize: number): { x: number; y: number; scale: number; side: number } {
  const modules = symbolSize + 2 * QUIET_ZONE;
  const room = Math.min(screen.width * 0.82, screen.height * (CLEAR.bottom - CLEAR.top) * 0.86);
  const scale = Math.max(1, Math.floor(room / modules));
  const side = scale * modules;
  return {
    x: Math.round((screen.width - side) / 2),
    y: Math.round(screen.height * CLEAR.top + (screen.height * (CLEAR.bottom - CLEAR.top) - side * 1.14) / 2),
    scale,
    side,
  };
}

/**
 * Draws the wallpaper: a white card with the code, and the name under it. Returns `null` if the canvas produced no
 * image.
 */
export async function drawWallpaper(symbol: QrSymbol, name: string, screen: ScreenSize): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = screen.width;
  canvas.height = screen.height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#fbf8f3';
  context.fillRect(0, 0, screen.width, screen.height);
  const { x, y, scale, side } = codePlace(screen, symbol.size);
  const nameHeight = Math.round(side * 0.14);
  context.fillStyle = '#ffffff';
  context.fillRect(x, y, side, side + nameHeight);
  context.fillStyle = '#000000';
  for (let row = 0; row < symbol.size; row += 1)
    for (let column = 0; column < symbol.size; column += 1)
      if (symbol.modules[row * symbol.size + column] === 1)
        context.fillRect(x + (column + QUIET_ZONE) * scale, y + (row + QUIET_ZONE) * scale, scale, scale);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  let fontPx = Math.round(nameHeight * 0.5);
  do {
    context.font = `600 ${fontPx}px "Atkinson Hyperlegible Next", system-ui, sans-serif`;
    fontPx -= 2;
  } while (context.measureText(name).width > side * 0.9 && fontPx > 12);
  context.fillStyle = '#1c1b18';
  context.fillText(name, x + side / 2, y + side + nameHeight * 0.42, side * 0.92);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
