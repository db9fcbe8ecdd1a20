// How a verdict is decided: the rule, what it promises, and the evidence in its own terms.

import type { Log, Verdict } from "../../contract/verdict.ts";
import { percent } from "../words/numbers.ts";

export function Decided({ verdict }: { verdict: Verdict }) {
  const { helpfulness, adoption } = verdict;
  return (
    <details class="card decided">
      <summary>
        <h2>How this is decided</h2>
      </summary>
      <div class="prose stack">
        <p>
          <b>Does it help?</b> Every counted answer is a bet on whether the true share of customers
          it helps lies above or below {percent(helpfulness.target)}. When the bets on one side have
          grown twentyfold, that side is taken as true, once and for all under this promise. If the
          truth were exactly at the target, the chance of ever being told “it helps” by mistake is
          at most 1 in 20, however often anybody looks. That is also why you may watch: looking
          costs nothing.
        </p>
        <p>
          The range is made of every share that the bets do not speak against. It holds the true
          share on all days together with a chance of 9 in 10.
        </p>
        <p>
          <b>Is it adopted?</b> Nobody is sampled here: everyone who met it is counted. To adopt is
          to use it {adoption.rule === "once" ? "once" : "on two different days"}; whoever met it
          less than {adoption.window} days ago still has time, so the result stays open until at
          least half have had theirs.
        </p>
        <table class="table numbers">
          <caption class="away">The evidence in numbers</caption>
          <tbody>
            <Row
              name="Evidence that it helps enough (e-value; 20 decides)"
              log={helpfulness.logUp}
            />
            <Row name="Evidence that it does not (e-value; 20 decides)" log={helpfulness.logDown} />
            <tr>
              <th scope="row">Answers needed before anything is decided</th>
              <td class="number">{helpfulness.minimum}</td>
            </tr>
          </tbody>
        </table>
        <p class="soft">
          An export holds every day's sums: replay them with the same rule, and you get the same
          verdict.
        </p>
      </div>
    </details>
  );
}

function Row({ name, log }: { name: string; log: Log }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{evidenceWords(log)}</td>
    </tr>
  );
}

/** An e-value of its logarithm, in as many digits as matter. */
function evidenceWords(log: Log): string {
  if (log === "Infinity") return "certain";
  if (log === "-Infinity") return "0";
  if (log > Math.log(1_000_000)) return "over a million";
  return new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(Math.exp(log));
}
