//! The columns of a report file.

use super::check::{Checked, choices, known, name, refuse, texts};
use super::file::{ColumnFile, FoldFile, ReportFile};
use super::words::{ROLES, kind_fits};
use crate::reports::{Column, Fold, Grain, Kind, Role, Shape};

/// The columns of the file, in order, checked one by one and against each other.
pub(super) fn columns(file: &ReportFile, grain: Grain, shape: &Shape) -> Checked<Vec<Column>> {
    let given = file.columns.get_ref();
    if given.is_empty() {
        return refuse(&file.columns, "a report has columns");
    }
    let mut columns: Vec<Column> = Vec::with_capacity(given.len());
    for from in given {
        let column = column(from, grain)?;
        inside(from, shape)?;
        wire(from, file)?;
        distinct(from, &column, &columns)?;
        columns.push(column);
    }
    nested_columns(file, shape, &columns)?;
    weights(given, &columns)?;
    Ok(columns)
}

fn column(file: &ColumnFile, grain: Grain) -> Checked<Column> {
    let name = name(&file.name)?;
    let kind = known("kind", Kind::ALL, &file.kind)?;
    if let Some(first) = file.values.first().filter(|_| kind != Kind::Choice) {
        return refuse(
            &first.value,
            format!("values are for kind choice; this is {}", kind.name()),
        );
    }
    if let Some(personal) = &file.personal
        && *personal.get_ref()
        && !kind.is_text()
    {
        return refuse(personal, format!("only text can be masked; this is {}", kind.name()));
    }
    Ok(Column {
        wire: file.wire.as_ref().map_or_else(|| name.clone(), |wire| wire.get_ref().clone()),
        name,
        kind,
        role: role(file, kind)?,
        fold: fold(file, kind, grain)?,
        label: texts(&file.label)?,
        meaning: texts(&file.meaning)?,
        values: choices(&file.values)?,
        inside: file.inside.as_ref().map(|key| key.get_ref().clone()),
        personal: file.personal.as_ref().is_some_and(|personal| *personal.get_ref()),
    })
}

fn role(file: &ColumnFile, kind: Kind) -> Checked<Option<Role>> {
    let Some(word) = &file.role else { return Ok(None) };
    let role = known("role", ROLES, word)?;
    if !kind_fits(role, kind) {
        return refuse(word, format!("role {} does not fit {}", word.get_ref(), kind.name()));
    }
    Ok(Some(role))
}

/// How days add up. Measures of daily reports must say so: a forgotten word would make totals
/// silently empty.
fn fold(file: &ColumnFile, kind: Kind, grain: Grain) -> Checked<Fold> {
    let Some(spot) = &file.fold else {
        if grain == Grain::Daily && kind.is_number() {
            return refuse(&file.name, "a number of a daily report needs fold (sum, none, …)");
        }
        return Ok(Fold::None);
    };
    if grain != Grain::Daily || !kind.is_number() {
        return refuse(spot, "fold is for numbers of daily reports");
    }
    match spot.get_ref() {
        FoldFile::None => Ok(Fold::None),
        FoldFile::WeightedBy(weight) => Ok(Fold::WeightedBy(weight.clone())),
        FoldFile::Sum if kind == Kind::Percent => refuse(spot, "shares do not add up over days"),
        FoldFile::Sum => Ok(Fold::Sum),
    }
}

fn weights(given: &[ColumnFile], columns: &[Column]) -> Checked<()> {
    for (file, column) in given.iter().zip(columns) {
        let (Some(spot), Fold::WeightedBy(weight)) = (&file.fold, &column.fold) else { continue };
        let found = columns.iter().find(|column| &column.name == weight);
        if !found.is_some_and(|column| column.fold == Fold::Sum) {
            return refuse(
                spot,
                format!("weighted_by: no column '{weight}' whose days are summed"),
            );
        }
    }
    Ok(())
}

/// A column lies inside the nested key of the shape, or at the top.
fn inside(file: &ColumnFile, shape: &Shape) -> Checked<()> {
    let Some(key) = &file.inside else { return Ok(()) };
    match shape {
        Shape::Nested(nested) if nested == key.get_ref() => Ok(()),
        Shape::Nested(nested) => refuse(key, format!("the shape nests '{nested}', not this key")),
        Shape::List | Shape::Keyed(_) => refuse(key, "inside needs shape = { nested = … }"),
    }
}

fn nested_columns(file: &ReportFile, shape: &Shape, columns: &[Column]) -> Checked<()> {
    let (Some(spot), Shape::Nested(key)) = (&file.shape, shape) else { return Ok(()) };
    if columns.iter().any(|column| column.inside.as_ref() == Some(key)) {
        return Ok(());
    }
    refuse(spot, format!("shape: no column is inside '{key}'"))
}

/// Every `{…}` of a wire name is a parameter of the report.
fn wire(file: &ColumnFile, report: &ReportFile) -> Checked<()> {
    let Some(wire) = &file.wire else { return Ok(()) };
    let mut rest = wire.get_ref().as_str();
    if rest.trim().is_empty() {
        return refuse(wire, "wire is empty; leave it out if it is the name");
    }
    while let Some(open) = rest.find(['{', '}']) {
        let Some((param, after)) = rest[open..].strip_prefix('{').and_then(|r| r.split_once('}'))
        else {
            return refuse(wire, "wire: braces do not match");
        };
        if !report.params.iter().any(|known| known.name.get_ref() == param) {
            return refuse(wire, format!("wire: no parameter '{param}'"));
        }
        rest = after;
    }
    Ok(())
}

fn distinct(file: &ColumnFile, column: &Column, before: &[Column]) -> Checked<()> {
    let twice = |what: &str, word: &str| format!("{what} '{word}' comes twice");
    if before.iter().any(|known| known.name == column.name) {
        return refuse(&file.name, twice("column", &column.name));
    }
    if before.iter().any(|known| (&known.wire, &known.inside) == (&column.wire, &column.inside)) {
        return refuse(file.wire.as_ref().unwrap_or(&file.name), twice("wire name", &column.wire));
    }
    let Some(role) = &file.role else { return Ok(()) };
    if before.iter().any(|known| known.role == column.role) {
        return refuse(role, twice("role", role.get_ref()));
    }
    Ok(())
}
