-- The catalogue: what people decide. It lives in the first database alone.
-- Moments are ms since the epoch; days are whole days since 1970-01-01 in the project's time zone.

-- One product whose features are watched.
CREATE TABLE project (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  fiscal_start_month INTEGER NOT NULL,
  unit TEXT NOT NULL,                   -- customer | account
  origins TEXT NOT NULL,                -- JSON array; empty allows any
  languages TEXT NOT NULL,              -- JSON array of tags; the first is the default
  theme TEXT NOT NULL,                  -- JSON
  labels TEXT,                          -- JSON, null: the language packs'
  follow_up TEXT,                       -- JSON, null: the language packs'
  target_adoption INTEGER NOT NULL,     -- hundredths
  target_helpfulness INTEGER NOT NULL,  -- hundredths
  rest_days INTEGER NOT NULL,
  require_proof INTEGER NOT NULL,
  gpc TEXT NOT NULL,                    -- everyone | anonymous
  scrub INTEGER NOT NULL,
  internal TEXT NOT NULL,               -- JSON {customers, accounts}, pseudonyms
  paused INTEGER NOT NULL,
  identity_version INTEGER NOT NULL,    -- the newest identity secret; the one before is valid too
  pseudonym_scope TEXT,                 -- an imported project: whose pseudonyms its export had; null: its own
  listened_until INTEGER NOT NULL,      -- until when somebody watches signals live
  shards INTEGER,                       -- how many were bound when its first signal was kept; 0: none; null: no signal yet
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

-- From which origins browsers may post; * stands for any. Kept beside project.origins for preflights alone,
-- which name no project.
CREATE TABLE project_origin (
  origin TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES project (id),
  PRIMARY KEY (origin, project)
) WITHOUT ROWID;

-- A key that signals come with, found by its hash.
CREATE TABLE api_key (
  hash TEXT PRIMARY KEY,                -- SHA-256 of the key, hexadecimal
  id TEXT NOT NULL UNIQUE,
  project TEXT NOT NULL REFERENCES project (id),
  kind TEXT NOT NULL,                   -- publishable | secret | test
  name TEXT NOT NULL,
  key TEXT,                             -- as it is, but for secret keys
  hint TEXT NOT NULL,                   -- last four characters
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
CREATE INDEX api_key_project ON api_key (project);

-- Something customers can use.
CREATE TABLE feature (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: what is under way may still name a deleted one
  project TEXT NOT NULL REFERENCES project (id),
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  question TEXT,                        -- JSON, null: the language packs'
  labels TEXT,                          -- JSON, null: the project's
  follow_up TEXT,                       -- JSON, null: the project's
  owner TEXT,
  value TEXT,                           -- what a customer gets, in one sentence
  partners TEXT NOT NULL,               -- JSON array: whose word is needed
  target_adoption INTEGER,              -- hundredths, null: the project's
  target_helpfulness INTEGER,           -- hundredths, null: the project's
  population INTEGER,                   -- size of a closed customer base, null: open
  adoption_rule TEXT NOT NULL,          -- twice | once
  window INTEGER NOT NULL,              -- days: 14 | 28 | 90
  moment TEXT NOT NULL,                 -- JSON: when to ask
  placement TEXT NOT NULL,
  paused INTEGER NOT NULL,
  discovered INTEGER NOT NULL,          -- made by signals, not yet adopted by a person
  adopted_at INTEGER,
  retired_at INTEGER,
  created_at INTEGER NOT NULL,
  current TEXT,                         -- JSON of its current iteration's row, so that a portfolio reads one row a feature
  UNIQUE (project, key)
);
CREATE INDEX feature_discovered ON feature (project) WHERE discovered = 1;

-- One shipped version of a feature; evidence starts anew with each.
CREATE TABLE iteration (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again, as a feature's
  feature INTEGER NOT NULL REFERENCES feature (id),
  label TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  notes TEXT,
  shipped_at INTEGER NOT NULL,
  superseded_at INTEGER,                -- when the next was shipped
  sealed_at INTEGER,                    -- when its journeys were deleted
  terms TEXT NOT NULL,                  -- JSON: the promise it is judged by now
  terms_changes TEXT NOT NULL,          -- JSON array: every change of the promise, oldest first
  checked TEXT NOT NULL,                -- JSON array: when a slip was looked into, by whom, why
  UNIQUE (feature, label)
);
CREATE UNIQUE INDEX iteration_current ON iteration (feature) WHERE superseded_at IS NULL;
-- Its JSON columns go in as text: what a JSON function has just made would else go in as JSON.
CREATE TRIGGER iteration_shipped AFTER INSERT ON iteration WHEN new.superseded_at IS NULL
BEGIN
  UPDATE feature SET current = json_object(
    'id', new.id, 'label', new.label, 'attempt', new.attempt, 'notes', new.notes, 'shipped_at', new.shipped_at,
    'sealed_at', new.sealed_at, 'terms', new.terms || '',
    'terms_changes', new.terms_changes || '', 'checked', new.checked || '')
  WHERE id = new.feature;
END;
CREATE TRIGGER iteration_changed AFTER UPDATE ON iteration WHEN new.superseded_at IS NULL
BEGIN
  UPDATE feature SET current = json_object(
    'id', new.id, 'label', new.label, 'attempt', new.attempt, 'notes', new.notes, 'shipped_at', new.shipped_at,
    'sealed_at', new.sealed_at, 'terms', new.terms || '',
    'terms_changes', new.terms_changes || '', 'checked', new.checked || '')
  WHERE id = new.feature;
END;

-- What the judge said last: a cache, deletable at any moment.
CREATE TABLE standing (
  iteration INTEGER PRIMARY KEY REFERENCES iteration (id),
  rules TEXT NOT NULL,                  -- fingerprint of the rules and the promise it was judged by
  revision INTEGER NOT NULL,            -- sum of the iteration's revisions over all databases
  day INTEGER NOT NULL,
  judgement TEXT NOT NULL               -- JSON
);

-- A person's word that an iteration is done, for one partner of its definition of done.
CREATE TABLE confirmation (
  id INTEGER PRIMARY KEY,
  iteration INTEGER NOT NULL REFERENCES iteration (id),
  partner TEXT,                         -- null where no partners are named
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  note TEXT,
  override TEXT,                        -- why it was signed against the verdict
  frozen TEXT NOT NULL,                 -- JSON: the evidence as it stood
  ended_at INTEGER,                     -- withdrawn, or reopened by a slip
  ended_by TEXT,
  imported INTEGER NOT NULL DEFAULT 0   -- brought in by an import: nobody signed it on this deployment
);
CREATE INDEX confirmation_iteration ON confirmation (iteration);

-- What happened to a feature, as a person reads it. Verdicts are replayed, not kept here.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  feature INTEGER NOT NULL REFERENCES feature (id),
  iteration INTEGER REFERENCES iteration (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  once TEXT UNIQUE                      -- names an event that must be told once, else null
);
CREATE INDEX event_feature ON event (feature, at);

-- A feature put on a quarter.
CREATE TABLE goal (
  project TEXT NOT NULL REFERENCES project (id),
  quarter TEXT NOT NULL,
  feature INTEGER NOT NULL REFERENCES feature (id),
  value TEXT NOT NULL,
  PRIMARY KEY (project, quarter, feature)
) WITHOUT ROWID;

-- What becomes of an iteration after its quarter.
CREATE TABLE decision (
  project TEXT NOT NULL REFERENCES project (id),
  quarter TEXT NOT NULL,
  iteration INTEGER NOT NULL REFERENCES iteration (id),
  decision TEXT NOT NULL,
  reason TEXT,
  by_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (project, quarter, iteration)
) WITHOUT ROWID;

-- A quarter that was closed, frozen as it was.
CREATE TABLE closed_quarter (
  project TEXT NOT NULL REFERENCES project (id),
  quarter TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  frozen TEXT NOT NULL,                 -- JSON
  PRIMARY KEY (project, quarter)
) WITHOUT ROWID;

-- An import on its way into an empty project. What it has read so far is in import_part.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  project TEXT NOT NULL UNIQUE,
  touched_at INTEGER NOT NULL,          -- when it last got on: one that stopped is undone by whoever comes next
  writing INTEGER NOT NULL,             -- 0: only reading; 1: rows of customers may have been written
  first_iteration INTEGER NOT NULL,     -- its iterations' ids, beyond any that are given out
  iterations INTEGER NOT NULL,
  found INTEGER NOT NULL DEFAULT 0 CHECK (found = 0) -- what the project held when it ended: anything undoes it
) WITHOUT ROWID;

-- Lines of an import that were read and found right, some hundred kilobytes a row: D1 has nothing else to spool to.
CREATE TABLE import_part (
  import TEXT NOT NULL,
  number INTEGER NOT NULL,
  lines TEXT NOT NULL,                  -- as they came
  PRIMARY KEY (import, number)
);

-- Who changed what. Lines are only ever added.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,                          -- JSON
  after TEXT                            -- JSON
);
CREATE INDEX audit_project ON audit (project, id);
CREATE TRIGGER audit_keeps_its_lines BEFORE UPDATE ON audit
BEGIN
  SELECT raise(ABORT, 'the audit log is only ever added to');
END;
CREATE TRIGGER audit_loses_no_line BEFORE DELETE ON audit
BEGIN
  SELECT raise(ABORT, 'the audit log is only ever added to');
END;
-- INSERT OR REPLACE deletes without asking that one.
CREATE TRIGGER audit_replaces_no_line BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id)
BEGIN
  SELECT raise(ABORT, 'the audit log is only ever added to');
END;

-- Signals that could not be folded, kept with the reason until someone replays them.
CREATE TABLE dead_letter (
  id TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  signals INTEGER NOT NULL,
  body TEXT NOT NULL,
  replayed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX dead_letter_project ON dead_letter (project, at);

-- The last signals of a project that somebody is watching.
CREATE TABLE heard (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project TEXT NOT NULL,
  at INTEGER NOT NULL,
  signal TEXT NOT NULL                  -- JSON
);
CREATE INDEX heard_project ON heard (project, id);

-- An unusual burst of answers. Excluding it is somebody's named act, and can be undone.
CREATE TABLE burst (
  iteration INTEGER NOT NULL REFERENCES iteration (id),
  hour INTEGER NOT NULL,                -- hours since the epoch
  day INTEGER NOT NULL,                 -- the project day it lies on
  answers INTEGER NOT NULL,
  usual REAL NOT NULL,                  -- the median of the hours with answers before it
  excluded_at INTEGER,
  excluded_by TEXT,
  reason TEXT,
  PRIMARY KEY (iteration, hour)
) WITHOUT ROWID;

-- How many answers a day had when it was last looked through for bursts: it is looked through again when they change.
CREATE TABLE burst_look (
  iteration INTEGER NOT NULL REFERENCES iteration (id),
  day INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  PRIMARY KEY (iteration, day)
) WITHOUT ROWID;

-- A ledger cell that was not the fold of its journeys when the nightly audit looked: a bug, or a hand in the data.
CREATE TABLE ledger_difference (
  project TEXT NOT NULL,
  iteration INTEGER NOT NULL,
  day INTEGER NOT NULL,
  milestone TEXT NOT NULL,              -- the ledger's column
  shard INTEGER NOT NULL,               -- the place of the database it was found in
  delta INTEGER NOT NULL,               -- ledger less fold
  found_at INTEGER NOT NULL,
  PRIMARY KEY (iteration, day, milestone, shard)
) WITHOUT ROWID;
CREATE INDEX ledger_difference_project ON ledger_difference (project);

-- What the clock last did, so that a missed night is caught up with.
CREATE TABLE job (
  name TEXT PRIMARY KEY,
  done_at INTEGER NOT NULL,
  position INTEGER NOT NULL             -- where a job that takes turns goes on
) WITHOUT ROWID;
