//! Names of ids, as `information.php` lists them: so that users pick names, not ids.

use super::open::{all, first};
use super::text::{utc, utc_text};
use super::{Archive, OperationId};
use crate::Result;
use crate::reports::Picker;
use chrono::{DateTime, Utc};
use rusqlite::params;

fn list_name(list: Picker) -> &'static str {
    match list {
        Picker::Agents => "agents",
        Picker::Campaigns => "campaigns",
        Picker::Skills => "skills",
        Picker::RoutingPoints => "routing_points",
        Picker::ActivityCodes => "activity_codes",
    }
}

impl Archive {
    /// Replaces a list of (id, name) by the one just read.
    pub fn put_names(
        &self,
        operation: &OperationId,
        list: Picker,
        names: &[(String, String)],
        read_at: DateTime<Utc>,
    ) -> Result<()> {
        let (list, read_at) = (list_name(list), utc_text(read_at));
        self.write(|ledger| {
            let sql = "DELETE FROM names WHERE operation = ?1 AND list = ?2";
            ledger.execute(sql, (&operation.0, list))?;
            let sql = "INSERT OR REPLACE INTO names (operation, list, id, name, read_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5)";
            for (id, name) in names {
                ledger.execute(sql, params![operation.0, list, id, name, read_at])?;
            }
            Ok(())
        })
    }

    /// The list, by name; empty if it was never read.
    pub fn names(&self, operation: &OperationId, list: Picker) -> Result<Vec<(String, String)>> {
        let sql = "SELECT id, name FROM names WHERE operation = ?1 AND list = ?2 \
                   ORDER BY name, id";
        self.read(|ledger| {
            all(ledger, sql, (&operation.0, list_name(list)), |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }

    /// When the list was read; `None` if never, or if it was empty.
    pub fn names_read(
        &self,
        operation: &OperationId,
        list: Picker,
    ) -> Result<Option<DateTime<Utc>>> {
        let sql = "SELECT read_at FROM names WHERE operation = ?1 AND list = ?2 LIMIT 1";
        self.read(|ledger| {
            first(
                ledger,
                sql,
                (&operation.0, list_name(list)),
                |row| utc(&row.get::<_, String>(0)?),
            )
        })
    }
}
