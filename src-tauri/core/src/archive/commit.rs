//! New windows for old, wholly or not at all.
//!
//! Order of a commit: rows are staged and lasting before it begins. Then, under the writer lock,
//! files get their names, their folder is made lasting, and one ledger transaction removes the old
//! lines and adds the new ones. Killed before that transaction, the old windows stand and the new
//! files are swept; after it, the new ones stand and the old files are swept.

use super::fault::internal;
use super::ledger::{self, Line, Placed};
use super::lock::WriterLock;
use super::open::{generation, set_generation};
use super::segment::{Facts, Staged};
use super::{Archive, Subject, WindowState, failures, home, pins, shared, stretch};
use crate::reports::{Grain, Problems};
use crate::time::Window;
use crate::{Code, Result};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// New windows of one subject that replace the old ones they cover.
#[derive(Debug)]
pub struct Swap {
    /// The subject.
    pub subject: Subject,
    /// Its report's grain: `exact` windows replace only their equal, others all that they cover.
    pub grain: Grain,
    /// The windows; they must not overlap one another.
    pub windows: Vec<NewWindow>,
}

/// A window that was read with success.
#[derive(Debug)]
pub struct NewWindow {
    pub(super) window: Window,
    pub(super) facts: Facts,
    pub(super) staged: Option<Staged>,
}

impl NewWindow {
    /// A window without rows.
    pub fn empty(window: Window, fetched: DateTime<Utc>, closed: bool, doubtful: bool) -> Self {
        let facts = Facts {
            state: WindowState::Empty,
            closed,
            doubtful,
            fetched,
            reason: String::new(),
            problems: Problems::default(),
        };
        NewWindow { window, facts, staged: None }
    }

    /// The window.
    pub fn window(&self) -> Window {
        self.window
    }

    /// What is known about it.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Its rows.
    pub fn rows(&self) -> u64 {
        self.staged.as_ref().map_or(0, Staged::rows)
    }
}

impl From<Staged> for NewWindow {
    /// A window with the rows of a segment. A held one without rows counts as empty, a partial one
    /// stays partial.
    fn from(staged: Staged) -> Self {
        let (window, mut facts) = (staged.footer.window, staged.footer.facts.clone());
        if staged.rows() > 0 {
            return NewWindow { window, facts, staged: Some(staged) };
        }
        if facts.state == WindowState::Held {
            facts.state = WindowState::Empty;
        }
        NewWindow { window, facts, staged: None }
    }
}

impl Archive {
    /// Puts new windows in the place of the old ones that they cover, in one step, and returns the
    /// new generation. Old windows must be covered whole (widen a re-read to their borders);
    /// failed ones shrink to what stays uncovered.
    ///
    /// Errors: `Busy`, `Disk`, `DiskFull`: nothing changed, staged rows are gone. `Internal` if
    /// the new windows overlap or would cover an old one in part.
    pub fn commit(&self, swap: Swap) -> Result<u64> {
        check(&swap)?;
        let lock = self.writer_lock()?;
        let (next, old) =
            self.read(|ledger| Ok((generation(ledger)? + 1, self.lines_replaced(ledger, &swap)?)))?;
        let mut change = Change { swap, old };
        if change.swap.grain == Grain::Event {
            shared::settle(self, &mut change)?;
        }
        self.carry_out(change, next)?;
        // The new windows stand; what cannot be swept now is swept later.
        drop(self.inner.sweep_retired(&lock));
        Ok(next)
    }

    /// The lines that go: those covered, all of them for the failed ones.
    fn lines_replaced(&self, ledger: &Connection, swap: &Swap) -> Result<Vec<Line>> {
        let new: Vec<_> = swap.windows.iter().map(|new| new.window).collect();
        let mut old = Vec::new();
        let mut seen = BTreeSet::new();
        for window in &new {
            for line in ledger::lines_in(ledger, self.home(), &swap.subject, *window)? {
                let goes = swap.grain != Grain::Exact || line.record.window == *window;
                if goes && seen.insert(line.record.id) {
                    old.push(line);
                }
            }
        }
        for line in old.iter().filter(|line| line.record.state != WindowState::Failed) {
            if !stretch::minus(line.record.window, &new).is_empty() {
                return Err(internal(format!("window {} is covered in part", line.record.id)));
            }
        }
        Ok(old)
    }

    fn carry_out(&self, change: Change, next: u64) -> Result<()> {
        let mut files = NewFiles::default();
        let Change { swap, old } = change;
        let new: Vec<_> = swap.windows.iter().map(|new| new.window).collect();
        let mut lines = Vec::new();
        for window in swap.windows {
            let placed = match window.staged {
                Some(staged) => Some(files.place(self, staged, next)?),
                None => None,
            };
            lines.push((window.window, window.facts, placed));
        }
        files.make_lasting()?;
        let written = self.write(|ledger| {
            let subject = ledger::subject_number(ledger, &swap.subject, swap.grain)?;
            for line in &old {
                ledger::delete_line(ledger, line.record.id)?;
                if let Some(path) = &line.path {
                    pins::retire(ledger, path, next)?;
                }
                failures::keep_remainder(ledger, subject, &line.record, &new)?;
            }
            for (window, facts, placed) in &lines {
                match placed {
                    Some((footer, file)) => {
                        ledger::insert_segment(ledger, subject, footer, file)?;
                    }
                    None => ledger::insert_bare(ledger, subject, *window, facts)?,
                }
            }
            set_generation(ledger, next)
        });
        files.settle(&written);
        written
    }
}

/// A swap with the lines that it removes.
pub(super) struct Change {
    pub(super) swap: Swap,
    pub(super) old: Vec<Line>,
}

fn check(swap: &Swap) -> Result<()> {
    let mut windows: Vec<_> = swap.windows.iter().map(|new| new.window).collect();
    windows.sort();
    if windows.is_empty() || windows.windows(2).any(|pair| pair[0].overlaps(&pair[1])) {
        return Err(internal("new windows must not overlap"));
    }
    for new in &swap.windows {
        let own = new.staged.as_ref().is_none_or(|staged| {
            staged.footer.subject == swap.subject && staged.footer.grain == swap.grain
        });
        let kept = new.facts.state != WindowState::Failed;
        if !own || !kept || (new.facts.closed && new.facts.doubtful) {
            return Err(internal("a window that cannot be committed"));
        }
    }
    Ok(())
}

/// Files with their final names that the ledger does not list yet.
#[derive(Default)]
struct NewFiles {
    paths: Vec<PathBuf>,
    settled: bool,
}

impl NewFiles {
    fn place(
        &mut self,
        archive: &Archive,
        staged: Staged,
        attempt: u64,
    ) -> Result<(super::footer::Footer, Placed)> {
        let footer = staged.footer.clone();
        let (bytes, hash) = (staged.bytes, staged.hash.clone());
        let path = staged.place(archive.home(), attempt)?;
        let file = Placed { path: home::relative(archive.home(), &path), bytes, hash };
        self.paths.push(path);
        Ok((footer, file))
    }

    fn make_lasting(&self) -> Result<()> {
        let folders: BTreeSet<_> = self.paths.iter().filter_map(|path| path.parent()).collect();
        folders.into_iter().try_for_each(home::sync_folder)
    }

    /// Whether the files stay. After a failing disk it is unknown what of the transaction it
    /// kept: then they stay too, and are swept if the ledger does not list them.
    fn settle(&mut self, written: &Result<()>) {
        self.settled = match written {
            Ok(()) => true,
            Err(cause) => cause.code() == Code::Disk,
        };
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        if !self.settled {
            for path in &self.paths {
                drop(home::remove(path));
            }
        }
    }
}

impl Archive {
    /// Proof for callers inside that the writer lock is theirs.
    pub(super) fn bump(&self, ledger: &Connection, _lock: &WriterLock) -> Result<u64> {
        let next = generation(ledger)? + 1;
        set_generation(ledger, next)?;
        Ok(next)
    }
}
