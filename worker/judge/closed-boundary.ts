// The edge of a closed list: how many yes among so many answers are decisive, worked out once for each list.

import { type Claim, evidenceAgainst } from "./closed-evidence.ts";
import { firstReaching } from "./first-reaching.ts";
import { DECISIVE } from "./ladder.ts";

/** The edge of a claim; ask `fewestDecisive` of it. */
export interface Edge {
  claim: Claim;
  /** By answers: the fewest decisive yes, or UNKNOWN. */
  fewest: Int16Array;
}

const UNKNOWN = -1;
/** Lists whose edges are kept at hand; a forgotten one is only worked out again. */
const KEPT = 64;
const edges = new Map<string, Edge>();

export function edgeOf(claim: Claim): Edge {
  const name = `${claim.yes}/${claim.population}`;
  const known = edges.get(name);
  if (known) return known;
  const fewest = new Int16Array(claim.population + 1).fill(UNKNOWN);
  const edge = { claim, fewest };
  const [oldest] = edges.keys();
  if (edges.size >= KEPT && oldest !== undefined) edges.delete(oldest);
  edges.set(name, edge);
  return edge;
}

/**
 * The fewest yes among so many answers that are decisive evidence against a claim; one more than the
 * answers where not even all of them are. Never falls with a further answer, and rises by at most one.
 */
export function fewestDecisive(edge: Edge, answers: number): number {
  const known = edge.fewest[answers] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const before = edge.fewest[answers - 1] ?? UNKNOWN;
  const fewest = before === UNKNOWN ? search(edge, answers) : next(edge, answers, before);
  edge.fewest[answers] = fewest;
  return fewest;
}

function next({ claim }: Edge, answers: number, before: number): number {
  const isStill =
    before <= answers && evidenceAgainst(claim, { answers, helped: before }) >= DECISIVE;
  return isStill ? before : before + 1;
}

function search({ claim }: Edge, answers: number): number {
  return firstReaching((helped) => evidenceAgainst(claim, { answers, helped }) - DECISIVE, {
    above: -1,
    atMost: answers + 1,
    guess: guessOf(claim, answers),
  });
}

/** Decisive evidence lies about this many squares of a standard deviation from what is claimed. */
const USUAL_DEVIATION = 9;

function guessOf({ yes, population }: Claim, answers: number): number {
  const share = yes / population;
  const variance = answers * share * (1 - share) * (1 - answers / population);
  return Math.ceil(answers * share + Math.sqrt(USUAL_DEVIATION * variance));
}
