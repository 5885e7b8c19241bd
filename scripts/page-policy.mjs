/**
 * The content security policy of the app's own pages (CSP Level 3): everything is served by this app itself, no third-party
 * origin may load, frame or receive anything, and what is written in a page runs or paints only when its hash is listed.
 */
export function pagePolicy({ scripts = [], styles = [] } = {}) {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data: blob:",
    "connect-src 'self' blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
