// What an export is of, and how much of it is in memory at a time.

import type { Day } from "../../../contract/day.ts";
import type { Env } from "../../env.ts";
import type { Feature, Iteration, Project } from "../../ledger/catalogue.ts";
import type { Ref } from "./export-catalogue.ts";
import type { NamesOut } from "./names-out.ts";

/** Rows read at a time; a page of the longest answers is then some megabytes. */
export const PAGE = 1_000;

export interface Exporting {
  env: Env;
  project: Project;
  now: number;
  today: Day;
  names: NamesOut;
}

export interface Shipment {
  feature: Feature;
  iteration: Iteration;
  ref: Ref;
}
