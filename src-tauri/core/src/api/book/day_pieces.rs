//! The pieces of a bar chart over the hours: stacked series, each of one class of states, that give
//! every agent's states in their order.
//!
//! A series has one colour, so the series go round: space, then every class in turn. A bar takes
//! the next series of its next piece's class, and leaves blank what lies between.

use super::day_page::Bar;
use super::said::Said;
use crate::export::Piece;
use crate::kpis::StateClass;

/// Seconds to which pieces are told, the finest that gives few enough series.
const SLOTS: [i64; 3] = [900, 1800, 3600];
/// Excel takes 255 series.
const SERIES: usize = 160;
/// The round that only fills the legend, before all others, and its mirror image after them:
/// LibreOffice counts the entries of such a legend from the end.
const LEGEND: usize = 0;
const MIRROR: usize = usize::MAX;
/// Seconds of an hour.
const HOUR: i64 = 3600;

/// A series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Series {
    round: usize,
    /// `None` is space.
    class: Option<StateClass>,
}

/// All bars in pieces.
pub(super) struct Pieces {
    /// Seconds to which they are told.
    pub(super) slot: i64,
    /// The series, in order.
    pub(super) columns: Vec<Series>,
    /// Per bar, seconds by series.
    pub(super) rows: Vec<Vec<Option<i64>>>,
    /// First and last second that the hours reach.
    pub(super) ends: (f64, f64),
}

impl Series {
    /// What the chart makes of it.
    pub(super) fn piece(self, said: Said<'_>) -> Piece {
        let space = Piece { name: None, listed: false, fill: 0 };
        self.class.map_or(space, |class| piece_of(class, said, self.round == LEGEND))
    }

    /// The header of its column.
    pub(super) fn header(self, said: Said<'_>) -> String {
        let what = self.piece(said).name.unwrap_or_else(|| said.word("space"));
        match self.round {
            LEGEND | MIRROR => what,
            round => format!("{what} {}", round),
        }
    }
}

/// A class of states as every chart shows it.
pub(super) fn piece_of(class: StateClass, said: Said<'_>, listed: bool) -> Piece {
    let name = said.word(&format!("class_{}", class.name()));
    let fill = StateClass::ALL.iter().position(|(known, _)| *known == class);
    Piece { name: Some(name), listed, fill: fill.unwrap_or_default() }
}

/// Cuts bars into pieces of the class that covers most of each slot.
pub(super) fn pieces_of(bars: &[Bar]) -> Pieces {
    let cut = |slot: i64| in_series(slot, bars.iter().map(|bar| runs(bar, slot)).collect());
    let fits = |pieces: &Pieces| pieces.columns.len() <= SERIES;
    let finest = SLOTS.into_iter().map(cut).find(fits);
    finest.unwrap_or_else(|| cut(4 * HOUR))
}

/// `(from, to, class)` of a bar, slot by slot, equals joined; ends with the last worked slot.
fn runs(bar: &Bar, slot: i64) -> Vec<(i64, i64, Option<StateClass>)> {
    let slots = (24 * HOUR / slot) as usize;
    let mut covers = vec![std::collections::BTreeMap::<StateClass, i64>::new(); slots];
    for (from, to, class) in &bar.spans {
        let Some(class) = class else { continue };
        for at in from / slot..=(to - 1).max(*from) / slot {
            let cover = (*to).min((at + 1) * slot) - (*from).max(at * slot);
            if let Some(covers) = covers.get_mut(at as usize) {
                *covers.entry(*class).or_default() += cover;
            }
        }
    }
    let mut runs: Vec<(i64, i64, Option<StateClass>)> = Vec::new();
    for (at, covers) in (0..).zip(&covers) {
        let worked: i64 = covers.values().sum();
        let most = covers.iter().max_by_key(|(_, cover)| **cover).map(|(class, _)| *class);
        let class = most.filter(|_| worked * 2 >= slot);
        match runs.last_mut() {
            Some(last) if last.2 == class => last.1 = (at + 1) * slot,
            _ => runs.push((at * slot, (at + 1) * slot, class)),
        }
    }
    if runs.last().is_some_and(|last| last.2.is_none()) {
        runs.pop();
    }
    runs
}

fn in_series(slot: i64, bars: Vec<Vec<(i64, i64, Option<StateClass>)>>) -> Pieces {
    let placed: Vec<Vec<(Series, i64)>> = bars.iter().map(|runs| placed(runs)).collect();
    let mut columns: Vec<Series> = placed.iter().flatten().map(|(series, _)| *series).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut classes: Vec<_> = columns.iter().filter_map(|series| series.class).collect();
    classes.sort_unstable();
    classes.dedup();
    let of = |round| move |class: &StateClass| Series { round, class: Some(*class) };
    columns.splice(0..0, classes.iter().map(of(LEGEND)));
    columns.extend(classes.iter().rev().map(of(MIRROR)));
    let row = |of: &Vec<(Series, i64)>| {
        let value = |column| of.iter().find(|(series, _)| series == column).map(|(_, v)| *v);
        columns.iter().map(value).collect()
    };
    let rows = placed.iter().map(row).collect();
    let worked = || bars.iter().flatten().filter(|run| run.2.is_some());
    let first = worked().map(|run| run.0).min().unwrap_or(0) / HOUR * HOUR;
    let last = (worked().map(|run| run.1).max().unwrap_or(24 * HOUR) + HOUR - 1) / HOUR * HOUR;
    Pieces { slot, columns, rows, ends: (first as f64, last as f64) }
}

/// Gives every run the next series of its class.
fn placed(runs: &[(i64, i64, Option<StateClass>)]) -> Vec<(Series, i64)> {
    let mut placed: Vec<(Series, i64)> = Vec::new();
    for (from, to, class) in runs {
        let round = match placed.last() {
            Some((last, _)) if *class <= last.class => last.round + 1,
            Some((last, _)) => last.round,
            None => LEGEND + 1,
        };
        placed.push((Series { round, class: *class }, to - from));
    }
    placed
}
