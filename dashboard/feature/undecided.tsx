// What stands in the verdict's place while a feature is only heard of.

import { Empty } from "../frame/notice.tsx";
import { mayEdit } from "../project.ts";
import { counted } from "../words/numbers.ts";
import type { FeatureProps } from "./given.ts";
import { Lifecycle } from "./lifecycle.tsx";
import { Timeline } from "./timeline.tsx";

export function Undecided(props: FeatureProps) {
  const { feature, project } = props;
  return (
    <>
      <Empty title="Heard of, and not judged">
        <p>
          Signals named <code>{feature.key}</code> before anybody made it.{" "}
          {counted(feature.funnel.seen, "customer")} met it and {feature.funnel.used} used it so
          far. Adopt it to have customers asked and to promise something; these facts are kept.
        </p>
        {mayEdit(project) && (
          <div>
            <Lifecycle {...props} />
          </div>
        )}
      </Empty>
      {feature.timeline.length > 0 && (
        <Timeline timeline={feature.timeline} timeZone={project.timeZone} />
      )}
    </>
  );
}
