import colourNames from 'color-name';
import { parseColour, type Rgb } from '../card/colour';
import type { SvgElement } from './svg-markup';

type Declarations = Record<string, string>;
export type StyleRule = {
  tag: string;
  id: string;
  classes: readonly string[];
  weight: number;
  declarations: Declarations;
};

export const readDeclarations = (text: string): Declarations =>
  Object.fromEntries(
    text.split(';').flatMap((declaration) => {
      const [key = '', ...value] = declaration.split(':');
      return key.trim() === '' ? [] : [[key.trim().toLowerCase(), value.join(':').trim()]];
    }),
  );

/** Properties that a style sheet may give and that are read from attributes alone, or not at all. */
const UNREAD = ['x', 'y', 'width', 'height', 'rx', 'ry', 'r', 'cx', 'cy', 'd', 'background', 'background-color'];
export const isReadable = (declarations: Declarations): boolean =>
  UNREAD.every((key) => declarations[key] === undefined);

/** Drawing programs write a rule for each colour or so. */
const MAX_RULES = 800;

/** Reads style sheets of simple selectors (`.a`, `#a`, `path`, `path.a`); `null` for any other. */
export function readStyleSheets(svg: string): StyleRule[] | null {
  const rules: StyleRule[] = [];
  let at = svg.search(/<style\b/i);
  while (at >= 0) {
    const start = svg.indexOf('>', at);
    const end = svg.indexOf('</style', start);
    if (start < 0 || end < 0 || /\bmedia=/.test(svg.slice(at, start))) return null;
    const text = svg.slice(start + 1, end).replaceAll(/\/\*[^*]*\*\//g, '');
    if (/@|!important|\/\*/.test(text)) return null;
    for (const block of text.split('}').slice(0, -1)) {
      const [selectors = '', body = ''] = block.split('{');
      const declarations = readDeclarations(body);
      if (!isReadable(declarations)) return null;
      for (const selector of selectors.split(',').map((one) => one.trim())) {
        const parts = /^([a-z]*|\*)((?:[.#][\w-]+)*)$/i.exec(selector);
        if (parts === null || selector === '') return null;
        const [, tag = '', names = ''] = parts;
        const classes = [...names.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name);
        const id = /#([\w-]+)/.exec(names)?.[1] ?? '';
        const weight = (id === '' ? 0 : 100) + classes.length * 10 + (/^[a-z]/i.test(tag) ? 1 : 0);
        const own = { tag: tag === '*' ? '' : tag.toLowerCase(), id, classes };
        rules.push({ ...own, weight, declarations });
        if (rules.length > MAX_RULES) return null;
      }
    }
    const next = svg.slice(end + 1).search(/<style\b/i);
    at = next < 0 ? -1 : end + 1 + next;
  }
  // Rules of the same weight stay in their order.
  return rules.sort((one, other) => one.weight - other.weight);
}

/** An element's properties: its attributes, then the style sheets, then its own style. */
export function propertiesOf({ name, attributes }: SvgElement, rules: readonly StyleRule[]): Declarations {
  const classes = (attributes.class ?? '').split(/\s+/);
  const matching = rules.filter(
    (rule) =>
      (rule.tag === '' || rule.tag === name) &&
      (rule.id === '' || rule.id === attributes.id) &&
      rule.classes.every((one) => classes.includes(one)),
  );
  const layers = [attributes, ...matching.map(({ declarations }) => declarations)];
  return Object.assign({}, ...layers, readDeclarations(attributes.style ?? '')) as Declarations;
}

/** `null` for `none`; `undefined` for anything but an opaque flat colour (CSS Color 4). */
export function readColour(text: string, current: string): Rgb | null | undefined {
  const value = text.trim().toLowerCase();
  if (value === 'none' || value === 'transparent') return null;
  if (value === 'currentcolor') return current === 'currentcolor' ? [0, 0, 0] : readColour(current, 'black');
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short !== null)
    return (
      parseColour(
        `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')}`,
      ) ?? undefined
    );
  const parts =
    /^rgba?\(([^)]*)\)$/
      .exec(value)?.[1]
      ?.split(/[\s,/]+/)
      .filter(Boolean) ?? [];
  const isOpaque = parts.length === 3 || (parts.length === 4 && /^(?:1|1\.0*|100%)$/.test(parts[3] ?? ''));
  if (isOpaque && parts.slice(0, 3).every((part) => /^[\d.]+%?$/.test(part)))
    return parts
      .slice(0, 3)
      .map((part) =>
        Math.min(255, Math.round(Number.parseFloat(part) * (part.endsWith('%') ? 2.55 : 1))),
      ) as unknown as Rgb;
  return parseColour(value) ?? (Object.hasOwn(colourNames, value) ? colourNames[value] : undefined);
}
