// The features of a project: one sentence, the map, what waits for a person, and the table.

import { useCallback, useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { FeatureRow } from "../../contract/api/features.ts";
import { useAddress } from "../frame/address.ts";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";
import { useSettled } from "../frame/settled.ts";
import { FeatureMap } from "../pictures/map.tsx";
import { mayEdit, type Project, useProject } from "../project.ts";
import { readAgain } from "../resource.ts";
import { dayWords, today } from "../words/days.ts";
import { type Headline, headlineOf, promiseOf } from "../words/portfolio.ts";
import { Filters } from "./filters.tsx";
import { Making } from "./making.tsx";
import { Needs } from "./needs.tsx";
import { NoFeatures } from "./no-features.tsx";
import { filtered, filterOf, usePortfolio } from "./portfolio.ts";
import { FeatureTable } from "./table.tsx";

export default function FeaturesPage({ params }: { params: { project: string } }) {
  const { query } = useAddress();
  const project = useProject(params.project);
  const portfolio = usePortfolio(params.project, query["as-of"] ?? "");
  const problem = project.problem ?? portfolio.problem;
  return (
    <Page
      title={project.value ? `Features of ${project.value.name}` : "Features"}
      headless={!project.value || !portfolio.value}
    >
      {problem && <Trouble problem={problem} again={() => readAgain(project, portfolio)} />}
      {project.value && portfolio.value ? (
        <Portfolio project={project.value} features={portfolio.value} />
      ) : (
        !problem && <Waiting lines={8} />
      )}
    </Page>
  );
}

interface PortfolioProps {
  project: Project;
  features: readonly FeatureRow[];
}

function Portfolio({ project, features }: PortfolioProps) {
  const { query, with: addressWith } = useAddress();
  const [making, setMaking] = useState(false);
  const asOf = query["as-of"] ?? "";
  const day = asOf || today(project.timeZone);
  const hrefOf = useCallback(
    (key: string) =>
      `/p/${encodeURIComponent(project.id)}/f/${encodeURIComponent(key)}${asOf ? `?as-of=${asOf}` : ""}`,
    [project.id, asOf],
  );
  const { shown: state, owner, text } = filterOf(query);
  const shown = useMemo(
    () => filtered(features, { shown: state, owner, text }),
    [features, state, owner, text],
  );
  if (features.length === 0) return <NoFeatures project={project} />;
  const headline = headlineOf(features, { ...project, day });
  return (
    <>
      <Top headline={headline} href={addressWith({ state: "needs" })} day={day} project={project} />
      <div class="overview">
        <MapCard project={project} features={features} shown={shown} day={day} hrefOf={hrefOf} />
        <Needs features={features} hrefOf={hrefOf} />
      </div>
      <section class="stack" aria-label="All features">
        <Filters features={features} onNew={mayEdit(project) ? () => setMaking(true) : null} />
        <FeatureTable features={shown} day={day} timeZone={project.timeZone} hrefOf={hrefOf} />
        <p class="soft small">{promiseOf(features)}</p>
      </section>
      {making && <Making project={project.id} onClose={() => setMaking(false)} />}
    </>
  );
}

/** From this many features on, the map waits until nobody types. */
const MANY = 100;
const QUIET_MS = 250;

interface MapProps extends PortfolioProps {
  shown: readonly FeatureRow[];
  day: string;
  hrefOf: (key: string) => string;
}

/** The map of what is shown; of everything where nothing of it is judged. */
function MapCard({ project, features, shown, day, hrefOf }: MapProps) {
  const drawn = useSettled(shown, features.length > MANY ? QUIET_MS : 0);
  return useMemo(
    () => (
      <section class="card">
        <FeatureMap
          features={
            drawn.some(({ verdict }) => verdict)
              ? drawn
              : features.filter(({ retired }) => !retired)
          }
          targets={project.targets}
          asOf={dayWords(day)}
          hrefOf={hrefOf}
        />
      </section>
    ),
    [drawn, features, project.targets, day, hrefOf],
  );
}

interface TopProps {
  headline: Headline;
  href: string;
  day: string;
  project: Project;
}

function Top({ headline, href, day, project }: TopProps) {
  const { query, set } = useAddress();
  const { route } = useLocation();
  const past = Boolean(query["as-of"]);
  return (
    <header class="top">
      <h1>
        {headline.before}
        {headline.needs && <a href={href}>{headline.needs}</a>}
        {headline.needs && "."}
      </h1>
      <div class="as-of">
        <label>
          <span class="soft small">{past ? "As it stood on" : "As of"}</span>
          <input
            class="input"
            type="date"
            value={day}
            max={today(project.timeZone)}
            onChange={({ currentTarget }) =>
              set({
                "as-of": currentTarget.value === today(project.timeZone) ? "" : currentTarget.value,
              })
            }
          />
        </label>
        {past && (
          <button type="button" class="button little" onClick={() => route(location.pathname)}>
            Back to today
          </button>
        )}
      </div>
    </header>
  );
}
