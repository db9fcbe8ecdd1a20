// The frame of every page: navigation, who is signed in, and the one line that embeds the widget.

import { html } from "hono/html";
import { PEOPLE, type Person } from "../product/people.ts";

export type Markup = ReturnType<typeof html>;

/** What the widget's line is made of. */
export interface Embed {
  /** Where Landed answers. */
  url: string;
  key: string;
  /** The host's word for who this is, or null where nobody is signed in. */
  proof: string | null;
}

export interface Visit {
  path: string;
  person: Person | null;
  embed: Embed;
  today: Date;
}

const NAVIGATION = [
  ["/invoices", "Invoices"],
  ["/reports", "Reports"],
  ["/customers", "Customers"],
  ["/settings", "Settings"],
] as const;

/** A whole page around its content. */
export function page(visit: Visit, title: string, content: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Ledgerly</title>
<link rel="icon" href="/site/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/site/ledgerly.css">
<script type="module" src="/site/ledgerly.js"></script>
${widgetLine(visit)}
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<div class="frame">
<header class="side">
<a class="brand" href="/invoices"><img src="/site/icon.svg" width="28" height="28" alt="">Ledgerly</a>
<nav aria-label="Main">${NAVIGATION.map((entry) => navigationLink(entry, visit.path))}</nav>
${personSwitch(visit)}
</header>
<main id="content" tabindex="-1">${content}</main>
</div>
<div class="toasts" role="status" aria-live="polite"></div>
</body>
</html>`;
}

/** All that a host page needs. Customer and account stand there only while somebody is signed in. */
function widgetLine({ embed, person }: Visit): Markup {
  const { url, key, proof } = embed;
  if (!person || proof === null) {
    return html`<script src="${url}/landed.js" data-key="${key}" defer></script>`;
  }
  return html`<script src="${url}/landed.js" data-key="${key}" data-customer="${person.id}" data-account="${person.account}" data-proof="${proof}" defer></script>`;
}

function navigationLink([href, name]: readonly [string, string], path: string): Markup {
  const isHere = path.startsWith(href);
  return isHere
    ? html`<a href="${href}" aria-current="page">${name}</a>`
    : html`<a href="${href}">${name}</a>`;
}

function personSwitch({ person, path }: Visit): Markup {
  const name = person?.name ?? "Not signed in";
  return html`<details class="person">
<summary><span class="avatar" aria-hidden="true">${initials(name)}</span><span class="who"><b>${name}</b><small>${person?.firm ?? "A visitor"}</small></span></summary>
<form method="post" action="/person" class="menu" aria-label="Switch person">
<p>Switch person <small>Each is another customer to Landed.</small></p>
<input type="hidden" name="back" value="${path}">
${PEOPLE.map((each) => choice(each.id, each.name, each.firm))}
${choice("new", "Somebody new", "Has never been asked")}
${choice("nobody", "Sign out", "Browse as a visitor")}
</form>
</details>`;
}

function choice(id: string, name: string, note: string): Markup {
  return html`<button name="person" value="${id}"><b>${name}</b><small>${note}</small></button>`;
}

function initials(name: string): string {
  const parts = name.split(" ");
  return `${parts[0]?.[0] ?? ""}${parts.at(-1)?.[0] ?? ""}`;
}
