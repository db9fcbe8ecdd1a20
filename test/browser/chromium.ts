// A real Chromium for tests, started with its web security on: no flag of the package's list is taken.

import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium as driver } from "playwright-core";

/** `CHROMIUM_PATH` names another one than the package's. */
async function executable(): Promise<string> {
  return process.env["CHROMIUM_PATH"] ?? (await chromium.executablePath());
}

/** Starts a browser without a window. */
export async function startBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await executable(),
    args: ["--no-sandbox"],
    headless: true,
  });
}

/** Starts a browser whose storage is kept in `folder`, as one that is closed and opened again. */
export async function startLastingBrowser(folder: string): Promise<BrowserContext> {
  return driver.launchPersistentContext(folder, {
    executablePath: await executable(),
    args: ["--no-sandbox"],
    headless: true,
  });
}
