// Fills a project with features that have a year behind them, and a feature with a hundred thousand answers.

const DAY_MS = 86_400_000;
export const DAYS = 365;
export const ANSWERS = 100_000;

/** Gives each feature of a project a year of days in its ledger: shipped then, and something happens every day. */
export async function giveYears(db: D1Database, project: string): Promise<void> {
  const today = Math.floor(Date.now() / DAY_MS);
  const mine = `SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.project = '${project}'`;
  const days = JSON.stringify(Array.from({ length: DAYS }, (_, day) => today - day));
  await db.batch([
    db.prepare(
      `UPDATE iteration SET shipped_at = ${Date.now() - DAYS * DAY_MS} WHERE id IN (${mine})`,
    ),
    db
      .prepare(
        `INSERT INTO ledger (iteration, day, customers_seen, customers_used, customers_returned, customers_last_used,
          customers_asked, customers_helped, customers_unhelped)
        SELECT mine.id, day.value, 10, 6, 3, 3, 3, 2, day.value % 3 = 0 FROM (${mine}) mine, json_each(?1) day`,
      )
      .bind(days),
    db.prepare(`INSERT INTO revision (iteration, number) SELECT id, 1 FROM (${mine}) WHERE true`),
    db.prepare(`DELETE FROM standing WHERE iteration IN (${mine})`),
  ]);
}

/** ?1 an iteration, ?2 how many, ?3 from when on: one a minute, each seventh a no, each tenth in words. */
const NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)";
const ANSWER = `${NUMBERS}
INSERT INTO answer (id, iteration, subject, customer, at, on_day, account, helped, comment, page, locale, proven, granted, edited)
SELECT printf('id%020d', i), ?1, printf('c%022d', i), printf('c%022d', i), ?3 + i * 60000, (?3 + i * 60000) / 86400000, '',
  i % 7 <> 0, CASE WHEN i % 10 = 0 THEN printf('number %d is fine', i) ELSE '' END, '', '', 1, 0, ?3 + i * 60000 FROM n`;
const JOURNEY = `${NUMBERS}
INSERT INTO journey (iteration, subject, answered_at, answered_on, helped)
SELECT ?1, printf('c%022d', i), ?3 + i * 60000, (?3 + i * 60000) / 86400000, i % 7 <> 0 FROM n`;

/** Gives a project's feature a hundred thousand answers, the last of them now. */
export async function giveAnswers(db: D1Database, project: string, key: string): Promise<void> {
  const found = await db
    .prepare(
      "SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.project = ?1 AND f.key = ?2",
    )
    .bind(project, key)
    .first<{ id: number }>();
  const from = Date.now() - ANSWERS * 60_000;
  await db.batch([ANSWER, JOURNEY].map((sql) => db.prepare(sql).bind(found?.id, ANSWERS, from)));
}
