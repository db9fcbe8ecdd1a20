// A line in a feature's story, as the statement that commits with what it tells of.

/** What happened to a feature, in words that a person reads. */
export interface FeatureEvent {
  feature: number;
  iteration: number;
  /** ms */
  at: number;
  kind: "signed" | "withdrawn" | "checked" | "adopted" | "retired";
  text: string;
}

/** Written only if the statement right before it in the batch changed a row. */
export function eventOfChange(db: D1Database, event: FeatureEvent): D1PreparedStatement {
  const { feature, iteration, at, kind, text } = event;
  return db
    .prepare(
      "INSERT INTO event (feature, iteration, at, kind, text) SELECT ?1, ?2, ?3, ?4, ?5 WHERE changes() > 0",
    )
    .bind(feature, iteration, at, kind, text);
}
