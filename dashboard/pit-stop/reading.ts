// A quarter and its neighbours as read from the API.

import type { Quarter } from "../../contract/api/quarters.ts";
import { call } from "../api.ts";
import { expire, useResource } from "../resource.ts";

export function useQuarter(project: string, quarter: string | null, live: boolean) {
  const key = quarter === null ? null : `${prefixOf(project)}${quarter}:${live}`;
  return useResource(key, () =>
    call(
      "GET /projects/{project}/quarters/{quarter}",
      { project, quarter: quarter ?? "" },
      { query: live ? { live: "true" } : {} },
    ),
  );
}

/** The quarters since the first was shipped, newest first. */
export function useQuarters(project: string) {
  return useResource(`${prefixOf(project)}all`, () =>
    call("GET /projects/{project}/quarters", { project }),
  );
}

function prefixOf(project: string): string {
  return `project:${project}:quarters:`;
}

/** Has everything that a change of a quarter shows in read again. */
export function expireQuarters(project: string): void {
  expire(prefixOf(project));
}

export function quarterPath(project: string, quarter: string): string {
  return `/p/${encodeURIComponent(project)}/q/${quarter}`;
}

export function featurePath(project: string, feature: string, iteration?: string): string {
  const path = `/p/${encodeURIComponent(project)}/f/${encodeURIComponent(feature)}`;
  return iteration === undefined ? path : `${path}?iteration=${encodeURIComponent(iteration)}`;
}

/** Something that was shipped, in this quarter or, where it says `from`, before. */
export type Iteration = Quarter["shipped"][number] & { from?: string };
