// The pit stop of a quarter: can we pause, what did customers get, and what becomes of everything shipped.

import type { Quarter } from "../../contract/api/quarters.ts";
import { useAddress } from "../frame/address.ts";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";
import { mayEdit, type Project, useProject } from "../project.ts";
import { readAgain } from "../resource.ts";
import { today } from "../words/days.ts";
import { quarterName, quarterOf } from "../words/quarters.ts";
import type { QuarterProps } from "./given.ts";
import { Goals } from "./goals.tsx";
import { Head } from "./head.tsx";
import { Iterations } from "./iterations.tsx";
import { Numbers } from "./numbers.tsx";
import { Pause, Value } from "./pause.tsx";
import { expireQuarters, useQuarter } from "./reading.ts";
import "../styles/sections.css";
import "../styles/pit-stop.css";

export default function PitStopPage({ params }: { params: { project: string; quarter: string } }) {
  const { query } = useAddress();
  const project = useProject(params.project);
  const id = params.quarter === "now" ? nowOf(project.value) : params.quarter;
  const quarter = useQuarter(params.project, id, query["live"] === "true");
  const problem = project.problem ?? quarter.problem;
  return (
    <Page
      title={id ? `Pit stop ${quarterName(id)}` : "Pit stop"}
      kind="pit-stop"
      headless={!project.value || !quarter.value}
    >
      {problem && <Trouble problem={problem} again={() => readAgain(project, quarter)} />}
      {project.value && quarter.value ? (
        <Loaded
          project={project.value}
          quarter={quarter.value}
          show={quarter.put}
          reload={quarter.reload}
        />
      ) : (
        !problem && <Waiting lines={8} />
      )}
    </Page>
  );
}

function nowOf(project: Project | null): string | null {
  return project && quarterOf(today(project.timeZone), project.fiscalStartMonth);
}

interface LoadedProps {
  project: Project;
  quarter: Quarter;
  show: (quarter: Quarter) => void;
  reload: () => Promise<void>;
}

function Loaded({ project, quarter, show, reload }: LoadedProps) {
  const props: QuarterProps = {
    project,
    quarter,
    show,
    editable: mayEdit(project) && quarter.closed === null,
    changed: (next) => {
      expireQuarters(project.id);
      if (next) show(next);
      else void reload();
    },
  };
  return (
    <>
      <Head {...props} />
      <div class="answer-and-value">
        <Pause {...props} />
        <Value {...props} />
      </div>
      <Numbers {...props} />
      <Goals {...props} />
      <Iterations
        {...props}
        title="Shipped in this quarter"
        iterations={quarter.shipped}
        empty="Nothing was shipped in this quarter."
      />
      {quarter.carried.length > 0 && (
        <Iterations {...props} title="Carried in from before" iterations={quarter.carried} />
      )}
    </>
  );
}
