//! Failed attempts. They are remembered, and never take the place of anything that is held.

use super::ledger::{self, Line};
use super::segment::{Facts, whole_seconds};
use super::{Archive, Subject, WindowRecord, WindowState, stretch};
use crate::reports::{Grain, Problems};
use crate::time::Window;
use crate::{Code, Result};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

impl Archive {
    /// Remembers that `window` was asked without success, and why. Where something is held, empty
    /// or partial, that stays as it is and gets `last_failure`; only the rest becomes failed.
    pub fn fail(
        &self,
        subject: &Subject,
        grain: Grain,
        window: Window,
        reason: Code,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let _lock = self.writer_lock()?;
        self.write(|ledger| {
            let mut lines = ledger::lines_in(ledger, self.home(), subject, window)?;
            if grain == Grain::Exact {
                lines.retain(|line| line.record.window == window);
            }
            let number = ledger::subject_number(ledger, subject, grain)?;
            let (failed, better): (Vec<Line>, Vec<Line>) =
                lines.into_iter().partition(|line| line.record.state == WindowState::Failed);
            for line in &failed {
                ledger::delete_line(ledger, line.record.id)?;
                keep_remainder(ledger, number, &line.record, &[window])?;
            }
            for line in &better {
                note(ledger, line.record.id, reason)?;
            }
            let kept: Vec<_> = better.iter().map(|line| line.record.window).collect();
            for gap in stretch::minus(window, &kept) {
                ledger::insert_bare(ledger, number, gap, &failure(reason.as_str(), at))?;
            }
            Ok(())
        })
    }
}

/// The facts of a failed window.
pub(super) fn failure(reason: &str, at: DateTime<Utc>) -> Facts {
    Facts {
        state: WindowState::Failed,
        closed: false,
        doubtful: false,
        fetched: whole_seconds(at),
        reason: reason.to_owned(),
        problems: Problems::default(),
    }
}

fn note(ledger: &Connection, id: i64, reason: Code) -> Result<()> {
    let sql = "UPDATE windows SET last_failure = ?2 WHERE id = ?1";
    ledger.execute(sql, params![id, reason.as_str()])?;
    Ok(())
}

/// A failed window that was removed stays failed where the new ones do not reach.
pub(super) fn keep_remainder(
    ledger: &Connection,
    subject: i64,
    old: &WindowRecord,
    new: &[Window],
) -> Result<()> {
    if old.state == WindowState::Failed {
        for rest in stretch::minus(old.window, new) {
            ledger::insert_bare(ledger, subject, rest, &failure(&old.reason, old.fetched))?;
        }
    }
    Ok(())
}
