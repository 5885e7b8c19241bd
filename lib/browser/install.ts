import { isInstalled } from './deliver-file';
import { readLocal, writeLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

/** Chromium's event, which the DOM types leave out: https://wicg.github.io/manifest-incubations/#beforeinstallpromptevent-interface */
type BeforeInstallPromptEvent = Event & { prompt(): Promise<void>; userChoice: Promise<{ outcome: string }> };

/** How this device puts an app on its first screen; `none`: it cannot, it is there already, or it was declined. */
export type InstallWay = 'none' | 'prompt' | 'ios' | 'android-menu' | 'mac-safari';

let promptEvent: BeforeInstallPromptEvent | null = null;
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

/** Holds the browser's own banner back, so that the invitation comes at a calm moment. */
export function watchInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    promptEvent = event as BeforeInstallPromptEvent;
    changed();
  });
  window.addEventListener('appinstalled', () => dismissInstall());
}

export function subscribeInstall(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function installWay(): InstallWay {
  if (isInstalled() || readLocal(STORAGE_KEYS.installDismissed) !== null) return 'none';
  if (promptEvent !== null) return 'prompt';
  const agent = navigator.userAgent;
  if (/iP(hone|ad|od)/.test(agent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1)) return 'ios';
  if (/Android/.test(agent) && /Firefox|SamsungBrowser/.test(agent)) return 'android-menu';
  if (/Macintosh/.test(agent) && /Version\/(1[7-9]|[2-9]\d)/.test(agent) && !/Chrome/.test(agent)) return 'mac-safari';
  return 'none';
}

export async function askInstall(): Promise<void> {
  const event = promptEvent;
  promptEvent = null;
  await event?.prompt();
  const choice = await event?.userChoice;
  if (choice?.outcome === 'accepted') dismissInstall();
  else changed();
}

export function dismissInstall(): void {
  writeLocal(STORAGE_KEYS.installDismissed, '1');
  promptEvent = null;
  changed();
}
