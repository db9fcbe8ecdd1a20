// Whether all is well: what the nightly audit found, what was written today, and signals that could not be folded.

import { call } from "../api.ts";
import { Columns } from "../frame/columns.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { Glyph } from "../pictures/glyph.tsx";
import { useResource } from "../resource.ts";
import { dayWords, momentWords } from "../words/days.ts";
import { count, counted } from "../words/numbers.ts";
import { DeadLetters } from "./dead-letters.tsx";
import type { SettingsProps } from "./given.ts";
import { Section } from "./section.tsx";

export function Health(props: SettingsProps) {
  const { project } = props;
  const health = useResource(`project:${project.id}:health`, () =>
    call("GET /projects/{project}/health", { project: project.id }),
  );
  const { value, problem } = health;
  return (
    <>
      <Section title="Health">
        {problem && <Trouble problem={problem} again={() => void health.reload()} />}
        {value ? (
          <dl class="checks">
            <Check
              well={value.ledger.differences === 0}
              name="Sums agree with journeys"
              says={
                value.ledger.differences === 0
                  ? "Every sum is what people's journeys say."
                  : `${counted(value.ledger.differences, "cell")} of the ledger ${value.ledger.differences === 1 ? "differs" : "differ"} from the journeys. That is a fault of Landed: please report it with what stands below.`
              }
            />
            <Check
              well={value.deadLetters.waiting === 0}
              name="Everything was folded"
              says={
                value.deadLetters.waiting === 0
                  ? "No signal waits."
                  : `${counted(value.deadLetters.waiting, "letter")} could not be folded and ${value.deadLetters.waiting === 1 ? "waits" : "wait"} below.`
              }
            />
            <Check
              well={value.rows.budget === null || value.rows.written <= value.rows.budget}
              name="Written today"
              says={writtenWords(value.rows)}
            />
            <Check
              well={true}
              name="Nightly audit"
              says={
                value.nightly.lastRun
                  ? `Last ran ${momentWords(value.nightly.lastRun)}.`
                  : "Has not run yet; it runs every night."
              }
            />
          </dl>
        ) : (
          !problem && <Waiting />
        )}
        {value && value.ledger.cells.length > 0 && <Cells cells={value.ledger.cells} />}
      </Section>
      {props.editable && <DeadLetters {...props} changed={() => void health.reload()} />}
    </>
  );
}

function writtenWords({
  day,
  written,
  budget,
}: {
  day: string;
  written: number;
  budget: number | null;
}) {
  const rows = `About ${counted(written, "row")} on ${dayWords(day)} (UTC)`;
  return budget === null ? `${rows}; no budget is set.` : `${rows}, of ${count(budget)} a day.`;
}

function Check({ well, name, says }: { well: boolean; name: string; says: string }) {
  const state = well ? "done" : "not-helping";
  return (
    <div data-state={state}>
      <dt>
        <Glyph shape={state} size={15} /> {name}
        <span class="away">{well ? ": well" : ": not well"}</span>
      </dt>
      <dd class="soft">{says}</dd>
    </div>
  );
}

interface Cell {
  feature: string;
  iteration: string;
  day: string;
  column: string;
  delta: number;
  shard: number;
}

function Cells({ cells }: { cells: readonly Cell[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll tall" tabIndex={0} aria-label="Cells that differ">
      <table class="table">
        <caption class="away">Cells that differ</caption>
        <Columns names={["Feature", "Iteration", "Day", "Column", "Difference"]} />
        <tbody>
          {cells.map((cell) => (
            <tr key={`${cell.feature} ${cell.iteration} ${cell.day} ${cell.column} ${cell.shard}`}>
              <td>{cell.feature}</td>
              <td>{cell.iteration}</td>
              <td>{dayWords(cell.day)}</td>
              <td>{cell.column}</td>
              <td>{cell.delta > 0 ? `+${cell.delta}` : cell.delta}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
