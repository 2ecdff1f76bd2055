-- Layouts of workbooks under a name. `usual` marks the one that is taken unless another is chosen.
CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    usual INTEGER NOT NULL DEFAULT 0
) STRICT;
