// The firm's clients, and bringing them along from another tool.

import { html } from "hono/html";
import { CLIENTS, type Client, type Invoice, invoicesOn } from "../product/books.ts";
import { euros } from "../product/words.ts";
import { type Markup, page, type Visit } from "./page.ts";

export function customersPage(visit: Visit): Markup {
  const invoices = invoicesOn(visit.today);
  return page(
    visit,
    "Customers",
    html`
<div class="heading"><h1>Customers</h1><div class="actions">
<button class="button" data-landed="data-import" data-opens="import">Import</button></div></div>
<section class="card"><table class="clients">
<thead><tr><th>Name</th><th>Contact</th><th class="number">Pays after</th><th class="number">Open</th></tr></thead>
<tbody data-clients>${CLIENTS.map((client) => row(client, invoices))}</tbody>
</table></section>
<dialog id="import" aria-labelledby="import-title"><form method="dialog" data-import-form>
<h2 id="import-title">Import customers</h2>
<p>A file with one customer a line: name, city, contact. It stays on this page.</p>
<label>File <input type="file" accept=".csv,text/csv" name="file"></label>
<div class="actions"><button class="button" value="cancel">Cancel</button><button class="button primary" value="import">Import</button></div>
</form></dialog>`,
  );
}

function row({ name, city, contact, paysAfter }: Client, invoices: readonly Invoice[]): Markup {
  const open = invoices
    .filter(({ client, status }) => client.name === name && status !== "paid" && status !== "draft")
    .reduce((sum, { gross }) => sum + gross, 0);
  return html`<tr><td><b>${name}</b> <small>${city}</small></td><td data-label="Contact">${contact}</td><td class="number" data-label="Pays after">${paysAfter} days</td><td class="number" data-label="Open">${euros(open)}</td></tr>`;
}
