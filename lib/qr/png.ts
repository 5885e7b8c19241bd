import { zlibSync } from 'fflate';
import { joinBytes } from '../vcard/bytes';
import { QUIET_ZONE } from './svg-document';
import type { QrSymbol } from './symbol';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const MM_PER_METRE = 1000;

/**
 * Renders a symbol with its quiet zone as a PNG with one bit per pixel; every module has the same whole number of
 * pixels. The image is at least `minSidePx` wide; its resolution (pHYs) gives it a printed width of `sideMm`. PNG
 * (ISO/IEC 15948) §11.
 */
export function symbolPng(symbol: QrSymbol, minSidePx: number, sideMm: number): Uint8Array<ArrayBuffer> {
  const modules = symbol.size + 2 * QUIET_ZONE;
  const scale = Math.ceil(minSidePx / modules);
  const side = modules * scale;
  const rowBytes = 1 + Math.ceil(side / 8);
  const rows = new Uint8Array(rowBytes * side);
  for (let y = 0; y < side; y += 1) {
    const moduleY = Math.floor(y / scale) - QUIET_ZONE;
    for (let x = 0; x < side; x += 1) {
      const moduleX = Math.floor(x / scale) - QUIET_ZONE;
      const isInside = moduleX >= 0 && moduleY >= 0 && moduleX < symbol.size && moduleY < symbol.size;
      const isDark = isInside && symbol.modules[moduleY * symbol.size + moduleX] === 1;
      const byteIndex = y * rowBytes + 1 + (x >> 3);
      if (!isDark) rows[byteIndex] = (rows[byteIndex] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const pixelsPerMetre = Math.round((side * MM_PER_METRE) / sideMm);
  return joinBytes([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', [...uint32(side), ...uint32(side), 1, 0, 0, 0, 0]),
    chunk('pHYs', [...uint32(pixelsPerMetre), ...uint32(pixelsPerMetre), 1]),
    chunk('IDAT', zlibSync(rows, { level: 9 })),
    chunk('IEND', []),
  ]);
}

function chunk(type: string, data: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...Array.from(data)]);
  return joinBytes([Uint8Array.from(uint32(data.length)), body, Uint8Array.from(uint32(crc32(body)))]);
}

const uint32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return crc ^ 0xffffffff;
}
