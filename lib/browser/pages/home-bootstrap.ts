import { STORAGE_KEYS } from '../storage/storage-keys';

/**
 * Runs at `/` on hosts that only serve files. Redirects to the locale last used, else the first supported one of the
 * browser, else French.
 */
export const HOME_BOOTSTRAP = `try{var s=localStorage.getItem(${JSON.stringify(STORAGE_KEYS.locale)})}catch(e){}var l=[s].concat(navigator.languages||[navigator.language]).map(function(x){return String(x).slice(0,2).toLowerCase()}).filter(function(x){return x==="fr"||x==="en"})[0]||"fr";location.replace("/"+l+location.search)`;
