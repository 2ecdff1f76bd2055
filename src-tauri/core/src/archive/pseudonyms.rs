//! The key by which an operation's people get other names in files for outsiders.

use super::{Archive, OperationId};
use crate::Result;

impl Archive {
    /// The operation's key, made when it is first asked for. It stays in the ledger's own facts,
    /// which no command hands out: with it, pseudonyms could be traced back.
    pub fn pseudonym_key(&self, operation: &OperationId) -> Result<String> {
        let name = format!("pseudonyms.{}", operation.0);
        self.write(|ledger| {
            // SQLite draws from the system's randomness.
            let make = "INSERT OR IGNORE INTO meta (key, value) VALUES (?1, hex(randomblob(32)))";
            ledger.execute(make, [&name])?;
            Ok(ledger
                .query_row("SELECT value FROM meta WHERE key = ?1", [&name], |row| row.get(0))?)
        })
    }
}
