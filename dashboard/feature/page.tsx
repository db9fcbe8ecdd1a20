// A feature's page: its verdict in words, the evidence, the answers, the promise, and how it is set up.

import type { FeatureDetail } from "../../contract/api/features.ts";
import { useAddress } from "../frame/address.ts";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";
import { type Project, useProject } from "../project.ts";
import { expire, type Resource, readAgain } from "../resource.ts";
import { today } from "../words/days.ts";
import { AnswersView } from "./answers/view.tsx";
import { Evidence } from "./evidence.tsx";
import type { FeatureProps } from "./given.ts";
import { Head } from "./head.tsx";
import { PromiseView } from "./promise.tsx";
import { prefixOf, type Subject, subjectOf, useFeature, useView } from "./reading.ts";
import { SetupView } from "./setup.tsx";
import { Views } from "./views.tsx";
import "../styles/feature.css";

export default function FeaturePage({ params }: { params: { project: string; feature: string } }) {
  const { query } = useAddress();
  const subject = subjectOf(params, query);
  const project = useProject(params.project);
  const feature = useFeature(subject);
  const problem = project.problem ?? feature.problem;
  return (
    <Page title={feature.value?.name ?? params.feature} headless={!project.value || !feature.value}>
      {problem && <Trouble problem={problem} again={() => readAgain(project, feature)} />}
      {project.value && feature.value ? (
        <Loaded key={params.feature} subject={subject} project={project.value} feature={feature} />
      ) : (
        !problem && <Waiting lines={9} />
      )}
    </Page>
  );
}

interface LoadedProps {
  subject: Subject;
  project: Project;
  feature: Resource<FeatureDetail>;
}

function Loaded({ subject, project, feature }: LoadedProps) {
  const view = useView();
  if (!feature.value) return null;
  const props: FeatureProps = {
    subject,
    project,
    feature: feature.value,
    show: feature.put,
    changed: (next) => {
      expire(prefixOf(subject));
      expire(`project:${project.id}:features`);
      if (next && !subject.iteration && !subject.asOf) feature.put(next);
      void feature.reload();
    },
  };
  const day = subject.asOf || today(project.timeZone);
  return (
    <>
      <Head {...props} day={day} />
      <Views {...props} />
      {view === "evidence" && <Evidence {...props} day={day} />}
      {view === "answers" && <AnswersView {...props} />}
      {view === "promise" && <PromiseView {...props} />}
      {view === "setup" && <SetupView {...props} />}
    </>
  );
}
