// Gives each prerendered page a content security policy that lists, by their hash, the inline scripts and styles it has and
// no other. A nonce would make every page dynamic, and the hashes are known only once the pages are built: the policies go
// into the list of headers that the server starts from, beside those of next.config.js.
// It runs after the pages are built and before the service worker, whose revisions must be of the finished files.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hastened } from './hasten-show.mjs';
import { pagePolicy } from './page-policy.mjs';
import { ROOT } from './run.mjs';

const SHOW_PAGE = /\/(?:montrer|show)\.html$/;
const APP = `${ROOT}.next/server/app`;
const ROUTES = `${ROOT}.next/routes-manifest.json`;
const POLICY = 'Content-Security-Policy';

function* pagesUnder(folder) {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) yield* pagesUnder(path);
    else if (name.endsWith('.html')) yield path;
  }
}

const hashesOf = (html, pattern) => {
  const inline = [...html.matchAll(pattern)].map(([, content]) => content);
  return [...new Set(inline.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`))];
};

/** The policy of one page: its own inline scripts and styles, by their hash (CSP Level 3 §6.7.3). */
export const policyOf = (html) =>
  pagePolicy({
    scripts: hashesOf(html, /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g),
    styles: hashesOf(html, /<style[^>]*>([\s\S]*?)<\/style>/g),
  });

/**
 * The headers the server starts from, with each page's policy; what has no page of its own is answered by the page that says
 * so, and gets its policy. The last rule that speaks of a header is the one that holds.
 */
export function withPolicies(headers, pages, notFound) {
  const general = headers.findIndex(({ headers: [first] }) => first?.key === POLICY && first.value === pagePolicy());
  if (general < 0)
    throw new Error('next.config.js gives no policy to pages: seal-pages.mjs does not know these headers');
  const own = pages.map(({ path, html }) => ({
    source: path,
    headers: [{ key: POLICY, value: policyOf(html) }],
    regex: `^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:/)?$`,
  }));
  const changed = { ...headers[general], headers: [{ key: POLICY, value: policyOf(notFound) }] };
  return [...headers.slice(0, general), changed, ...own, ...headers.slice(general + 1)];
}

export function sealPages() {
  const showCss = readFileSync(`${ROOT}app/show.css`, 'utf8');
  const pages = [];
  for (const file of pagesUnder(APP)) {
    const built = readFileSync(file, 'utf8');
    const html = SHOW_PAGE.test(file) ? hastened(built, showCss) : built;
    if (html !== built) writeFileSync(file, html);
    const path = file.slice(APP.length, -'.html'.length);
    if (!path.startsWith('/_')) pages.push({ path, html });
  }
  const manifest = JSON.parse(readFileSync(ROUTES, 'utf8'));
  const notFound = readFileSync(`${APP}/_not-found.html`, 'utf8');
  writeFileSync(ROUTES, JSON.stringify({ ...manifest, headers: withPolicies(manifest.headers, pages, notFound) }));
}
