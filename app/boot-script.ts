import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import { LOCALES } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';
import { TRUSTED_TYPES_SCRIPT } from '@/lib/page/trusted-types';

const HOME_PATHS = LOCALES.map((locale) => screenPath(locale, 'home'));

/**
 * On the home screen, where `/` redirects without knowing the language last used: redirects to that language. Where a
 * service worker answers `/`, it has already done so.
 */
const LANGUAGE_SCRIPT = `try{var l=localStorage.getItem(${JSON.stringify(STORAGE_KEYS.locale)}),n=performance.getEntriesByType("navigation")[0];if((l==="fr"||l==="en")&&${JSON.stringify(HOME_PATHS)}.indexOf(location.pathname)>=0&&n.redirectCount&&location.pathname!=="/"+l)location.replace("/"+l)}catch(e){}`;

/**
 * Runs in <head> before the first paint: applies the chosen theme and whether there is a card, from localStorage, and
 * holds the browser's installation prompt, which may fire before the app can handle it.
 * Plain ES5 only, so that it is easy to read in the page's source.
 */
export const BOOT_SCRIPT = `${TRUSTED_TYPES_SCRIPT};try{var d=document.documentElement.dataset,s=localStorage,t=s.getItem(${JSON.stringify(STORAGE_KEYS.theme)});if(t==="light"||t==="dark")d.theme=t;if(s.getItem(${JSON.stringify(STORAGE_KEYS.hasCards)}))d.cards=""}catch(e){}${LANGUAGE_SCRIPT};addEventListener("beforeinstallprompt",function(e){e.preventDefault();window.poigneeInstall=e})`;
