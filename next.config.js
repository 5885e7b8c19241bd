// Everything is served by this app itself: no third-party origin may load, frame or receive anything. Which inline
// scripts may run is each page's own policy (scripts/seal-pages.mjs), which this one leaves room for.
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Only the workers that read codes and words compile WebAssembly, and they load nothing but their own files. */
const proofPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self'",
].join('; ');

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  // Heeded over https only (RFC 6797 §8.1).
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
];

/** A published card's short link: twelve characters, and the mark of its channel (lib/exchange/card-address.ts). */
const SHORT_LINK = '[0-9A-Za-z-]{12,15}';

/** The page that opens somebody's link shows what is in the link: nothing else may run, load or be asked there. */
const linkPagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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
            // A published card says its own (lib/server/public-card.ts).
            {
              source: `/:path((?!c/|api/|${SHORT_LINK}$).*)`,
              headers: [{ key: 'Content-Security-Policy', value: contentSecurityPolicy }],
            },
            // A form of these says where it comes from; other sites are still told nothing.
            { source: `/:path(c/.*|${SHORT_LINK})`, headers: [{ key: 'Referrer-Policy', value: 'same-origin' }] },
            { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'" }] },
            {
              source: '/c/:cardId/:file(share.png|photo)/:rest*',
              headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }],
            },
          ]
        : []),
      { source: '/:path(o|O)', headers: [{ key: 'Content-Security-Policy', value: linkPagePolicy }] },
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
