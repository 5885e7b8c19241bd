import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PAGE_STYLE } from '@/lib/page/page-style';
import { PRINTED_STYLE, PUBLIC_STYLE } from '@/lib/page/public-page';

/** Returns what a browser of 2012 applies of a style sheet: no custom properties, grid, flexbox or feature queries. */
const stripModernCss = (css: string) =>
  css
    .replace(/@supports\([^)]*\)\{(?:[^{}]*\{[^{}]*\})*\}/g, '')
    .replace(/@media\(prefers-color-scheme:dark\)\{[^{}]*\{[^{}]*\}\}/g, '')
    .replace(/(?:--\w+:[^;{}]*|[\w-]+:[^;{}]*var\([^;{}]*|display:(?:inline-)?(?:grid|flex)|gap:[^;{}]*);?/g, '');

const rule = (css: string, selector: string) => css.split(`${selector}{`)[1]?.split('}')[0] ?? '';

describe('pages without a framework', () => {
  test('keep their colours and spacing in a browser without custom properties or grid', () => {
    const legacyStyle = stripModernCss(PUBLIC_STYLE);
    expect(legacyStyle).not.toMatch(/var\(|grid;|flex;|supports/);
    expect(rule(legacyStyle, 'body')).toMatch(/background:#fbf8f3;color:#1c1b18/);
    expect(rule(legacyStyle, '.button')).toMatch(
      /display:block;margin:12px 0;.*border:1px solid #0b5b6b;.*color:#0b5b6b/,
    );
    expect(rule(legacyStyle, '.filled')).toBe('background:#0b5b6b;color:#fff;');
    expect(rule(legacyStyle, '}label')).toMatch(/display:block;margin:14px 0/);
    expect(PRINTED_STYLE).not.toContain('var(');
  });

  test('declare a literal colour before each custom property', () => {
    const declarations = PUBLIC_STYLE.split(/[;{}]/);
    declarations.forEach((declaration, index) => {
      const [property, name] = [/^([\w-]+):/.exec(declaration)?.[1], /var\(--(\w+)\)/.exec(declaration)?.[1]];
      if (name === undefined) return;
      expect(declarations[index - 1], declaration).toMatch(new RegExp(`^${property}:.*#[0-9a-f]{3,6}`));
    });
  });

  test('use the colours of the app', () => {
    const tokens = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8').toLowerCase();
    for (const [, name = '', value = ''] of PAGE_STYLE.matchAll(/--(paper|ink|muted|line|accent|error):(#\w+)/g)) {
      expect(tokens, name).toContain(`--${name}: ${value}`);
    }
  });
});
