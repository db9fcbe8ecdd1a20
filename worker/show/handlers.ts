// A handler for every declared route; one that is missing does not compile.

import type { Routes } from "../../contract/api/routes.ts";
import type { Handlers } from "../handler.ts";
import { peopleHandlers } from "../people/handlers.ts";
import { answerHandlers } from "./answers.ts";
import { burstHandlers } from "./bursts.ts";
import { calculatorHandlers } from "./calculator.ts";
import { confirmationHandlers } from "./confirmation.ts";
import { customerHandlers } from "./customers.ts";
import { deadLetterHandlers } from "./dead-letters.ts";
import { descriptionHandlers } from "./description.ts";
import { exportHandlers } from "./exporting.ts";
import { featureHandlers } from "./features.ts";
import { importHandlers } from "./importing.ts";
import { iterationHandlers } from "./iterations.ts";
import { keyHandlers } from "./keys.ts";
import { liveHandlers } from "./live.ts";
import { projectHealthHandlers } from "./project-health.ts";
import { projectHandlers } from "./projects.ts";
import { quarterHandlers } from "./quarters.ts";

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
