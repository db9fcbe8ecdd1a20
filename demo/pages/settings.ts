// The firm's settings: who it is, reminders, and the bank feed of the pilot.

import { html } from "hono/html";
import { type Markup, page, type Visit } from "./page.ts";

export function settingsPage(visit: Visit): Markup {
  const { person } = visit;
  return page(
    visit,
    "Settings",
    html`
<div class="heading"><h1>Settings</h1></div>
<div class="columns even">
<form class="card stack" data-settings><h2>Your firm</h2>
<label>Name <input name="firm" value="${person?.firm ?? ""}" placeholder="Your firm"></label>
<label>City <input name="city" value="${person?.city ?? ""}"></label>
<label>Payment terms <select name="terms"><option>14 days</option><option>30 days</option></select></label>
<div class="actions"><button class="button primary">Save</button></div></form>
<div class="stack">
<section class="card"><h2>Bank feed <span class="badge pilot">Pilot</span></h2>
<p>Payments find their invoices by themselves overnight. Read access only, ended at any time.</p>
<button class="button" data-landed="bank-feeds" data-says="Your bank is connected. The first payments are matched tonight." data-once="Connected">Connect a bank</button></section>
<section class="card"><h2>Reminders</h2>
<label class="switch"><input type="checkbox" checked> A friendly note, three days before</label>
<label class="switch"><input type="checkbox" checked> A reminder, a week after</label>
<label class="switch"><input type="checkbox"> A last reminder, three weeks after</label></section>
</div></div>`,
  );
}
