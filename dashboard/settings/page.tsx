// The settings of a project, a section each with its own address; everybody sees, editors change, owners manage.

import { Trouble, Waiting } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";
import { Tabs, useTab } from "../frame/tabs.tsx";
import { mayEdit, useProject } from "../project.ts";
import { AuditLog } from "./audit.tsx";
import { Customers } from "./customers.tsx";
import { DataSection } from "./data.tsx";
import { General } from "./general.tsx";
import { Health } from "./health.tsx";
import { Members } from "./members.tsx";
import { Privacy } from "./privacy.tsx";
import { Sessions } from "./sessions.tsx";
import { DefaultTargets } from "./targets.tsx";
import { Tokens } from "./tokens.tsx";
import { DefaultWording } from "./wording.tsx";
import "../styles/sections.css";
import "../styles/feature.css";
import "../styles/settings.css";
import type { SettingsProps } from "./given.ts";

const TABS = [
  { name: "project", words: "Project" },
  { name: "targets", words: "Targets" },
  { name: "wording", words: "Wording" },
  { name: "privacy", words: "Privacy" },
  { name: "customers", words: "Customers" },
  { name: "members", words: "Members" },
  { name: "sessions", words: "Your sessions" },
  { name: "tokens", words: "API tokens" },
  { name: "audit", words: "Audit log" },
  { name: "health", words: "Health" },
  { name: "data", words: "Data" },
] as const;

export default function SettingsPage({ params }: { params: { project: string } }) {
  const project = useProject(params.project);
  const { value, problem } = project;
  return (
    <Page title="Settings" headless={!value}>
      {problem && <Trouble problem={problem} again={() => void project.reload()} />}
      {value ? (
        <Sections key={value.id} project={value} put={project.put} />
      ) : (
        !problem && <Waiting lines={6} />
      )}
    </Page>
  );
}

/** Sections that editors only look at. */
const OWNERS_OWN = ["privacy", "customers"];

function Sections({ project, put }: Pick<SettingsProps, "project" | "put">) {
  const view = useTab(TABS);
  const editable = mayEdit(project);
  const isOwner = project.role === "owner";
  const props = { project, put, editable, isOwner };
  return (
    <>
      <h1>Settings</h1>
      {!editable && (
        <p class="notice">You are a viewer here: you see everything, and others change it.</p>
      )}
      {editable && !isOwner && OWNERS_OWN.includes(view) && (
        <p class="notice">Owners change these: whose word is taken, and what is kept of people.</p>
      )}
      <div class="settings">
        <Tabs label="Sections of the settings" tabs={TABS} current={view} kind="beside" />
        <div class="stack wide">
          {view === "project" && <General {...props} />}
          {view === "targets" && <DefaultTargets {...props} />}
          {view === "wording" && <DefaultWording {...props} />}
          {view === "privacy" && <Privacy {...props} editable={isOwner} />}
          {view === "customers" && <Customers {...props} editable={isOwner} />}
          {view === "members" && <Members {...props} />}
          {view === "sessions" && <Sessions />}
          {view === "tokens" && <Tokens {...props} />}
          {view === "audit" && <AuditLog {...props} />}
          {view === "health" && <Health {...props} />}
          {view === "data" && <DataSection {...props} />}
        </div>
      </div>
    </>
  );
}
