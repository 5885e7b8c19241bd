import { TRUSTED_TYPES_SCRIPT } from '../../page/trusted-types';
import { STORAGE_KEYS } from '../storage/storage-keys';

/**
 * Runs in the Show screen before its first frame. Draws the last card's cached code (the kind `codeForConnection`
 * selects) and handles clicks until show-page.ts takes over: the two buttons that select a code, and the code itself,
 * which opens the help. Loads show-page.ts, and the fonts that script switches to, once a frame is painted (Paint
 * Timing), or after 1.5 s in a tab that paints none. Keeps the browser's installation banner off the code. Values come
 * from this app; they are set as attributes and text, never parsed as markup. The source is ES5 because it is inlined
 * in the page unchanged.
 */
export const SHOW_BOOTSTRAP = `${TRUSTED_TYPES_SCRIPT};try{var a=JSON.parse(localStorage.getItem(${JSON.stringify(STORAGE_KEYS.show)})||"[]"),q=new URLSearchParams(location.search).get("id")||localStorage.getItem(${JSON.stringify(STORAGE_KEYS.currentCard)}),c=a.filter(function(x){return x.id===q})[0]||a[0];var n=["offline","link"],w=[].slice.call(document.querySelectorAll(".show-kind")),p=function(i){document.documentElement.dataset.code=n[i];w.forEach(function(b,j){b.setAttribute("aria-pressed",String(i===j))});if(!c)return;var k=c[n[i]],v=document.getElementById("show-symbol");v.setAttribute("viewBox","-2 -2 "+(k.size+4)+" "+(k.size+4));v.firstElementChild.setAttribute("d",k.path);document.getElementById("show-name").textContent=c.name;document.getElementById("show-band").style.background=c.accent||""};p(navigator.onLine?1:0);addEventListener("beforeinstallprompt",function(e){e.preventDefault()});w.forEach(function(b,j){b.onclick=function(){p(j)}});var h=document.getElementById("show-code");h.onclick=function(){h.setAttribute("aria-expanded",String(h.getAttribute("aria-expanded")!=="true"))}}catch(e){}(function(){var s=0,g=function(){if(s)return;s=document.createElement("script");s.type="module";s.src="/show/page.js";document.head.appendChild(s)};try{new PerformanceObserver(function(){setTimeout(g,100)}).observe({type:"paint",buffered:true})}catch(e){}setTimeout(g,1500)})()`;
