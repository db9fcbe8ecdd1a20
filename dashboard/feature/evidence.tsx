// What customers say, from the verdict down to the days it was made of.

import { Trouble } from "../frame/notice.tsx";
import { AdoptionCurve } from "../pictures/adoption-curve.tsx";
import { Funnel } from "../pictures/funnel.tsx";
import { HelpfulnessBand } from "../pictures/helpfulness-band.tsx";
import { SilenceBar } from "../pictures/silence.tsx";
import { runsOf } from "../pictures/time.ts";
import { dayOf, dayWords } from "../words/days.ts";
import { counted } from "../words/numbers.ts";
import { Decided } from "./decided.tsx";
import { Definition } from "./definition.tsx";
import type { FeatureProps } from "./given.ts";
import { useEarlier } from "./reading.ts";
import { Timeline } from "./timeline.tsx";
import { Undecided } from "./undecided.tsx";
import { Changes, VerdictCard } from "./verdict.tsx";
import { Voices } from "./voices.tsx";

type EvidenceProps = FeatureProps & { day: string };

export function Evidence(props: EvidenceProps) {
  const { feature } = props;
  if (feature.verdict === null) return <Undecided {...props} />;
  return (
    <>
      <div class="verdict-and-done">
        <div class="beside">
          <VerdictCard {...props} verdict={feature.verdict} />
          <section class="card">
            <SilenceBar verdict={feature.verdict} says={saysOf(props)} />
          </section>
        </div>
        <div class="beside">
          <Definition {...props} verdict={feature.verdict} />
          <Changes verdict={feature.verdict} />
        </div>
      </div>
      <Pictures {...props} />
      <div class="two">
        <Voices {...props} />
        <Timeline timeline={feature.timeline} timeZone={props.project.timeZone} />
      </div>
      <Decided verdict={feature.verdict} />
    </>
  );
}

function Pictures(props: EvidenceProps) {
  const { subject, project, feature, day } = props;
  const earlier = useEarlier(subject, feature);
  const { verdict, funnel } = feature;
  if (!verdict) return null;
  const once = feature.adoptionRule === "once";
  const runs = runsOf([...(earlier.value ?? []), feature], project.timeZone, day);
  const says = saysOf(props);
  return (
    <>
      {earlier.problem && <Trouble problem={earlier.problem} again={() => void earlier.reload()} />}
      <section class="card">
        <Funnel funnel={funnel} once={once} unit={verdict.unit} says={says} />
      </section>
      <section class="card">
        <AdoptionCurve
          runs={runs}
          adoption={verdict.adoption}
          says={`${says}; to adopt is to use it ${once ? "once" : "on two days"} within ${verdict.adoption.window} days; the band is what the share can still become`}
        />
      </section>
      <section class="card">
        <HelpfulnessBand
          runs={runs}
          target={verdict.helpfulness.target}
          says={`${says}, ${counted(verdict.helpfulness.answers, "counted answer")}; the band holds the true share on all days together with 90 % certainty`}
        />
      </section>
    </>
  );
}

/** The window, the iteration and the n of a picture. */
function saysOf({ feature, project, day }: EvidenceProps): string {
  const { iteration, verdict, funnel } = feature;
  const shipped = dayOf(iteration.shippedAt, project.timeZone);
  const unit = verdict?.unit ?? "customer";
  return `Iteration ${iteration.label}, from ${dayWords(shipped)} to ${dayWords(day)}, ${counted(funnel.seen, unit)} reached`;
}
