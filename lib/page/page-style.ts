const LIGHT = {
  paper: '#fbf8f3',
  surface: '#fff',
  ink: '#1c1b18',
  muted: '#5c584f',
  line: '#e4ded3',
  accent: '#0b5b6b',
  on: '#fff',
  error: '#a3261b',
} as const;

/**
 * Adds, before each declaration that uses a colour variable, the same declaration with the colour itself: a browser
 * without custom properties drops the one it cannot parse and keeps the other (CSS Syntax Level 3 §2.2).
 */
export const withColours = (css: string): string =>
  css.replace(/([\w-]+:[^;{}]*)var\(--(\w+)\)([^;{}]*)/g, (declaration, before: string, name: string, after: string) =>
    name in LIGHT ? `${before}${LIGHT[name as keyof typeof LIGHT]}${after};${declaration}` : declaration,
  );

/**
 * The tokens of app/tokens.css and the styles of every page without a framework; inline, so that nothing waits for
 * them. A phone from 2012 supports neither grids nor custom properties: it gets margins and the light colours.
 */
export const PAGE_STYLE = `:root{color-scheme:light dark;${Object.entries(LIGHT)
  .map(([name, value]) => `--${name}:${value}`)
  .join(';')}}
@media(prefers-color-scheme:dark){:root{--paper:#171612;--surface:#211f1a;--ink:#f3efe6;--muted:#b9b2a4;--line:#38352e;--accent:#6cc4d4;--on:#171612;--error:#f0938a}}
${withColours(`*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:auto;padding:20px;display:flex;flex-direction:column;gap:20px}
h1{margin:0;font-size:28px;line-height:1.2;overflow-wrap:anywhere}p{margin:0}.muted{color:var(--muted)}.small{font-size:14px}
.card{background:var(--surface);border:1px solid var(--line);border-top:8px solid var(--accent);border-radius:4px;padding:24px 20px;box-shadow:0 2px 12px rgb(0 0 0/.08)}
.actions{display:grid;gap:12px}.pair{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:12px}
a{color:var(--accent)}.button{display:block;margin:12px 0;text-align:center;display:flex;min-height:52px;align-items:center;justify-content:center;border:1px solid var(--accent);border-radius:12px;padding:8px 16px;font:inherit;font-weight:600;color:var(--accent);background:var(--surface);text-decoration:none;cursor:pointer}
.filled{background:var(--accent);color:var(--on)}dl{margin:0;display:grid;gap:14px}dt{font-size:14px;color:var(--muted)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}dd a{display:inline-flex;min-height:44px;align-items:center}
.tel{font-size:20px;letter-spacing:.02em}.top{display:flex;justify-content:flex-end}.link{border:0;background:none;min-height:44px;padding:0 8px;font:inherit;color:var(--accent);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@supports(display:grid){.button{margin:0}}`)}`;
