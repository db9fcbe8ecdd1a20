// The list of invoices: figures, filters, export, bulk edit and the VAT summary.

import { html } from "hono/html";
import { type Invoice, invoicesOn, type Status } from "../product/books.ts";
import { euros, isoDate, onDate, roundEuros } from "../product/words.ts";
import { type Markup, page, type Visit } from "./page.ts";
import { vatDialog } from "./vat.ts";

const STATUSES: readonly Status[] = ["open", "overdue", "paid", "draft"];

export function invoicesPage(visit: Visit): Markup {
  const invoices = invoicesOn(visit.today);
  return page(
    visit,
    "Invoices",
    html`
<div class="heading"><h1>Invoices</h1>
<div class="actions">
<button class="button icon" data-landed="keyboard-shortcuts" data-opens="shortcuts" aria-label="Keyboard shortcuts">?</button>
<button class="button" data-landed="vat-summary" data-opens="vat">VAT summary <span class="badge open">New</span></button>
<button class="button" data-landed="csv-export" data-export>Export CSV</button>
<a class="button primary" href="/invoices/new">New invoice</a>
</div></div>
${figures(invoices)}
<section class="card">
<div class="toolbar">
<div class="tabs" role="group" aria-label="Status">
<button aria-pressed="true" data-status="">All</button>
${STATUSES.map((status) => html`<button aria-pressed="false" data-status="${status}">${capital(status)}</button>`)}
</div>
<label class="search"><span class="hidden">Search invoices</span><input type="search" data-search placeholder="Search client or number"></label>
</div>
<div class="bulk" data-bulk hidden>
<b data-selected>0 selected</b>
<button class="button" data-landed="bulk-edit" data-opens="bulk-edit">Edit selected</button>
</div>
<table class="invoices" data-invoices>
<thead><tr><th class="check"><input type="checkbox" data-all aria-label="Select all"></th><th>Number</th><th>Client</th><th>Issued</th><th>Due</th><th>Status</th><th class="number">Amount</th></tr></thead>
<tbody>${invoices.map(row)}</tbody>
</table>
<p class="nothing" data-nothing hidden>No invoice matches.</p>
</section>
${bulkDialog()}${shortcutsDialog()}${vatDialog(visit)}`,
  );
}

function figures(invoices: readonly Invoice[]): Markup {
  const sum = (...statuses: Status[]) =>
    invoices
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, { gross }) => total + gross, 0);
  const count = (status: Status) => invoices.filter((each) => each.status === status).length;
  return html`<dl class="figures">
<div><dt>Outstanding</dt><dd>${roundEuros(sum("open", "overdue"))}</dd><dd class="note">${several(count("open") + count("overdue"))}</dd></div>
<div class="bad"><dt>Overdue</dt><dd>${roundEuros(sum("overdue"))}</dd><dd class="note">${several(count("overdue"))}</dd></div>
<div><dt>Paid, last 60 days</dt><dd>${roundEuros(sum("paid"))}</dd><dd class="note">${several(count("paid"))}</dd></div>
<div><dt>Drafts</dt><dd>${count("draft")}</dd><dd class="note">${roundEuros(sum("draft"))} to send</dd></div>
</dl>`;
}

function several(count: number): string {
  return count === 1 ? "1 invoice" : `${count} invoices`;
}

function row(invoice: Invoice): Markup {
  const { number, client, issued, due, status, gross } = invoice;
  const words = `${number} ${client.name} ${client.city}`.toLowerCase();
  return html`<tr data-status="${status}" data-words="${words}">
<td class="check"><input type="checkbox" aria-label="Select ${number}"></td>
<td data-cell="number"><a href="/invoices/${number}">${number}</a></td>
<td data-cell="client"><b>${client.name}</b> <small>${client.city}</small></td>
<td data-cell="issued" data-value="${isoDate(issued)}">${onDate(issued)}</td>
<td data-cell="due" data-value="${isoDate(due)}">${onDate(due)}</td>
<td data-cell="status">${badge(status)}</td>
<td class="number" data-cell="amount" data-value="${(gross / 100).toFixed(2)}">${euros(gross)}</td>
</tr>`;
}

/** A status as a word and a dot. */
export function badge(status: Status): Markup {
  return html`<span class="badge ${status}">${capital(status)}</span>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function bulkDialog(): Markup {
  return html`<dialog id="bulk-edit" aria-labelledby="bulk-title"><form method="dialog" data-bulk-form>
<h2 id="bulk-title">Edit selected invoices</h2>
<label>Status <select name="status"><option value="">Keep</option>${STATUSES.map((status) => html`<option value="${status}">${capital(status)}</option>`)}</select></label>
<label>Due date <input type="date" name="due"></label>
<div class="actions"><button class="button" value="cancel" formnovalidate>Cancel</button><button class="button primary" value="apply">Apply</button></div>
</form></dialog>`;
}

function shortcutsDialog(): Markup {
  return html`<dialog id="shortcuts" aria-labelledby="shortcuts-title"><form method="dialog">
<h2 id="shortcuts-title">Keyboard shortcuts</h2>
<dl class="keys"><dt><kbd>/</kbd></dt><dd>Search</dd><dt><kbd>n</kbd></dt><dd>New invoice</dd><dt><kbd>e</kbd></dt><dd>Export CSV</dd></dl>
<div class="actions"><button class="button primary">Close</button></div>
</form></dialog>`;
}
