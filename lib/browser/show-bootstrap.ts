import { STORAGE_KEYS } from './storage-keys';

/**
 * Runs in the Show screen before its first frame: draws the last card's code that fits the moment (`codeForTheMoment`) from what
 * was kept of it, and answers the two buttons that choose the code until show-page.ts is there. That script, and the fonts it
 * switches to, are asked for once a frame is on the screen (Paint Timing), or soon in a tab that paints none. The values were made by this app; they are set
 * as attributes and text, never parsed as markup. It keeps the browser's installation
 * banner off the code. ES5, so that it can be read in the page's source.
 */
export const SHOW_BOOTSTRAP = `try{var a=JSON.parse(localStorage.getItem(${JSON.stringify(STORAGE_KEYS.show)})||"[]"),q=new URLSearchParams(location.search).get("id")||localStorage.getItem(${JSON.stringify(STORAGE_KEYS.currentCard)}),c=a.filter(function(x){return x.id===q})[0]||a[0];var n=["offline","link"],w=[].slice.call(document.querySelectorAll(".show-kind")),p=function(i){document.documentElement.dataset.code=n[i];w.forEach(function(b,j){b.setAttribute("aria-pressed",String(i===j))});if(!c)return;var k=c[n[i]],v=document.getElementById("show-symbol");v.setAttribute("viewBox","-2 -2 "+(k.size+4)+" "+(k.size+4));v.firstElementChild.setAttribute("d",k.path);document.getElementById("show-name").textContent=c.name};p(navigator.onLine?1:0);addEventListener("beforeinstallprompt",function(e){e.preventDefault()});w.forEach(function(b,j){b.onclick=function(){p(j)}})}catch(e){}(function(){var s=0,g=function(){if(s)return;s=document.createElement("script");s.type="module";s.src="/show/page.js";document.head.appendChild(s)};try{new PerformanceObserver(function(){setTimeout(g,100)}).observe({type:"paint",buffered:true})}catch(e){}setTimeout(g,1500)})()`;
