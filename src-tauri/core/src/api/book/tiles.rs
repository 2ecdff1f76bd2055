//! The figures of the first sheet: now, in the previous equal period, and what changed in words.

use super::said::Said;
use crate::export::{KpiLine, Unit};
use crate::kpis::{self, Better, Figure, Kpi};
use serde_json::Value;
use std::collections::BTreeMap;

/// Changes below this share of the former value are none.
const NOTHING: f64 = 0.0005;
/// The fewest cases on which a change is worth a sentence.
const ENOUGH: u64 = kpis::FEW;

/// A figure with all that its tile says.
pub(super) struct Tile<'a> {
    pub(super) said: Said<'a>,
    /// Title and code of the report.
    pub(super) report: (&'a str, &'a str),
    pub(super) kpi: &'static Kpi,
    pub(super) now: &'a Figure,
    pub(super) before: Option<&'a Figure>,
    /// Days of the period that are not held.
    pub(super) missing: u32,
    /// Whether sums of both periods may be compared: both are wholly held.
    pub(super) whole: bool,
    pub(super) goal: Option<Goal>,
}

/// What is aimed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Goal {
    pub(super) target: f64,
    /// Whether more is better, as whoever set it says.
    pub(super) higher: Option<bool>,
}

impl Tile<'_> {
    /// The former value, if it may stand beside this one.
    fn previous(&self) -> Option<f64> {
        let is_ratio = self.now.denominator.is_some();
        let before = self.before.filter(|_| is_ratio || self.whole)?;
        before.value.filter(|_| self.now.value.is_some())
    }

    /// The line of the workbook.
    pub(super) fn line(&self) -> KpiLine {
        let (title, code) = self.report;
        let previous = self.previous();
        KpiLine {
            name: cell_name(self.kpi.name, code),
            report: title.to_owned(),
            title: self.kpi.title.get(self.said.0).to_owned(),
            value: self.now.value,
            unit: unit(self.kpi.unit),
            previous,
            good: self.good(previous),
            said: self.words(previous),
            counted: self.said.counted(self.kpi, self.now),
            interval: self.said.interval(self.now),
            target: self.goal.map(|goal| goal.target),
            aim: self.aim(),
            n: self.now.n,
            excluded: self.now.excluded,
            formula: self.kpi.formula.get(self.said.0).to_owned(),
            note: self.kpi.pitfall.get(self.said.0).to_owned(),
            tile: None,
        }
    }

    /// The target in words: met or not, and by how much; only where it lies if the figure is
    /// neither good nor bad.
    fn aim(&self) -> String {
        let (Some(goal), Some(value)) = (self.goal, self.now.value) else {
            return String::new();
        };
        let (target, unit) = (goal.target, self.kpi.unit);
        let over = value - target;
        let better = match (goal.higher, self.kpi.better) {
            (Some(true), Better::Neutral) => Better::Higher,
            (Some(false), Better::Neutral) => Better::Lower,
            (_, better) => better,
        };
        let gap = match unit {
            kpis::Unit::Ratio => self.said.points(over.abs()),
            _ => self.said.value(unit, over.abs()),
        };
        let shown = |value: f64| self.said.value(unit, value);
        let name = match (better, over > 0.0) {
            _ if shown(value) == shown(target) => "target_exact",
            (Better::Neutral, true) => "target_above",
            (Better::Neutral, false) => "target_below",
            (Better::Higher, true) | (Better::Lower, false) => "target_met",
            (Better::Higher, false) | (Better::Lower, true) => "target_missed",
        };
        self.said.words(name, &[("target", shown(target)), ("gap", gap)])
    }

    /// The change as a share of the former value.
    fn change(&self, previous: Option<f64>) -> Option<f64> {
        let (now, before) = (self.now.value?, previous?);
        let change = now - before;
        Some(if before == 0.0 { change.signum() * change.abs().min(1.0) } else { change / before })
    }

    fn good(&self, previous: Option<f64>) -> Option<bool> {
        let change = self.change(previous).filter(|change| change.abs() >= NOTHING)?;
        match self.kpi.better {
            Better::Higher => Some(change > 0.0),
            Better::Lower => Some(change < 0.0),
            Better::Neutral => None,
        }
    }

    fn words(&self, previous: Option<f64>) -> String {
        if self.now.value.is_none() {
            return match self.missing {
                0 => self.said.word("why_none"),
                days => self.said.words("why_missing", &[("count", days.to_string())]),
            };
        }
        let Some(change) = self.change(previous) else { return self.said.word("no_before") };
        let name = match self.good(previous) {
            _ if change.abs() < NOTHING => "same",
            Some(true) => "better",
            Some(false) => "worse",
            None if change > 0.0 => "rose",
            None => "fell",
        };
        self.said.word(name)
    }

    /// The change as a sentence with its size, if it rests on enough cases.
    pub(super) fn finding(&self) -> Option<(f64, String)> {
        let previous = self.previous();
        let change = self.change(previous).filter(|change| change.abs() >= 0.02)?;
        let enough = self.now.n >= ENOUGH && self.before.is_some_and(|before| before.n >= ENOUGH);
        let (now, before) = (self.now.value?, previous?);
        enough.then(|| {
            let words = [
                ("kpi", self.kpi.title.get(self.said.0).to_owned()),
                ("report", self.report.0.to_owned()),
                ("before", self.said.value(self.kpi.unit, before)),
                ("now", self.said.value(self.kpi.unit, now)),
                ("word", self.words(previous)),
            ];
            (change.abs(), self.said.words("finding_change", &words))
        })
    }
}

/// The defined name of a figure's cell.
fn cell_name(kpi: &str, report: &str) -> String {
    format!("KPI_{kpi}_{report}")
}

pub(super) fn unit(unit: kpis::Unit) -> Unit {
    match unit {
        kpis::Unit::Seconds => Unit::Seconds,
        kpis::Unit::Ratio => Unit::Ratio,
        kpis::Unit::Count => Unit::Count,
        kpis::Unit::PerAgent => Unit::Number,
    }
}

/// The targets that the window keeps as one text.
pub(super) fn targets(setting: Option<&Value>) -> BTreeMap<String, Goal> {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let kept = match setting {
        Some(Value::String(text)) => read(text),
        other => other.cloned(),
    };
    let kept = kept.as_ref().and_then(Value::as_object).into_iter().flatten();
    let goal = |goal: &Value| {
        let higher = goal.get("higher").and_then(Value::as_bool);
        Some(Goal { target: goal.get("target")?.as_f64()?, higher })
    };
    kept.filter_map(|(kpi, of)| Some((kpi.clone(), goal(of)?))).collect()
}
