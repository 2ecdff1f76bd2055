-- Ledger, version 1. Never edited once released: changes go to 2.sql and onwards.
-- Moments of the operation's wall clock are 'YYYY-MM-DDTHH:MM:SS', those of UTC end in 'Z',
-- days are 'YYYY-MM-DD', lists and objects are JSON.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- No tokens here, ever. `name_key` is the name in lower case; null once the operation was removed
-- with its archive kept, so that the name is free again.
CREATE TABLE operations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT UNIQUE,
    place TEXT NOT NULL CHECK (place IN ('wolkvox', 'loopback', 'sample')),
    code TEXT,
    port INTEGER,
    seed INTEGER,
    anchor TEXT,
    zone TEXT NOT NULL
) STRICT;

CREATE TABLE subjects (
    id INTEGER PRIMARY KEY,
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    report TEXT NOT NULL,
    params TEXT NOT NULL,
    grain TEXT NOT NULL,
    ever_rows INTEGER NOT NULL DEFAULT 0,
    UNIQUE (operation, report, params)
) STRICT;

CREATE TABLE windows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject INTEGER NOT NULL REFERENCES subjects ON DELETE CASCADE,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL CHECK (starts <= ends),
    state TEXT NOT NULL CHECK (state IN ('held', 'empty', 'partial', 'failed')),
    closed INTEGER NOT NULL,
    doubtful INTEGER NOT NULL,
    fetched TEXT NOT NULL,
    rows INTEGER NOT NULL,
    reason TEXT NOT NULL,
    last_failure TEXT NOT NULL DEFAULT '',
    problems TEXT NOT NULL,
    path TEXT UNIQUE,
    bytes INTEGER,
    span_from TEXT,
    span_to TEXT,
    version INTEGER,
    hash TEXT,
    CHECK ((path IS NULL) = (rows = 0)),
    CHECK ((path IS NULL) = (hash IS NULL))
) STRICT;
CREATE INDEX windows_by_time ON windows (subject, starts);

-- Files that the ledger no longer lists, kept while a reader may still use them.
CREATE TABLE retired (
    path TEXT PRIMARY KEY,
    generation INTEGER NOT NULL
) STRICT;

CREATE TABLE quota (
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    day TEXT NOT NULL,
    calls INTEGER NOT NULL DEFAULT 0,
    told_limit INTEGER,
    told_left INTEGER,
    told_at TEXT,
    calls_when_told INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (operation, day)
) STRICT;

CREATE TABLE density (
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    report TEXT NOT NULL,
    params TEXT NOT NULL,
    rows_per_second REAL NOT NULL,
    PRIMARY KEY (operation, report, params)
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE views (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE exports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    path TEXT NOT NULL,
    edition TEXT NOT NULL,
    facts TEXT NOT NULL
) STRICT;

CREATE TABLE roster (
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    agent TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    team TEXT NOT NULL,
    excluded_from TEXT,
    excluded_to TEXT,
    PRIMARY KEY (operation, agent)
) STRICT;

CREATE TABLE state_classes (
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    state TEXT NOT NULL,
    class TEXT NOT NULL,
    color TEXT,
    PRIMARY KEY (operation, state)
) STRICT;

CREATE TABLE names (
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (operation, list, id)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation TEXT NOT NULL REFERENCES operations ON DELETE CASCADE,
    started TEXT NOT NULL,
    finished TEXT,
    outcome TEXT NOT NULL DEFAULT '',
    diagnosis TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_operation ON runs (operation, id);
