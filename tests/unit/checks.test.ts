import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_PATHS } from '@/lib/i18n/screens';
import { headersOf, policyOf } from '../../scripts/build/response-headers.mjs';
import { checkImports, importProblem, importsOf } from '../../scripts/check/imports.mjs';
import {
  checkMessages,
  compareCatalogues,
  frenchSpacingProblems,
  pluralProblems,
  unusedKeys,
} from '../../scripts/check/messages.mjs';

describe('the import rules', () => {
  it('hold in the current code', () => {
    expect(checkImports()).toEqual([]);
  });

  it.each([
    ['lib/browser/a.ts', '@/components/b'],
    ['lib/browser/a.ts', '../worker/b'],
    ['lib/worker/a.ts', '../browser/b'],
    ['server/a.ts', '../lib/browser/b'],
    ['server/routes/a.ts', '../../app/b'],
    ['server/a.ts', '../components/b'],
    ['server/a.ts', '../lib/worker/b'],
    ['server/a.ts', 'next'],
    ['lib/browser/a.ts', '@/server/b'],
    ['lib/card/a.ts', '../../server/b'],
    ['lib/card/a.ts', '../browser/b'],
    ['lib/card/a.ts', '../print/b'],
    ['lib/card/a.ts', 'react'],
    ['lib/print/a.ts', 'next/link'],
    ['lib/vcard/a.ts', 'node:fs'],
    ['lib/vcard/a.ts', 'fs'],
    ['components/card/a.tsx', '@/app/boot-script'],
    ['components/card/a.tsx', '@/lib/worker/b'],
    ['components/card/a.tsx', '@/server/b'],
    ['components/ui/a.tsx', '@/lib/card/card'],
    ['components/ui/a.tsx', '@/components/card/b'],
    ['app/[locale]/page.tsx', '@/server/b'],
  ])('forbid %s to import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toContain(file);
  });

  it.each([
    ['app/[locale]/page.tsx', '@/components/card/a'],
    ['components/card/a.tsx', '@/lib/browser/b'],
    ['components/card/a.tsx', 'react'],
    ['lib/browser/a.ts', '../card/card'],
    ['lib/print/a.ts', 'pdfkit'],
    ['lib/worker/a.ts', '../i18n/screens'],
    ['server/routes/a.ts', '../../lib/exchange/b'],
    ['server/routes/a.ts', '../storage/b'],
    ['server/a.ts', 'node:fs'],
    ['server/a.ts', 'hono'],
  ])('allow %s to import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeNull();
  });

  it('find static, dynamic, re-exported, side-effect and worker imports, and ignore comments', () => {
    const source = `import a from './a';\nimport type { B } from "./b";\nexport { c } from './c';\nimport './d.css';\nconst e = () => import('./e');\nnew Worker(new URL('./f.ts', import.meta.url));\n// import './g';\n/* import './h'; */`;
    expect(importsOf(source)).toEqual(['./a', './b', './c', './d.css', './e', './f.ts']);
  });

  it.each([
    ['storage', '../book/b'],
    ['storage', '../platform/b'],
    ['card', '../book/b'],
    ['book', '../exchange/b'],
    ['exchange', '../pages/b'],
    ['exchange', '../background-tasks'],
  ])('forbid lib/browser/%s to import %s', (folder, specifier) => {
    expect(importProblem(`lib/browser/${folder}/a.ts`, specifier)).toContain('must not import');
  });

  it.each([
    ['book', '../storage/b'],
    ['exchange', '../book/b'],
    ['pages', '../exchange/b'],
    ['pages', '../apply-cards'],
  ])('allow lib/browser/%s to import %s', (folder, specifier) => {
    expect(importProblem(`lib/browser/${folder}/a.ts`, specifier)).toBeNull();
  });
});

describe('import cycles', () => {
  /** Biome's verdict on a project of these files with this project's own rule and paths. */
  function cyclesFound(files: Record<string, string>): number {
    const folder = mkdtempSync(join(tmpdir(), 'poignee-cycles-'));
    try {
      const { linter } = JSON.parse(readFileSync('biome.json', 'utf8'));
      const { noImportCycles } = linter.rules.suspicious;
      const rules = { recommended: false, suspicious: { noImportCycles } };
      writeFileSync(join(folder, 'biome.json'), JSON.stringify({ root: true, linter: { rules } }));
      const { paths } = JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions;
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths } }));
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
      const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
      const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '.'], {
        cwd: folder,
        encoding: 'utf8',
      });
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string }[] };
      return diagnostics.filter(({ category }) => category === 'lint/suspicious/noImportCycles').length;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it.each([
    ['a static import', "import { b } from './b';\nexport const a = () => b;"],
    ['a type import', "import type { B } from './b';\nexport type A = B;\nexport const a = 1;"],
    ['an inline type import', "import { type B, b } from './b';\nexport const a = (x: B) => [x, b];"],
    ['the @/ alias', "import { b } from '@/b';\nexport const a = () => b;"],
    ['a re-export', "export { b } from './b';\nexport const a = 1;"],
  ])('are found through %s', (_, source) => {
    const b = "import { a } from './a';\nexport type B = typeof a;\nexport const b = 2;\n";
    expect(cyclesFound({ 'a.ts': source, 'b.ts': b })).toBeGreaterThan(0);
  });

  it('are not reported where there are none', () => {
    expect(
      cyclesFound({ 'a.ts': "import { b } from './b';\nexport const a = b;\n", 'b.ts': 'export const b = 2;\n' }),
    ).toBe(0);
  });
});

describe('the tree of docs/architecture.md', () => {
  /** The folders of the code block, from its indentation. */
  function documentedFolders(): string[] {
    const [, block = ''] = /```\n([\s\S]*?)```/.exec(readFileSync('docs/architecture.md', 'utf8')) ?? [];
    const parents: string[] = [];
    return block
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [, indent = '', name = ''] = /^( *)(\S+)\/(?:\s|$)/.exec(line) ?? [];
        const depth = indent.length / 2;
        parents.splice(depth, parents.length, name);
        return parents.join('/');
      });
  }

  it('lists every folder that has source files, and no other', () => {
    const files = execFileSync('git', ['ls-files', '-z', 'app', 'components', 'lib', 'server', 'scripts', 'tests'], {
      encoding: 'utf8',
    }).split('\0');
    const folders = new Set(
      files
        .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && existsSync(file))
        .map((file) => file.split('/').slice(0, -1).join('/'))
        // A project of its own that the load figures compare with.
        .filter((folder) => !folder.includes('bare-next')),
    );
    const documented = documentedFolders();
    expect([...folders].filter((folder) => !documented.includes(folder) && !folder.startsWith('app/'))).toEqual([]);
    expect(documented.filter((folder) => !existsSync(folder))).toEqual([]);
  });
});

describe('screen paths', () => {
  it('are written in lib/i18n/screens.ts only', () => {
    const sources = execFileSync(
      'git',
      ['ls-files', 'app', 'components', 'lib', 'server', 'scripts/build', 'next.config.js'],
      {
        encoding: 'utf8',
      },
    )
      .trim()
      .split('\n')
      .filter((file) => /\.(?:ts|tsx|mjs|js)$/.test(file) && existsSync(file));
    const paths = ALL_PATHS.filter((path) => path.split('/').length > 2);
    const found = sources.flatMap((file) => {
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      return paths.filter((path) => code.includes(`'${path}'`)).map((path) => `${file}: ${path}`);
    });
    expect(found).toEqual([]);
  });
});

describe('the message check', () => {
  it('rejects a missing key, an extra key, an empty message and a different placeholder', () => {
    const fr = { a: 'Bonjour {name}', b: 'Oui', c: 'Non' };
    expect(compareCatalogues(fr, { a: 'Hello {nom}', b: ' ', d: 'What' }, 'en')).toHaveLength(4);
    expect(compareCatalogues(fr, { a: 'Hello {name}', b: 'Yes', c: 'No' }, 'en')).toEqual([]);
  });

  it('holds in the current catalogues', () => {
    expect(checkMessages()).toEqual([]);
  });

  it('rejects a number before a word without plural forms', () => {
    const wrong = ['{count} times', 'Keep {count} contacts', '{count|time}', '{count|time|}'];
    for (const message of wrong) expect(pluralProblems({ key: message }), message).toHaveLength(1);
    const right = [
      '{count|time|times}',
      'Contacts: {count}',
      '{width} mm',
      '{name} is here',
      'position {position} of {count}',
    ];
    for (const message of right) expect(pluralProblems({ key: message }), message).toEqual([]);
  });

  it('finds an unused key, even if another key starts with it', () => {
    expect(unusedKeys(['field.name', 'field.nam'], ["t('field.name')"])).toEqual(['field.nam']);
  });

  it('rejects French spacing set by hand and straight apostrophes', () => {
    expect(frenchSpacingProblems({ a: 'Prêt\u00a0: oui', b: 'Prêt: oui', c: "C'est", d: 'Prêt : C’est' })).toHaveLength(
      3,
    );
  });
});

describe('the headers of the exported app', () => {
  const page = (script: string) =>
    `<html><head><style>a{}</style></head><body><script>${script}</script><script src="/a.js"></script></body></html>`;
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

  it('allow only the page’s own inline scripts and styles, by hash (CSP Level 3 §6.7.3)', () => {
    const policy = policyOf('/fr', page('alert(1)'));
    expect(policy).toContain(`script-src 'self' ${hashOf('alert(1)')};`);
    expect(policy).toContain(`style-src 'self' ${hashOf('a{}')};`);
    expect(policy.match(/sha256-/g)).toHaveLength(2);
    expect(policy).not.toContain('unsafe');
  });

  it('let a link’s page load only its own script, styles and images', () => {
    expect(policyOf('/o', '<style>a{}</style>')).toBe(
      `default-src 'none'; script-src 'self'; style-src ${hashOf('a{}')}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types poignee`,
    );
  });

  it('allow the camera on scanning screens, WebAssembly in its workers and long caching of hashed files', () => {
    expect(headersOf('/fr/scanner', 'fr/scanner.html', '')['Permissions-Policy']).toContain('camera=(self)');
    expect(headersOf('/fr', 'fr.html', '')['Permissions-Policy']).toContain('camera=()');
    expect(headersOf('/scan/worker.js', 'scan/worker.js')['Content-Security-Policy']).toContain("'wasm-unsafe-eval'");
    expect(headersOf('/print/worker.js', 'print/worker.js')['Content-Security-Policy']).not.toContain('unsafe');
    expect(headersOf('/_next/static/a.js', '_next/static/a.js')['Cache-Control']).toContain('immutable');
    expect(headersOf('/fr', 'fr.html', '')['Cache-Control']).toBe('no-cache');
    expect(headersOf('/sw.js', 'sw.js')['Service-Worker-Allowed']).toBe('/');
  });

  it('fail the build for a file without a known media type', () => {
    expect(() => headersOf('/a.xyz', 'a.xyz')).toThrow(/no media type/);
  });
});
