// The gates' edges: on which day, and for which place in a sample, each begins to pass.

import { describe, expect, test } from "vitest";
import { type AskState, tryGates } from "../../worker/ask/gates.ts";

const TODAY = 20_000;
const DAY_MS = 86_400_000;

/** Somebody whom nothing keeps from being asked. */
const free: AskState = {
  ...{ now: TODAY * DAY_MS, today: TODAY, startOf: (day) => day * DAY_MS, inline: false },
  ...{ paused: false, discovered: false, optedOut: false, proofMissing: false },
  ...{ refusedAt: null, answeredOn: null, askedOn: null, promptedOn: null, restDays: 14 },
  ...{ openGrant: null, otherGrant: null, iteration: 1, accountHeard: false },
  ...{ moment: "first-use", usedOn: null, returnedOn: null },
  ...{ decided: false, askRate: 1, sample: 0.5 },
};

const why = (state: Partial<AskState>) => tryGates({ ...free, ...state }).reason;

describe("A gate begins to pass", () => {
  test.each(["answered", "asked"] as const)("“%s” 90 days after, once help is decided", (gate) => {
    const on = (day: number) => ({ [`${gate}On`]: day, decided: true });
    expect(why(on(TODAY - 89))).toBe(gate);
    expect(why(on(TODAY - 90))).toBe(null);
    expect(why({ ...on(TODAY - 90), decided: false })).toBe(gate);
  });

  test("“resting” after as many days as the project says", () => {
    expect(why({ promptedOn: TODAY - 13 })).toBe("resting");
    expect(why({ promptedOn: TODAY - 14 })).toBe(null);
  });

  test("“too-early” on the nth day of which the first use is one", () => {
    const sinceUse = (usedOn: number) => why({ moment: { after: 3 }, usedOn });
    expect([sinceUse(TODAY - 1), sinceUse(TODAY - 2)]).toEqual(["too-early", null]);
  });

  test("“not-sampled” for places below the rate, and not for the rate itself", () => {
    expect(why({ askRate: 0.5, sample: 0.5 })).toBe("not-sampled");
    expect(why({ askRate: 0.5, sample: 0.499 })).toBe(null);
  });
});
