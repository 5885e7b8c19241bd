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

/** Screen of a video call. */
export const CALL_SCREEN: ScreenSize = { width: 1920, height: 1080 };

type Drawing = { context: CanvasRenderingContext2D; toPng: () => Promise<Blob | null> };

function openCanvas({ width, height }: ScreenSize): Drawing | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  return { context, toPng: () => new Promise((resolve) => canvas.toBlob(resolve, 'image/png')) };
}

/** Draws the dark modules from the corner of the quiet zone, `scale` pixels each. */
function drawModules(context: CanvasRenderingContext2D, symbol: QrSymbol, x: number, y: number, scale: number): void {
  context.fillStyle = '#000000';
  for (let row = 0; row < symbol.size; row += 1)
    for (let column = 0; column < symbol.size; column += 1)
      if (symbol.modules[row * symbol.size + column] === 1)
        context.fillRect(x + (column + QUIET_ZONE) * scale, y + (row + QUIET_ZONE) * scale, scale, scale);
}

const FONT = '"Atkinson Hyperlegible Next", system-ui, sans-serif';

/** Writes a line no wider than `width`, in smaller letters if it has to be. */
function writeLine(
  context: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number; width: number; fontPx: number; weight: 400 | 600 },
): void {
  let { fontPx } = at;
  do {
    context.font = `${at.weight} ${fontPx}px ${FONT}`;
    fontPx -= 2;
  } while (context.measureText(text).width > at.width && fontPx > 12);
  context.fillText(text, at.x, at.y, at.width);
}

/**
 * Draws the wallpaper: a white card with a band of the card's colour, the code, and the name under it. Returns `null` if
 * the canvas produced no image.
 */
export async function drawWallpaper(
  symbol: QrSymbol,
  name: string,
  screen: ScreenSize,
  accent: string,
): Promise<Blob | null> {
  const drawing = openCanvas(screen);
  if (drawing === null) return null;
  const { context } = drawing;
  context.fillStyle = '#fbf8f3';
  context.fillRect(0, 0, screen.width, screen.height);
  const { x, y, scale, side } = codePlace(screen, symbol.size);
  const nameHeight = Math.round(side * 0.14);
  const band = Math.max(4, Math.round(side * 0.022));
  context.fillStyle = accent;
  context.fillRect(x, y - band, side, band);
  context.fillStyle = '#ffffff';
  context.fillRect(x, y, side, side + nameHeight);
  drawModules(context, symbol, x, y, scale);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = '#1c1b18';
  const place = { x: x + side / 2, y: y + side + nameHeight * 0.42, width: side * 0.9 };
  writeLine(context, name, { ...place, fontPx: Math.round(nameHeight * 0.5), weight: 600 });
  return drawing.toPng();
}

/** Margin of a video-call picture that a window may crop. */
const CALL_MARGIN_PX = 72;

/**
 * Draws a video-call background: the name and what the person does at the top left, the code at the top right, and the
 * middle left plain for the person. Returns `null` if the canvas produced no image.
 */
export async function drawCallBackground(
  symbol: QrSymbol,
  { name, lines }: { name: string; lines: readonly string[] },
  accent: string,
): Promise<Blob | null> {
  const drawing = openCanvas(CALL_SCREEN);
  if (drawing === null) return null;
  const { context } = drawing;
  const { width, height } = CALL_SCREEN;
  context.fillStyle = '#ece6da';
  context.fillRect(0, 0, width, height);
  context.fillStyle = accent;
  context.fillRect(0, height - 28, width, 28);
  // A viewer's window is small: modules of six pixels at least.
  const scale = Math.max(6, Math.floor(380 / (symbol.size + 2 * QUIET_ZONE)));
  const side = scale * (symbol.size + 2 * QUIET_ZONE);
  const x = width - CALL_MARGIN_PX - side;
  context.fillStyle = '#ffffff';
  context.fillRect(x, CALL_MARGIN_PX, side, side);
  drawModules(context, symbol, x, CALL_MARGIN_PX, scale);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillStyle = '#1c1b18';
  const textWidth = width * 0.36 - CALL_MARGIN_PX;
  writeLine(context, name, { x: CALL_MARGIN_PX, y: CALL_MARGIN_PX, width: textWidth, fontPx: 60, weight: 600 });
  for (const [index, line] of lines.entries())
    writeLine(context, line, {
      x: CALL_MARGIN_PX,
      y: CALL_MARGIN_PX + 84 + index * 48,
      width: textWidth,
      fontPx: 36,
      weight: 400,
    });
  return drawing.toPng();
}
