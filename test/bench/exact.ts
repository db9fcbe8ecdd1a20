// What a rule does to a feature watched after every answer: exact chances, by walking all ways to s yes of n.

/** Whether a rule decides on n answers with s yes. More yes never confirms less, nor refutes more. */
export interface Rule {
  confirms: (answers: number, helped: number) => boolean;
  refutes: (answers: number, helped: number) => boolean;
}

/** The fewest yes that confirm and the most that refute, for each number of answers. */
export interface Bounds {
  confirm: Int32Array;
  refute: Int32Array;
}

/** Answers after which nobody watches any more. */
export const ANSWERS = 10_000;

/** Walks along the two edges of a rule, looking only where they were one answer before. */
export function boundsOf(rule: Rule): Bounds {
  const confirm = new Int32Array(ANSWERS + 1);
  const refute = new Int32Array(ANSWERS + 1);
  let least = 0;
  let most = -1;
  for (let n = 0; n <= ANSWERS; n++) {
    while (least <= n && !rule.confirms(n, least)) least++;
    while (least > 0 && rule.confirms(n, least - 1)) least--;
    while (most < n && rule.refutes(n, most + 1)) most++;
    while (most >= 0 && !rule.refutes(n, most)) most--;
    confirm[n] = least;
    refute[n] = most;
  }
  return { confirm, refute };
}

/** Chances that a feature is confirmed or refuted first, and the mean number of answers until either. */
export interface Course {
  confirmed: number;
  refuted: number;
  answers: number;
}

/** Ways less likely than this are left out. */
const NEGLIGIBLE = 1e-18;

/** Follows a feature of a true share through all its answers, until the rule decides. */
export function courseOf({ confirm, refute }: Bounds, truth: number): Course {
  const chance = new Float64Array(ANSWERS + 2);
  chance[0] = 1;
  const course = { confirmed: 0, refuted: 0, answers: 0 };
  let [low, high, open] = [0, 0, 1];
  const take = (s: number) => {
    const taken = chance[s] ?? 0;
    chance[s] = 0;
    open -= taken;
    return taken;
  };
  for (let n = 1; n <= ANSWERS && high >= low; n++) {
    oneMore(chance, { low, high, truth });
    high++;
    const before = open;
    for (; high >= low && high >= (confirm[n] ?? 0); high--) course.confirmed += take(high);
    for (; low <= high && low <= (refute[n] ?? 0); low++) course.refuted += take(low);
    course.answers += n * (before - open);
    for (; low < high && (chance[low] ?? 0) < NEGLIGIBLE; low++) take(low);
    for (; high > low && (chance[high] ?? 0) < NEGLIGIBLE; high--) take(high);
  }
  course.answers += ANSWERS * Math.max(0, open);
  return course;
}

/** The chances after one more answer, in place. */
function oneMore(
  chance: Float64Array,
  { low, high, truth }: { low: number; high: number; truth: number },
): void {
  for (let s = high + 1; s > low; s--)
    chance[s] = (s > high ? 0 : (chance[s] ?? 0) * (1 - truth)) + (chance[s - 1] ?? 0) * truth;
  chance[low] = (chance[low] ?? 0) * (1 - truth);
}
