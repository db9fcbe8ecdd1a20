// Which quarter it is, how to get to its neighbours, and how to take it along: on paper, as Markdown, as CSV.

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { quarterAfter } from "../../contract/quarter.ts";
import { useAddress } from "../frame/address.ts";
import { dayOf, daysBetween, dayWords, today } from "../words/days.ts";
import { counted } from "../words/numbers.ts";
import { quarterName, quarterOf, spanWords } from "../words/quarters.ts";
import { withDays } from "../words/sentences.ts";
import { Close } from "./close.tsx";
import type { QuarterProps } from "./given.ts";
import { quarterPath, useQuarters } from "./reading.ts";

export function Head(props: QuarterProps) {
  const { project, quarter } = props;
  const { id, from, to } = quarter;
  return (
    <header class="stack tight">
      <div class="row apart">
        <div class="row quarter-name">
          <Switcher {...props} />
          <span class="soft">{spanWords(from, to)}</span>
          <span class="only-print">{project.name}</span>
          <span class="soft">{stands(props)}</span>
        </div>
        <Actions {...props} />
      </div>
      {quarter.closed && <Closed key={id} {...props} />}
    </header>
  );
}

/** Where the quarter is in its life, in one clause. */
function stands({ project, quarter: { from, to, over, closed } }: QuarterProps): string {
  const day = today(project.timeZone);
  if (closed) return "closed";
  if (over) return "over, not closed yet";
  if (day < from) return `begins in ${counted(daysBetween(day, from), "day")}`;
  return `${counted(daysBetween(day, to) + 1, "day")} left`;
}

function Switcher({ project, quarter }: QuarterProps) {
  const { route } = useLocation();
  const { value } = useQuarters(project.id);
  const current = quarterOf(today(project.timeZone), project.fiscalStartMonth);
  const known = [
    quarterAfter(current) ?? current,
    current,
    ...(value?.items ?? []).map(({ id }) => id),
    quarter.id,
  ];
  const all = [...new Set(known)].toSorted().toReversed();
  const here = all.indexOf(quarter.id);
  const to = (id: string) => quarterPath(project.id, id);
  return (
    <nav class="switcher" aria-label="Quarters">
      <Step href={all[here + 1] && to(all[here + 1] ?? "")} words="The quarter before" sign="←" />
      <select
        class="input"
        aria-label="Quarter"
        value={quarter.id}
        onChange={({ currentTarget }) => route(to(currentTarget.value))}
      >
        {all.map((id) => (
          <option key={id} value={id}>
            {quarterName(id)}
          </option>
        ))}
      </select>
      <Step href={all[here - 1] && to(all[here - 1] ?? "")} words="The quarter after" sign="→" />
      <b class="only-print">Pit stop {quarterName(quarter.id)}</b>
    </nav>
  );
}

function Step({ href, words, sign }: { href: string | undefined; words: string; sign: string }) {
  return href ? (
    <a class="button quiet little" href={href} aria-label={words}>
      {sign}
    </a>
  ) : (
    <span class="button quiet little none" aria-hidden="true">
      {sign}
    </span>
  );
}

function Actions(props: QuarterProps) {
  const { project, quarter, editable } = props;
  const [closing, setClosing] = useState(false);
  const file = (ending: string) =>
    `/api/projects/${encodeURIComponent(project.id)}/quarters/${quarter.id}.${ending}${quarter.closed && quarter.live ? "?live=true" : ""}`;
  return (
    <div class="buttons no-print">
      <button type="button" class="button" onClick={() => print()}>
        Print
      </button>
      <a class="button" href={file("md")} download={`pit-stop-${quarter.id}.md`}>
        Markdown
      </a>
      <a class="button" href={file("csv")} download={`pit-stop-${quarter.id}.csv`}>
        CSV
      </a>
      {editable && quarter.over && (
        <button type="button" class="button main" onClick={() => setClosing(true)}>
          Close the quarter
        </button>
      )}
      {closing && <Close {...props} onClose={() => setClosing(false)} />}
    </div>
  );
}

/** Who closed it and when, and what has moved since. */
function Closed({ project, quarter }: QuarterProps) {
  const { with: addressWith } = useAddress();
  const { closed, live, note } = quarter;
  if (!closed) return null;
  const day = dayWords(dayOf(closed.at, project.timeZone));
  return (
    <div class="notice closed">
      <p>
        Closed by <b>{closed.by}</b> on {day}.{" "}
        {live
          ? laterOf(note ?? "")
          : "It stands as it stood then; signals that came later are in its live view alone."}
      </p>
      <p class="no-print">
        <a href={addressWith({ live: live ? "" : "true" })}>
          {live ? "Show it as it was closed" : "Show it as the facts stand now"}
        </a>
      </p>
    </div>
  );
}

/** What the note says beyond who closed it. */
function laterOf(note: string): string {
  const at = note.search(/Since then|Nothing has moved/);
  return `This is how the facts stand now. ${withDays(at < 0 ? note : note.slice(at))}`;
}
