// What can be done with one invoice: printing it, and adding a fee for paying late.

import { doneOnce, say } from "./toast.ts";

export function actOnInvoice(): void {
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  const button = document.querySelector<HTMLButtonElement>("[data-fee]");
  button?.addEventListener("click", () => {
    const row = document.querySelector<HTMLElement>("[data-fee-row]");
    const total = document.querySelector<HTMLElement>("[data-with-fee]");
    if (row) row.hidden = false;
    if (total) total.textContent = total.dataset["withFee"] ?? "";
    say("A late fee was added.");
    doneOnce(button);
  });
}
