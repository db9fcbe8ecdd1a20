// What is photographed: every page and the states worth seeing, and the dresses they are seen in.

import type { Page } from "playwright-core";

export interface Dress {
  name: string;
  viewport: { width: number; height: number };
  scheme: "light" | "dark";
  print: boolean;
  /** Only so much from the top, in px; the whole page where left out. */
  cut?: number;
}

export const DRESSES: readonly Dress[] = [
  { name: "light", viewport: { width: 1280, height: 900 }, scheme: "light", print: false },
  { name: "dark", viewport: { width: 1280, height: 900 }, scheme: "dark", print: false },
  { name: "360", viewport: { width: 360, height: 780 }, scheme: "light", print: false },
  // The width that A4 leaves between its margins, at 96 px to the inch.
  { name: "print", viewport: { width: 718, height: 1_000 }, scheme: "light", print: true },
];

/** What the README shows: a page as far as a screen goes. */
export const README: Dress = {
  name: "",
  viewport: { width: 1280, height: 1_160 },
  scheme: "light",
  print: false,
  cut: 1_160,
};

export interface Shot {
  name: string;
  path: string;
  /** What is done on the page before it is taken. */
  act?: (page: Page) => Promise<void>;
}

export interface Subjects {
  /** The project that is full. */
  project: string;
  /** One that has heard nothing. */
  empty: string;
  /** The quarter before this one, which the team has closed. */
  closed: string;
}

export function pagesOf({ project, empty, closed }: Subjects): Shot[] {
  const base = `/p/${project}`;
  return [
    { name: "projects", path: "/" },
    { name: "projects-new", path: "/", act: pressing("New project") },
    { name: "features", path: base },
    { name: "features-needs", path: `${base}?state=needs` },
    { name: "features-discovered", path: `${base}?state=discovered` },
    { name: "features-none", path: `${base}?q=nothing-is-called-so` },
    { name: "features-empty", path: `/p/${empty}` },
    { name: "features-table", path: base, act: pressing("Table: Where features stand") },
    { name: "features-new", path: base, act: pressing("New feature") },
    { name: "features-keys", path: base, act: pressing("Keyboard help") },
    { name: "features-error", path: base, act: failing },
    ...featuresOf(base),
    ...pitStopsOf(base, closed),
    { name: "pit-stop-empty", path: `/p/${empty}/q/now` },
    ...installOf(base),
    { name: "install-empty", path: `/p/${empty}/install` },
    ...settingsOf(base),
    { name: "settings-data-empty", path: `/p/${empty}/settings?view=data` },
    { name: "missing", path: "/p/there-is-none" },
    { name: "sign-in", path: "/sign-in" },
    { name: "sign-in-used-link", path: "/sign-in#token=a-link-that-was-used" },
    { name: "set-up", path: "/sign-in#setup=a-link-for-the-first-owner" },
  ];
}

function pitStopsOf(base: string, closed: string): Shot[] {
  const last = `${base}/q/${closed}`;
  return [
    { name: "pit-stop", path: `${base}/q/now` },
    { name: "pit-stop-decide", path: `${base}/q/now`, act: pressing(/^(Decide|Change)/) },
    { name: "pit-stop-goal", path: `${base}/q/now`, act: pressing("Add a goal") },
    { name: "pit-stop-error", path: `${base}/q/now`, act: failing },
    { name: "pit-stop-closed", path: last },
    { name: "pit-stop-live", path: `${last}?live=true` },
  ];
}

function installOf(base: string): Shot[] {
  const path = `${base}/install`;
  return [
    { name: "install", path },
    { name: "install-react", path: `${path}?form=react` },
    { name: "install-why", path: `${path}?view=why` },
    { name: "install-why-traced", path: `${path}?view=why`, act: tracing },
    { name: "install-identity", path: `${path}?view=identity` },
    { name: "install-policy", path: `${path}?view=policy` },
    { name: "install-keys", path: `${path}?view=keys` },
    { name: "install-keys-new", path: `${path}?view=keys`, act: pressing("Make a key") },
  ];
}

const SECTIONS =
  "project targets wording privacy customers members sessions tokens audit health data";

function settingsOf(base: string): Shot[] {
  const path = (view: string) => `${base}/settings?view=${view}`;
  return [
    ...SECTIONS.split(" ").map((view) => ({ name: `settings-${view}`, path: path(view) })),
    { name: "settings-targets-moving", path: path("targets"), act: pressing("Everyday 40 %") },
    { name: "settings-members-invite", path: path("members"), act: pressing("Invite somebody") },
    { name: "settings-tokens-new", path: path("tokens"), act: pressing("Make a token") },
    { name: "settings-customers-found", path: path("customers"), act: lookingUp },
  ];
}

/** One feature in each state, and one in all its views. */
function featuresOf(base: string): Shot[] {
  const done = `${base}/f/csv-export`;
  return [
    { name: "feature-done", path: done },
    { name: "feature-answers", path: `${done}?view=answers` },
    { name: "feature-promise", path: `${done}?view=promise` },
    { name: "feature-moving", path: `${done}?view=promise`, act: lowering },
    { name: "feature-setup", path: `${done}?view=setup` },
    { name: "feature-earlier", path: `${done}?iteration=1` },
    { name: "feature-signing", path: `${base}/f/data-import`, act: pressing("Sign it off") },
    { name: "feature-slipping", path: `${base}/f/recurring-invoices` },
    { name: "feature-not-reached", path: `${base}/f/invoice-templates` },
    { name: "feature-not-helping", path: `${base}/f/bulk-edit` },
    { name: "feature-neither", path: `${base}/f/late-fees` },
    { name: "feature-too-close", path: `${base}/f/cash-flow-forecast` },
    { name: "feature-collecting", path: `${base}/f/multi-currency` },
    { name: "feature-error", path: done, act: failing },
    { name: "feature-discovered", path: `${base}/f/keyboard-shortcuts` },
  ];
}

function pressing(name: string | RegExp) {
  return async (page: Page) => {
    // On paper there are no buttons.
    const button = page.getByRole("button", { name, exact: true }).first();
    if (await button.isVisible()) await button.click();
  };
}

/** Waits for what a press brings, except on paper. */
async function pressAndWait(page: Page, name: string, text: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  if (!(await button.isVisible())) return;
  await button.click();
  await page.getByText(text).first().waitFor();
}

/** The same page while the server does not answer. */
async function failing(page: Page): Promise<void> {
  await page.route("**/api/projects/**", (route) => route.abort());
  await page.reload();
  await page.getByRole("alert").first().waitFor();
}

async function lowering(page: Page): Promise<void> {
  await page.getByLabel("Helps, in % of those who answer").fill("60");
  await page.getByText("What this move means").waitFor();
}

async function tracing(page: Page): Promise<void> {
  await page.getByLabel("Customer").fill("u_001_01");
  await page.getByLabel("Feature").fill("csv-export");
  await pressAndWait(page, "Try the gates", "be asked now");
}

async function lookingUp(page: Page): Promise<void> {
  await page.getByLabel("Customer", { exact: true }).fill("u_001_01");
  await pressAndWait(page, "Look them up", "u_001_01");
}
