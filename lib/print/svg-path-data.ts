import type { PathCommand } from './scene';

/** How many numbers each command of path data takes (SVG 2 §9.3). */
const LENGTHS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/giy;
const SEPARATOR = /[\s,]*/y;

type Control = { x: number; y: number; of: 'C' | 'Q' };

/** Parses path data into moves, lines and cubic curves in absolute coordinates; `null` when it is not path data. */
export function parseSvgPath(data: string): PathCommand[] | null {
  const commands: PathCommand[] = [];
  let at = 0;
  let letter = '';
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  // The control point that a smooth curve mirrors, and the kind of curve it belongs to.
  let control: Control | null = null;
  const skip = () => {
    SEPARATOR.lastIndex = at;
    SEPARATOR.exec(data);
    at = SEPARATOR.lastIndex;
  };
  const number = (isFlag: boolean): number | null => {
    skip();
    // The flags of an arc may be written without a separator.
    if (isFlag && /[01]/.test(data.charAt(at))) {
      at += 1;
      return Number(data.charAt(at - 1));
    }
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(data);
    if (found === null) return null;
    at = NUMBER.lastIndex;
    return Number(found[0]);
  };
  for (skip(); at < data.length; skip()) {
    if (/[a-z]/i.test(data.charAt(at))) {
      letter = data.charAt(at);
      at += 1;
    } else if (letter === '' || letter.toUpperCase() === 'Z') return null;
    const kind = letter.toUpperCase();
    const length = LENGTHS[kind];
    if (length === undefined || (commands.length === 0 && kind !== 'M')) return null;
    const numbers: number[] = [];
    for (let index = 0; index < length; index += 1) {
      const value = number(kind === 'A' && (index === 3 || index === 4));
      if (value === null) return null;
      numbers.push(value);
    }
    const isRelative = letter !== kind;
    const [ox, oy] = isRelative ? [x, y] : [0, 0];
    const value = (index: number) => numbers[index] ?? 0;
    let next: Control | null = null;
    switch (kind) {
      case 'M':
        [x, y] = [ox + value(0), oy + value(1)];
        [startX, startY] = [x, y];
        commands.push(['M', x, y]);
        // Further pairs are lines.
        letter = isRelative ? 'l' : 'L';
        break;
      case 'L':
        [x, y] = [ox + value(0), oy + value(1)];
        commands.push(['L', x, y]);
        break;
      case 'H':
        x = ox + value(0);
        commands.push(['L', x, y]);
        break;
      case 'V':
        y = oy + value(0);
        commands.push(['L', x, y]);
        break;
      case 'C':
      case 'S': {
        const mirrored = mirror(control, 'C', { x, y });
        const first = kind === 'C' ? { x: ox + value(0), y: oy + value(1) } : mirrored;
        const from = kind === 'C' ? 2 : 0;
        const second = { x: ox + value(from), y: oy + value(from + 1) };
        [x, y] = [ox + value(from + 2), oy + value(from + 3)];
        commands.push(['C', first.x, first.y, second.x, second.y, x, y]);
        next = { ...second, of: 'C' };
        break;
      }
      case 'Q':
      case 'T': {
        const mirrored = mirror(control, 'Q', { x, y });
        const point = kind === 'Q' ? { x: ox + value(0), y: oy + value(1) } : mirrored;
        const from = kind === 'Q' ? 2 : 0;
        const end = { x: ox + value(from), y: oy + value(from + 1) };
        // A quadratic curve as a cubic one: its control points are two thirds of the way.
        const third = (one: number, other: number) => one + ((other - one) * 2) / 3;
        commands.push([
          'C',
          third(x, point.x),
          third(y, point.y),
          third(end.x, point.x),
          third(end.y, point.y),
          end.x,
          end.y,
        ]);
        [x, y] = [end.x, end.y];
        next = { ...point, of: 'Q' };
        break;
      }
      case 'A': {
        const end = { x: ox + value(5), y: oy + value(6) };
        commands.push(
          ...arc({ x, y }, end, {
            rx: value(0),
            ry: value(1),
            rotation: value(2),
            isLarge: value(3) === 1,
            isSweep: value(4) === 1,
          }),
        );
        [x, y] = [end.x, end.y];
        break;
      }
      case 'Z':
        commands.push(['Z']);
        [x, y] = [startX, startY];
    }
    control = next;
  }
  return commands;
}

type Point = { x: number; y: number };

/** The first control point of a smooth curve: the last one of a curve of its kind before it, mirrored. */
const mirror = (control: Control | null, kind: Control['of'], at: Point): Point =>
  control?.of === kind ? { x: 2 * at.x - control.x, y: 2 * at.y - control.y } : at;

type ArcShape = { rx: number; ry: number; rotation: number; isLarge: boolean; isSweep: boolean };

/** An elliptical arc as cubic curves of a quarter turn at most (SVG 2 appendix B.2). */
function arc(from: Point, to: Point, shape: ArcShape): PathCommand[] {
  let [rx, ry] = [Math.abs(shape.rx), Math.abs(shape.ry)];
  if (rx === 0 || ry === 0) return [['L', to.x, to.y]];
  const phi = (shape.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const [hx, hy] = [(from.x - to.x) / 2, (from.y - to.y) / 2];
  const [px, py] = [cos * hx + sin * hy, -sin * hx + cos * hy];
  const excess = (px / rx) ** 2 + (py / ry) ** 2;
  if (excess > 1) [rx, ry] = [rx * Math.sqrt(excess), ry * Math.sqrt(excess)];
  const over = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2;
  const under = (rx * py) ** 2 + (ry * px) ** 2;
  const factor = Math.sqrt(Math.max(0, over / (under || 1))) * (shape.isLarge === shape.isSweep ? -1 : 1);
  const [qx, qy] = [(factor * rx * py) / ry, (-factor * ry * px) / rx];
  const centre = { x: cos * qx - sin * qy + (from.x + to.x) / 2, y: sin * qx + cos * qy + (from.y + to.y) / 2 };
  const start = Math.atan2((py - qy) / ry, (px - qx) / rx);
  let turn = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - start;
  if (shape.isSweep && turn < 0) turn += 2 * Math.PI;
  if (!shape.isSweep && turn > 0) turn -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / count;
  const reach = (4 / 3) * Math.tan(step / 4);
  const at = (u: number, v: number): [number, number] => [
    centre.x + cos * rx * u - sin * ry * v,
    centre.y + sin * rx * u + cos * ry * v,
  ];
  return Array.from({ length: count }, (_, index): PathCommand => {
    const [a, b] = [start + index * step, start + (index + 1) * step];
    const end = index === count - 1 ? ([to.x, to.y] as const) : at(Math.cos(b), Math.sin(b));
    return [
      'C',
      ...at(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
      ...at(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
      ...end,
    ];
  });
}
