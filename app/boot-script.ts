import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';

/**
 * Runs in <head> before the first paint: the chosen theme, and whether there is a card, out of localStorage; and holds
 * the browser's installation banner, which may come before the app is there to hold it.
 * Plain ES5, and nothing else, so that it can be read at a glance in the page's source.
 */
export const BOOT_SCRIPT = `try{var d=document.documentElement.dataset,s=localStorage,t=s.getItem(${JSON.stringify(STORAGE_KEYS.theme)});if(t==="light"||t==="dark")d.theme=t;if(s.getItem(${JSON.stringify(STORAGE_KEYS.hasCards)}))d.cards=""}catch(e){}addEventListener("beforeinstallprompt",function(e){e.preventDefault();window.poigneeInstall=e})`;

/**
 * Runs in the first screen, where `/` sent somebody whose language the server cannot know: to the one last used here.
 * Where a service worker answers `/`, it already did.
 */
export const LANGUAGE_SCRIPT = `try{var l=localStorage.getItem(${JSON.stringify(STORAGE_KEYS.locale)}),n=performance.getEntriesByType("navigation")[0];if((l==="fr"||l==="en")&&n.redirectCount&&location.pathname!=="/"+l)location.replace("/"+l)}catch(e){}`;
