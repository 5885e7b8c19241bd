/**
 * Styles of the Show screen: dark on white in any theme, both orientations. In portrait the controls have a strip of their
 * own: text over a finder pattern makes the code unreadable.
 */
export const SHOW_STYLE = `@font-face{font-family:"Atkinson Hyperlegible Next";src:url(/fonts/screen-regular.woff2) format("woff2");font-weight:400;font-display:swap}
@font-face{font-family:"Atkinson Hyperlegible Next";src:url(/fonts/screen-semibold.woff2) format("woff2");font-weight:600;font-display:swap}
*{box-sizing:border-box;margin:0;padding:0;border:0}[hidden]{display:none!important}
body{background:#fff;color:#1c1b18;font:17px/1.5 system-ui,sans-serif}.ready body{font-family:"Atkinson Hyperlegible Next",system-ui,sans-serif}
button{font:inherit;background:none;cursor:pointer}a{color:inherit}h1{font-size:28px;line-height:1.2;font-weight:600}.small{font-size:14px;line-height:1.4}.strong{font-weight:600}
:focus-visible{outline:3px solid #0b5b6b;outline-offset:2px}
.show-screen{color-scheme:light;position:relative;min-height:100dvh;display:flex;flex-direction:column;align-items:center;justify-content:center;background:#fff;color:#1c1b18;padding:calc(env(safe-area-inset-top) + 3.5rem) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);}
.show-code{display:block;flex:none;width:min(100vw,100dvh - 19.5rem);aspect-ratio:1;background:#fff;outline-offset:-4px;}
.show-code svg{display:block;width:100%;height:100%;}
.show-code{touch-action:pan-y;}
.show-kinds{display:flex;gap:0.25rem;}
.show-kind{min-height:48px;padding:0 1rem;border-radius:12px;color:#5c584f;}
.show-kind[aria-pressed="true"]{color:#1c1b18;font-weight:600;box-shadow:inset 0 -3px 0 currentColor;border-radius:0;}
.show-words{display:flex;flex-direction:column;align-items:center;gap:0.375rem;padding:0.5rem 1.25rem 1rem;max-width:min(36rem,100%);text-align:center;}
.show-words h1{overflow-wrap:anywhere;display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:2;}
.show-band{position:absolute;inset:0 0 auto;height:6px;}
.show-controls{position:absolute;inset:env(safe-area-inset-top) env(safe-area-inset-right) auto env(safe-area-inset-left);display:flex;justify-content:space-between;padding:0.25rem 0.5rem;}
.show-control{display:inline-flex;min-height:48px;align-items:center;gap:0.375rem;padding:0 0.75rem;color:#5c584f;}
@media (orientation:landscape){.show-screen{display:grid;grid-template:1fr / auto 1fr;justify-content:center;padding-top:env(safe-area-inset-top);}
.show-code{width:min(100dvh,62vw);}
.show-controls{left:auto;flex-direction:row-reverse;}
.show-words{align-self:center;justify-self:center;}}
@media (max-height:600px) and (orientation:portrait){.show-code{width:min(100vw,100dvh - 13.875rem);}
.show-hint{display:none;}}`;
