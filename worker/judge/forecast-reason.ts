// What is still to come before a verdict, in a sentence.

import type { Forecast } from "../../contract/verdict.ts";
import type { Findings } from "./findings.ts";
import { FARTHEST } from "./further.ts";
import { about, counted, percent } from "./phrases.ts";
import { planFor } from "./planning.ts";

/** About how many more answers, or why that cannot be said. */
export function forecastReason(findings: Findings): string | null {
  const { forecast, helpfulness } = findings;
  const { answers, minimum } = helpfulness;
  if (answers === 0) return planReason(findings);
  if (answers < minimum)
    return `at least ${counted(minimum, "answer")} are needed before anything is decided`;
  if (forecast.say === "too early to say")
    return "it is too early to say how many more answers a verdict takes";
  if (forecast.say === "too close to say")
    return "the share so far is too close to the target to say how many more answers a verdict takes";
  if (forecast.answers === 0) return null;
  return `about ${counted(forecast.answers ?? 0, "more answer")} would ${deed(forecast.direction)} it if they go on like this${span(forecast)}${pace(forecast)}`;
}

function deed(direction: Forecast["direction"]): string {
  return direction === "confirmed" ? "confirm" : "contradict";
}

function span({ low, high }: Forecast): string {
  if (low === high) return "";
  return ` (${about(low ?? 0)} to ${high === null ? `over ${about(FARTHEST)}` : about(high)})`;
}

function pace({ days }: Forecast): string {
  return days === null ? "" : `, ${counted(Math.ceil(days), "day")} at this rate`;
}

/** Without answers: what two plausible truths would need. */
function planReason({ helpfulness }: Findings): string | null {
  const { target, population } = helpfulness;
  const [above, below] = planFor(target, population);
  const parts = [above, below].flatMap((row) =>
    row?.answers
      ? [
          `about ${counted(row.answers, "answer")} would ${deed(row.direction)} it if ${percent(row.share)} say yes`,
        ]
      : [],
  );
  return parts.length === 0 ? null : parts.join(", ");
}
