import type { ChildProcess } from 'node:child_process';

type Front = { url: string; httpUrl: string; process: ChildProcess; said: () => string; stop: () => Promise<void> };

export function aPort(): number;
export function startNginx(
  upstream: string,
  options?: { plain?: boolean; visitsPort?: number; port?: number },
): Front & { folder: string };
export function startPlainNginx(root: string): Front;
export function startCaddy(
  upstream: string,
  options?: { visitsPort?: number; port?: number },
): Front & { folder: string };
export function checkUnit(): { status: number | null; said: string };
export function startUnit(): Omit<Front, 'process' | 'stop'> & {
  stop: () => Promise<{ code: number | null; signal: string | null }>;
};
