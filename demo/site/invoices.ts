// The list of invoices: filters, selection, edits of many at once, and the export.

import { say } from "./toast.ts";

const rows = () => [...document.querySelectorAll<HTMLTableRowElement>("[data-invoices] tbody tr")];
const boxOf = (row: HTMLTableRowElement) => row.querySelector<HTMLInputElement>("input");

export function filterInvoices(): void {
  const tabs = document.querySelectorAll<HTMLButtonElement>(".tabs [data-status]");
  const search = document.querySelector<HTMLInputElement>("[data-search]");
  if (!search) return;
  const show = () => {
    const status = document.querySelector<HTMLElement>('.tabs [aria-pressed="true"]')?.dataset;
    showMatching(status?.["status"] ?? "", search.value.trim().toLowerCase());
  };
  search.addEventListener("input", show);
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      for (const each of tabs) each.setAttribute("aria-pressed", String(each === tab));
      show();
    });
  }
}

function showMatching(status: string, words: string): void {
  let shown = 0;
  for (const row of rows()) {
    const { status: its, words: about } = row.dataset;
    row.hidden = (status !== "" && its !== status) || !about?.includes(words);
    if (!row.hidden) shown++;
  }
  const nothing = document.querySelector<HTMLElement>("[data-nothing]");
  if (nothing) nothing.hidden = shown > 0;
}

export function selectInvoices(): void {
  const table = document.querySelector("[data-invoices]");
  table?.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    if ("all" in box.dataset) checkAll(box.checked);
    countSelected();
  });
  document.querySelector("[data-bulk-form]")?.addEventListener("submit", (event) => {
    if (event instanceof SubmitEvent && event.submitter instanceof HTMLButtonElement) {
      if (event.submitter.value === "apply") applyToSelected(event.target);
    }
  });
}

function checkAll(checked: boolean): void {
  for (const row of rows()) {
    const box = boxOf(row);
    if (box && !row.hidden) box.checked = checked;
  }
}

function selected(): HTMLTableRowElement[] {
  return rows().filter((row) => boxOf(row)?.checked);
}

function countSelected(): void {
  const count = selected().length;
  const bar = document.querySelector<HTMLElement>("[data-bulk]");
  const text = document.querySelector("[data-selected]");
  if (bar) bar.hidden = count === 0;
  if (text) text.textContent = `${count} selected`;
}

function applyToSelected(form: EventTarget | null): void {
  if (!(form instanceof HTMLFormElement)) return;
  const data = new FormData(form);
  const status = String(data.get("status"));
  const due = String(data.get("due"));
  const changed = selected();
  for (const row of changed) {
    if (status) setStatus(row, status);
    if (due) setDue(row, due);
  }
  say(`${changed.length} invoices changed.`);
}

function setStatus(row: HTMLTableRowElement, status: string): void {
  const badge = row.querySelector(".badge");
  row.dataset["status"] = status;
  if (!badge) return;
  badge.className = `badge ${status}`;
  badge.textContent = status.charAt(0).toUpperCase() + status.slice(1);
}

function setDue(row: HTMLTableRowElement, due: string): void {
  const cell = row.querySelector<HTMLElement>('[data-cell="due"]');
  if (!cell) return;
  cell.dataset["value"] = due;
  cell.textContent = new Date(`${due}T12:00:00`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

export function exportInvoices(): void {
  document.querySelector("[data-export]")?.addEventListener("click", () => {
    const lines = rows()
      .filter((row) => !row.hidden)
      .map((row) => [...row.querySelectorAll<HTMLElement>("[data-cell]")].map(cellText).join(","));
    const head = "number,client,issued,due,status,amount";
    download("invoices.csv", [head, ...lines].join("\r\n"));
    say(`${lines.length} invoices exported.`);
  });
}

function cellText(cell: HTMLElement): string {
  const text = cell.dataset["value"] ?? (cell.textContent ?? "").trim().replace(/\s+/g, " ");
  return `"${text.replaceAll('"', '""')}"`;
}

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
