type Front = { url: string; httpUrl: string; said: () => string; stop: () => Promise<void> };

export function startNginx(upstream: string, options?: { plain?: boolean }): Front;
export function startCaddy(upstream: string): Front;
export function checkUnit(): { status: number | null; said: string };
export function startUnit(): Omit<Front, 'stop'> & {
  stop: () => Promise<{ code: number | null; signal: string | null }>;
};
