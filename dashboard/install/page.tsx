// Putting Landed into a product: the line, the first signal as it arrives, and everything that may stand in the way.

import { Trouble, Waiting } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";
import { Tabs, useTab } from "../frame/tabs.tsx";
import { type Project, useProject } from "../project.ts";
import { Identity } from "./identity.tsx";
import { Keys } from "./keys.tsx";
import { Policy } from "./policy.tsx";
import { Start } from "./start.tsx";
import { WhyNot } from "./why.tsx";
import "../styles/sections.css";
import "../styles/install.css";

const TABS = [
  { name: "start", words: "Put it in" },
  { name: "why", words: "Why not asked" },
  { name: "identity", words: "Who it is" },
  { name: "policy", words: "Policy" },
  { name: "keys", words: "Keys" },
] as const;

export default function InstallPage({ params }: { params: { project: string } }) {
  const project = useProject(params.project);
  const { value, problem } = project;
  return (
    <Page title="Install" kind="install" headless={!value}>
      {problem && <Trouble problem={problem} again={() => void project.reload()} />}
      {value ? (
        <Sections key={value.id} project={value} reload={project.reload} />
      ) : (
        !problem && <Waiting lines={6} />
      )}
    </Page>
  );
}

interface SectionsProps {
  project: Project;
  reload: () => Promise<void>;
}

function Sections({ project, reload }: SectionsProps) {
  const view = useTab(TABS);
  return (
    <>
      <h1>
        {project.heard ? `Signals arrive from ${project.name}.` : "One line, and you are heard."}
      </h1>
      <Tabs label="Sections of this page" tabs={TABS} current={view} />
      {view === "start" && <Start project={project} reload={reload} />}
      {view === "why" && <WhyNot project={project} />}
      {view === "identity" && <Identity project={project} />}
      {view === "policy" && <Policy project={project} />}
      {view === "keys" && <Keys project={project} />}
    </>
  );
}
