// Which of a subject's answers count: SQL that derives them from the set of all answers.

/** A customer's next answer counts again after this many ms: 90 days. */
export const AGAIN_MS = 90 * 86_400_000;

/**
 * Common table expressions over `touched(iteration, subject, proof)`, the journeys to derive, ending in
 * `counted(iteration, subject, answered_at, answered_on, helped, again)`: a row for each that has one.
 *
 * An answer may count when it is proven, or granted where its customer has no proven one and the project does not
 * require proof, unless somebody excluded the span of time it lies in. Each customer's chain begins with their
 * earliest such answer and goes on with the next at least 90 days later; a subject's chain is the same over the
 * chains of its people. For a customer the two are one. Nearly nobody has answers so far apart, so a chain is
 * followed only where the newest answer says that it goes on.
 */
export const COUNTED = `
countable AS MATERIALIZED (
  SELECT a.* FROM touched t
  JOIN answer a ON a.iteration = t.iteration AND a.subject = t.subject
  WHERE a.proven = 1 OR (a.granted = 1 AND t.proof = 0 AND NOT EXISTS (
    SELECT 1 FROM answer p
    WHERE p.iteration = a.iteration AND p.subject = a.subject AND p.customer = a.customer AND p.proven = 1
  ) AND NOT EXISTS (
    SELECT 1 FROM exclusion x WHERE x.iteration = a.iteration AND x.from_at <= a.at AND x.to_at > a.at))
),
own_chain (iteration, subject, customer, at, newest) AS (
  SELECT iteration, subject, customer, min(at), max(at) FROM countable GROUP BY iteration, subject, customer
  UNION ALL
  SELECT o.iteration, o.subject, o.customer, (
    SELECT min(n.at) FROM countable n
    WHERE n.iteration = o.iteration AND n.subject = o.subject AND n.customer = o.customer
      AND n.at >= o.at + ${AGAIN_MS}), o.newest
  FROM own_chain o WHERE o.newest >= o.at + ${AGAIN_MS}
),
ranked AS MATERIALIZED (
  SELECT c.*, row_number() OVER (
    PARTITION BY c.iteration, c.subject
    ORDER BY c.at, c.proven DESC, c.granted DESC, c.edited DESC, c.helped, c.comment DESC, c.page DESC,
      c.locale DESC, c.account DESC, c.customer) AS place,
    max(c.at) OVER (PARTITION BY c.iteration, c.subject) AS newest
  FROM countable c
  JOIN own_chain o ON o.iteration = c.iteration AND o.subject = c.subject AND o.customer = c.customer AND o.at = c.at
),
chain (iteration, subject, place, at, newest) AS (
  SELECT iteration, subject, 1, at, newest FROM ranked WHERE place = 1
  UNION ALL
  SELECT n.iteration, n.subject, n.place, n.at, n.newest FROM chain h
  JOIN ranked n ON n.iteration = h.iteration AND n.subject = h.subject AND n.place = (
    SELECT min(l.place) FROM ranked l
    WHERE l.iteration = h.iteration AND l.subject = h.subject AND l.at >= h.at + ${AGAIN_MS})
  WHERE h.newest >= h.at + ${AGAIN_MS}
),
counted AS MATERIALIZED (
  SELECT r.iteration, r.subject, r.at AS answered_at, r.on_day AS answered_on, r.helped, iif(r.newest < r.at + ${AGAIN_MS}, '[]', (
    SELECT json_group_array(json_array(n.on_day, n.helped)) FROM (
      SELECT l.on_day, l.helped FROM chain g
      JOIN ranked l ON l.iteration = g.iteration AND l.subject = g.subject AND l.place = g.place
      WHERE g.iteration = r.iteration AND g.subject = r.subject AND g.place > 1
      ORDER BY g.place) n)) AS again
  FROM ranked r WHERE r.place = 1
)`;

/**
 * The answers that count of ?1, a JSON array of {i, s, at, proof}: a subject's chain, where its journey says that
 * this answer may belong to it.
 */
export const CHAINS = `WITH RECURSIVE
touched AS (
  SELECT DISTINCT j.iteration, j.subject, v.value ->> 'proof' AS proof FROM json_each(?1) v
  JOIN journey j ON j.iteration = v.value ->> 'i' AND j.subject = v.value ->> 's'
  WHERE j.answered_at = v.value ->> 'at' OR (j.again IS NOT NULL AND j.answered_at < v.value ->> 'at')
),
${COUNTED}
SELECT r.iteration, r.subject, r.customer, r.at FROM chain g
JOIN ranked r ON r.iteration = g.iteration AND r.subject = g.subject AND r.place = g.place`;
