//! The command line's `--where "column op value"` and `--sort col[:desc],…`.

use super::filter::{Filter, Sort, Test, Value, kind_of};
use crate::reports::{Kind, Report};
use crate::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};

const OPERATORS: &str = "= != < <= > >= in contains starts empty notempty";

/// Reads `column op value`. Operators: `= != < <= > >= in contains starts empty notempty`; `in`
/// takes values separated by commas. The value's form follows the column's kind.
pub fn read_filter(report: &Report, text: &str) -> Result<Filter> {
    let text = text.trim();
    let name_end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (column, rest) = text.split_at(name_end);
    let kind = kind_of(report, column)?;
    let (operator, value) = split_operator(rest.trim_start());
    Ok(Filter::one(column, read_test(kind, operator, value.trim())?))
}

/// Reads `col[:desc],…`; `:asc` may be said too.
pub fn read_sort(report: &Report, text: &str) -> Result<Vec<Sort>> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (column, direction) = part.split_once(':').unwrap_or((part, "asc"));
            let descending = match direction.trim().to_ascii_lowercase().as_str() {
                "asc" => false,
                "desc" => true,
                other => return Err(Error::usage("sort", format!("'{other}' is not asc or desc"))),
            };
            kind_of(report, column.trim())?;
            Ok(Sort { column: column.trim().to_owned(), descending })
        })
        .collect()
}

/// The operator (signs, or a word up to the next blank) and what follows it.
fn split_operator(text: &str) -> (&str, &str) {
    let signs = text.find(|c| !matches!(c, '=' | '!' | '<' | '>')).unwrap_or(text.len());
    let end = match signs {
        0 => text.find(char::is_whitespace).unwrap_or(text.len()),
        signs => signs,
    };
    text.split_at(end)
}

fn read_test(kind: Kind, operator: &str, value: &str) -> Result<Test> {
    let one = || read_value(kind, value);
    Ok(match operator.to_ascii_lowercase().as_str() {
        "=" | "==" => Test::Is(vec![one()?]),
        "!=" | "<>" => Test::IsNot(vec![one()?]),
        "<" => Test::Below(one()?),
        "<=" => Test::AtMost(one()?),
        ">" => Test::Above(one()?),
        ">=" => Test::AtLeast(one()?),
        "in" => {
            let parts = value.split(',').map(|part| read_value(kind, part.trim()));
            Test::Is(parts.collect::<Result<_>>()?)
        }
        "contains" if !value.is_empty() => Test::Contains(value.to_owned()),
        "starts" if !value.is_empty() => Test::Starts(value.to_owned()),
        "contains" | "starts" => return Err(refuse(format!("{operator} needs a text"))),
        "empty" if value.is_empty() => Test::Empty,
        "notempty" if value.is_empty() => Test::NotEmpty,
        "empty" | "notempty" => return Err(refuse(format!("{operator} takes no value"))),
        other => return Err(refuse(format!("'{other}' is none of {OPERATORS}"))),
    })
}

/// Reads a value for a column of that kind: ids stay text; durations `90`, `0:01:30` or `1m30`;
/// percents `0.5` or `50%`; moments `2026-03-01T08:00:00` or a day for all of it.
pub fn read_value(kind: Kind, text: &str) -> Result<Value> {
    let read = match kind {
        Kind::Text | Kind::Id | Kind::Choice => Some(Value::Text(text.to_owned())),
        Kind::Hour => Some(Value::Text(hour(text))),
        Kind::Integer => read_number(text),
        Kind::Decimal => text.parse().ok().filter(|n: &f64| n.is_finite()).map(Value::Number),
        Kind::Percent => ratio(text).map(Value::Number),
        Kind::Duration => duration(text).map(Value::Integer),
        Kind::Datetime | Kind::Date => read_moment(text),
    };
    // The text itself may be a person's; only what was expected is said.
    read.ok_or_else(|| refuse(format!("the value is no {}", kind.name())))
}

fn refuse(why: String) -> Error {
    Error::usage("where", why)
}

fn read_number(text: &str) -> Option<Value> {
    let whole = text.parse().ok().map(Value::Integer);
    whole.or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()).map(Value::Number))
}

fn ratio(text: &str) -> Option<f64> {
    let (number, unit) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), 100.0),
        None => (text, 1.0),
    };
    number.parse().ok().filter(|n: &f64| n.is_finite()).map(|n| n / unit)
}

/// `8:00` is kept as `08:00` in the archive.
fn hour(text: &str) -> String {
    match text.split_once(':') {
        Some((hour, _)) if hour.len() == 1 => format!("0{text}"),
        _ => text.to_owned(),
    }
}

fn duration(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    match text.split(':').collect::<Vec<_>>().as_slice() {
        [hours, minutes, seconds] => sum(&[(hours, 3600), (minutes, 60), (seconds, 1)]),
        [minutes, seconds] => sum(&[(minutes, 60), (seconds, 1)]),
        _ => with_units(text),
    }
}

fn sum(parts: &[(&&str, i64)]) -> Option<i64> {
    parts.iter().try_fold(0_i64, |total, (digits, unit)| {
        let number: u32 = digits.parse().ok()?;
        total.checked_add(i64::from(number).checked_mul(*unit)?)
    })
}

/// `1h30`, `1m30`, `2h5m10s`: a number without unit counts in the next smaller one.
fn with_units(text: &str) -> Option<i64> {
    let (mut total, mut digits, mut next) = (0_i64, String::new(), None);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let (unit, smaller) = match c.to_ascii_lowercase() {
            '0'..='9' => {
                digits.push(c);
                continue;
            }
            'h' => (3600, Some(60)),
            'm' => (60, Some(1)),
            's' => (1, None),
            _ => return None,
        };
        total = total.checked_add(digits.parse::<u32>().ok().map(i64::from)? * unit)?;
        digits.clear();
        next = smaller;
    }
    if digits.is_empty() {
        return (!text.is_empty()).then_some(total);
    }
    total.checked_add(digits.parse::<u32>().ok().map(i64::from)? * next?)
}

fn read_moment(text: &str) -> Option<Value> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Value::Day(day));
    }
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M"];
    forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).map(Value::Moment)
}
