// Listens for signals, turns green with the first, and says of each what became of it.

import { useEffect, useRef } from "preact/hooks";
import type { Project } from "../project.ts";
import { expire } from "../resource.ts";
import { kindWords, outcomeWords } from "../words/signals.ts";
import { type Heard, type Live, useLive } from "./live.ts";

interface ListeningProps {
  project: Project;
  reload: () => Promise<void>;
}

export function Listening({ project, reload }: ListeningProps) {
  const live = useLive(project.id);
  const first = live.signals.find(({ outcome, test }) => outcome === "accepted" && !test);
  const isFirst = first !== undefined && !project.heard;
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    if (!isFirst) return;
    expire(`project:${project.id}:features`);
    expire("projects");
    void latest.current();
  }, [isFirst, project.id]);
  return (
    <section class="card stack" aria-labelledby="listen">
      <h2 id="listen">2. See it arrive</h2>
      <State project={project} live={live} first={first} />
      {live.signals.length > 0 && <Signals signals={live.signals} />}
      {live.signals.length === 0 && <Hints heard={project.heard} />}
    </section>
  );
}

interface StateProps {
  project: Project;
  live: Live;
  first: Heard | undefined;
}

function State({ project, live, first }: StateProps) {
  const path = `/p/${encodeURIComponent(project.id)}`;
  return (
    <div class="listening" data-state={first ? "done" : "collecting"} role="status">
      <span class={first ? "lamp on" : "lamp"} aria-hidden="true" />
      <div class="stack tight">
        <b>{saysOf(project, live, first)}</b>
        {first && (
          <p class="small">
            {first.feature ? `It is about ${first.feature}. ` : ""}
            <a href={`${path}?state=discovered`}>Adopt what was heard of</a>, or{" "}
            <a href={path}>look at the features</a>.
          </p>
        )}
      </div>
    </div>
  );
}

function saysOf(project: Project, { state, signals }: Live, first: Heard | undefined): string {
  if (first) return "Signals arrive.";
  if (state === "lost") return "The connection was lost; trying again…";
  if (signals.some(({ test, outcome }) => test && outcome === "accepted"))
    return "Test signals arrive. Now with the live key.";
  if (signals.length > 0) return "Something arrives, and is not accepted yet.";
  if (state === "connecting") return "Beginning to listen…";
  return project.heard ? "Listening…" : "Listening for the first signal…";
}

function Hints({ heard }: { heard: boolean }) {
  if (heard)
    return (
      <p class="soft small">
        Use your product in another tab: what its pages send appears here within seconds.
      </p>
    );
  return (
    <div class="stack tight soft small">
      <p>Open a page of your product that has the line, and press what you marked.</p>
      <p>
        Nothing comes? A policy may block the script (<a href="?view=policy">Policy</a>), the page's
        address may not be among the project's origins, or your browser may send Global Privacy
        Control. <code>?landed-debug</code> in the page's address tells each decision in the
        console.
      </p>
    </div>
  );
}

function Signals({ signals }: { signals: readonly Heard[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="tall" tabIndex={0} aria-label="Signals, newest first">
      <ol class="signals">
        {signals.map((signal) => (
          <Signal key={signal.id} {...signal} />
        ))}
      </ol>
    </section>
  );
}

function Signal({ at, kind, feature, outcome, test, origin }: Heard) {
  const { word, says } = outcomeWords[outcome];
  return (
    <li data-state={outcome === "accepted" ? "done" : "not-helping"}>
      <time class="soft" dateTime={at}>
        {clock(at)}
      </time>
      <span>
        <b>{kind ? kindWords[kind] : "No signal"}</b> {feature}
        <span class="soft"> {origin ?? "from a back end"}</span>
      </span>
      <span class="outcome">
        {word}
        {test && " (test)"}
      </span>
      {says && <p class="soft">{says}</p>}
    </li>
  );
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString("en-GB");
}
