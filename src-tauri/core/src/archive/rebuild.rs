//! A new ledger from the segments alone, when the old one is lost or damaged.

use super::fault::at;
use super::footer::Footer;
use super::ledger::{self, Placed};
use super::lock::{self, WriterLock};
use super::open::{Limits, set_generation};
use super::{Archive, OperationId, Subject, home, operations, segment, stretch, takeover};
use crate::clock::Clock;
use crate::reports::Grain;
use crate::{Code, Result};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

/// What a new ledger was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Windows found in segments.
    pub windows: u64,
    /// Their rows.
    pub rows: u64,
    /// Segments whose footer cannot be read, under the names with which they were set aside.
    pub unreadable: Vec<PathBuf>,
    /// Segments that newer ones replaced.
    pub replaced: u64,
    /// The old ledger, if there was one.
    pub set_aside: Option<PathBuf>,
    /// Tables of the old ledger that could be taken over (settings, roster, views…).
    pub salvaged: Vec<String>,
}

/// Taken over from the old ledger as far as it can be read. Windows are not among them: they come
/// from the segments.
const SALVAGED: &[&str] = &[
    "operations",
    "quota",
    "density",
    "settings",
    "views",
    "templates",
    "exports",
    "roster",
    "state_classes",
    "names",
    "runs",
];

/// A segment found on disk.
struct Found {
    path: PathBuf,
    attempt: u64,
    footer: Footer,
}

impl Archive {
    /// Makes the ledger anew from the segments' footers. An existing ledger is set aside, never
    /// overwritten, and what can be read of its other tables is taken over. Windows without rows
    /// (empty, failed) are in no file: they count as never asked afterwards.
    ///
    /// Errors: `Busy`, also while any program has the archive open; `Disk`, `DiskFull`.
    pub fn rebuild(folder: &Path, clock: &dyn Clock, limits: Limits) -> Result<(Archive, Rebuilt)> {
        home::create_private(folder)?;
        let home = std::path::absolute(folder).map_err(at(folder))?;
        let lock = WriterLock::take(&home, limits.lock_wait)?;
        lock::refuse_in_use(&home)?;
        takeover::take_over(&home, clock.now(), &lock)?;
        let mut rebuilt = Rebuilt::default();
        let found = read_footers(&home, &mut rebuilt)?;
        rebuilt.set_aside = set_ledger_aside(&home, clock.now())?;
        let ledger = super::migrate::open_or_create(&home)?;
        let archive = Archive::over(home, ledger, limits)?;
        if let Some(old) = &rebuilt.set_aside {
            rebuilt.salvaged = archive.salvage(old);
        }
        archive.list_again(found, &mut rebuilt)?;
        drop(lock);
        Ok((archive, rebuilt))
    }

    /// Copies whole tables of an old ledger, leaving out what cannot be read.
    fn salvage(&self, old: &Path) -> Vec<String> {
        let path = self.home().join(home::LEDGER);
        let Ok(ledger) = super::migrate::connect(&path) else { return Vec::new() };
        let attached = ledger.execute("ATTACH ?1 AS old", [old.to_string_lossy()]).is_ok();
        let copied = |table: &&&str| {
            let sql = format!("INSERT OR IGNORE INTO main.{table} SELECT * FROM old.{table}");
            attached && ledger.execute(&sql, []).is_ok()
        };
        SALVAGED.iter().filter(copied).map(|table| (*table).to_owned()).collect()
    }

    fn list_again(&self, found: Vec<Found>, rebuilt: &mut Rebuilt) -> Result<()> {
        let last = found.iter().map(|found| found.attempt).max().unwrap_or(0);
        let mut subjects: BTreeMap<Subject, Vec<Found>> = BTreeMap::new();
        for found in found {
            subjects.entry(found.footer.subject.clone()).or_default().push(found);
        }
        self.write(|ledger| {
            for (subject, found) in subjects {
                let all = found.len();
                let newest = newest(found);
                rebuilt.replaced += (all - newest.len()) as u64;
                self.know_operation(ledger, &subject.operation, &newest)?;
                for found in &newest {
                    rebuilt.windows += 1;
                    rebuilt.rows += found.footer.rows;
                    list(ledger, self.home(), found)?;
                }
            }
            set_generation(ledger, last + 1)
        })
    }

    /// The operation as its latest segment knew it, unless the old ledger still told.
    fn know_operation(&self, ledger: &Connection, id: &OperationId, found: &[Found]) -> Result<()> {
        let sql = "SELECT 1 FROM operations WHERE id = ?1";
        let known = super::open::first(ledger, sql, [&id.0], |_| Ok(()))?;
        let latest = found.iter().max_by_key(|found| found.footer.facts.fetched);
        let (None, Some(latest)) = (known, latest) else { return Ok(()) };
        let mut operation = latest.footer.operation.clone();
        if operations::put(ledger, &operation).is_err() {
            // Two operations had the same name at different times.
            operation.name = format!("{} ({})", operation.name, id.0);
            operations::put(ledger, &operation)?;
        }
        Ok(())
    }
}

fn read_footers(home: &Path, rebuilt: &mut Rebuilt) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in home::files_below(&home.join(home::SEGMENTS))? {
        if !home::ends(&path, home::SEGMENT) {
            continue;
        }
        match Footer::read(&path) {
            Ok(footer) => found.push(Found { attempt: home::attempt(&path), path, footer }),
            Err(cause) if cause.code() == Code::ArchiveDamaged => {
                let aside = home::set_aside(&path)?;
                rebuilt.unreadable.push(aside);
            }
            Err(cause) => return Err(cause),
        }
    }
    Ok(found)
}

/// Renames the ledger and its log; `None` if there was no ledger.
fn set_ledger_aside(home: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    let stamp = now.format("%Y%m%d%H%M%S");
    let name = |n: u32| home.join(format!("ledger-damaged-{stamp}-{n}.sqlite"));
    let aside = (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0));
    let there = home.join(home::LEDGER).exists();
    for ending in ["-wal", "-shm", ""] {
        let from = home.join(format!("{}{ending}", home::LEDGER));
        let mut to = aside.as_os_str().to_owned();
        to.push(ending);
        match std::fs::rename(&from, to) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(at(&from)(cause));
            }
            _ => {}
        }
    }
    home::sync_folder(home)?;
    Ok(there.then_some(aside))
}

/// What counted last, by doing the commits again: the files of one attempt came in one swap, and
/// replace the older ones that they cover. A swap that covers an older window in part was cut off
/// before its last file had its name, so it never counted.
fn newest(found: Vec<Found>) -> Vec<Found> {
    let mut swaps: BTreeMap<u64, Vec<Found>> = BTreeMap::new();
    for found in found {
        swaps.entry(found.attempt).or_default().push(found);
    }
    let mut held: Vec<Found> = Vec::new();
    for swap in swaps.into_values() {
        let exact = swap.iter().any(|new| new.footer.grain == Grain::Exact);
        let windows: Vec<_> = swap.iter().map(|new| new.footer.window).collect();
        let goes: BTreeSet<PathBuf> = held
            .iter()
            .filter(|old| match exact {
                true => windows.contains(&old.footer.window),
                false => windows.iter().any(|window| window.overlaps(&old.footer.window)),
            })
            .map(|old| old.path.clone())
            .collect();
        let whole = held
            .iter()
            .filter(|old| goes.contains(&old.path))
            .all(|old| stretch::minus(old.footer.window, &windows).is_empty());
        if whole {
            held.retain(|old| !goes.contains(&old.path));
            held.extend(swap);
        }
    }
    held
}

fn list(ledger: &Connection, home: &Path, found: &Found) -> Result<()> {
    let footer = &found.footer;
    let file = File::open(&found.path).map_err(at(&found.path))?;
    let (bytes, hash) = segment::hash(&file).map_err(at(&found.path))?;
    let file = Placed { path: home::relative(home, &found.path), bytes, hash };
    let number = ledger::subject_number(ledger, &footer.subject, footer.grain)?;
    ledger::insert_segment(ledger, number, footer, &file)
}
