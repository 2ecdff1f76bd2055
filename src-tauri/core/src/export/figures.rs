//! All figures of a workbook as one table, each in a cell with a name.

use super::pages::{Datum, Page, SmallColumn, SmallTable, SmallTotal};
use super::{KpiLine, Unit, Words};
use crate::reports::Kind;
use std::collections::BTreeSet;

const HEADS: [(&str, Kind, Option<f64>); 12] = [
    ("report", Kind::Text, Some(22.0)),
    ("kpi", Kind::Text, Some(24.0)),
    ("value", Kind::Decimal, None),
    ("previous", Kind::Decimal, None),
    ("target", Kind::Decimal, None),
    ("unit", Kind::Text, None),
    ("n", Kind::Integer, None),
    ("left_out", Kind::Integer, None),
    ("interval", Kind::Text, None),
    ("cell", Kind::Text, None),
    ("formula", Kind::Text, Some(40.0)),
    ("note", Kind::Text, Some(40.0)),
];

/// The page; none if there are no figures.
pub(super) fn page(figures: &[KpiLine], words: &Words<'_>) -> Option<Page> {
    if figures.is_empty() {
        return None;
    }
    let word = |name: &str| words(&format!("workbook.{name}"), &[]);
    let columns = HEADS.map(|(name, kind, wrap)| SmallColumn {
        header: word(name),
        kind,
        total: SmallTotal::None,
        rule: None,
        wrap,
    });
    let mut given = BTreeSet::new();
    let names: Vec<&str> = figures
        .iter()
        .map(|figure| figure.name.as_str())
        .map(|name| if given.insert(name) { name } else { "" })
        .collect();
    let named = names.iter().enumerate().filter(|(_, name)| !name.is_empty());
    let table = SmallTable {
        name: "figures".to_owned(),
        columns: columns.to_vec(),
        rows: figures.iter().zip(&names).map(|(figure, name)| row(figure, name, words)).collect(),
        named: named.map(|(row, name)| ((*name).to_owned(), row, 2)).collect(),
        ..SmallTable::default()
    };
    Some(Page {
        name: word("figures"),
        title: word("figures"),
        notes: vec![word("figures_note")],
        tables: vec![table],
        ..Page::default()
    })
}

fn row(figure: &KpiLine, name: &str, words: &Words<'_>) -> Vec<Datum> {
    let number = |value: Option<f64>| match value.filter(|value| value.is_finite()) {
        Some(value) => Datum::Figure(value, figure.unit),
        None => Datum::Blank,
    };
    let text = |text: &str| Datum::Text(text.to_owned());
    vec![
        text(&figure.report),
        text(&figure.title),
        number(figure.value),
        number(figure.previous),
        number(figure.target),
        Datum::Text(words(unit_key(figure.unit), &[])),
        Datum::Number(figure.n as f64),
        Datum::Number(figure.excluded as f64),
        text(&figure.interval),
        text(name),
        text(&figure.formula),
        text(&figure.note),
    ]
}

fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "workbook.unit_seconds",
        Unit::Ratio => "workbook.unit_ratio",
        Unit::Count => "workbook.unit_count",
        Unit::Number => "workbook.unit_number",
    }
}
