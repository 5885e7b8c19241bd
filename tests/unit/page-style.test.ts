import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PAGE_STYLE } from '@/lib/page/page-style';
import { PRINTED_STYLE, PUBLIC_STYLE } from '@/lib/page/public-page';

/** What is left of a style for a browser of 2012: no custom property, no grid, no flexbox, no feature query. */
const asIn2012 = (css: string) =>
  css
    .replace(/@supports\([^)]*\)\{(?:[^{}]*\{[^{}]*\})*\}/g, '')
    .replace(/@media\(prefers-color-scheme:dark\)\{[^{}]*\{[^{}]*\}\}/g, '')
    .replace(/(?:--\w+:[^;{}]*|[\w-]+:[^;{}]*var\([^;{}]*|display:(?:inline-)?(?:grid|flex)|gap:[^;{}]*);?/g, '');

const rule = (css: string, selector: string) => css.split(`${selector}{`)[1]?.split('}')[0] ?? '';

describe('pages without a framework', () => {
  test('have their colours and their room in a browser that knows neither custom properties nor grids', () => {
    const old = asIn2012(PUBLIC_STYLE);
    expect(old).not.toMatch(/var\(|grid;|flex;|supports/);
    expect(rule(old, 'body')).toMatch(/background:#fbf8f3;color:#1c1b18/);
    expect(rule(old, '.button')).toMatch(/display:block;margin:12px 0;.*border:1px solid #0b5b6b;.*color:#0b5b6b/);
    expect(rule(old, '.filled')).toBe('background:#0b5b6b;color:#fff;');
    expect(rule(old, '}label')).toMatch(/display:block;margin:14px 0/);
    expect(PRINTED_STYLE).not.toContain('var(');
  });

  test('name every colour twice, first as it is', () => {
    const declarations = PUBLIC_STYLE.split(/[;{}]/);
    declarations.forEach((declaration, index) => {
      const [property, name] = [/^([\w-]+):/.exec(declaration)?.[1], /var\(--(\w+)\)/.exec(declaration)?.[1]];
      if (name === undefined) return;
      expect(declarations[index - 1], declaration).toMatch(new RegExp(`^${property}:.*#[0-9a-f]{3,6}`));
    });
  });

  test('have the colours of the app', () => {
    const tokens = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8').toLowerCase();
    for (const [, name = '', value = ''] of PAGE_STYLE.matchAll(/--(paper|ink|muted|line|accent|error):(#\w+)/g)) {
      expect(tokens, name).toContain(`--${name}: ${value}`);
    }
  });
});
