// A handler for every declared route; one that is missing does not compile.

import type { Routes } from "../../contract/api/routes.ts";
import type { Handlers } from "../handler.ts";
import { peopleHandlers } from "../people/handlers.ts";
import { answerHandlers } from "./answers.ts";
import { confirmationHandlers } from "./confirmation.ts";
import { customerHandlers } from "./customers.ts";
import { featureHandlers } from "./features.ts";
import { iterationHandlers } from "./iterations.ts";
import { operationHandlers } from "./operations.ts";
import { projectHandlers } from "./projects.ts";
import { quarterHandlers } from "./quarters.ts";

export const handlers: Handlers<Routes> = {
  ...peopleHandlers,
  ...projectHandlers,
  ...featureHandlers,
  ...iterationHandlers,
  ...answerHandlers,
  ...confirmationHandlers,
  ...quarterHandlers,
  ...customerHandlers,
  ...operationHandlers,
};
