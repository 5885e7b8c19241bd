import { STORAGE_KEYS } from '@/lib/browser/storage-keys';

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

/**
 * Runs where the code will be on the Show screen: draws the last card's code that fits the moment (`codeForTheMoment`)
 * from what was kept of it, before any framework code; and answers the two words that change it until React does, which
 * then finds on <html> what is held out. It listens on the window, on the way down: while the screen's own code is still
 * on its way, React already listens, and stops a click it cannot answer yet before the button hears of it. The values
 * were made by this app; they are set as attributes and text, never parsed as markup.
 */
export const PAINT_SHOW_SCRIPT = `try{var a=JSON.parse(localStorage.getItem(${JSON.stringify(STORAGE_KEYS.show)})||"[]"),q=new URLSearchParams(location.search).get("id")||localStorage.getItem(${JSON.stringify(STORAGE_KEYS.currentCard)}),c=a.filter(function(x){return x.id===q})[0]||a[0];var n=["offline","link"],w=[].slice.call(document.querySelectorAll(".show-kind")),p=function(i){document.documentElement.dataset.code=n[i];w.forEach(function(b,j){b.setAttribute("aria-pressed",String(i===j))});if(!c)return;var k=c[n[i]],v=document.getElementById("show-symbol");v.setAttribute("viewBox","-2 -2 "+(k.size+4)+" "+(k.size+4));v.firstElementChild.setAttribute("d",k.path);document.getElementById("show-name").textContent=c.name};p(navigator.onLine?1:0);addEventListener("click",window.poigneeShowTap=function(e){var i=w.indexOf(e.target);if(i>=0)p(i)},true)}catch(e){}`;
