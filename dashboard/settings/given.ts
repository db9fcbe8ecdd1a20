// What every section of the settings is given.

import type { Project } from "../project.ts";

export interface SettingsProps {
  project: Project;
  /** Shows the project as the server has answered. */
  put: (project: Project) => void;
  editable: boolean;
  isOwner: boolean;
}
