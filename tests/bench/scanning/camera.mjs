// Simulates a camera looking at a code: perspective, pixel sampling, blur, noise and glare, all seeded.

/** Focal length in pixels of the simulated phone cameras, and printed width in mm of the whole code. */
export const FOCAL_PX = 1387;
export const OUTER_MM = 60;

/** Returns a mulberry32 generator: the same numbers for the same seed, on every machine. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const gaussian = (random) => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());

/** Renders a symbol as grey pixels, dark on white, with `quiet` white modules around; `growth` widens dark modules. */
export function bitmapOf({ size, modules }, quiet = 4, pixelsPerModule = 8, growth = 0) {
  const side = (size + 2 * quiet) * pixelsPerModule;
  const grey = new Uint8Array(side * side).fill(255);
  const isDark = (x, y) => x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === 1;
  for (let py = 0; py < side; py += 1)
    for (let px = 0; px < side; px += 1) {
      const [x, y] = [px / pixelsPerModule - quiet, py / pixelsPerModule - quiet];
      const samplePoints =
        growth === 0
          ? [[x, y]]
          : [
              [x, y],
              [x - growth, y],
              [x + growth, y],
              [x, y - growth],
              [x, y + growth],
            ];
      if (samplePoints.some(([nx, ny]) => isDark(Math.floor(nx), Math.floor(ny)))) grey[py * side + px] = 0;
    }
  return { side, grey };
}

/**
 * Returns the camera's image of `bitmap`, printed `OUTER_MM` wide, `distanceMm` away: `{data, width, height}` in RGBA.
 * The tilt is up to `tilt` degrees about any axis in the code's plane, after a roll of up to 20°.
 */
export function photograph(bitmap, distanceMm, seed, { tilt = 30, blur = 0.8, noise = 5, glare = 0.25 } = {}) {
  const random = randomFrom(seed);
  const angle = (tilt * random() * Math.PI) / 180;
  const axis = random() * Math.PI * 2;
  const roll = ((random() - 0.5) * 40 * Math.PI) / 180;
  const [offsetX, offsetY] = [random(), random()];
  const codePx = (OUTER_MM * FOCAL_PX) / distanceMm;
  const side = Math.ceil(codePx * 1.25) + 24;
  const [sinA, cosA] = [Math.sin(angle), Math.cos(angle)];
  const [ax, ay] = [Math.cos(axis), Math.sin(axis)];
  const [sinR, cosR] = [Math.sin(roll), Math.cos(roll)];
  // Rotation about (ax, ay, 0) by `angle`, after the roll about z.
  const r = [
    [cosA + ax * ax * (1 - cosA), ax * ay * (1 - cosA)],
    [ax * ay * (1 - cosA), cosA + ay * ay * (1 - cosA)],
    [-ay * sinA, ax * sinA],
  ];
  const m = r.map(([a, b]) => [a * cosR + b * sinR, -a * sinR + b * cosR]);
  // Pixel → plane: solve for (u, v) in mm of f·(m0·uv)/(d + m2·uv) = x, f·(m1·uv)/(d + m2·uv) = y.
  const grey = new Float32Array(side * side);
  const paper = 205 + 30 * random();
  const ink = 18 + 30 * random();
  const [gx, gy, gr] = [random() * side, random() * side, side * (0.15 + 0.2 * random())];
  const steps = 3;
  for (let py = 0; py < side; py += 1)
    for (let px = 0; px < side; px += 1) {
      let sum = 0;
      for (let sy = 0; sy < steps; sy += 1)
        for (let sx = 0; sx < steps; sx += 1) {
          const x = (px + (sx + 0.5) / steps - side / 2 + offsetX) / FOCAL_PX;
          const y = (py + (sy + 0.5) / steps - side / 2 + offsetY) / FOCAL_PX;
          const a = m[0][0] - x * m[2][0];
          const b = m[0][1] - x * m[2][1];
          const c = m[1][0] - y * m[2][0];
          const d = m[1][1] - y * m[2][1];
          const determinant = a * d - b * c;
          const u = (x * distanceMm * d - b * y * distanceMm) / determinant;
          const v = (a * y * distanceMm - x * distanceMm * c) / determinant;
          const bx = Math.floor((u / OUTER_MM + 0.5) * bitmap.side);
          const by = Math.floor((v / OUTER_MM + 0.5) * bitmap.side);
          const inside = bx >= 0 && by >= 0 && bx < bitmap.side && by < bitmap.side;
          sum += inside ? bitmap.grey[by * bitmap.side + bx] : 255;
        }
      const reflectance = sum / (steps * steps) / 255;
      const shine = glare * 255 * Math.exp(-((px - gx) ** 2 + (py - gy) ** 2) / (2 * gr * gr));
      grey[py * side + px] = ink + (paper - ink) * reflectance + shine * 0.5;
    }
  const blurred = blur > 0 ? gaussianBlur(grey, side, blur) : grey;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let index = 0; index < side * side; index += 1) {
    const value = blurred[index] + noise * gaussian(random);
    data[index * 4] = value;
    data[index * 4 + 1] = value;
    data[index * 4 + 2] = value;
    data[index * 4 + 3] = 255;
  }
  return { data, width: side, height: side };
}

function gaussianBlur(grey, side, sigma) {
  const radius = Math.ceil(sigma * 3);
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, index) =>
    Math.exp(-((index - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const pass = (source, stepX, stepY) => {
    const target = new Float32Array(side * side);
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) {
        let sum = 0;
        for (let k = -radius; k <= radius; k += 1) {
          const sx = Math.min(side - 1, Math.max(0, x + k * stepX));
          const sy = Math.min(side - 1, Math.max(0, y + k * stepY));
          sum += source[sy * side + sx] * kernel[k + radius];
        }
        target[y * side + x] = sum / total;
      }
    return target;
  };
  return pass(pass(grey, 1, 0), 0, 1);
}
