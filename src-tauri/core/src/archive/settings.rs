//! What the user chose and made: settings, saved views, the log of exports.

use super::Archive;
use super::open::{all, first};
use super::text::{self, count, json, utc, utc_text};
use crate::{Code, Error, Result};
use chrono::{DateTime, Utc};
use rusqlite::params;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A saved view.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Number.
    pub id: i64,
    /// Name; unique, compared without case.
    pub name: String,
    /// Subject or dashboard, filters, sort, columns, charts: whatever its screen keeps.
    pub body: Value,
}

/// A workbook that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Where to.
    pub path: PathBuf,
    /// `internal` or `client`.
    pub edition: String,
    /// Reports, period, rows.
    pub facts: Value,
}

impl Archive {
    /// A setting; `None` if it was never set.
    pub fn setting(&self, key: &str) -> Result<Option<Value>> {
        let sql = "SELECT value FROM settings WHERE key = ?1";
        self.read(|ledger| {
            first(ledger, sql, [key], |row| text::from_json("a setting", &row.get::<_, String>(0)?))
        })
    }

    /// All settings that were set.
    pub fn settings(&self) -> Result<BTreeMap<String, Value>> {
        let found = self.read(|ledger| {
            all(ledger, "SELECT key, value FROM settings", [], |row| {
                Ok((row.get(0)?, text::from_json("a setting", &row.get::<_, String>(1)?)?))
            })
        })?;
        Ok(found.into_iter().collect())
    }

    /// Sets a setting; `None` forgets it.
    pub fn set_setting(&self, key: &str, value: Option<&Value>) -> Result<()> {
        self.write(|ledger| {
            match value {
                Some(value) => ledger.execute(
                    "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
                    (key, json(value)),
                )?,
                None => ledger.execute("DELETE FROM settings WHERE key = ?1", [key])?,
            };
            Ok(())
        })
    }

    /// The saved views, by name.
    pub fn views(&self) -> Result<Vec<View>> {
        self.read(|ledger| {
            all(ledger, "SELECT id, name, body FROM views ORDER BY name_key", [], |row| {
                let body = text::from_json("a view", &row.get::<_, String>(2)?)?;
                Ok(View { id: row.get(0)?, name: row.get(1)?, body })
            })
        })
    }

    /// Saves a view, replacing the one of the same name.
    pub fn save_view(&self, name: &str, body: &Value) -> Result<View> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::usage("name", "a view needs a name"));
        }
        let sql = "INSERT INTO views (name, name_key, body) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, \
                   body = excluded.body RETURNING id";
        let key = (name, name.to_lowercase(), json(body));
        let id = self.write(|ledger| Ok(ledger.query_row(sql, key, |row| row.get(0))?))?;
        Ok(View { id, name: name.to_owned(), body: body.clone() })
    }

    /// Gives a view another name; `NotFound` if there is none of that number.
    pub fn rename_view(&self, id: i64, name: &str) -> Result<View> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::usage("name", "a view needs a name"));
        }
        let sql = "UPDATE views SET name = ?2, name_key = ?3 WHERE id = ?1 RETURNING body";
        let key = (id, name, name.to_lowercase());
        let body = self.write(|ledger| {
            first(ledger, sql, key, |row| text::from_json("a view", &row.get::<_, String>(0)?))
        })?;
        let body = body.ok_or_else(|| no_view(id))?;
        Ok(View { id, name: name.to_owned(), body })
    }

    /// Removes a view; `NotFound` if there is none of that number.
    pub fn remove_view(&self, id: i64) -> Result<()> {
        let removed =
            self.write(|ledger| Ok(ledger.execute("DELETE FROM views WHERE id = ?1", [id])?))?;
        match removed {
            0 => Err(no_view(id)),
            _ => Ok(()),
        }
    }

    /// Notes an export.
    pub fn log_export(&self, entry: &ExportEntry) -> Result<()> {
        let path = entry.path.to_string_lossy();
        self.write(|ledger| {
            ledger.execute(
                "INSERT INTO exports (at, path, edition, facts) VALUES (?1, ?2, ?3, ?4)",
                params![utc_text(entry.at), path, entry.edition, json(&entry.facts)],
            )?;
            Ok(())
        })
    }

    /// The latest exports, newest first.
    pub fn exports(&self, limit: u64) -> Result<Vec<ExportEntry>> {
        let sql = "SELECT at, path, edition, facts FROM exports ORDER BY id DESC LIMIT ?1";
        self.read(|ledger| {
            all(ledger, sql, [count(limit)], |row| {
                Ok(ExportEntry {
                    at: utc(&row.get::<_, String>(0)?)?,
                    path: Path::new(&row.get::<_, String>(1)?).to_owned(),
                    edition: row.get(2)?,
                    facts: text::from_json("an export", &row.get::<_, String>(3)?)?,
                })
            })
        })
    }
}

fn no_view(id: i64) -> Error {
    Error::new(Code::NotFound, format!("no view {id}")).with("what", "view")
}
