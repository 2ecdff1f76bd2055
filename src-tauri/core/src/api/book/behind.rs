//! What stands behind the figures: reconciliation and definitions.

use super::Masks;
use super::questions::column;
use super::said::Said;
use crate::export::{Datum, Page, SmallColumn, SmallTable, Unit};
use crate::kpis::checks::{Check, Verdict};
use crate::kpis::{Better, Kpi};
use crate::reports::Kind;

/// Items of a check that are listed.
const ITEMS: usize = 12;

/// The checks of one report.
pub(super) struct Checked {
    /// Title and code.
    pub(super) report: String,
    pub(super) checks: Vec<Check>,
    /// Whether its rows are too many to be checked one against the other.
    pub(super) is_large: bool,
}

fn wrapped(header: String, width: f64) -> SmallColumn {
    SmallColumn { wrap: Some(width), ..column(header, Kind::Text) }
}

/// Expected, found, difference and the verdict in words. None without checks.
pub(super) fn checks_page(all: &[Checked], said: Said<'_>, masks: &Masks) -> Option<Page> {
    let rows: Vec<Vec<Datum>> = all
        .iter()
        .flat_map(|of| of.checks.iter().map(|check| check_row(of, check, said, masks)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let count = |verdict: Verdict| {
        all.iter().flat_map(|of| &of.checks).filter(|check| check.verdict == verdict).count()
    };
    let counts = [
        ("holds", count(Verdict::Holds).to_string()),
        ("deviates", count(Verdict::Deviates).to_string()),
        ("fails", count(Verdict::Fails).to_string()),
        ("unknown", count(Verdict::Unknown).to_string()),
    ];
    let word = |name: &str| said.word(name);
    let mut notes = vec![said.words("checks_counts", &counts), word("checks_note")];
    for of in all.iter().filter(|of| of.is_large) {
        notes.push(said.words("checks_large", &[("report", of.report.clone())]));
    }
    Some(Page {
        name: word("checks"),
        title: word("checks_title"),
        notes,
        tables: vec![SmallTable {
            name: "checks".to_owned(),
            columns: vec![
                wrapped(word("report"), 24.0),
                wrapped(word("check"), 26.0),
                wrapped(word("verdict"), 18.0),
                column(word("expected"), Kind::Decimal),
                column(word("found"), Kind::Decimal),
                column(word("difference"), Kind::Decimal),
                column(word("n"), Kind::Integer),
                wrapped(word("compares"), 44.0),
                wrapped(word("look_at"), 28.0),
            ],
            rows,
            ..SmallTable::default()
        }],
        ..Page::default()
    })
}

fn check_row(of: &Checked, check: &Check, said: Said<'_>, masks: &Masks) -> Vec<Datum> {
    let number = |value: Option<f64>| match value {
        Some(value) => Datum::Figure(value, Unit::Count),
        None => Datum::Blank,
    };
    let is_agents = check.name == "roster_seen";
    let item = |item: &String| if is_agents { masks.agent(item) } else { item.clone() };
    let mut items: Vec<String> = check.items.iter().take(ITEMS).map(item).collect();
    if check.items.len() > ITEMS {
        items.push("…".to_owned());
    }
    vec![
        Datum::Text(of.report.clone()),
        Datum::Text(check.title.get(said.0).to_owned()),
        Datum::Text(said.word(&format!("verdict_{}", check.verdict.name()))),
        number(check.expected),
        number(check.found),
        number(check.difference),
        Datum::Number(check.n as f64),
        Datum::Text(check.meaning.get(said.0).to_owned()),
        Datum::Text(items.join(", ")),
    ]
}

/// Every KPI used: its name in three languages, formula, pitfalls. None without KPIs.
pub(super) fn definitions_page(kpis: &[&'static Kpi], said: Said<'_>) -> Option<Page> {
    if kpis.is_empty() {
        return None;
    }
    let word = |name: &str| said.word(name);
    let row = |kpi: &&'static Kpi| {
        let sources: Vec<_> = kpi.sources.iter().map(|source| source.report()).collect();
        let good = match kpi.better {
            Better::Higher => "good_higher",
            Better::Lower => "good_lower",
            Better::Neutral => "good_neutral",
        };
        let others: Vec<String> = kpi
            .elsewhere
            .iter()
            .map(|other| format!("{}: {}", other.who, other.what.get(said.0)))
            .collect();
        [
            kpi.title.es,
            kpi.title.en,
            kpi.title.pt,
            kpi.formula.get(said.0),
            kpi.pitfall.get(said.0),
            &word(good),
            &sources.join(" + "),
            &others.join(" · "),
        ]
        .map(|text| Datum::Text(text.to_owned()))
        .to_vec()
    };
    Some(Page {
        name: word("definitions"),
        title: word("definitions_title"),
        tables: vec![SmallTable {
            name: "definitions".to_owned(),
            columns: vec![
                wrapped("Español".to_owned(), 20.0),
                wrapped("English".to_owned(), 20.0),
                wrapped("Português".to_owned(), 20.0),
                wrapped(word("formula"), 44.0),
                wrapped(word("note"), 44.0),
                wrapped(word("good"), 13.0),
                wrapped(word("reports"), 13.0),
                wrapped(word("elsewhere"), 34.0),
            ],
            rows: kpis.iter().map(row).collect(),
            ..SmallTable::default()
        }],
        ..Page::default()
    })
}
