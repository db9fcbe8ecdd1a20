// The forecast: choosing how many weeks to look ahead.

export function moveForecast(): void {
  const range = document.querySelector<HTMLInputElement>("[data-weeks]");
  range?.addEventListener("input", () => show(Number(range.value)));
}

function show(weeks: number): void {
  for (const point of document.querySelectorAll<SVGGElement>("[data-forecast] [data-week]")) {
    const week = Number(point.dataset["week"]);
    point.classList.toggle("beyond", week > weeks);
    if (week === weeks) put("[data-forecast-balance]", point.dataset["value"] ?? "");
  }
  put("[data-forecast-weeks]", String(weeks));
}

function put(where: string, text: string): void {
  const place = document.querySelector(where);
  if (place) place.textContent = text;
}
