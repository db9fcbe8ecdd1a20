// A new project: its name, and the time zone in which its days are counted.

import { useLocation } from "preact-iso/router";
import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { expire } from "../resource.ts";
import { TimeZones } from "./time-zones.tsx";

export function NewProject({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="New project" onClose={onClose}>
      <ProjectForm />
    </Dialog>
  );
}

/** Makes it, and goes on to putting the line in. */
export function ProjectForm() {
  const { route } = useLocation();
  const submission = useSubmit(
    ({ name = "", timeZone = "" }) =>
      call("POST /projects", {}, { body: { name, timeZone: timeZone || "UTC" } }),
    ({ id }) => {
      expire("projects");
      expire("me");
      route(`/p/${encodeURIComponent(id)}/install`);
    },
  );
  return (
    <form class="form" onSubmit={submission.submit}>
      <TextField
        name="name"
        label="Name of the product"
        required
        maxLength={200}
        placeholder="Ledgerly"
        problem={submission.problem}
      />
      <TextField
        name="timeZone"
        label="Time zone"
        required
        list="time-zones"
        value={Intl.DateTimeFormat().resolvedOptions().timeZone}
        hint="Its days begin and end here. It cannot change after the first signal."
        problem={submission.problem}
      />
      <TimeZones id="time-zones" />
      <FormFoot submission={submission} save="Make it" />
    </form>
  );
}
