//! What a row or an answer did not honour: counted and kept, never fatal to the other rows.

use std::collections::BTreeMap;

/// Kinds of problem. Each has a text per language under `problems.<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemKind {
    /// A value could not be read; its text is kept in `_unread`.
    Unreadable,
    /// A key that the report file does not know; kept in `_extra`.
    NewColumn,
    /// A documented key that no row of the answer had.
    MissingColumn,
    /// A key came twice in a row; the first was kept.
    RepeatedKey,
    /// A row's time lies outside its window.
    OutsideWindow,
    /// A row's time could not be read; it counts on its window's first day.
    NoTime,
    /// Text that was not valid Unicode; broken characters were replaced.
    BrokenText,
    /// The duration differs from end minus start; the duration is what is summed.
    DurationDiffers,
    /// The answer's own count and its rows differ.
    CountDiffers,
    /// Identical rows of neighbouring windows on their shared second, stored once.
    SharedSecond,
    /// A consolidated total row, set aside.
    TotalRow,
    /// Rows that share the natural key.
    RepeatedRow,
}

impl ProblemKind {
    /// All kinds with their names in catalogues, JSON and the ledger.
    pub const ALL: &[(ProblemKind, &str)] = &[
        (ProblemKind::Unreadable, "unreadable"),
        (ProblemKind::NewColumn, "new_column"),
        (ProblemKind::MissingColumn, "missing_column"),
        (ProblemKind::RepeatedKey, "repeated_key"),
        (ProblemKind::OutsideWindow, "outside_window"),
        (ProblemKind::NoTime, "no_time"),
        (ProblemKind::BrokenText, "broken_text"),
        (ProblemKind::DurationDiffers, "duration_differs"),
        (ProblemKind::CountDiffers, "count_differs"),
        (ProblemKind::SharedSecond, "shared_second"),
        (ProblemKind::TotalRow, "total_row"),
        (ProblemKind::RepeatedRow, "repeated_row"),
    ];

    /// Its name in catalogues, JSON and the ledger.
    pub fn name(self) -> &'static str {
        ProblemKind::ALL.iter().find(|(kind, _)| *kind == self).map_or("unreadable", |(_, n)| n)
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        ProblemKind::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
}

/// Problems of one answer: how often each happened, by kind and column (empty column: the row or
/// answer as a whole). Holds no values, because values may be persons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(BTreeMap<(ProblemKind, String), u64>);

impl Problems {
    /// Counts `times` more.
    pub fn add(&mut self, kind: ProblemKind, column: &str, times: u64) {
        if times == 0 {
            return;
        }
        match self.0.get_mut(&(kind, column.to_owned())) {
            Some(count) => *count += times,
            None => drop(self.0.insert((kind, column.to_owned()), times)),
        }
    }

    /// Counts all of `other` too.
    pub fn merge(&mut self, other: &Problems) {
        for ((kind, column), times) in &other.0 {
            self.add(*kind, column, *times);
        }
    }

    /// Kind, column, count; in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (ProblemKind, &str, u64)> {
        self.0.iter().map(|((kind, column), times)| (*kind, column.as_str(), *times))
    }

    /// How often that kind happened, over all columns.
    pub fn count(&self, kind: ProblemKind) -> u64 {
        self.iter().filter(|(k, ..)| *k == kind).map(|(.., times)| times).sum()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
