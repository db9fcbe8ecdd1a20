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

export function pagesOf({ project, empty }: { project: string; empty: string }): Shot[] {
  const base = `/p/${project}`;
  return [
    { name: "projects", path: "/" },
    { name: "features", path: base },
    { name: "features-needs", path: `${base}?state=needs` },
    { name: "features-discovered", path: `${base}?state=discovered` },
    { name: "features-none", path: `${base}?q=nothing-is-called-so` },
    { name: "features-empty", path: `/p/${empty}` },
    { name: "features-table", path: base, act: pressing("Table: Where features stand") },
    { name: "features-new", path: base, act: pressing("New feature") },
    ...featuresOf(base),
    { name: "pit-stop", path: `${base}/q/now` },
    { name: "pit-stop-empty", path: `/p/${empty}/q/now` },
    { name: "install", path: `${base}/install` },
    { name: "install-empty", path: `/p/${empty}/install` },
    { name: "settings", path: `${base}/settings` },
    { name: "missing", path: "/p/there-is-none" },
    { name: "sign-in", path: "/sign-in" },
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
    { name: "feature-discovered", path: `${base}/f/keyboard-shortcuts` },
  ];
}

function pressing(name: string) {
  return async (page: Page) => {
    // On paper there are no buttons.
    const button = page.getByRole("button", { name, exact: true }).first();
    if (await button.isVisible()) await button.click();
  };
}

async function lowering(page: Page): Promise<void> {
  await page.getByLabel("Helps, in % of those who answer").fill("60");
  await page.getByText("What this move means").waitFor();
}
