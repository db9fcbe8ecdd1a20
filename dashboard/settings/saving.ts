// Saves a part of the project's settings, and says so.

import type { BodyInput } from "../../contract/api/routes.ts";
import { call } from "../api.ts";
import { type Submission, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { expire } from "../resource.ts";
import type { SettingsProps } from "./given.ts";

export type Change = BodyInput<"PATCH /projects/{project}">;

export function useSaving(
  { project, put }: Pick<SettingsProps, "project" | "put">,
  changeOf: (fields: Record<string, string>) => Change,
  said = "Kept.",
): Submission {
  return useSubmit(
    (fields) =>
      call("PATCH /projects/{project}", { project: project.id }, { body: changeOf(fields) }),
    (next) => {
      // What is read below the project's address, and the lists that show its name.
      expire(`project:${project.id}:`);
      for (const list of ["projects", "me"]) expire(list);
      put(next);
      toast(said);
    },
  );
}

/** One entry a line; empty lines are none. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
