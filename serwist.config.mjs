import { readFileSync } from 'node:fs';
import { serwist } from '@serwist/next/config';
import nextConfig from './next.config.js';

const buildId = readFileSync('.next/BUILD_ID', 'utf8').trim();

export default serwist(
  {
    swSrc: 'lib/worker/service-worker.ts',
    swDest: 'public/sw.js',
    globPatterns: [
      '.next/static/**/*.{js,css,woff,woff2}',
      '.next/server/app/*/manifest.webmanifest.body',
      'public/fonts/**/*',
      'public/icons/**/*',
      '.next/server/app/o.body',
      'public/print/**/*.js',
      'public/proof/**/*.{js,wasm}',
      'public/profiles/*.icc',
      'public/open/**/*.js',
      'public/import/**/*.js',
      'public/book/**/*.js',
      'public/scan/**/*.js',
    ],
    globIgnores: ['.next/server/app/_global-not-found.html', '.next/server/app/_not-found.html'],
    maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    manifestTransforms: [
      (entries) => ({
        manifest: entries.map((entry) => ({
          ...entry,
          url: entry.url.replace(/^\.next\/server\/app(\/o|\/.*\.webmanifest)\.body$/, '$1'),
        })),
      }),
    ],
    esbuildOptions: {
      define: { __BUILD_ID__: JSON.stringify(buildId), 'process.env.NODE_ENV': '"production"' },
      minify: true,
    },
    injectionPoint: 'self.__SW_MANIFEST',
    dontCacheBustURLsMatching: /^\.next\/static\//,
  },
  { basePath: '', distDir: '.next', assetPrefix: '', ...nextConfig },
);
