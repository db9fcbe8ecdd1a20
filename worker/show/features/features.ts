// Features: the portfolio, one in full, and what people do with them.

import type { featureRoutes } from "../../../contract/api/features.ts";
import type { Handlers } from "../../handler.ts";
import { changeFeature } from "./change-feature.ts";
import { readDetail } from "./feature-detail.ts";
import { makeFeature } from "./make-feature.ts";
import { listFeatures } from "./portfolio.ts";
import { discardDiscovered, retire, revive } from "./retire.ts";

export const featureHandlers: Handlers<
  Pick<
    typeof featureRoutes,
    | "GET /projects/{project}/features"
    | "POST /projects/{project}/features"
    | "DELETE /projects/{project}/discovered"
    | "GET /projects/{project}/features/{feature}"
    | "PATCH /projects/{project}/features/{feature}"
    | "DELETE /projects/{project}/features/{feature}"
    | "POST /projects/{project}/features/{feature}/revive"
  >
> = {
  "GET /projects/{project}/features": listFeatures,
  "POST /projects/{project}/features": makeFeature,
  "DELETE /projects/{project}/discovered": discardDiscovered,
  "GET /projects/{project}/features/{feature}": readDetail,
  "PATCH /projects/{project}/features/{feature}": changeFeature,
  "DELETE /projects/{project}/features/{feature}": retire,
  "POST /projects/{project}/features/{feature}/revive": revive,
};
