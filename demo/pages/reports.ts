// Reports: revenue by month, the cash-flow forecast with its question, and who pays when.

import { html } from "hono/html";
import { CLIENTS, TERM_DAYS } from "../product/books.ts";
import { monthName, roundEuros } from "../product/words.ts";
import { type Markup, page, type Visit } from "./page.ts";

/** Revenue of the last twelve months in cents, oldest first. */
const REVENUE = [6.2, 5.8, 7.4, 6.9, 8.1, 7.2, 8.8, 6.4, 9.3, 8.9, 10.2, 9.6].map((k) => k * 1e5);
/** Expected balance at the end of each week from now, in cents. */
const FORECAST = [11.8, 13.1, 9.4, 10.6, 7.2, 8.9, 12.4].map((k) => k * 1e5);
const WIDTH = 600;
const HEIGHT = 180;

export function reportsPage(visit: Visit): Markup {
  return page(
    visit,
    "Reports",
    html`
<div class="heading"><h1>Reports</h1></div>
<div class="columns even">
<section class="card"><h2>Revenue</h2><p class="lead">${roundEuros(REVENUE.reduce((sum, each) => sum + each, 0))} <small>in twelve months</small></p>${revenue(visit.today)}</section>
<section class="card" data-landed-seen="cash-flow-forecast"><h2>Cash-flow forecast</h2>
<p class="lead"><span data-forecast-balance>${roundEuros(FORECAST.at(-1) ?? 0)}</span> <small>in <span data-forecast-weeks>6</span> weeks</small></p>
${forecast()}
<label class="range">Weeks ahead <input type="range" min="1" max="6" value="6" data-landed-used="cash-flow-forecast" data-weeks></label>
<landed-prompt feature="cash-flow-forecast"></landed-prompt>
</section>
</div>
${punctuality()}`,
  );
}

/** Clients by how long they take to pay, the slowest first. */
function punctuality(): Markup {
  const slowest = [...CLIENTS].sort((a, b) => b.paysAfter - a.paysAfter);
  const most = slowest[0]?.paysAfter ?? 1;
  return html`<section class="card"><h2>Who pays when</h2><table class="days"><tbody>${slowest.map(
    ({ name, paysAfter }) =>
      html`<tr><th scope="row">${name}</th><td><svg viewBox="0 0 100 8" preserveAspectRatio="none" class="${paysAfter > TERM_DAYS ? "late" : "early"}" aria-hidden="true"><rect width="${(paysAfter / most) * 100}" height="8" rx="1"/></svg></td><td class="number">${paysAfter} days</td></tr>`,
  )}</tbody></table></section>`;
}

function revenue(today: Date): Markup {
  const most = Math.max(...REVENUE);
  const step = WIDTH / REVENUE.length;
  const bars = REVENUE.map((value, index) => {
    const height = (value / most) * (HEIGHT - 30);
    const month = new Date(today.getFullYear(), today.getMonth() - REVENUE.length + 1 + index, 1);
    const x = index * step + 6;
    return html`<g><title>${monthName(month)}: ${roundEuros(value)}</title><rect x="${x}" y="${HEIGHT - 22 - height}" width="${step - 12}" height="${height}" rx="4"/><text x="${x + step / 2 - 6}" y="${HEIGHT - 4}">${monthName(month)}</text></g>`;
  });
  return html`<svg class="chart bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Revenue by month, rising from ${roundEuros(REVENUE[0] ?? 0)} to ${roundEuros(REVENUE.at(-1) ?? 0)}">${bars}</svg>`;
}

function forecast(): Markup {
  const most = Math.max(...FORECAST);
  const points = FORECAST.map((value, index) => ({
    x: (index / (FORECAST.length - 1)) * (WIDTH - 24) + 12,
    y: HEIGHT - 24 - (value / most) * (HEIGHT - 48),
    value,
  }));
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return html`<svg class="chart area" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Expected balance by week" data-forecast>
<polygon points="12,${HEIGHT - 24} ${line} ${WIDTH - 12},${HEIGHT - 24}"/><polyline points="${line}"/>
${points.map(({ x, y, value }, week) => html`<g data-week="${week}" data-value="${roundEuros(value)}"><circle cx="${x}" cy="${y}" r="5"/><text x="${x}" y="${HEIGHT - 6}">${week === 0 ? "now" : `+${week}`}</text></g>`)}</svg>`;
}
