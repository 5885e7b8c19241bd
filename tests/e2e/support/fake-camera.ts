import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { offlineCode } from '@/lib/qr/offline-payload';
import { symbolPng } from '@/lib/qr/png';
import type { QrSymbol } from '@/lib/qr/symbol';
import { BROWSER_ARGS } from '@/scripts/find-browser.mjs';
import { cardOf } from '../../support/cards';

const [WIDTH, HEIGHT] = [640, 480];

/** Returns the offline code of a sample card. */
function createSampleCode(): QrSymbol {
  const code = offlineCode(
    cardOf({
      givenNames: 'Marguerite',
      familyNames: 'De la Sablonnière',
      organisation: 'Jardins du Fleuve',
      phones: [{ id: 'p', kind: 'cell', number: '+14505550199', extension: '' }],
      emails: [{ id: 'e', kind: 'work', address: 'marguerite@jardinsdufleuve.ca' }],
    }),
    20,
  );
  if (code === null) throw new Error('no code');
  return code.symbol;
}

/** Writes the MJPEG file that replaces the camera: an empty table, then a code rotated by 4°. Returns its path. */
async function writeCameraVideo(symbol: QrSymbol): Promise<string> {
  const png = await sharp(symbolPng(symbol, 300, 60))
    .resize(300, 300)
    .rotate(4, { background: '#ffffff' })
    .png()
    .toBuffer();
  const table = { create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#5c402c' } } as const;
  const emptyFrame = await sharp(table).jpeg({ quality: 90 }).toBuffer();
  const codeFrame = await sharp(table)
    .composite([{ input: png, left: 160, top: 80 }])
    .blur(0.6)
    .jpeg({ quality: 88 })
    .toBuffer();
  const path = join(mkdtempSync(join(tmpdir(), 'poignee-camera-')), 'code.mjpeg');
  writeFileSync(path, Buffer.concat([...Array<Buffer>(10).fill(emptyFrame), ...Array<Buffer>(60).fill(codeFrame)]));
  return path;
}

/** Returns launch options that feed that video to the camera and grant the camera permission automatically. */
export const fakeCamera = async (symbol = createSampleCode()) => ({
  executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH ?? '',
  args: [
    ...BROWSER_ARGS,
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${await writeCameraVideo(symbol)}`,
  ],
});
