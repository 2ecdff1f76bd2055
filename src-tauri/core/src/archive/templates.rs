//! Layouts of workbooks that the user keeps under a name.

use super::Archive;
use super::open::all;
use super::text::{self, json};
use crate::{Code, Error, Result};
use serde_json::Value;

/// A kept layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Number.
    pub id: i64,
    /// Name; unique, compared without case.
    pub name: String,
    /// The layout, as the API writes it.
    pub body: Value,
    /// Whether it is the one taken unless another is chosen; one at most.
    pub usual: bool,
}

impl Archive {
    /// The kept layouts, by name.
    pub fn templates(&self) -> Result<Vec<Template>> {
        let sql = "SELECT id, name, body, usual FROM templates ORDER BY name_key";
        self.read(|ledger| {
            all(ledger, sql, [], |row| {
                let body = text::from_json("a template", &row.get::<_, String>(2)?)?;
                Ok(Template { id: row.get(0)?, name: row.get(1)?, body, usual: row.get(3)? })
            })
        })
    }

    /// Keeps a layout, replacing the one of the same name.
    pub fn save_template(&self, name: &str, body: &Value) -> Result<Template> {
        let name = named(name)?;
        let sql = "INSERT INTO templates (name, name_key, body) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, \
                   body = excluded.body RETURNING id, usual";
        let key = (name, name.to_lowercase(), json(body));
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (id, usual) = self.write(|ledger| Ok(ledger.query_row(sql, key, row)?))?;
        Ok(Template { id, name: name.to_owned(), body: body.clone(), usual })
    }

    /// Gives a layout another name; `NotFound` if there is none of that number.
    pub fn rename_template(&self, id: i64, name: &str) -> Result<()> {
        let name = named(name)?;
        let sql = "UPDATE templates SET name = ?2, name_key = ?3 WHERE id = ?1";
        let changed =
            self.write(|ledger| Ok(ledger.execute(sql, (id, name, name.to_lowercase()))?))?;
        found(changed, id)
    }

    /// Removes a layout; `NotFound` if there is none of that number.
    pub fn remove_template(&self, id: i64) -> Result<()> {
        let sql = "DELETE FROM templates WHERE id = ?1";
        found(self.write(|ledger| Ok(ledger.execute(sql, [id])?))?, id)
    }

    /// Makes a layout the usual one; `None` makes none so. `NotFound` leaves all as it was.
    pub fn set_usual_template(&self, id: Option<i64>) -> Result<()> {
        self.write(|ledger| {
            ledger.execute("UPDATE templates SET usual = 0", [])?;
            let Some(id) = id else { return Ok(()) };
            // An error here takes the line above back too.
            found(ledger.execute("UPDATE templates SET usual = 1 WHERE id = ?1", [id])?, id)
        })
    }
}

fn named(name: &str) -> Result<&str> {
    match name.trim() {
        "" => Err(Error::usage("name", "a template needs a name")),
        name => Ok(name),
    }
}

fn found(changed: usize, id: i64) -> Result<()> {
    if changed > 0 {
        return Ok(());
    }
    Err(Error::new(Code::NotFound, format!("no template {id}")).with("what", "template"))
}
