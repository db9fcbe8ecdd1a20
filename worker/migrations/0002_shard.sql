-- What customers did: on one database, or spread over shards by subject. No raw id is ever stored here.
-- A subject is a letter and a keyed hash: c… a customer, a… an account, u… a customer kept apart for want of proof.

-- The fold of all facts about one subject and one iteration.
CREATE TABLE journey (
  iteration INTEGER NOT NULL,
  subject TEXT NOT NULL,
  seen_on INTEGER,
  used_on INTEGER,
  returned_on INTEGER,                  -- the second distinct day of use
  last_used_on INTEGER,                 -- the Monday of the week of last use
  asked_on INTEGER,
  dismissed_on INTEGER,
  answered_at INTEGER,                  -- the counted answer
  answered_on INTEGER,
  helped INTEGER,
  again TEXT,                           -- JSON [[day, helped], …]: answers that count again
  PRIMARY KEY (iteration, subject)
) WITHOUT ROWID;

-- Every answer a subject gave; an account holds copies of its people's.
CREATE TABLE answer (
  id TEXT NOT NULL,                     -- hash of iteration, customer and at
  iteration INTEGER NOT NULL,
  subject TEXT NOT NULL,
  customer TEXT NOT NULL,
  at INTEGER NOT NULL,                  -- the press
  on_day INTEGER NOT NULL,
  account TEXT NOT NULL,                -- a pseudonym, or empty
  helped INTEGER NOT NULL,
  comment TEXT NOT NULL,
  page TEXT NOT NULL,
  locale TEXT NOT NULL,
  proven INTEGER NOT NULL,
  granted INTEGER NOT NULL,
  edited INTEGER NOT NULL,
  PRIMARY KEY (iteration, subject, customer, at)
);
CREATE INDEX answer_newest ON answer (iteration, at, id) WHERE subject = customer;
CREATE INDEX answer_id ON answer (id) WHERE subject = customer;
-- Finds the texts that were kept long enough.
CREATE INDEX answer_text ON answer (at) WHERE comment <> '' OR page <> '';

-- Words of comments, for searching; the iteration is a word too, so that a search stays within its feature.
CREATE VIRTUAL TABLE answer_words USING fts5 (comment, iteration, content = 'answer', content_rowid = 'rowid');
CREATE TRIGGER answer_words_insert AFTER INSERT ON answer WHEN new.subject = new.customer AND new.comment <> ''
BEGIN
  INSERT INTO answer_words (rowid, comment, iteration) VALUES (new.rowid, new.comment, new.iteration);
END;
CREATE TRIGGER answer_words_update AFTER UPDATE OF comment ON answer WHEN new.subject = new.customer AND old.comment <> new.comment
BEGIN
  INSERT INTO answer_words (answer_words, rowid, comment, iteration)
    SELECT 'delete', old.rowid, old.comment, old.iteration WHERE old.comment <> '';
  INSERT INTO answer_words (rowid, comment, iteration)
    SELECT new.rowid, new.comment, new.iteration WHERE new.comment <> '';
END;
CREATE TRIGGER answer_words_delete AFTER DELETE ON answer WHEN old.subject = old.customer AND old.comment <> ''
BEGIN
  INSERT INTO answer_words (answer_words, rowid, comment, iteration)
    VALUES ('delete', old.rowid, old.comment, old.iteration);
END;

-- What the team made of an answer.
CREATE TABLE triage (
  answer TEXT PRIMARY KEY,
  tags TEXT NOT NULL,                   -- JSON array
  hidden INTEGER NOT NULL,
  note TEXT
) WITHOUT ROWID;

-- Who belongs to an account.
CREATE TABLE account_member (
  account TEXT NOT NULL,
  customer TEXT NOT NULL,
  PRIMARY KEY (account, customer)
) WITHOUT ROWID;
-- For forgetting somebody: of which accounts they were.
CREATE INDEX account_member_customer ON account_member (customer);

-- Per iteration and day: how many journeys reached each milestone. Always the fold of the journeys.
CREATE TABLE ledger (
  iteration INTEGER NOT NULL,
  day INTEGER NOT NULL,
  customers_seen INTEGER NOT NULL DEFAULT 0,
  customers_used INTEGER NOT NULL DEFAULT 0,
  customers_returned INTEGER NOT NULL DEFAULT 0,
  customers_last_used INTEGER NOT NULL DEFAULT 0,
  customers_asked INTEGER NOT NULL DEFAULT 0,       -- asked, or answered without a recorded ask
  customers_dismissed INTEGER NOT NULL DEFAULT 0,
  customers_helped INTEGER NOT NULL DEFAULT 0,
  customers_unhelped INTEGER NOT NULL DEFAULT 0,
  customers_again_helped INTEGER NOT NULL DEFAULT 0,
  customers_again_unhelped INTEGER NOT NULL DEFAULT 0,
  accounts_seen INTEGER NOT NULL DEFAULT 0,
  accounts_used INTEGER NOT NULL DEFAULT 0,
  accounts_returned INTEGER NOT NULL DEFAULT 0,
  accounts_last_used INTEGER NOT NULL DEFAULT 0,
  accounts_asked INTEGER NOT NULL DEFAULT 0,
  accounts_dismissed INTEGER NOT NULL DEFAULT 0,
  accounts_helped INTEGER NOT NULL DEFAULT 0,
  accounts_unhelped INTEGER NOT NULL DEFAULT 0,
  accounts_again_helped INTEGER NOT NULL DEFAULT 0,
  accounts_again_unhelped INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (iteration, day)
) WITHOUT ROWID;

-- How often an iteration's ledger has moved; in the catalogue's database also whatever else its verdict is told of.
CREATE TABLE revision (
  iteration INTEGER PRIMARY KEY,
  number INTEGER NOT NULL
);

-- Leave to ask one customer about one iteration.
CREATE TABLE ask_grant (
  customer TEXT NOT NULL,
  iteration INTEGER NOT NULL,
  token TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (customer, iteration)
) WITHOUT ROWID;

-- What holds for a person over all features.
CREATE TABLE person (
  customer TEXT PRIMARY KEY,
  project TEXT,                         -- whose person refused: no journey need tell; null while nobody did
  refused_at INTEGER,
  asked_on INTEGER                      -- the last day a prompt was displayed
) WITHOUT ROWID;
CREATE INDEX person_refused ON person (project) WHERE refused_at IS NOT NULL;

-- Someone who was forgotten: facts from before are refused.
CREATE TABLE tombstone (
  customer TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  erased_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX tombstone_project ON tombstone (project);

-- A span of time whose unproven answers somebody excluded: they are kept and shown, and do not count.
CREATE TABLE exclusion (
  iteration INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,               -- the first moment after it
  PRIMARY KEY (iteration, from_at)
) WITHOUT ROWID;

-- Rows written for a project on a UTC day, roughly: enough to stop a flood before the platform does.
CREATE TABLE row_budget (
  project TEXT NOT NULL,
  day INTEGER NOT NULL,                 -- UTC
  written INTEGER NOT NULL,
  PRIMARY KEY (project, day)
) WITHOUT ROWID;
