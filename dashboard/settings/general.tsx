// The project itself: its name, its calendar, whose voices count, where it may be embedded, and how the prompt looks.

import { ChoiceField, FormFoot, LongField, TextField } from "../frame/form.tsx";
import { TimeZones } from "../projects/time-zones.tsx";
import { languageName, SPOKEN } from "../words/languages.ts";
import type { SettingsProps } from "./given.ts";
import { linesOf, useSaving } from "./saving.ts";
import { Section } from "./section.tsx";
import { Theme } from "./theme.tsx";

const MONTHS = Array.from(
  { length: 12 },
  (_, month) =>
    [
      String(month + 1),
      new Date(2026, month, 15).toLocaleDateString("en", { month: "long" }),
    ] as const,
);

export function General(props: SettingsProps) {
  return (
    <>
      <Basics {...props} />
      <Reach {...props} />
      <Theme {...props} />
    </>
  );
}

function Basics(props: SettingsProps) {
  const { project, editable } = props;
  const submission = useSaving(props, ({ name = "", timeZone, fiscalStartMonth, unit }) => ({
    name,
    fiscalStartMonth: Number(fiscalStartMonth),
    unit: unit === "account" ? "account" : "customer",
    ...(timeZone && timeZone !== project.timeZone && { timeZone }),
  }));
  const { problem } = submission;
  return (
    <Section title="Project">
      <form class="form" onSubmit={submission.submit}>
        <fieldset disabled={!editable} class="stack">
          <TextField name="name" label="Name" required value={project.name} problem={problem} />
          <div class="pair">
            <TextField
              name="timeZone"
              label="Time zone"
              required
              list="zones"
              value={project.timeZone}
              hint={
                project.heard
                  ? "Days were counted in it already, so it stays."
                  : "Days begin and end here. It cannot change after the first signal."
              }
              problem={problem}
            />
            <ChoiceField
              name="fiscalStartMonth"
              label="The fiscal year begins in"
              value={String(project.fiscalStartMonth)}
              choices={MONTHS}
              hint="Quarters follow it."
              problem={problem}
            />
          </div>
          <TimeZones id="zones" />
          <ChoiceField
            name="unit"
            label="One voice is"
            value={project.unit}
            choices={[
              ["customer", "a customer: each person counts"],
              ["account", "an account: each organisation counts once"],
            ]}
            hint="Changing it begins a new span for every feature, which stands beside its verdict."
            problem={problem}
          />
        </fieldset>
        {editable && <FormFoot submission={submission} save="Save" />}
      </form>
    </Section>
  );
}

function Reach(props: SettingsProps) {
  const { project, editable } = props;
  const submission = useSaving(props, ({ origins, languages }) => ({
    origins: linesOf(origins),
    languages: linesOf(languages?.replaceAll(/[,\s]+/g, "\n")),
  }));
  return (
    <Section
      title="Where it runs"
      says="Pages elsewhere are refused when origins are named. With none, any page with the key may report."
    >
      <form class="form" onSubmit={submission.submit}>
        <fieldset disabled={!editable} class="stack">
          <LongField
            name="origins"
            label="Origins, one a line"
            value={project.origins.join("\n")}
            placeholder="https://app.example.com"
            problem={submission.problem}
          />
          <TextField
            name="languages"
            label="Languages it asks in"
            value={project.languages.join(" ")}
            placeholder={SPOKEN.join(" ")}
            hint={
              project.languages.length > 0
                ? `Now ${project.languages.map(languageName).join(", ")}; the first is for everybody else.`
                : "Empty: all that Landed speaks."
            }
            problem={submission.problem}
          />
        </fieldset>
        {editable && <FormFoot submission={submission} save="Save" />}
      </form>
    </Section>
  );
}
