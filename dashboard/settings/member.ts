// A member of the project as the API shows them, and the names of roles.

import type { Role } from "../../contract/api/people.ts";
import type { Answer } from "../../contract/api/routes.ts";

export type Member = Answer<"GET /projects/{project}/members">["items"][number];

export const roleWords: Record<Role, string> = {
  viewer: "Viewer",
  editor: "Editor",
  owner: "Owner",
};
export const ROLE_NAMES: readonly Role[] = ["viewer", "editor", "owner"];
