import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium } from '@playwright/test';
import { BROWSER_ARGS } from '@/scripts/find-browser.mjs';

/** An empty folder for a browser profile. */
export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'poignee-killed-'));

/** A browser that keeps its profile, so that it can be killed and started again. */
export const launchBrowser = (profile: string, baseURL: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    baseURL,
    executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH ?? '',
    args: BROWSER_ARGS,
    locale: 'fr-CA',
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  });

/** Sends SIGKILL to every process of that browser, as a crash or an empty battery would, until all are gone. */
export async function killBrowser(profile: string): Promise<void> {
  for (let ids = findProcesses(profile); ids.length > 0; ids = findProcesses(profile)) {
    for (const id of ids) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // Already gone with its parent.
      }
    }
    await delay(20);
  }
}

function findProcesses(profile: string): number[] {
  try {
    return execFileSync('pgrep', ['-f', profile], { encoding: 'utf8' }).trim().split('\n').map(Number);
  } catch {
    return [];
  }
}
