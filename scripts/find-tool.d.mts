export function findTool(name: 'qpdf' | 'gs' | 'nginx' | 'caddy' | 'openssl' | 'systemd-analyze'): boolean;
