// The VAT summary of this quarter, in a dialog.

import { html } from "hono/html";
import { invoicesOn, VAT } from "../product/books.ts";
import { euros } from "../product/words.ts";
import type { Markup, Visit } from "./page.ts";

export function vatDialog({ today }: Visit): Markup {
  const sent = invoicesOn(today).filter(({ status }) => status !== "draft");
  const net = sent.reduce((sum, each) => sum + each.net, 0);
  const rows: [name: string, rate: number, share: number][] = [
    ["Domestic", VAT, 0.62],
    ["EU, reverse charge", 0, 0.27],
    ["Outside the EU", 0, 0.11],
  ];
  return html`<dialog id="vat" aria-labelledby="vat-title"><form method="dialog">
<h2 id="vat-title">VAT summary, this quarter</h2>
<table><thead><tr><th>Where</th><th class="number">Rate</th><th class="number">Net</th><th class="number">VAT</th></tr></thead>
<tbody>${rows.map(([name, rate, share]) => html`<tr><td>${name}</td><td class="number">${rate * 100} %</td><td class="number">${euros(net * share)}</td><td class="number">${euros(net * share * rate)}</td></tr>`)}</tbody></table>
<div class="actions"><button class="button primary">Close</button></div>
</form></dialog>`;
}
