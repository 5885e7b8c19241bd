import { createReadStream, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BoundedCache } from './bounded-cache';
import type { ServerContext } from './http/context';
import { encodingFor } from './http/negotiate';
import type { HeaderRecord } from './http/problem';

/** File of the exported app, as described by the build (scripts/build/describe-site.mjs). */
type SiteFile = {
  /** Path in the site's folder; if `isCompressed`, `.br` and `.gz` variants exist beside it. */
  file: string;
  isCompressed: boolean;
  bytes: number;
  /** Without quotes; the encoding is appended. */
  etag: string;
  headers: HeaderRecord;
};
export type SiteDescription = { files: Record<string, SiteFile>; notFound: string };

/** Frequently read files stay in memory: all pages and scripts, not the text recognition (OCR) data. */
const KEPT_MAX_BYTES = 12_000_000;
const KEPT_FILE_MAX_BYTES = 512 * 1024;

const SUFFIX = { br: '.br', gzip: '.gz', identity: '' } as const;

/** Opens the exported app: only paths in its description are served. */
export function openStaticSite(folder: string) {
  const { files, notFound } = JSON.parse(readFileSync(join(folder, '../site.json'), 'utf8')) as SiteDescription;
  const paths = new Map(Object.entries(files));
  const cache = new BoundedCache<Uint8Array<ArrayBuffer>>(KEPT_MAX_BYTES);

  async function bodyOf(name: string, bytes: number): Promise<Uint8Array<ArrayBuffer> | ReadableStream> {
    if (bytes > KEPT_FILE_MAX_BYTES) return Readable.toWeb(createReadStream(join(folder, name))) as ReadableStream;
    const cached = cache.get(name);
    if (cached !== undefined) return cached;
    const body = new Uint8Array(await readFile(join(folder, name)));
    cache.set(name, body, body.length);
    return body;
  }

  async function answer(c: ServerContext, siteFile: SiteFile, status: number): Promise<Response> {
    const encoding = siteFile.isCompressed ? encodingFor(c.req.header('accept-encoding')) : 'identity';
    const tag = `"${siteFile.etag}-${encoding}"`;
    const headers: HeaderRecord = { ...siteFile.headers, ETag: tag };
    if (siteFile.isCompressed) headers.Vary = 'Accept-Encoding';
    if (status === 200 && c.req.header('if-none-match')?.includes(tag))
      return new Response(null, { status: 304, headers });
    if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
    // Without a body, the file need not be opened.
    if (c.req.method === 'HEAD') return new Response(null, { status, headers });
    return new Response(await bodyOf(siteFile.file + SUFFIX[encoding], siteFile.bytes), { status, headers });
  }

  return {
    /** Responds with the file at the request's path, or with the app's 404 page. */
    respond(c: ServerContext): Promise<Response> {
      const siteFile = paths.get(c.req.path);
      if (siteFile !== undefined) return answer(c, siteFile, 200);
      const page = paths.get(notFound);
      if (page === undefined) throw new Error(`site.json does not describe ${notFound}`);
      return answer(c, page, 404);
    },
  };
}

export type StaticSite = ReturnType<typeof openStaticSite>;
