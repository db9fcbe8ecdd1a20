// What every part of the pit stop is given.

import type { Quarter } from "../../contract/api/quarters.ts";
import type { Project } from "../project.ts";

export interface QuarterProps {
  project: Project;
  quarter: Quarter;
  /** Whether things are decided here: by an editor, while the quarter is open. */
  editable: boolean;
  /** Shows a quarter as it will be, before the server has agreed. */
  show: (quarter: Quarter) => void;
  /** Shows what the server says now, and has its neighbours read again. */
  changed: (quarter?: Quarter) => void;
}
