// A handler for every declared route; one that is missing does not compile.

import type { Routes } from "../../contract/api/routes.ts";
import type { Handlers } from "../handler.ts";
import { peopleHandlers } from "../people/handlers.ts";
import { answerHandlers } from "./answers/answers.ts";
import { burstHandlers } from "./answers/bursts.ts";
import { confirmationHandlers } from "./confirmation/confirmation.ts";
import { customerHandlers } from "./customers/customers.ts";
import { descriptionHandlers } from "./description/description.ts";
import { featureHandlers } from "./features/features.ts";
import { iterationHandlers } from "./features/iterations.ts";
import { exportHandlers } from "./moving/exporting.ts";
import { importHandlers } from "./moving/importing.ts";
import { calculatorHandlers } from "./operations/calculator.ts";
import { deadLetterHandlers } from "./operations/dead-letters.ts";
import { liveHandlers } from "./operations/live.ts";
import { keyHandlers } from "./projects/keys.ts";
import { projectHealthHandlers } from "./projects/project-health.ts";
import { projectHandlers } from "./projects/projects.ts";
import { quarterHandlers } from "./quarters/quarters.ts";

export const handlers: Handlers<Routes> = {
  ...peopleHandlers,
  ...projectHandlers,
  ...keyHandlers,
  ...featureHandlers,
  ...iterationHandlers,
  ...answerHandlers,
  ...burstHandlers,
  ...confirmationHandlers,
  ...quarterHandlers,
  ...customerHandlers,
  ...calculatorHandlers,
  ...descriptionHandlers,
  ...liveHandlers,
  ...exportHandlers,
  ...importHandlers,
  ...deadLetterHandlers,
  ...projectHealthHandlers,
};
