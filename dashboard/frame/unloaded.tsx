// What stands where a page's code did not come: offline, or replaced by a newer version meanwhile.

import type { ComponentType } from "preact";
import { Page } from "./page.tsx";

interface File<Props> {
  default: ComponentType<Props>;
}

/** Loads a page; where that fails, one that says so and what to do. */
export function orUnloaded<Props>(load: () => Promise<File<Props>>) {
  return (): Promise<File<Props>> => load().catch(() => ({ default: Unloaded }));
}

function Unloaded() {
  return (
    <Page title="Not loaded" kind="narrow">
      <h1>This page did not load.</h1>
      <p class="prose">
        Either your connection was away, or Landed has been updated since you opened it. Loading it
        again helps with both.
      </p>
      <div>
        <button type="button" class="button main" onClick={() => location.reload()}>
          Load it again
        </button>
      </div>
    </Page>
  );
}
