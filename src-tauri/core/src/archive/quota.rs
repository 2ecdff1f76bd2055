//! The day's calls: counted by us before each call, corrected by what wolkvox tells.

use super::open::first;
use super::text::{count, counted, utc, utc_text};
use super::{Archive, OperationId};
use crate::Result;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;

/// The calls of one day of the operation's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Calls that this archive counted.
    pub calls: u64,
    /// The day's limit, as last told by wolkvox, if it ever told one.
    pub limit: Option<u64>,
    /// What wolkvox last said is left today.
    pub told_left: Option<u64>,
    /// When it said so.
    pub told_at: Option<DateTime<Utc>>,
    /// Calls counted since it said so.
    pub calls_since: u64,
}

impl Quota {
    /// Calls left today, as far as known: what wolkvox said less our calls since; else the limit
    /// less our calls. Other programs with the same token count only in the first.
    pub fn left(&self) -> Option<u64> {
        match (self.told_left, self.limit) {
            (Some(left), _) => Some(left.saturating_sub(self.calls_since)),
            (None, Some(limit)) => Some(limit.saturating_sub(self.calls)),
            (None, None) => None,
        }
    }
}

impl Archive {
    /// Counts a call that is about to be made, and returns the day's number of it. `day` is today
    /// in the operation's zone: the count begins anew at its midnight.
    pub fn count_call(&self, operation: &OperationId, day: NaiveDate) -> Result<u64> {
        self.write(|ledger| {
            let sql = "INSERT INTO quota (operation, day, calls) VALUES (?1, ?2, 1) \
                       ON CONFLICT (operation, day) DO UPDATE SET calls = calls + 1 \
                       RETURNING calls";
            let calls = ledger
                .query_row(sql, (&operation.0, day.to_string()), |row| row.get::<_, i64>(0))?;
            counted(calls)
        })
    }

    /// Keeps what wolkvox told about the day: its limit and what is left of it.
    pub fn tell_quota(
        &self,
        operation: &OperationId,
        day: NaiveDate,
        limit: Option<u64>,
        left: Option<u64>,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let sql = "INSERT INTO quota (operation, day, told_limit, told_left, told_at) \
                   VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (operation, day) DO UPDATE SET \
                   told_limit = coalesce(excluded.told_limit, told_limit), \
                   told_left = excluded.told_left, told_at = excluded.told_at, \
                   calls_when_told = calls";
        let (limit, left) = (limit.map(count), left.map(count));
        self.write(|ledger| {
            let day = day.to_string();
            ledger.execute(sql, params![operation.0, day, limit, left, utc_text(at)])?;
            Ok(())
        })
    }

    /// The quota of that day. A day without calls has none counted, and the limit last told.
    pub fn quota(&self, operation: &OperationId, day: NaiveDate) -> Result<Quota> {
        let key = (&operation.0, &day.to_string());
        let (limit, today) = self.read(|ledger| {
            let sql = "SELECT told_limit FROM quota WHERE operation = ?1 AND day <= ?2 \
                       AND told_limit IS NOT NULL ORDER BY day DESC LIMIT 1";
            let limit = first(ledger, sql, [&key.0, &key.1], |row| counted(row.get(0)?))?;
            let sql = "SELECT calls, told_left, told_at, calls_when_told FROM quota \
                       WHERE operation = ?1 AND day = ?2";
            let today = first(ledger, sql, [&key.0, &key.1], |row| {
                let told = row.get::<_, Option<String>>(2)?;
                let left = row.get::<_, Option<i64>>(1)?.map(counted).transpose()?;
                Ok((counted(row.get(0)?)?, left, told, counted(row.get(3)?)?))
            })?;
            Ok((limit, today))
        })?;
        let Some((calls, told_left, told_at, when_told)) = today else {
            return Ok(Quota { limit, ..Quota::default() });
        };
        let told_at = told_at.as_deref().map(utc).transpose()?;
        let calls_since = calls.saturating_sub(when_told);
        Ok(Quota { calls, limit, told_left, told_at, calls_since })
    }
}
