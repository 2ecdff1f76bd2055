//! `rows`: held rows as JSON, lines of JSON, CSV, or a table for people.

use crate::args::{RowFormat, Target, WhereArgs};
use crate::asking::{narrow, table_key};
use crate::human::{self, Side, Table, UNKNOWN};
use crate::output::{Done, Output, unwritten};
use crate::surface::Surface;
use atalaya_core::api::types::{RowsRequest, RowsView, SortView};
use atalaya_core::reports::{Kind, Report};
use atalaya_core::{Code, Error, Result};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::sync::Arc;

/// Rows asked for at once; more are asked for page by page.
const PAGE: u64 = 10_000;

/// What `rows` was asked beside report and period.
pub(crate) struct Wanted {
    pub(crate) sort: Vec<String>,
    pub(crate) columns: Vec<String>,
    pub(crate) offset: u64,
    pub(crate) limit: u64,
    pub(crate) format: Option<RowFormat>,
}

pub(crate) async fn rows(
    surface: &Surface,
    target: &Target,
    narrowing: &WhereArgs,
    wanted: Wanted,
    output: &Output,
) -> Result<Done> {
    let table = table_key(surface, target)?;
    let covered = surface.app.covered(&table)?;
    let mut request = RowsRequest {
        table,
        narrowing: narrow(narrowing),
        sort: wanted.sort.iter().map(|text| sort_key(text)).collect::<Result<_>>()?,
        columns: wanted.columns,
        offset: wanted.offset,
        limit: 0,
        view: String::new(),
        revision: 0,
    };
    let mut printer = Printer::new(surface.app.report(&target.report)?, wanted.format, *output);
    let mut left = wanted.limit;
    let mut state = None;
    loop {
        request.limit = u32::try_from(left.min(PAGE)).unwrap_or(u32::MAX);
        let page = surface.app.rows(request.clone()).await?;
        if *state.get_or_insert(page.generation) != page.generation {
            // Pages of two states may repeat or lose rows.
            return Err(Error::new(Code::Busy, "the archive changed while its rows were read"));
        }
        let (got, total) = (page.rows.len() as u64, page.total);
        printer.page(page)?;
        left -= got.min(left);
        request.offset += got;
        if got == 0 || left == 0 || request.offset >= total {
            break;
        }
    }
    printer.end(wanted.offset)?;
    Ok(output.covered(covered.missing))
}

fn sort_key(text: &str) -> Result<SortView> {
    let (column, direction) = text.split_once(':').unwrap_or((text, "asc"));
    match direction {
        "asc" | "desc" => {
            Ok(SortView { column: column.to_owned(), descending: direction == "desc" })
        }
        _ => Err(Error::usage("sort", format!("'{direction}' is not asc or desc"))),
    }
}

/// Prints pages as they come, or keeps them where the whole is one document.
struct Printer {
    report: Arc<Report>,
    format: Option<RowFormat>,
    output: Output,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
    total: u64,
    begun: bool,
}

impl Printer {
    fn new(report: Arc<Report>, format: Option<RowFormat>, output: Output) -> Self {
        let format = format.or(output.json.then_some(RowFormat::Json));
        let (columns, rows) = (Vec::new(), Vec::new());
        Printer { report, format, output, columns, rows, total: 0, begun: false }
    }

    fn page(&mut self, page: RowsView) -> Result<()> {
        self.total = page.total;
        self.columns = page.columns;
        let first = !std::mem::replace(&mut self.begun, true);
        match self.format {
            Some(RowFormat::Ndjson) => {
                page.rows.iter().try_for_each(|row| self.output.print(&self.object_line(row)?))
            }
            Some(RowFormat::Csv) => {
                if first {
                    self.output.print(&csv_line(self.columns.iter().map(String::as_str)))?;
                }
                let lines = page.rows.iter().map(|row| {
                    let cells: Vec<String> = row.iter().map(plain).collect();
                    csv_line(cells.iter().map(String::as_str))
                });
                self.output.print_all(lines)
            }
            Some(RowFormat::Json) | None => {
                self.rows.extend(page.rows);
                Ok(())
            }
        }
    }

    fn object_line(&self, row: &[Value]) -> Result<String> {
        serde_json::to_string(&Object { columns: &self.columns, row }).map_err(unwritten)
    }

    fn end(&self, offset: u64) -> Result<()> {
        match self.format {
            Some(RowFormat::Json) => {
                let objects = self.rows.iter().map(|row| Object { columns: &self.columns, row });
                let document = Document { total: self.total, offset, rows: objects.collect() };
                self.output.answer(&document, Vec::new)
            }
            Some(_) => Ok(()),
            None => self.for_people(),
        }
    }

    fn for_people(&self) -> Result<()> {
        let kinds: Vec<Kind> = self.columns.iter().map(|name| self.kind(name)).collect();
        let heads = self.columns.iter().zip(&kinds);
        let mut table = Table::new(heads.map(|(name, kind)| (name.clone(), side(*kind))).collect());
        for row in &self.rows {
            let cells = row.iter().zip(&kinds);
            table.row(cells.map(|(value, kind)| shown(value, *kind, self.output.lang)).collect());
        }
        self.output.print_all(table.lines())?;
        let (shown, total) = (self.rows.len() as u64, self.total);
        self.output.tell(&match shown == total {
            true => self.output.text("cli.rows", &[("count", total.to_string())]),
            false => {
                let numbers =
                    [("shown", self.output.count(shown)), ("total", self.output.count(total))];
                self.output.text("cli.shown", &numbers)
            }
        });
        Ok(())
    }

    fn kind(&self, name: &str) -> Kind {
        self.report.column(name).map_or(Kind::Text, |column| column.kind)
    }
}

/// `{total, offset, rows}`.
#[derive(serde::Serialize)]
struct Document<'a> {
    total: u64,
    offset: u64,
    rows: Vec<Object<'a>>,
}

/// A row as an object by column name, in the order of the columns.
struct Object<'a> {
    columns: &'a [String],
    row: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (name, value) in self.columns.iter().zip(self.row) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A line as RFC 4180 wants it; the line's end is the caller's.
fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = cells.map(|cell| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    });
    quoted.collect::<Vec<_>>().join(",")
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn side(kind: Kind) -> Side {
    match kind {
        Kind::Integer | Kind::Decimal | Kind::Percent | Kind::Duration => Side::Right,
        _ => Side::Left,
    }
}

fn shown(value: &Value, kind: Kind, lang: &str) -> String {
    match (kind, value, value.as_f64()) {
        (_, Value::Null, _) => UNKNOWN.to_owned(),
        (Kind::Duration, _, Some(seconds)) => human::clock(seconds),
        (Kind::Percent, _, Some(ratio)) => human::percent(ratio, lang),
        (Kind::Integer, _, Some(number)) => human::decimal(number, 0, lang),
        (Kind::Decimal, _, Some(number)) => human::decimal(number, 2, lang),
        (Kind::Datetime, Value::String(text), _) => human::moment(text),
        _ => human::cut(&plain(value)),
    }
}
