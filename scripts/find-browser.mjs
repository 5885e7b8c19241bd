// Finds a Chromium for the tests: the one named in PLAYWRIGHT_CHROMIUM_PATH, the system's, Playwright's, or Debian's if
// this process may install it.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, run, runTool } from './run.mjs';

/** The headless shell comes first: it takes half the processor time of the full browser in headless mode. */
const HEADLESS_SHELL = 'chromium-headless-shell';
const NAMES = [HEADLESS_SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
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

function systemBrowser(names = NAMES) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const places = names === NAMES ? PLACES : [];
  return [...onPath, ...places].find(isExecutable) ?? null;
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : null;
}

/** Installs a Debian package if this process may; returns whether it did. */
async function installFromDebian(name) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const install = () =>
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
      capture: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  if ((await install()).status === 0) return true;
  await run('apt-get', ['update', '-qq'], { capture: true });
  return (await install()).status === 0;
}

async function downloadBrowser() {
  await runTool('@playwright/test/cli.js', ['install', 'chromium'], { capture: true });
  return playwrightBrowser();
}

/** Returns the path of the browser. Exits with instructions if there is none and none can be installed. */
export async function findBrowser() {
  const configuredPath = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (configuredPath && isExecutable(configuredPath)) return configuredPath;
  const headlessShell = systemBrowser([HEADLESS_SHELL]);
  if (headlessShell !== null) return headlessShell;
  console.log('Looking for a headless Chromium, or installing one for the tests…');
  if (await installFromDebian(HEADLESS_SHELL)) return systemBrowser();
  const existing = systemBrowser() ?? (await playwrightBrowser()) ?? (await downloadBrowser());
  if (existing !== null) return existing;
  if (await installFromDebian('chromium')) return systemBrowser();
  console.error(
    `No browser could be installed. Install Chromium, or set PLAYWRIGHT_CHROMIUM_PATH, then run npm test again in ${ROOT}`,
  );
  process.exit(1);
}

/** Arguments for Chromium in tests: no sandbox as root, and no background network traffic of its own. */
export const BROWSER_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
