// The prompt's one stylesheet: built of system colours, so that light, dark and forced colours all hold.

import type { Theme } from "../../contract/ask.ts";

/** `--landed-accent`, `--landed-radius` and `--landed-font` on the host element win over the theme. */
export function styleOf({ scheme, accent, radius }: Theme): string {
  return `:host{all:initial!important;display:contents!important;color-scheme:${scheme === "auto" ? "light dark" : scheme}!important}
*{box-sizing:border-box}
section{--a:var(--landed-accent,${accent ?? "light-dark(#4b52d6,#a3a9ff)"});--r:var(--landed-radius,${radius ?? 12}px);font:15px/1.45 var(--landed-font,system-ui,sans-serif);color:CanvasText;background:Canvas;text-align:start;border:1px solid color-mix(in srgb,CanvasText 18%,Canvas);border-radius:var(--r);padding:14px}
.float{position:fixed;inset:auto;margin:0;z-index:2147483647;width:min(340px,100vw - 24px);max-height:calc(100vh - 24px);overflow:auto;box-shadow:0 8px 30px #0003}
[class*=bottom]{bottom:12px}
[class*=top]{top:12px}
[class*=left]{left:12px}
[class*=right]{right:12px}
.anchored{inset:var(--y) auto auto var(--x)}
div{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
div:first-child{flex-wrap:nowrap}
div+div{margin-top:10px}
p{margin:0;flex:1;overflow-wrap:anywhere;font-weight:600}
small{flex-basis:100%;font-size:13px;opacity:.8}
button,input{font:inherit;color:inherit;min-height:44px;min-width:44px;padding:0 14px;border-radius:calc(var(--r)*.7);border:1px solid color-mix(in srgb,CanvasText 55%,Canvas);background:0 0;margin:0}
input{flex:3;width:0}
button{cursor:pointer}
.go{flex:1;min-width:min-content;font-weight:600;border-color:var(--a);background:color-mix(in srgb,var(--a) 12%,Canvas)}
[part=yes],[part=no]{flex-basis:40%}
.quiet{border-color:#0000;font-size:14px;padding:0 8px}
:not(.quiet)+.quiet{margin-inline-start:-8px}
[part=close]{margin-block:-8px;margin-inline-end:-8px}
:disabled{opacity:.6;cursor:default}
[aria-pressed=true],button:enabled:hover{background:color-mix(in srgb,var(--a) 24%,Canvas)}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
section:focus{outline:0}
@media(prefers-reduced-motion:no-preference){.float{animation:come .2s}}
@keyframes come{from{opacity:0;translate:0 8px}}
@media(forced-colors:active){[aria-pressed=true]{outline:3px solid Highlight}}`;
}
