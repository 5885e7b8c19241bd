/** Files precached by the service worker: every screen in both languages, with the resources each one loads. */
const PRECACHED = [
  '_next/static/**/*.{js,css,woff,woff2}',
  '{fr,en,o}.html',
  '{fr,en}/*.html',
  // Payloads that the router fetches instead of a page when a link is followed.
  '{fr,en}.txt',
  '{fr,en}/[!_]*.txt',
  '{fr,en}/manifest.webmanifest',
  // Not the slices of the Chinese, Japanese and Korean faces: cached once used (service-worker.ts).
  'fonts/*',
  'icons/**/*',
  'profiles/*.icc',
  'proof/**/*.{js,wasm}',
  '{print,open,show,import,book,scan}/**/*.js',
];

export default {
  swSrc: 'lib/worker/service-worker.ts',
  swDest: 'dist/app/sw.js',
  globDirectory: 'dist/app',
  globPatterns: PRECACHED,
  maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
  manifestTransforms: [
    (entries) => ({ manifest: entries.map((entry) => ({ ...entry, url: `/${entry.url.replace(/\.html$/, '')}` })) }),
  ],
  esbuildOptions: { define: { 'process.env.NODE_ENV': '"production"' }, minify: true },
  injectionPoint: 'self.__SW_MANIFEST',
  dontCacheBustURLsMatching: /^_next\/static\//,
};
