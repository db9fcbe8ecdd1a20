// How the page that describes the API looks: one style sheet inside the page, allowed by its hash.

export const STYLE = `
:root { color-scheme: light dark; --ink: #14201c; --soft: #54615b; --line: #dfe4dd; --paper: #f7f8f5; --surface: #fff; --link: #0b7257; --focus: #1d5fd0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9efeb; --soft: #a3b1ab; --line: #2a3532; --paper: #0f1413; --surface: #161d1b; --link: #5fd3ad; --focus: #8dbbff; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
main, header, nav { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 3rem 0 0.5rem; font-size: 1.35rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 0.85rem; font-weight: 600; color: var(--soft); }
p { margin: 0.5rem 0; max-width: 42rem; }
a { color: var(--link); }
code { font: 0.9em/1.4 ui-monospace, monospace; }
small, .about, .kind { color: var(--soft); }
.about, .kind { font-size: 0.9rem; }
.about { margin: 0.1rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
nav a, summary { min-height: 2.75rem; }
nav a { display: inline-flex; align-items: center; }
details { margin: 0.5rem 0; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--surface); }
summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; padding: 0.6rem 0.8rem; cursor: pointer; list-style: none; border-radius: 0.5rem; }
summary::-webkit-details-marker { display: none; }
summary:hover { text-decoration: underline; text-decoration-color: var(--line); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
summary b { flex: none; font: 700 0.8rem/1.4 ui-monospace, monospace; min-width: 3.6rem; }
summary span { flex-basis: 100%; font-size: 0.95rem; color: var(--soft); }
.inside { padding: 0 0.8rem 0.8rem; border-top: 1px solid var(--line); }
.inside { scroll-margin-top: 5rem; }
dl { margin: 0; }
.fields { margin-left: 0.15rem; padding-left: 0.75rem; border-left: 2px solid var(--line); }
.fields > div { padding: 0.25rem 0; }
dt code { font-weight: 600; }
dd { margin: 0; }
.choice { margin: 0.4rem 0; padding: 0.2rem 0 0.2rem 0.75rem; border-left: 2px dotted var(--line); }
footer { padding: 2rem 0; }
@media (min-width: 48rem) {
  .fields > div { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: 0 1rem; }
  .fields .fields > div { grid-template-columns: minmax(6rem, 9rem) 1fr; }
}
@media print { details { break-inside: avoid; } }
`;
