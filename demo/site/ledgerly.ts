// What Ledgerly's pages do in the browser. It knows nothing of Landed: the widget watches by itself.

import { openDialogs } from "./dialogs.ts";
import { importCustomers } from "./import.ts";
import { exportInvoices, filterInvoices, selectInvoices } from "./invoices.ts";
import { writeInvoice } from "./new-invoice.ts";
import { actOnInvoice } from "./one-invoice.ts";
import { moveForecast } from "./reports.ts";
import { say, sayOnPress } from "./toast.ts";

openDialogs();
sayOnPress();
filterInvoices();
selectInvoices();
exportInvoices();
actOnInvoice();
writeInvoice();
moveForecast();
importCustomers();
saveSettings();
closePersonSwitch();

function saveSettings(): void {
  document.querySelector("[data-settings]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    say("Saved.");
  });
}

function closePersonSwitch(): void {
  const open = document.querySelector<HTMLDetailsElement>("details.person");
  document.addEventListener("click", (event) => {
    if (open && event.target instanceof Node && !open.contains(event.target)) open.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (open?.open && key === "Escape") open.open = false;
  });
}
