// An API token as the API shows it; the secret itself only when it is made.

import type { Answer } from "../../contract/api/routes.ts";

export type Token = Answer<"GET /projects/{project}/tokens">["items"][number];
