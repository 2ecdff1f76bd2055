//! Builders of one batch, a column each.

use super::plan::is_known_text;
use super::values::{self, Value};
use crate::reports::Kind;
use arrow::array::{
    ArrayRef, Date32Builder, Float64Builder, Int64Builder, StringBuilder,
    TimestampMillisecondBuilder,
};
use std::sync::Arc;

/// The builder of a column, by its kind.
pub(super) enum Cells {
    Text(StringBuilder),
    Hour(StringBuilder),
    Integer(Int64Builder),
    Decimal(Float64Builder),
    Percent(Float64Builder),
    Duration(Int64Builder),
    Moment(TimestampMillisecondBuilder),
    Date(Date32Builder),
}

/// What became of a text: whether it could be read, and its seconds if it is a time.
pub(super) struct Stored {
    pub(super) read: bool,
    pub(super) seconds: Option<i64>,
}

/// Stored, and no time.
const STORED: Stored = Stored { read: true, seconds: None };

impl Cells {
    pub(super) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Id | Kind::Choice => Cells::Text(StringBuilder::new()),
            Kind::Hour => Cells::Hour(StringBuilder::new()),
            Kind::Integer => Cells::Integer(Int64Builder::new()),
            Kind::Decimal => Cells::Decimal(Float64Builder::new()),
            Kind::Percent => Cells::Percent(Float64Builder::new()),
            Kind::Duration => Cells::Duration(Int64Builder::new()),
            Kind::Datetime => Cells::Moment(TimestampMillisecondBuilder::new()),
            Kind::Date => Cells::Date(Date32Builder::new()),
        }
    }

    pub(super) fn null(&mut self) {
        match self {
            Cells::Text(cells) | Cells::Hour(cells) => cells.append_null(),
            Cells::Integer(cells) | Cells::Duration(cells) => cells.append_null(),
            Cells::Decimal(cells) | Cells::Percent(cells) => cells.append_null(),
            Cells::Moment(cells) => cells.append_null(),
            Cells::Date(cells) => cells.append_null(),
        }
    }

    /// Appends exactly one cell: the value, or null where it is unknown or cannot be read.
    pub(super) fn store(&mut self, text: &str) -> Stored {
        match self {
            Cells::Text(cells) => {
                cells.append_option(is_known_text(text).then_some(text));
                STORED
            }
            Cells::Hour(cells) => put(values::hour(text), |hour| {
                let hour = hour.as_ref().and_then(|hour| std::str::from_utf8(hour).ok());
                cells.append_option(hour);
            }),
            Cells::Integer(cells) => put(values::integer(text), |v| cells.append_option(v)),
            Cells::Decimal(cells) => put(values::decimal(text), |v| cells.append_option(v)),
            Cells::Percent(cells) => put(values::percent(text), |v| cells.append_option(v)),
            Cells::Duration(cells) => {
                let value = values::duration(text);
                Stored { seconds: value.known(), ..put(value, |v| cells.append_option(v)) }
            }
            Cells::Moment(cells) => {
                let value = values::datetime(text);
                let milliseconds = |v: Option<i64>| cells.append_option(v.map(|v| v * 1000));
                Stored { seconds: value.known(), ..put(value, milliseconds) }
            }
            Cells::Date(cells) => {
                let value = values::date(text);
                let seconds = value.known().map(|days| i64::from(days) * 86_400);
                Stored { seconds, ..put(value, |v| cells.append_option(v)) }
            }
        }
    }

    pub(super) fn finish(&mut self) -> ArrayRef {
        match self {
            Cells::Text(cells) | Cells::Hour(cells) => Arc::new(cells.finish()),
            Cells::Integer(cells) | Cells::Duration(cells) => Arc::new(cells.finish()),
            Cells::Decimal(cells) | Cells::Percent(cells) => Arc::new(cells.finish()),
            Cells::Moment(cells) => Arc::new(cells.finish()),
            Cells::Date(cells) => Arc::new(cells.finish()),
        }
    }
}

fn put<T: Copy>(value: Value<T>, append: impl FnOnce(Option<T>)) -> Stored {
    append(value.known());
    Stored { read: !matches!(value, Value::Unread), seconds: None }
}

/// Builds a flat JSON object of texts; the form of `_unread` and `_extra`.
#[derive(Default)]
pub(super) struct TextObject {
    json: String,
    keys: Vec<String>,
}

impl TextObject {
    /// Adds a key once; false if it is there already.
    pub(super) fn add(&mut self, key: &str, text: Option<&str>) -> bool {
        if self.keys.iter().any(|known| known == key) {
            return false;
        }
        self.json.push(if self.keys.is_empty() { '{' } else { ',' });
        self.json.push_str(&quoted(key));
        self.json.push(':');
        self.json.push_str(&text.map_or_else(|| "null".to_owned(), quoted));
        self.keys.push(key.to_owned());
        true
    }

    /// The object, `None` if nothing was added; empty again afterwards.
    pub(super) fn take(&mut self) -> Option<String> {
        if self.keys.is_empty() {
            return None;
        }
        self.keys.clear();
        self.json.push('}');
        Some(std::mem::take(&mut self.json))
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
