-- People and what acts for them: who may sign in, their sessions, members of projects, API tokens.
-- Every credential is kept as its SHA-256 alone, base64url. Moments are ms since the epoch, but in the three tables
-- that the sign-in library writes (user, session, verification), where they are ISO 8601 text.

-- Someone who may sign in. Rows are made by links and invitations, never by signing up.
CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,           -- lower case
  email_verified INTEGER NOT NULL,
  image TEXT,                           -- always null; the library wants the column
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deployment INTEGER NOT NULL DEFAULT 0 -- owns the deployment: makes projects, is an owner of each
) WITHOUT ROWID;

-- A browser that is signed in.
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  token TEXT NOT NULL UNIQUE,           -- hash of the cookie's token
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,             -- last use, to the hour
  ip_address TEXT,                      -- always empty; the library wants the column
  user_agent TEXT,                      -- browser and system, such as "Firefox on Linux"
  project TEXT                          -- reaches this project alone; null: wherever the person is a member
) WITHOUT ROWID;
CREATE INDEX session_user ON session (user_id);

-- One-time links not used yet, as the library consumes them.
CREATE TABLE verification (
  id TEXT PRIMARY KEY,
  identifier TEXT NOT NULL,             -- magic-link: and the hash of the link's token
  value TEXT NOT NULL,                  -- JSON: whose link it is
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX verification_identifier ON verification (identifier);

-- Every one-time link of the last days: how far it reaches, and whether it was used.
CREATE TABLE link (
  hash TEXT PRIMARY KEY,
  user TEXT REFERENCES user (id),       -- null: a set-up link, for whoever becomes the first owner
  project TEXT,                         -- its session reaches this project alone; null: all of the person's
  expires_at INTEGER NOT NULL,
  used_at INTEGER                       -- used, or withdrawn with the membership
) WITHOUT ROWID;
CREATE INDEX link_user ON link (user);

-- Who belongs to a project.
CREATE TABLE member (
  id TEXT PRIMARY KEY,
  project TEXT NOT NULL REFERENCES project (id),
  user TEXT NOT NULL REFERENCES user (id),
  email TEXT NOT NULL,
  name TEXT,                            -- as the project knows them
  role TEXT NOT NULL,                   -- viewer | editor | owner
  created_at INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,   -- invited, has not signed in yet
  UNIQUE (project, user)
) WITHOUT ROWID;
CREATE INDEX member_user ON member (user);

-- An API token.
CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project TEXT REFERENCES project (id), -- null: the whole deployment
  name TEXT NOT NULL,
  scope TEXT NOT NULL,                  -- read | write
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,             -- a name, to be read
  maker TEXT,                           -- id of the user or token that made it; it falls with its maker
  expires_at INTEGER,                   -- null: never
  last_used_at INTEGER                  -- to the hour
) WITHOUT ROWID;
CREATE INDEX token_project ON token (project);
CREATE INDEX token_maker ON token (maker);

-- How often something was tried lately: keyed hashes of networks and addresses, never themselves.
CREATE TABLE attempt (
  bucket TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) WITHOUT ROWID;
