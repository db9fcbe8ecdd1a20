// Writing an invoice: lines, currency, repetition and looks, with a preview that follows.

import { html } from "hono/html";
import { CLIENTS } from "../product/books.ts";
import { isoDate, onDate } from "../product/words.ts";
import { type Markup, page, type Visit } from "./page.ts";

const CURRENCIES = ["EUR", "CHF", "GBP", "USD", "SEK", "PLN"];
const TEMPLATES = ["Classic", "Minimal", "Bold"];

export function newInvoicePage(visit: Visit): Markup {
  return page(
    visit,
    "New invoice",
    html`
<div class="heading"><div><a class="back" href="/invoices">Invoices</a><h1>New invoice</h1></div></div>
<div class="columns even">
<form class="card stack" data-new-invoice>
<label>Client <select name="client">${CLIENTS.map(({ name }) => html`<option>${name}</option>`)}</select></label>
<div class="pair">
<label>Date <input type="date" name="date" value="${isoDate(visit.today)}"></label>
<label><span>Currency <span class="badge open">New</span></span> <select name="currency" data-landed="multi-currency">${CURRENCIES.map((each) => html`<option>${each}</option>`)}</select></label>
</div>
<fieldset><legend>Lines</legend><div data-lines>${line("Brand workshop, one day", 1, 1240)}${line("Support hours", 4, 95)}</div>
<button class="button small" type="button" data-add-line>Add a line</button></fieldset>
<label>Repeat <select name="repeat" data-landed="recurring-invoices"><option value="">Never</option><option>Every week</option><option>Every month</option><option>Every year</option></select></label>
<details><summary>More options</summary>
<fieldset class="templates" data-landed="invoice-templates"><legend>Template</legend>
${TEMPLATES.map((name, index) => template(name, index === 0))}</fieldset></details>
<div class="actions"><button class="button primary" data-save>Save draft</button></div>
</form>
${preview(visit)}
</div>`,
  );
}

function line(text: string, quantity: number, price: number): Markup {
  return html`<div class="line" data-line>
<input name="text" value="${text}" aria-label="What for">
<input name="quantity" type="number" min="0" step="1" value="${quantity}" aria-label="Quantity">
<input name="price" type="number" min="0" step="0.01" value="${price}" aria-label="Price">
</div>`;
}

function template(name: string, isChosen: boolean): Markup {
  const value = name.toLowerCase();
  return html`<label class="template ${value}"><input type="radio" name="template" value="${value}"${isChosen ? " checked" : ""}><span aria-hidden="true"><i></i><i></i><i></i></span>${name}</label>`;
}

function preview({ person, today }: Visit): Markup {
  return html`<article class="card paper preview classic" data-preview aria-label="Preview" aria-live="off">
<header><div><b>${person?.firm ?? "Your firm"}</b><br><small>${person?.city ?? ""}</small></div>
<div class="to"><small>Invoice to</small><br><b data-preview-client>${CLIENTS[0]?.name}</b></div></header>
<dl class="facts"><div><dt>Issued</dt><dd>${onDate(today)}</dd></div><div><dt>Repeats</dt><dd data-preview-repeat>Never</dd></div></dl>
<table><thead><tr><th>For</th><th class="number">Sum</th></tr></thead><tbody data-preview-lines></tbody>
<tfoot><tr><td>VAT 19 %</td><td class="number" data-preview-vat></td></tr><tr class="total"><td>Total</td><td class="number" data-preview-total></td></tr></tfoot></table>
</article>`;
}
