// What the page has said about itself; a later word wins over an earlier one.

import type { Settings } from "../npm/index.d.ts";

export let settings: Settings | undefined;

export function setSettings(said: Settings): void {
  settings = { ...settings, ...said };
}
