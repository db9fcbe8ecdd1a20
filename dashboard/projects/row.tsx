// One project of the list: its name, its features' headline, and where to go next.

import { usePortfolio } from "../features/portfolio.ts";
import type { Project } from "../project.ts";
import { today } from "../words/days.ts";
import { headlineOf } from "../words/portfolio.ts";

export function ProjectRow({ project }: { project: Project }) {
  const path = `/p/${encodeURIComponent(project.id)}`;
  return (
    <li>
      <div>
        <h2>
          <a href={path} data-row>
            <bdi>{project.name}</bdi>
          </a>
        </h2>
        {project.heard ? <State project={project} /> : <p>Nothing has been heard yet.</p>}
      </div>
      {!project.heard && (
        <a class="button little" href={`${path}/install`}>
          Put the line in
        </a>
      )}
      {project.paused && <span class="tag">asking is paused</span>}
    </li>
  );
}

function State({ project }: { project: Project }) {
  const { value, problem } = usePortfolio(project.id, "");
  if (problem && !value) return <p>How it stands could not be read just now.</p>;
  if (!value) return <p class="ghost" />;
  const watched = value.some(({ verdict, retired }) => verdict !== null && !retired);
  if (!watched) return <p>Features were heard of; none is watched yet.</p>;
  const { before, needs } = headlineOf(value, { ...project, day: today(project.timeZone) });
  return (
    <p>
      {before}
      {needs && <a href={`/p/${encodeURIComponent(project.id)}?state=needs`}>{needs}</a>}
      {needs && "."}
    </p>
  );
}
