import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkImports, cyclesIn, importProblem, importsOf } from '../../scripts/check-imports.mjs';
import { compareCatalogues, frenchSpacingProblems, unusedKeys } from '../../scripts/check-messages.mjs';
import { hastened } from '../../scripts/hasten-show.mjs';
import { pagePolicy } from '../../scripts/page-policy.mjs';
import { policyOf, withPolicies } from '../../scripts/seal-pages.mjs';

describe('the import rules', () => {
  it('hold today', () => {
    expect(checkImports()).toEqual([]);
  });

  it.each([
    ['lib/browser/a.ts', '@/components/b'],
    ['lib/browser/a.ts', '../worker/b'],
    ['lib/worker/a.ts', '../browser/b'],
    ['lib/server/a.ts', '../browser/b'],
    ['lib/browser/a.ts', '../server/b'],
    ['lib/card/a.ts', '../browser/b'],
    ['lib/card/a.ts', '../print/b'],
    ['lib/card/a.ts', 'react'],
    ['lib/print/a.ts', 'next/link'],
    ['lib/vcard/a.ts', 'node:fs'],
    ['lib/vcard/a.ts', 'fs'],
    ['components/card/a.tsx', '@/app/boot-script'],
    ['components/card/a.tsx', '@/lib/worker/b'],
    ['components/card/a.tsx', '@/lib/server/b'],
    ['components/ui/a.tsx', '@/lib/card/card'],
    ['components/ui/a.tsx', '@/components/card/b'],
    ['app/[locale]/page.tsx', '@/lib/server/b'],
    ['app/api/a/route.ts', '@/lib/browser/b'],
    ['app/api/a/route.ts', '@/components/b'],
  ])('refuse that %s imports %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toContain(file);
  });

  it.each([
    ['app/[locale]/page.tsx', '@/components/card/a'],
    ['components/card/a.tsx', '@/lib/browser/b'],
    ['components/card/a.tsx', 'react'],
    ['lib/browser/a.ts', '../card/card'],
    ['lib/print/a.ts', 'pdfkit'],
    ['lib/worker/a.ts', '../i18n/screens'],
    ['app/api/a/route.ts', '@/lib/server/b'],
  ])('let %s import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeNull();
  });

  it('see static, dynamic, re-exported, side-effect and worker imports, and no comment', () => {
    const source = `import a from './a';\nimport type { B } from "./b";\nexport { c } from './c';\nimport './d.css';\nconst e = () => import('./e');\nnew Worker(new URL('./f.ts', import.meta.url));\n// import './g';\n/* import './h'; */`;
    expect(importsOf(source)).toEqual(['./a', './b', './c', './d.css', './e', './f.ts']);
  });

  it('find a circle', () => {
    expect(
      cyclesIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['import cycle: a → b → c → a']);
    expect(
      cyclesIn(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('the message check', () => {
  it('refuses a missing key, one too many, an empty sentence and another placeholder', () => {
    const fr = { a: 'Bonjour {name}', b: 'Oui', c: 'Non' };
    expect(compareCatalogues(fr, { a: 'Hello {nom}', b: ' ', d: 'What' }, 'en')).toHaveLength(4);
    expect(compareCatalogues(fr, { a: 'Hello {name}', b: 'Yes', c: 'No' }, 'en')).toEqual([]);
  });

  it('finds a key that no source names, even where another begins like it', () => {
    expect(unusedKeys(['field.name', 'field.nam'], ["t('field.name')"])).toEqual(['field.nam']);
  });

  it('refuses French spacing set by hand', () => {
    expect(frenchSpacingProblems({ a: 'Prêt\u00a0: oui', b: 'Prêt: oui', c: "C'est", d: 'Prêt : C’est' })).toHaveLength(
      3,
    );
  });
});

describe('the pages’ own policy', () => {
  const page = (script: string) =>
    `<html><head><style>a{}</style></head><body><script>${script}</script><script src="/a.js"></script></body></html>`;
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

  it('allows the inline scripts and styles a page has, by their hash, and no other (CSP Level 3 §6.7.3)', () => {
    const policy = policyOf(page('alert(1)'));
    expect(policy).toContain(`script-src 'self' ${hashOf('alert(1)')};`);
    expect(policy).toContain(`style-src 'self' ${hashOf('a{}')};`);
    expect(policy.match(/sha256-/g)).toHaveLength(2);
    expect(policy).not.toContain('unsafe');
  });

  it('comes after the general one, which is that of the page for what is not there', () => {
    const first = { source: '/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }], regex: '.*' };
    const general = {
      source: '/:path(.*)',
      headers: [{ key: 'Content-Security-Policy', value: pagePolicy() }],
      regex: '.*',
    };
    const made = withPolicies([first, general], [{ path: '/fr/a.b', html: page('1') }], page('2'));
    expect(made.map(({ source }) => source)).toEqual(['/:path*', '/:path(.*)', '/fr/a.b']);
    expect(made[1]?.headers[0]?.value).toBe(policyOf(page('2')));
    expect(made[2]?.headers[0]?.value).toBe(policyOf(page('1')));
    expect(made[2]?.regex).toBe('^/fr/a\\.b(?:/)?$');
    expect(() => withPolicies([first], [], page('2'))).toThrow(/does not know these headers/);
  });
});

describe('the Show screen’s document', () => {
  const page =
    '<html><head><link rel="stylesheet" href="/a.css" data-precedence="next"/><script src="/a.js" async=""></script></head>' +
    '<body><main>code</main><script src="/b.js" async=""></script></body></html>';

  it('has its sheets and its scripts after the code, each named once', () => {
    const arranged = hastened(page, '/* x */ .show-code { width: 1px; }');
    const code = arranged.indexOf('<main>');
    for (const name of ['/a.css', '/a.js', '/b.js']) {
      expect(arranged.split(name)).toHaveLength(2);
      expect(arranged.indexOf(name)).toBeGreaterThan(code);
    }
    expect(arranged.indexOf('.show-code{width:1px;}')).toBeLessThan(code);
    expect(arranged).not.toMatch(/<script src=/);
  });

  it('is refused when it is not as it is known to be', () => {
    expect(() => hastened('<html><head></head><body></body></html>', '')).toThrow(/does not know this page/);
  });
});
