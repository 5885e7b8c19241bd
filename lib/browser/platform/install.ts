import { readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';
import { isInstalled, isIos } from './device';

/** Chromium's event, which the DOM types leave out: https://wicg.github.io/manifest-incubations/#beforeinstallpromptevent-interface */
type BeforeInstallPromptEvent = Event & { prompt(): Promise<void>; userChoice: Promise<{ outcome: string }> };

/** How the app can be installed on this device. `none`: it cannot be, it already is, or the owner declined. */
export type InstallMethod = 'none' | 'prompt-phone' | 'prompt-computer' | 'ios' | 'android-menu' | 'mac-safari';

let promptEvent: BeforeInstallPromptEvent | null = null;
const listeners = new Set<() => void>();
const notifyListeners = () => {
  for (const listener of listeners) listener();
};

/** Records the browser's installation event, so that the app can offer installation at a suitable moment. */
export function watchInstall(): void {
  const recordPromptEvent = (event: Event | undefined) => {
    if (event === undefined) return;
    promptEvent = event as BeforeInstallPromptEvent;
    notifyListeners();
  };
  // An event that fired earlier was stored by the inline script in the page's head (app/boot-script.ts).
  recordPromptEvent((window as { poigneeInstall?: Event }).poigneeInstall);
  window.addEventListener('beforeinstallprompt', recordPromptEvent);
  window.addEventListener('appinstalled', () => dismissInstall());
}

export function subscribeInstall(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function installMethod(): InstallMethod {
  if (isInstalled() || readLocal(STORAGE_KEYS.installDismissed) !== null) return 'none';
  const agent = navigator.userAgent;
  if (promptEvent !== null) return /Android/.test(agent) ? 'prompt-phone' : 'prompt-computer';
  if (isIos()) return 'ios';
  if (/Android/.test(agent) && /Firefox|SamsungBrowser/.test(agent)) return 'android-menu';
  if (/Macintosh/.test(agent) && /Version\/(1[7-9]|[2-9]\d)/.test(agent) && !/Chrome/.test(agent)) return 'mac-safari';
  return 'none';
}

export async function promptInstall(): Promise<void> {
  const event = promptEvent;
  promptEvent = null;
  await event?.prompt();
  const choice = await event?.userChoice;
  if (choice?.outcome === 'accepted') dismissInstall();
  else notifyListeners();
}

export function dismissInstall(): void {
  writeLocal(STORAGE_KEYS.installDismissed, '1');
  promptEvent = null;
  notifyListeners();
}
