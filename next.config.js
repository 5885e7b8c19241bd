import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

/**
 * Paths that the Hono server answers in development, proxied by Next (scripts/dev.mjs): the API, the public pages and
 * the plain HTML pages.
 */
const SERVER_PATHS = [
  // The plain pages, by their path: `fr/montrer.html` is `/fr/montrer`.
  ...JSON.parse(process.env.POIGNEE_DEV_PAGES ?? '[]').map((file) => `/${file.replace(/(?:index)?\.html$/, '')}`),
  '/api/:path*',
  '/c/:path*',
  '/:card([0-9A-Za-z-]{12,23})',
  '/healthz',
  '/readyz',
];

const shared = {
  reactStrictMode: true,
  turbopack: {},
  devIndicators: false,
  experimental: { globalNotFound: true },
};

/** @type {(phase: string) => import('next').NextConfig} */
export default function nextConfig(phase) {
  if (phase !== PHASE_DEVELOPMENT_SERVER) return { ...shared, output: 'export', distDir: 'dist/app' };
  const server = process.env.POIGNEE_DEV_SERVER ?? '';
  const rewrites = SERVER_PATHS.map((source) => ({
    source,
    destination: `${server}${source.replace(/\(.*\)/, '')}`,
  }));
  return { ...shared, rewrites: async () => ({ beforeFiles: rewrites, afterFiles: [], fallback: [] }) };
}
