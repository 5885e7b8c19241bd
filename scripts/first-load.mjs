// What a screen makes a browser download before it can be used, read from the production build itself.
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ROOT } from './run.mjs';

const APP = `${ROOT}.next/server/app`;

/** Gzip bytes of the scripts that the prerendered page at `path` names; `nomodule` ones are for browsers we do not serve. */
export function firstLoad(path) {
  const html = readFileSync(`${APP}${path}.html`, 'utf8');
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]+"[^>]*>/g) ?? [];
  const sources = tags.filter((tag) => !/\bnomodule\b/i.test(tag)).map((tag) => /\bsrc="([^"?]+)/.exec(tag)?.[1] ?? '');
  // The Show screen's are started by a script of its own (hasten-show.mjs).
  const started = JSON.parse(/,s=(\["\/_next[^\]]*\]),b=0/.exec(html)?.[1] ?? '[]');
  const scripts = [...new Set([...sources, ...started])].map((source) => {
    const file = `${ROOT}.next${source.replace(/^\/_next/, '')}`;
    if (!existsSync(file)) throw new Error(`${path} names ${source}, which the build does not have`);
    return { source, bytes: gzipSync(readFileSync(file), { level: 9 }).length };
  });
  return {
    scripts,
    scriptBytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0),
    documentBytes: gzipSync(html, { level: 9 }).length,
  };
}
