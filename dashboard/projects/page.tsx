// All projects that one may see, with one line of how each stands; where there is none, what to do first.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Empty, Trouble, Waiting } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";
import { readAgain, useResource } from "../resource.ts";
import { type Me, useMe } from "../session.ts";
import { NewProject, ProjectForm } from "./new-project.tsx";
import { ProjectRow } from "./row.tsx";
import "../styles/projects.css";

export default function ProjectsPage() {
  const me = useMe();
  const projects = useResource("projects", () => call("GET /projects", {}));
  const problem = projects.problem ?? me.problem;
  const all = projects.value?.items;
  return (
    <Page title="Projects" kind="narrow" headless={!me.value || !all}>
      {problem && problem.status !== 401 && (
        <Trouble problem={problem} again={() => readAgain(projects, me)} />
      )}
      {me.value && all ? (
        all.length > 0 ? (
          <List projects={all} me={me.value} />
        ) : (
          <None me={me.value} />
        )
      ) : (
        !problem && <Waiting lines={4} />
      )}
    </Page>
  );
}

interface ListProps {
  projects: Parameters<typeof ProjectRow>[0]["project"][];
  me: Me;
}

function List({ projects, me }: ListProps) {
  const [making, setMaking] = useState(false);
  return (
    <>
      <header class="row apart">
        <h1>Projects</h1>
        {me.deployment && (
          <button type="button" class="button" onClick={() => setMaking(true)}>
            New project
          </button>
        )}
      </header>
      <ul class="projects">
        {projects.map((project) => (
          <ProjectRow key={project.id} project={project} />
        ))}
      </ul>
      {making && <NewProject onClose={() => setMaking(false)} />}
    </>
  );
}

function None({ me }: { me: Me }) {
  if (me.deployment)
    return (
      <>
        <h1>What are you building?</h1>
        <p class="prose">
          A project is one product whose customers are asked. Name it; the next step is one line in
          its pages, and then you see its first signal arrive.
        </p>
        <ProjectForm />
      </>
    );
  return (
    <>
      <h1>No project yet.</h1>
      <Empty title="You are signed in, and not a member of any project">
        <p>
          Ask an owner of the project to invite {me.email ?? "you"}: Settings, Members. What they
          invite you to appears here.
        </p>
        <button type="button" class="button" onClick={() => location.reload()}>
          Look again
        </button>
      </Empty>
    </>
  );
}
