// Finds a Chromium for the tests: the one named in PLAYWRIGHT_CHROMIUM_PATH, the system's, Playwright's, or Debian's if
// this process may install it.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, run, runTool } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function systemBrowser() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find(isExecutable) ?? null;
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : null;
}

/** Returns the path of the browser. Exits with instructions if there is none and none can be installed. */
export async function findBrowser() {
  const configuredPath = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (configuredPath && isExecutable(configuredPath)) return configuredPath;
  const existing = systemBrowser() ?? (await playwrightBrowser());
  if (existing !== null) return existing;
  console.log('No Chromium found: installing one for the tests…');
  await runTool('@playwright/test/cli.js', ['install', 'chromium'], { capture: true });
  const downloaded = await playwrightBrowser();
  if (downloaded !== null) return downloaded;
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (isDebianRoot) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { capture: true, env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { capture: true, env });
    const installed = systemBrowser();
    if (installed !== null) return installed;
  }
  console.error(
    `No browser could be installed. Install Chromium, or set PLAYWRIGHT_CHROMIUM_PATH, then run npm test again in ${ROOT}`,
  );
  process.exit(1);
}

/** Arguments for Chromium in tests: no sandbox as root, no background network traffic of its own. */
export const BROWSER_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
