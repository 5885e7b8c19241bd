// Measures what a browser downloads before a screen is usable, from the production build.
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../run.mjs';

const APP = `${ROOT}dist/app`;

/** Returns the scripts and their static imports: a plain page names one module, which imports its chunks. */
function withImports(sources, found = new Set()) {
  for (const source of sources) {
    if (found.has(source)) continue;
    found.add(source);
    if (source.startsWith('/_next/')) continue;
    const text = readFileSync(APP + source, 'utf8');
    const imported = [...text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, name]) =>
      source.replace(/[^/]+$/, name),
    );
    withImports(imported, found);
  }
  return found;
}

/**
 * Returns the gzip bytes of the document and of the scripts that the prerendered page at `path` names or preloads.
 * `nomodule` scripts are left out: no supported browser loads them.
 */
export function firstLoad(path) {
  const html = readFileSync(`${APP}${path}.html`, 'utf8');
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]+"[^>]*>/g) ?? [];
  const named = tags.filter((tag) => !/\bnomodule\b/i.test(tag)).map((tag) => /\bsrc="([^"?]+)/.exec(tag)?.[1] ?? '');
  const preloaded = (html.match(/<link\b[^>]*>/g) ?? [])
    .filter((tag) => /\brel="(?:module)?preload"/.test(tag) && (/\bas="script"/.test(tag) || /modulepreload/.test(tag)))
    .map((tag) => /\bhref="([^"?]+)/.exec(tag)?.[1] ?? '');
  const sources = [...named, ...preloaded];
  // The Show screen's script is loaded by an inline script, once a frame is painted
  // (lib/browser/pages/show-bootstrap.ts).
  const later = [...html.matchAll(/\.src="(\/[^"]+\.js)"/g)].map(([, source]) => source);
  const scripts = [...withImports([...sources, ...later])].map((source) => {
    const file = `${APP}${source}`;
    if (!existsSync(file)) throw new Error(`${path} names ${source}, which is not in the build`);
    return { source, bytes: gzipSync(readFileSync(file), { level: 9 }).length };
  });
  return {
    scripts,
    scriptBytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0),
    documentBytes: gzipSync(html, { level: 9 }).length,
  };
}
