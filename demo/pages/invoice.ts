// One invoice, as the client sees it, with what can be done about it.

import { html } from "hono/html";
import { type Invoice, invoicesOn, VAT } from "../product/books.ts";
import { euros, onDate } from "../product/words.ts";
import { badge } from "./invoices.ts";
import { type Markup, page, type Visit } from "./page.ts";

/** In cents. */
const LATE_FEE = 4_000;

/** The page of an invoice by its number, or null where there is none. */
export function invoicePage(visit: Visit, number: string): Markup | null {
  const invoice = invoicesOn(visit.today).find((each) => each.number === number);
  if (!invoice) return null;
  const isWaiting = invoice.status === "open" || invoice.status === "overdue";
  return page(
    visit,
    invoice.number,
    html`
<div class="heading"><div><a class="back" href="/invoices">Invoices</a><h1>${invoice.number} ${badge(invoice.status)}</h1></div>
<div class="actions">
${isWaiting ? reminders(invoice) : ""}
<button class="button" data-print>Print</button>
</div></div>
<div class="columns">
${paper(visit, invoice)}
<aside class="card history"><h2>History</h2>${history(invoice)}</aside>
</div>`,
  );
}

function reminders({ client, status }: Invoice): Markup {
  return html`<button class="button primary" data-landed="payment-reminders" data-landed-page="/invoices/:id" data-says="Reminder sent to ${client.contact}." data-once="Reminder sent">Send reminder</button>
${status === "overdue" ? html`<button class="button" data-landed="late-fees" data-landed-page="/invoices/:id" data-fee data-once="Fee added">Add late fee</button>` : ""}`;
}

function paper({ person }: Visit, invoice: Invoice): Markup {
  const { client, number, issued, due, lines, net, gross } = invoice;
  return html`<article class="card paper" aria-label="Invoice ${number}">
<header><div><b>${person?.firm ?? "Your firm"}</b><br><small>${person?.city ?? ""}</small></div>
<div class="to"><small>Invoice to</small><br><b>${client.name}</b><br>${client.contact}<br>${client.city}</div></header>
<dl class="facts"><div><dt>Number</dt><dd>${number}</dd></div><div><dt>Issued</dt><dd>${onDate(issued)}</dd></div><div><dt>Due</dt><dd>${onDate(due)}</dd></div></dl>
<table><thead><tr><th>For</th><th class="number">Sum</th></tr></thead>
<tbody>${lines.map(
    ({ text, quantity, price }) =>
      html`<tr><td>${text} <small>${quantity} × ${euros(price)}</small></td><td class="number">${euros(quantity * price)}</td></tr>`,
  )}</tbody>
<tfoot><tr><td>Net</td><td class="number">${euros(net)}</td></tr>
<tr><td>VAT ${VAT * 100} %</td><td class="number">${euros(gross - net)}</td></tr>
<tr data-fee-row hidden><td>Late fee</td><td class="number">${euros(LATE_FEE)}</td></tr>
<tr class="total"><td>Total</td><td class="number" data-with-fee="${euros(gross + LATE_FEE)}">${euros(gross)}</td></tr></tfoot></table>
</article>`;
}

function history({ issued, due, status, client }: Invoice): Markup {
  return html`<ol>
<li><b>Created</b><small>${onDate(issued)}</small></li>
${status === "draft" ? "" : html`<li><b>Sent to ${client.contact}</b><small>${onDate(issued)}</small></li>`}
${status === "overdue" ? html`<li class="bad"><b>Overdue</b><small>since ${onDate(due)}</small></li>` : ""}
${status === "paid" ? html`<li class="good"><b>Paid</b><small>after ${client.paysAfter} days</small></li>` : ""}
</ol>`;
}
