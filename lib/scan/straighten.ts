/** Pixels as a canvas gives them: RGBA, row by row. */
export type Raster = { data: Uint8ClampedArray; width: number; height: number };
export type Point = { x: number; y: number };
/** Top left, top right, bottom right, bottom left of the card, in pixels of the picture. */
export type Corners = readonly [Point, Point, Point, Point];

/** Large enough to find a card in, and fast on an old phone. */
const DETECTION_SIDE_PX = 360;
/** Minimum share of the picture that the card covers; anything smaller is not the subject. */
const SHARE_MIN = 0.12;
/** Minimum share of the quadrilateral that a card fills despite a hand's shadow or a cut corner. */
const FILL_MIN = 0.72;

export const wholePicture = ({ width, height }: Pick<Raster, 'width' | 'height'>): Corners => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/**
 * Finds the four corners of a card on a background of another colour; returns `null` when no quadrilateral stands out.
 * Thresholds the distance to the colour of the picture's edge (Otsu), then takes the largest patch, and the largest
 * quadrilateral in its convex hull.
 */
export function findCard(picture: Raster): Corners | null {
  const scale = Math.min(1, DETECTION_SIDE_PX / Math.max(picture.width, picture.height));
  const [width, height] = [
    Math.max(8, Math.round(picture.width * scale)),
    Math.max(8, Math.round(picture.height * scale)),
  ];
  const small = shrink(picture, width, height);
  const mask = foregroundMask(small);
  const patch = largestPatch(mask, width, height);
  const hull = simplify(hullOf(patch), 1.2);
  if (hull.length < 4) return null;
  const corners = largestQuad(hull);
  const area = Math.abs(areaOf(corners));
  if (area < SHARE_MIN * width * height || Math.abs(areaOf(hull)) < FILL_MIN * area) return null;
  const filled = patch.length / area;
  if (filled < FILL_MIN * 0.8) return null;
  return inReadingOrder(corners.map(({ x, y }) => ({ x: (x + 0.5) / scale, y: (y + 0.5) / scale })));
}

/** Averages blocks of pixels, so that noise does not decide. */
function shrink({ data, width, height }: Raster, toWidth: number, toHeight: number): Raster {
  const small = new Uint8ClampedArray(toWidth * toHeight * 4);
  for (let y = 0; y < toHeight; y += 1)
    for (let x = 0; x < toWidth; x += 1) {
      const [x0, x1] = [
        Math.floor((x * width) / toWidth),
        Math.max(Math.floor(((x + 1) * width) / toWidth), Math.floor((x * width) / toWidth) + 1),
      ];
      const [y0, y1] = [
        Math.floor((y * height) / toHeight),
        Math.max(Math.floor(((y + 1) * height) / toHeight), Math.floor((y * height) / toHeight) + 1),
      ];
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let row = y0; row < y1; row += 1)
          for (let column = x0; column < x1; column += 1) sum += data[(row * width + column) * 4 + channel] ?? 0;
        small[(y * toWidth + x) * 4 + channel] = sum / ((x1 - x0) * (y1 - y0));
      }
      small[(y * toWidth + x) * 4 + 3] = 255;
    }
  return { data: small, width: toWidth, height: toHeight };
}

function foregroundMask({ data, width, height }: Raster): Uint8Array {
  const edge: number[][] = [[], [], []];
  const margin = Math.max(1, Math.round(Math.min(width, height) * 0.02));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (x >= margin && x < width - margin && y >= margin && y < height - margin) continue;
      for (let channel = 0; channel < 3; channel += 1) edge[channel]?.push(data[(y * width + x) * 4 + channel] ?? 0);
    }
  const background = edge.map((values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);
  const distance = new Float64Array(width * height);
  let maximum = 1;
  for (let at = 0; at < distance.length; at += 1) {
    let sum = 0;
    for (let channel = 0; channel < 3; channel += 1)
      sum += Math.abs((data[at * 4 + channel] ?? 0) - (background[channel] ?? 0));
    distance[at] = sum;
    maximum = Math.max(maximum, sum);
  }
  const threshold = Math.max(24, otsu(distance, maximum));
  return Uint8Array.from(distance, (value) => (value > threshold ? 1 : 0));
}

/** Otsu (1979): returns the threshold that minimises the variance within the two classes. */
function otsu(values: Float64Array, maximum: number): number {
  const bins = 128;
  const histogram = new Float64Array(bins);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value / maximum) * bins));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  const total = values.length;
  const sum = histogram.reduce((all, count, bin) => all + bin * count, 0);
  let [below, sumBelow, best, threshold] = [0, 0, -1, 0];
  for (let bin = 0; bin < bins; bin += 1) {
    below += histogram[bin] ?? 0;
    sumBelow += bin * (histogram[bin] ?? 0);
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const betweenVariance = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (betweenVariance > best) [best, threshold] = [betweenVariance, ((bin + 1) / bins) * maximum];
  }
  return threshold;
}

/** Returns the pixels of the largest connected patch. */
function largestPatch(mask: Uint8Array, width: number, height: number): Point[] {
  const seen = new Uint8Array(mask.length);
  let best: number[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] !== 1 || seen[start] === 1) continue;
    const patch = [start];
    seen[start] = 1;
    for (let next = 0; next < patch.length; next += 1) {
      const at = patch[next] ?? 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const [nx, ny] = [x + dx, y + dy];
        const neighbour = ny * width + nx;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || mask[neighbour] !== 1 || seen[neighbour] === 1) continue;
        seen[neighbour] = 1;
        patch.push(neighbour);
      }
    }
    if (patch.length > best.length) best = patch;
  }
  return best.map((at) => ({ x: at % width, y: Math.floor(at / width) }));
}

const cross = (o: Point, a: Point, b: Point) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);

/** Returns the convex hull (Andrew's monotone chain). */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const [one, two] = [chain.at(-2), chain.at(-1)];
        if (one === undefined || two === undefined || cross(one, two, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** Removes the points that deviate least from the outline, until few enough are left to try every four of them. */
function simplify(hull: readonly Point[], tolerance: number): Point[] {
  const points = [...hull];
  const maximum = 26;
  for (;;) {
    let [leastDeviation, at] = [Number.POSITIVE_INFINITY, -1];
    for (const [index, point] of points.entries()) {
      const [before, after] = [points.at(index - 1), points[(index + 1) % points.length]];
      if (before === undefined || after === undefined) continue;
      const deviation =
        Math.abs(cross(before, point, after)) / Math.max(1e-9, Math.hypot(after.x - before.x, after.y - before.y));
      if (deviation < leastDeviation) [leastDeviation, at] = [deviation, index];
    }
    if (points.length <= 4 || (points.length <= maximum && leastDeviation > tolerance)) return points;
    points.splice(at, 1);
  }
}

function areaOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return sum + (point.x * next.y - next.x * point.y) / 2;
  }, 0);
}

function largestQuad(hull: readonly Point[]): Point[] {
  let [best, maximum]: [Point[], number] = [[], -1];
  const count = hull.length;
  for (let a = 0; a < count; a += 1)
    for (let b = a + 1; b < count; b += 1)
      for (let c = b + 1; c < count; c += 1)
        for (let d = c + 1; d < count; d += 1) {
          const quad = [hull[a], hull[b], hull[c], hull[d]].filter((point) => point !== undefined);
          const area = Math.abs(areaOf(quad));
          if (area > maximum) [best, maximum] = [quad, area];
        }
  return best;
}

/** Sorts corners clockwise from the top left one: the corner with the smallest x + y. */
function inReadingOrder(points: readonly Point[]): Corners {
  const centre = { x: points.reduce((sum, { x }) => sum + x, 0) / 4, y: points.reduce((sum, { y }) => sum + y, 0) / 4 };
  const turned = points.toSorted(
    (a, b) => Math.atan2(a.y - centre.y, a.x - centre.x) - Math.atan2(b.y - centre.y, b.x - centre.x),
  );
  const first = turned.reduce(
    (best, point, index) => (point.x + point.y < (turned[best]?.x ?? 0) + (turned[best]?.y ?? 0) ? index : best),
    0,
  );
  const [one, two, three, four] = [0, 1, 2, 3].map((step) => turned[(first + step) % 4] ?? centre);
  return [one ?? centre, two ?? centre, three ?? centre, four ?? centre];
}

/** Returns the card alone, as seen from above, in grey with even lighting; its longer side is `longSidePx`. */
export function straighten(picture: Raster, corners: Corners, longSidePx: number): Raster {
  const side = (from: Point, to: Point) => Math.hypot(to.x - from.x, to.y - from.y);
  const [a, b, c, d] = corners;
  const [across, down] = [(side(a, b) + side(d, c)) / 2, (side(a, d) + side(b, c)) / 2];
  const scale = longSidePx / Math.max(across, down, 1);
  const [width, height] = [Math.max(16, Math.round(across * scale)), Math.max(16, Math.round(down * scale))];
  const grey = new Float32Array(width * height);
  const at = homography(corners, width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const point = at(x + 0.5, y + 0.5);
      grey[y * width + x] = sample(picture, point.x - 0.5, point.y - 0.5);
    }
  return evenLighting(grey, width, height);
}

/**
 * Returns the map from a point of the straightened card to the picture: the projective map of the unit square onto four
 * points (Heckbert 1989, §2.2.3).
 */
function homography([p0, p1, p2, p3]: Corners, width: number, height: number): (x: number, y: number) => Point {
  const [dx1, dx2, dx3] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, dy3] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const determinant = dx1 * dy2 - dx2 * dy1 || 1e-9;
  const g = (dx3 * dy2 - dx2 * dy3) / determinant;
  const h = (dx1 * dy3 - dx3 * dy1) / determinant;
  return (column, row) => {
    const [u, v] = [column / width, row / height];
    const w = g * u + h * v + 1;
    return {
      x: ((p1.x - p0.x + g * p1.x) * u + (p3.x - p0.x + h * p3.x) * v + p0.x) / w,
      y: ((p1.y - p0.y + g * p1.y) * u + (p3.y - p0.y + h * p3.y) * v + p0.y) / w,
    };
  };
}

/** Returns the interpolated brightness (ITU-R BT.601 weights); outside the picture, that of the nearest pixel. */
function sample({ data, width, height }: Raster, x: number, y: number): number {
  const clampedX = Math.min(width - 1, Math.max(0, x));
  const clampedY = Math.min(height - 1, Math.max(0, y));
  const [x0, y0] = [Math.floor(clampedX), Math.floor(clampedY)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const grey = (column: number, row: number) => {
    const index = (row * width + column) * 4;
    return 0.299 * (data[index] ?? 0) + 0.587 * (data[index + 1] ?? 0) + 0.114 * (data[index + 2] ?? 0);
  };
  const [fx, fy] = [clampedX - x0, clampedY - y0];
  return (grey(x0, y0) * (1 - fx) + grey(x1, y0) * fx) * (1 - fy) + (grey(x0, y1) * (1 - fx) + grey(x1, y1) * fx) * fy;
}

/** Normalises each pixel by the brightness around it, so that a shadow over half of the card does not hide its text. */
function evenLighting(grey: Float32Array, width: number, height: number): Raster {
  const radius = Math.round(Math.max(width, height) / 16);
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      sums[(y + 1) * (width + 1) + x + 1] =
        (grey[y * width + x] ?? 0) +
        (sums[y * (width + 1) + x + 1] ?? 0) +
        (sums[(y + 1) * (width + 1) + x] ?? 0) -
        (sums[y * (width + 1) + x] ?? 0);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [x0, x1] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const [y0, y1] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
      const at = (row: number, column: number) => sums[row * (width + 1) + column] ?? 0;
      const localMean = (at(y1, x1) - at(y0, x1) - at(y1, x0) + at(y0, x0)) / ((x1 - x0) * (y1 - y0));
      // Light text on a dark band: treat the band as the background.
      const value =
        localMean < 96
          ? 255 - ((grey[y * width + x] ?? 0) - localMean) * 1.6
          : ((grey[y * width + x] ?? 0) / Math.max(40, localMean)) * 215;
      data.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3);
      data[(y * width + x) * 4 + 3] = 255;
    }
  return { data, width, height };
}

/** Rotates the corners by a quarter turn clockwise, for a card photographed on its side. */
export const turned = ([a, b, c, d]: Corners): Corners => [d, a, b, c];
