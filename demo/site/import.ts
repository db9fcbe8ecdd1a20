// Bringing customers along from a file: a line each, shown in the table.

import { say } from "./toast.ts";

const MOST_SHOWN = 50;

export function importCustomers(): void {
  document.querySelector("[data-import-form]")?.addEventListener("submit", async (event) => {
    if (!(event instanceof SubmitEvent) || !(event.target instanceof HTMLFormElement)) return;
    const isWanted =
      event.submitter instanceof HTMLButtonElement && event.submitter.value === "import";
    const file = new FormData(event.target).get("file");
    if (!isWanted || !(file instanceof File)) return;
    const lines = (await file.text()).split(/\r?\n/).filter((line) => line.trim() !== "");
    for (const line of lines.slice(0, MOST_SHOWN)) addRow(line.split(","));
    say(`${lines.length} customers imported.`);
  });
}

function addRow([name = "", city = "", contact = ""]: string[]): void {
  const row = document.querySelector<HTMLTableSectionElement>("[data-clients]")?.insertRow();
  if (!row) return;
  const bold = document.createElement("b");
  const small = document.createElement("small");
  bold.textContent = name.trim();
  small.textContent = city.trim();
  row.insertCell().append(bold, " ", small);
  row.insertCell().textContent = contact.trim();
  for (const text of ["–", "€0.00"]) {
    const cell = row.insertCell();
    cell.className = "number";
    cell.textContent = text;
  }
}
