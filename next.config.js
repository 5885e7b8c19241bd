import { pagePolicy } from './scripts/page-policy.mjs';

/** Only the workers that read codes and words compile WebAssembly, and they load nothing but their own files. */
const proofPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self'",
].join('; ');

/** What a page may ask of the device: nothing, and the camera where cards are read with it. */
const permissions = (camera) => `camera=${camera}, geolocation=(), microphone=(), payment=(), usb=()`;

/** The screen that opens the camera (lib/i18n/screens.ts). */
const CAMERA_SCREENS = ['/fr/scanner', '/en/scan'];

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: permissions('()') },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  // Heeded over https only (RFC 6797 §8.1).
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
];

/** A published card's short link: twelve characters, the mark of its channel, an evening's token (lib/exchange/card-address.ts). */
const SHORT_LINK = '[0-9A-Za-z-]{12,23}';

/** What says its own policy; anything else under /c is nothing, which the page for that says. */
const OWN_POLICY = `c/[^/]+(?:/(?:print|receipt|card\\.vcf|share\\.png|photo/[^/]+))?$|[oO]$|api(?:/|$)|${SHORT_LINK}$`;

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: {},
  devIndicators: false,
  experimental: { globalNotFound: true },
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  // Native code is found by name when it is first called.
  outputFileTracingIncludes: { '/*': ['./node_modules/@libsql/**/*', './node_modules/@img/**/*'] },
  outputFileTracingExcludes: { '/*': ['./data/**/*', './tests/**/*', './docs/**/*', './public/**/*'] },
  serverExternalPackages: ['libsql', 'pg', 'sharp', 'fontkit'],
  // Codes are in capitals, which take less room there; paths are not the same in capitals by themselves (RFC 3986 §6.2.2.1).
  async rewrites() {
    return [
      { source: '/O', destination: '/o' },
      { source: `/:cardId(${SHORT_LINK})`, destination: '/c/:cardId' },
    ];
  },
  async headers() {
    return [
      ...(process.env.NODE_ENV === 'production'
        ? [
            { source: '/:path*', headers: securityHeaders },
            ...CAMERA_SCREENS.map((source) => ({
              source,
              headers: [{ key: 'Permissions-Policy', value: permissions('(self)') }],
            })),
            // What opens a link (app/o) and a published card (lib/server/public-card.ts) say their own. Each page's hashes
            // are added once it is built (scripts/seal-pages.mjs).
            {
              source: `/:path((?!${OWN_POLICY}).*)`,
              headers: [{ key: 'Content-Security-Policy', value: pagePolicy() }],
            },
            // A form of these says where it comes from; other sites are still told nothing.
            { source: `/:path(c/.*|${SHORT_LINK})`, headers: [{ key: 'Referrer-Policy', value: 'same-origin' }] },
            ...['/api/:path*', '/c/:cardId/:file(card.vcf|share.png|photo)/:rest*'].map((source) => ({
              source,
              headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'" }],
            })),
            {
              source: '/c/:cardId/:file(share.png|photo)/:rest*',
              headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }],
            },
          ]
        : []),
      { source: '/:folder(scan|ocr)/:path*', headers: [{ key: 'Content-Security-Policy', value: proofPolicy }] },
      { source: '/proof/:path*', headers: [{ key: 'Content-Security-Policy', value: proofPolicy }] },
      {
        source: '/sw.js',
        headers: [
          { key: 'Cache-Control', value: 'no-cache' },
          { key: 'Service-Worker-Allowed', value: '/' },
        ],
      },
      { source: '/fonts/:path*', headers: [{ key: 'Cache-Control', value: 'public, max-age=86400' }] },
    ];
  },
};

export default nextConfig;
