// The project that a page is about.

import type { Answer } from "../contract/api/routes.ts";
import { call } from "./api.ts";
import { useResource } from "./resource.ts";

export type Project = Answer<"GET /projects/{project}">;

/** The project's id of a path such as /p/ledgerly/install, or null. */
export function projectOf(path: string): string | null {
  const id = /^\/p\/([^/]+)/.exec(path)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

export function useProject(project: string) {
  return useResource(`project:${project}`, () => call("GET /projects/{project}", { project }));
}

/** Whether a role may change things; the server decides, this only hides what it would refuse. */
export function mayEdit(project: Pick<Project, "role"> | null): boolean {
  return project?.role === "editor" || project?.role === "owner";
}
