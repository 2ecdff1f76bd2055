-- A ledger as version 1 wrote it: its tables and a line in each. Never edited.

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

INSERT INTO meta VALUES ('made_by', '0.1.0'), ('generation', '7');
INSERT INTO operations VALUES
    ('k3xw90aa2b1c', 'Ventas', 'ventas', 'wolkvox', '0015', NULL, NULL, NULL, 'America/Bogota');
INSERT INTO subjects VALUES (1, 'k3xw90aa2b1c', 'agent_2', '{"agent_id":"1001"}', 'event', 1);
INSERT INTO windows VALUES
    (1, 1, '2026-03-01T00:00:00', '2026-03-01T23:59:59', 'held', 1, 0, '2026-03-20T17:00:00Z', 12,
     '', '', '[["unreadable","time",2]]', 'archive/operation=k3xw90aa2b1c/report=agent_2/subject=0123456789abcdef/20260301000000_20260301235959_7.parquet',
     1234, '2026-03-01T08:00:00', '2026-03-01T18:30:00', 1, 'c0ffee'),
    (2, 1, '2026-03-02T00:00:00', '2026-03-02T23:59:59', 'empty', 1, 0, '2026-03-20T17:00:00Z', 0,
     '', 'NET-5', '[]', NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 1, '2026-03-03T00:00:00', '2026-03-03T23:59:59', 'failed', 0, 0, '2026-03-20T17:00:00Z', 0,
     'NET-CUT', '', '[]', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO retired VALUES ('archive/gone.parquet', 6);
INSERT INTO quota VALUES ('k3xw90aa2b1c', '2026-03-01', 5, 1000, 900, '2026-03-01T12:00:00Z', 3);
INSERT INTO density VALUES ('k3xw90aa2b1c', 'agent_2', '{"agent_id":"1001"}', 0.25);
INSERT INTO settings VALUES ('language', '"es"');
INSERT INTO views VALUES (1, 'Lunes', 'lunes', '{"filters":[]}');
INSERT INTO exports VALUES (1, '2026-03-20T17:00:00Z', '/tmp/Ventas.xlsx', 'client', '{}');
INSERT INTO roster VALUES ('k3xw90aa2b1c', '1001', 'Ana', '["ana_p"]', 'Norte', '2026-03-10', NULL);
INSERT INTO state_classes VALUES ('k3xw90aa2b1c', 'almuerzo', 'meal', 'aux2');
INSERT INTO names VALUES ('k3xw90aa2b1c', 'agents', '1001', 'Ana', '2026-03-20T17:00:00Z');
INSERT INTO runs VALUES
    (1, 'k3xw90aa2b1c', '2026-03-20T17:00:00Z', '2026-03-20T17:01:00Z', 'done', '{}');
PRAGMA user_version = 1;
