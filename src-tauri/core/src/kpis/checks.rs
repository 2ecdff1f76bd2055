//! Reconciliation: identities that must hold if the figures are to be believed, with what was
//! expected, what was found and the difference. They answer "why does it differ from the
//! Manager?" before it is asked.

mod rows;
mod words;

pub use rows::check_rows;

use super::kpi::Phrase;
use super::roster::Roster;
use crate::archive::WindowRecord;
use crate::reports::ProblemKind;
use std::collections::BTreeSet;

/// Answers with this many rows or more may have been cut at wolkvox's 60,000.
pub const NEAR_ROW_CAP: u64 = 59_000;

/// Share of rows from which an identity counts as holding but for single rows.
const NEARLY_ALL: f64 = 0.99;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It holds but for single rows (at most one in a hundred).
    Deviates,
    /// It does not hold.
    Fails,
    /// There is nothing to check it with.
    Unknown,
}

impl Verdict {
    /// Its name in JSON and in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Deviates => "deviates",
            Verdict::Fails => "fails",
            Verdict::Unknown => "unknown",
        }
    }
}

/// One check with its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Stable key.
    pub name: &'static str,
    /// Title.
    pub title: Phrase,
    /// What it compares, in a sentence.
    pub meaning: Phrase,
    /// What should be; `None` if unknown.
    pub expected: Option<f64>,
    /// What is.
    pub found: Option<f64>,
    /// Found minus expected.
    pub difference: Option<f64>,
    /// Rows or windows looked at.
    pub n: u64,
    /// How it ended.
    pub verdict: Verdict,
    /// What to look at: ids, windows; never names or phones.
    pub items: Vec<String>,
}

impl Check {
    fn new(name: &'static str, n: u64, expected: Option<f64>, found: Option<f64>) -> Check {
        let (title, meaning) = words::of(name);
        let difference = found.zip(expected).map(|(found, expected)| found - expected);
        let verdict = match difference {
            None => Verdict::Unknown,
            Some(difference) if difference.abs() < 0.5 => Verdict::Holds,
            Some(_) => Verdict::Fails,
        };
        Check { name, title, meaning, expected, found, difference, n, verdict, items: Vec::new() }
    }

    /// Of `n` rows, `good` are as they should be.
    fn share(name: &'static str, n: u64, good: u64) -> Check {
        if n == 0 {
            return Check::new(name, 0, None, None);
        }
        let mut check = Check::new(name, n, Some(n as f64), Some(good as f64));
        if check.verdict == Verdict::Fails && good as f64 / n as f64 >= NEARLY_ALL {
            check.verdict = Verdict::Deviates;
        }
        check
    }

    /// Nothing of this kind should be among `n` rows or windows.
    fn none_of(name: &'static str, n: u64, bad: u64) -> Check {
        if n == 0 {
            return Check::new(name, 0, None, None);
        }
        let mut check = Check::new(name, n, Some(0.0), Some(bad as f64));
        if bad > 0 && bad as f64 / n as f64 <= 1.0 - NEARLY_ALL {
            check.verdict = Verdict::Deviates;
        }
        check
    }

    fn about(mut self, items: Vec<String>) -> Check {
        self.items = items;
        self
    }
}

/// The checks on how the windows of a period arrived: as many rows as wolkvox said, and none near
/// the row cap.
pub fn check_windows(windows: &[WindowRecord]) -> Vec<Check> {
    let n = windows.len() as u64;
    let of_window = |w: &&WindowRecord| format!("{} – {}", w.window.from, w.window.to);
    let differ = |w: &&WindowRecord| w.problems.count(ProblemKind::CountDiffers) > 0;
    let near_cap = |w: &&WindowRecord| w.rows >= NEAR_ROW_CAP;
    let differing: Vec<String> = windows.iter().filter(differ).map(|w| of_window(&w)).collect();
    let near: Vec<String> = windows.iter().filter(near_cap).map(|w| of_window(&w)).collect();
    // One cut window ruins a month: no share of them is small enough to pass.
    let strict = |name, items: Vec<String>| {
        let mut check = Check::none_of(name, n, items.len() as u64);
        if check.verdict == Verdict::Deviates {
            check.verdict = Verdict::Fails;
        }
        check.about(items)
    };
    vec![strict("rows_received", differing), strict("row_cap", near)]
}

/// The roster's agents that no report of the period shows: a state is stored only when the next
/// one starts, so who stays in one state all day may be missing.
pub fn check_roster(roster: &Roster, seen: &BTreeSet<String>) -> Check {
    let active = roster.entries().iter().filter(|entry| entry.excluded().is_none());
    let ids: BTreeSet<&String> = active.map(|entry| &entry.agent_id).collect();
    let missing: Vec<String> =
        ids.iter().filter(|id| !seen.contains(**id)).map(|id| (*id).clone()).collect();
    Check::share("roster_seen", ids.len() as u64, (ids.len() - missing.len()) as u64).about(missing)
}
