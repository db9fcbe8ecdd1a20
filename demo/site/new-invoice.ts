// Writing an invoice: the preview follows the form, line by line.

import { say } from "./toast.ts";

const VAT = 0.19;

interface Line {
  text: string;
  sum: number;
}

export function writeInvoice(): void {
  const form = document.querySelector<HTMLFormElement>("[data-new-invoice]");
  if (!form) return;
  form.addEventListener("input", () => preview(form));
  form.querySelector("[data-add-line]")?.addEventListener("click", () => addLine(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("Draft saved.");
  });
  preview(form);
}

function addLine(form: HTMLFormElement): void {
  const lines = form.querySelector("[data-lines]");
  const copy = lines?.lastElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return;
  for (const input of copy.querySelectorAll("input")) input.value = "";
  lines?.append(copy);
  copy.querySelector("input")?.focus();
}

function preview(form: HTMLFormElement): void {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "");
  const lines = linesOf(form);
  const net = lines.reduce((sum, line) => sum + line.sum, 0);
  const money = new Intl.NumberFormat("en-IE", { style: "currency", currency: text("currency") });
  put("[data-preview-client]", text("client"));
  put("[data-preview-repeat]", text("repeat") || "Never");
  put("[data-preview-vat]", money.format(net * VAT));
  put("[data-preview-total]", money.format(net * (1 + VAT)));
  putLines(lines, money);
  const paper = document.querySelector("[data-preview]");
  if (paper) paper.className = `card paper preview ${text("template")}`;
}

function linesOf(form: HTMLFormElement): Line[] {
  return [...form.querySelectorAll("[data-line]")].map((line) => {
    const value = (name: string) =>
      line.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? "";
    return { text: value("text"), sum: Number(value("quantity")) * Number(value("price")) };
  });
}

function put(where: string, text: string): void {
  const place = document.querySelector(where);
  if (place) place.textContent = text;
}

function putLines(lines: readonly Line[], money: Intl.NumberFormat): void {
  const body = document.querySelector<HTMLTableSectionElement>("[data-preview-lines]");
  if (!body) return;
  body.replaceChildren();
  for (const { text, sum } of lines.filter((line) => line.text || line.sum)) {
    const row = body.insertRow();
    row.insertCell().textContent = text;
    const cell = row.insertCell();
    cell.className = "number";
    cell.textContent = money.format(sum);
  }
}
