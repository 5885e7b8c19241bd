// The response headers of each file of the exported app, by path. This is their single source, for our server, nginx,
// Caddy and hosts that read a `_headers` file.

import { createHash } from 'node:crypto';
import { LOCALES } from '../../lib/i18n/locales.ts';
import { screenPath } from '../../lib/i18n/screens.ts';

const SELF = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self' blob:",
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  // `nextjs`: the framework's script loader.
  'trusted-types': 'default poignee nextjs nextjs#bundler',
};

/** The link page shows only what its URL carries: no other script, resource or request is allowed. */
const LINK_PAGE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': '',
  'img-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'poignee',
};

/** Only the workers that read codes and text compile WebAssembly; they load only their own files. */
const WASM_WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/** The screens that open the camera (lib/i18n/screens.ts). */
const CAMERA_PAGES = new Set(LOCALES.map((locale) => screenPath(locale, 'scan')));
const permissions = (camera) => `camera=${camera}, geolocation=(), microphone=(), payment=(), usb=()`;

const CONTENT_TYPES = {
  css: 'text/css; charset=utf-8',
  gz: 'application/gzip',
  html: 'text/html; charset=utf-8',
  icc: 'application/vnd.iccprofile',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

const hashesOf = (html, pattern) => [
  ...new Set(
    [...html.matchAll(pattern)].map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`),
  ),
];

const policy = (directives) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/**
 * Returns the policy of a page, which allows its own inline scripts and styles by hash, and no others (CSP Level 3
 * §6.7.3).
 */
export function policyOf(path, html) {
  const base = path === '/o' || path === '/O' ? LINK_PAGE : SELF;
  const scripts = hashesOf(html, /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const styles = hashesOf(html, /<style[^>]*>([\s\S]*?)<\/style>/g);
  return policy({
    ...base,
    'script-src': [base['script-src'], ...scripts].join(' '),
    'style-src': [base['style-src'], ...styles].filter(Boolean).join(' '),
  });
}

function cacheControlOf(path) {
  // File names contain a content hash.
  if (path.startsWith('/_next/static/')) return 'public, max-age=31536000, immutable';
  if (path.startsWith('/fonts/')) return 'public, max-age=86400';
  if (path === '/o' || path === '/O') return 'public, max-age=300';
  if (path.endsWith('.webmanifest')) return 'public, max-age=3600';
  return 'no-cache';
}

/** The headers common to all files of the app. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Browsers obey it over https only (RFC 6797 §8.1).
  'Strict-Transport-Security': 'max-age=31536000',
};

/**
 * Returns the headers specific to one file; `html` is the text of a page. Throws for a file extension without a known
 * media type.
 */
export function headersOf(path, file, html) {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const contentType = CONTENT_TYPES[extension];
  if (contentType === undefined) throw new Error(`${file}: no media type is known for .${extension}`);
  return {
    'Content-Type': contentType,
    'Cache-Control': cacheControlOf(path),
    'Content-Security-Policy': /^\/(?:scan|ocr|proof)\//.test(path) ? WASM_WORKER : policyOf(path, html ?? ''),
    'Permissions-Policy': permissions(CAMERA_PAGES.has(path) ? '(self)' : '()'),
    ...(path === '/sw.js' && { 'Service-Worker-Allowed': '/' }),
  };
}
