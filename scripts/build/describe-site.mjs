// Compresses the files of the exported app and writes, as data beside them, the path and response headers of each.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { COMMON_HEADERS, headersOf } from './response-headers.mjs';

const COMPRESSIBLE = /\.(?:css|html|icc|js|json|svg|txt|wasm|webmanifest)$/;
/** Above this size, Brotli's best quality is too slow: it takes seconds per megabyte. */
const BEST_MAX_BYTES = 400_000;
const NOT_FOUND = '/404';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

function* filesUnder(folder, prefix = '') {
  for (const name of readdirSync(folder).sort()) {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) yield* filesUnder(path, `${prefix}${name}/`);
    else yield prefix + name;
  }
}

/** Returns the path that serves a file: `/fr/montrer` for `fr/montrer.html`, `/` for `index.html`. */
const pathOf = (file) => `/${file.replace(/(?:^index)?\.html$/, '')}`;

async function compress(path, bytes) {
  const quality = bytes.length > BEST_MAX_BYTES ? 9 : 11;
  const [br, gz] = await Promise.all([
    brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    gzipped(bytes, { level: 9 }),
  ]);
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gz);
}

/** Describes the app in `folder`. Writes `site.json` and `hosting/` beside it, and `_headers` inside it. */
export async function describeSite(folder) {
  const hosting = `${folder}/../hosting`;
  for (const output of [`${folder}/_headers`, hosting, `${folder}/../site.json`])
    rmSync(output, { recursive: true, force: true });
  const files = {};
  const compressions = [];
  for (const file of [...filesUnder(folder)]) {
    if (/\.(?:br|gz)$/.test(file) && existsSync(`${folder}/${file.replace(/\.\w+$/, '')}`)) continue;
    const path = pathOf(file);
    const bytes = readFileSync(`${folder}/${file}`);
    const isCompressed = COMPRESSIBLE.test(file) && bytes.length > 200;
    files[path] = {
      file,
      isCompressed,
      bytes: bytes.length,
      etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
      headers: { ...COMMON_HEADERS, ...headersOf(path, file, file.endsWith('.html') ? String(bytes) : undefined) },
    };
    if (isCompressed) compressions.push([`${folder}/${file}`, bytes]);
  }
  for (let from = 0; from < compressions.length; from += 4)
    await Promise.all(compressions.slice(from, from + 4).map(([path, bytes]) => compress(path, bytes)));
  mkdirSync(hosting);
  writeFileSync(`${folder}/../site.json`, JSON.stringify({ notFound: NOT_FOUND, files }));
  writeFileSync(`${hosting}/nginx-maps.conf`, nginxMaps(files));
  writeFileSync(`${hosting}/nginx-headers.conf`, nginxHeaders());
  writeFileSync(`${hosting}/caddy-headers`, caddyHeaders(files));
  writeFileSync(`${folder}/_headers`, headersFile(files));
}

/** The headers whose values vary by file, each with the name of its nginx variable. */
const VARYING = {
  'Content-Security-Policy': 'csp',
  'Permissions-Policy': 'permissions',
  'Cache-Control': 'cache',
  'Service-Worker-Allowed': 'worker_scope',
};

/** Groups the paths by their value of a header. `usual` is the most frequent value, used as the default. */
function valuesOf(files, header) {
  const byValue = new Map();
  for (const [path, { headers }] of Object.entries(files)) {
    const value = headers[header] ?? '';
    byValue.set(value, [...(byValue.get(value) ?? []), path]);
  }
  const [usual] = [...byValue].sort(([, a], [, b]) => b.length - a.length)[0];
  return { usual, others: [...byValue].filter(([value]) => value !== usual) };
}

const WRITTEN = '# Written by the build from scripts/build/response-headers.mjs.\n';

/**
 * Writes the maps for nginx's http context. They set variables by `$uri`, which is the file's path once `try_files` has
 * found it.
 */
function nginxMaps(files) {
  const maps = Object.entries(VARYING).map(([header, variable]) => {
    const { usual, others } = valuesOf(files, header);
    // nginx compares map keys case-insensitively: `/o.html` and `/O.html` are the same key.
    const lines = others.flatMap(([value, paths]) =>
      [...new Set(paths.map((path) => files[path].file.toLowerCase()))].map(
        (file) => `  "/${file}" ${JSON.stringify(value)};\n`,
      ),
    );
    return `map $uri $poignee_${variable} {\n  default ${JSON.stringify(usual)};\n${lines.join('')}}\n`;
  });
  return `${WRITTEN}map_hash_bucket_size 256;\nmap_hash_max_size 8192;\n${maps.join('')}`;
}

/**
 * Writes the headers for the nginx location that serves the files. nginx does not send a header whose value is empty.
 */
function nginxHeaders() {
  const common = Object.entries(COMMON_HEADERS).map(([name, value]) => `add_header ${name} "${value}" always;\n`);
  const varying = Object.entries(VARYING).map(
    ([header, variable]) => `add_header ${header} $poignee_${variable} always;\n`,
  );
  return WRITTEN + [...common, ...varying].join('');
}

/** Writes a Caddy snippet to import where the files are served. `?` sets a header only if it is not already set. */
function caddyHeaders(files) {
  const common = Object.entries(COMMON_HEADERS).map(([name, value]) => `\theader ${name} "${value}"\n`);
  const varying = Object.entries(VARYING).flatMap(([header, variable]) => {
    const { usual, others } = valuesOf(files, header);
    const specificHeaders = others.map(([value, paths], index) => {
      const names = paths.flatMap((path) => [...new Set([path, `/${files[path].file}`])]);
      return `\t@${variable}${index} path ${names.join(' ')}\n\theader @${variable}${index} ${header} "${value}"\n`;
    });
    return [...specificHeaders, ...(usual === '' ? [] : [`\theader ?${header} "${usual}"\n`])];
  });
  return `${WRITTEN}(poignee_headers) {\n${[...common, ...varying].join('')}}\n`;
}

/** Writes a `_headers` file in the format of Netlify and Cloudflare Pages. */
function headersFile(files) {
  const lines = (headers) => Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  const own = Object.entries(files)
    .filter(([, { file }]) => file.endsWith('.html') || file === 'sw.js' || file.endsWith('.webmanifest'))
    .map(([path, { headers }]) => {
      const { 'Content-Type': _, ...rest } = headers;
      return [path, ...lines(Object.fromEntries(Object.entries(rest).filter(([name]) => name in VARYING)))].join('\n');
    });
  // One rule per folder whose files all have the same headers.
  const folders = ['_next/static', 'scan', 'ocr', 'proof', 'fonts', 'print', 'book', 'import', 'open', 'reply', 'show'];
  const shared = folders.flatMap((folder) => {
    const one = Object.entries(files).find(([path]) => path.startsWith(`/${folder}/`));
    if (one === undefined) return [];
    const varying = Object.fromEntries(Object.entries(one[1].headers).filter(([name]) => name in VARYING));
    return [[`/${folder}/*`, ...lines(varying)].join('\n')];
  });
  return `${[['/*', ...lines(COMMON_HEADERS)].join('\n'), ...shared, ...own].join('\n')}\n`;
}
