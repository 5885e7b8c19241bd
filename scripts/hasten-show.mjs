// The Show screen's document, arranged so that nothing stands between it and its first frame: what its frame needs of the
// style sheets is in it; the sheets themselves, the fonts and the app's scripts are asked for once a frame is painted.
// React finds the sheets and the scripts by their addresses, wherever they are in the document.

/** The few rules of the rest of the app that the frame's layout depends on; show.css has the others. */
const BASE =
  ':root{--card:#fff;--card-ink:#1c1b18;--card-muted:#5c584f}*{box-sizing:border-box;margin:0;padding:0;border:0}' +
  'body{font:17px/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif}button{font:inherit;background:none}' +
  'h1{font-size:28px;line-height:1.2;font-weight:600}.show-screen svg{display:block}';

const STYLESHEET = /<link rel="stylesheet" href="([^"]+)" data-precedence="([^"]+)"\/>/g;
const PRELOAD = /<link rel="preload"[^>]*>/g;
const ASYNC_SCRIPT = /<script src="([^"]+)" async="">\s*<\/script>/g;

/** Once a frame is painted, or soon in a tab that paints none. */
const starter = (sheets, sources) =>
  `(function(){var c=${JSON.stringify(sheets)},s=${JSON.stringify(sources)},b=0,d=document,h=d.head;function g(){if(b)return;b=1;c.forEach(function(u){var e=d.createElement("link");e.rel="stylesheet";e.href=u[0];e.setAttribute("data-precedence",u[1]);h.appendChild(e)});s.forEach(function(u){var e=d.createElement("script");e.src=u;e.async=true;h.appendChild(e)})}requestAnimationFrame(function(){requestAnimationFrame(function(){setTimeout(g,80)})});setTimeout(g,600)})()`;

/** The same page, arranged; `css` is show.css. Throws when the page is not as it is known to be. */
export function hastened(html, css) {
  const sheets = [...html.matchAll(STYLESHEET)].map(([, href, precedence]) => [href, precedence]);
  const sources = [...html.matchAll(ASYNC_SCRIPT)].map(([, source]) => source);
  if (sheets.length === 0 || sources.length === 0 || !html.includes('</body>'))
    throw new Error('the Show screen has no style sheet or no script: hasten-show.mjs does not know this page');
  const minified = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};:,]) ?/g, '$1');
  return html
    .replace(STYLESHEET, '')
    .replace(PRELOAD, '')
    .replace(ASYNC_SCRIPT, '')
    .replace('</head>', `<style>${BASE}${minified}</style></head>`)
    .replace('</body>', `<script>${starter(sheets, sources)}</script></body>`);
}
