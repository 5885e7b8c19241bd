// Gives each prerendered page a content security policy that lists, by their hash, the inline scripts it has and no
// other. A nonce would make every page dynamic; the header (next.config.js) cannot differ from page to page.
// It runs after the pages are built and before the service worker, whose revisions must be of the sealed files.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hastened } from './hasten-show.mjs';
import { ROOT } from './run.mjs';

const SHOW_PAGE = /\/(?:montrer|show)\.html$/;
const APP = `${ROOT}.next/server/app`;

function* pagesUnder(folder) {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) yield* pagesUnder(path);
    else if (name.endsWith('.html')) yield path;
  }
}

/** The page with its policy as the first thing in <head>. CSP Level 3 §3.3: a meta element only adds to the header's. */
export function sealed(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
  const hashes = inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  const policy = `script-src 'self' ${[...new Set(hashes)].join(' ')}`;
  return html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`);
}

export function sealPages() {
  const showCss = readFileSync(`${ROOT}app/show.css`, 'utf8');
  for (const path of pagesUnder(APP)) {
    const html = readFileSync(path, 'utf8');
    writeFileSync(path, sealed(SHOW_PAGE.test(path) ? hastened(html, showCss) : html));
  }
}
