// What every part of a feature's page is given.

import type { FeatureDetail } from "../../contract/api/features.ts";
import type { Project } from "../project.ts";
import type { Subject } from "./reading.ts";

export interface FeatureProps {
  subject: Subject;
  project: Project;
  feature: FeatureDetail;
  /** Shows a feature as it will be, before the server has agreed. */
  show: (feature: FeatureDetail) => void;
  /** Shows what the server says now, and has everything that depends on it read again. */
  changed: (feature?: FeatureDetail) => void;
}
