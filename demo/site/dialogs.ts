// Buttons that open the dialog they name, and the page's keyboard shortcuts.

export function openDialogs(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-opens]")) {
    button.addEventListener("click", () => dialog(button.dataset["opens"] ?? "")?.showModal());
  }
  document.addEventListener("keydown", onKey);
}

function dialog(id: string): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>(`dialog#${id}`);
}

function onKey(event: KeyboardEvent): void {
  const isTyping =
    event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const control = {
    "/": "[data-search]",
    n: 'main a[href="/invoices/new"]',
    e: "[data-export]",
  }[event.key];
  const target = control ? document.querySelector<HTMLElement>(control) : null;
  if (!target) return;
  event.preventDefault();
  if (target instanceof HTMLInputElement) target.focus();
  else target.click();
}
