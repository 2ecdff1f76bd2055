//! From a value of the archive to what an Excel cell holds.

use super::batches::Value;
use super::names::start_of;
use crate::reports::Kind;
use chrono::{DateTime, NaiveDate};
use std::borrow::Cow;

/// The longest text of a cell, in UTF-16 units.
pub(super) const LONGEST_TEXT: usize = 32_767;
/// Whole numbers up to here show all their digits; Excel rounds longer ones.
const EXACT_WHOLE: u64 = 999_999_999_999_999;
/// 1970-01-01 as Excel counts days.
const EPOCH: f64 = 25_569.0;
/// Days that Excel counts as the calendar does: it believes in 29 February 1900, and ends in 9999.
const DAYS: std::ops::Range<f64> = 61.0..2_958_466.0;
const DAY_SECONDS: f64 = 86_400.0;

/// What a cell holds.
#[derive(Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// Unknown is blank, never 0.
    Blank,
    Text(Cow<'a, str>),
    Number(f64),
}

/// The cell for a value of that kind. A value that Excel could only show wrongly becomes text.
pub(super) fn cell(kind: Kind, value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Unknown | Value::Text("") => Cell::Blank,
        Value::Text(text) => Cell::Text(Cow::Borrowed(text)),
        Value::Whole(seconds) if kind == Kind::Duration => Cell::Number(days(seconds as f64)),
        Value::Whole(number) if number.unsigned_abs() > EXACT_WHOLE => {
            Cell::Text(Cow::Owned(number.to_string()))
        }
        Value::Whole(number) => Cell::Number(number as f64),
        Value::Real(number) if number.is_finite() => Cell::Number(number),
        Value::Real(_) => Cell::Blank,
        Value::Moment(millis) => moment(millis),
        Value::Day(day) => date(day),
    }
}

/// Seconds as Excel counts time.
pub(super) fn days(seconds: f64) -> f64 {
    seconds / DAY_SECONDS
}

/// Milliseconds since 1970 as Excel counts time.
pub(super) fn serial(millis: i64) -> f64 {
    millis as f64 / (DAY_SECONDS * 1000.0) + EPOCH
}

fn moment(millis: i64) -> Cell<'static> {
    let serial = serial(millis);
    if DAYS.contains(&serial) {
        return Cell::Number(serial);
    }
    let text = DateTime::from_timestamp_millis(millis)
        .map_or(millis.to_string(), |moment| crate::time::moment_text(moment.naive_utc()));
    Cell::Text(Cow::Owned(text))
}

fn date(day: i32) -> Cell<'static> {
    let serial = f64::from(day) + EPOCH;
    if DAYS.contains(&serial) {
        return Cell::Number(serial);
    }
    let text = NaiveDate::from_epoch_days(day).map_or(day.to_string(), |date| date.to_string());
    Cell::Text(Cow::Owned(text))
}

/// Whether spreadsheets may read a text as a formula: by its first character, wide forms included.
pub(super) fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Keeps every text inside what Excel reads back unchanged, and counts what had to be cut.
pub(super) struct TextGuard {
    mark: String,
    cut: u64,
}

impl TextGuard {
    /// `mark` ends every cut text, after a blank.
    pub(super) fn new(mark: &str) -> Self {
        TextGuard { mark: format!(" {}", start_of(&super::names::plain(mark), 200)), cut: 0 }
    }

    /// How many texts were cut.
    pub(super) fn cut(&self) -> u64 {
        self.cut
    }

    /// The mark that ends cut texts.
    pub(super) fn mark(&self) -> &str {
        self.mark.trim_start()
    }

    /// The text as it may be written.
    pub(super) fn fit<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        // A text never has more UTF-16 units than bytes, so most need no counting.
        if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
            return Cow::Owned(self.cut_short(text));
        }
        unambiguous(text)
    }

    /// The start of the text with the mark.
    fn cut_short(&mut self, text: &str) -> String {
        self.cut += 1;
        let room = LONGEST_TEXT - self.mark.encode_utf16().count();
        unambiguous(&format!("{}{}", start_of(text, room), self.mark)).into_owned()
    }

    /// A text of an ordinary sheet: there the writer takes `<r>…</r>` for raw XML unless it comes in
    /// pieces. In pieces it escapes no literal `_x0041_`, so that is done here, and one in a million
    /// is cut because it gets too long by that.
    pub(super) fn fit_pieces<'t>(&mut self, text: &'t str) -> Pieces<'t> {
        let text = self.fit(text);
        if !(text.starts_with("<r>") && text.ends_with("</r>")) {
            return Pieces::One(text);
        }
        let literal = literally(&text);
        if literal.chars().count() > LONGEST_TEXT {
            return Pieces::One(Cow::Owned(self.cut_short(&text)));
        }
        let (first, rest) = literal.split_at(1);
        Pieces::Two(first.to_owned(), rest.to_owned())
    }
}

/// A text as an ordinary sheet may write it.
pub(super) enum Pieces<'t> {
    One(Cow<'t, str>),
    Two(String, String),
}

/// The text with `_x005F_` for the underscore of each literal `_x0041_`.
fn literally(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let here = text.as_bytes().get(at..at + 7).unwrap_or_default();
        let is_escape = here.starts_with(b"_x")
            && here.ends_with(b"_")
            && here[2..6].iter().all(u8::is_ascii_hexdigit);
        literal.push_str(if is_escape { "_x005F" } else { "" });
        literal.push(c);
    }
    literal
}

/// The writer escapes control characters as `_x000B_` and the literal text `_x000B_` as
/// `_x005F_x000B_`; Excel turns both back. Only `_x0041` right before a control character comes
/// out as an escape that nobody wrote. There the control character is shown by its picture.
fn unambiguous(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") || !text.bytes().any(|byte| byte < b' ' || byte == 0xEF) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        let escaped = is_escaped(c) && ends_like_escape(&safe);
        safe.push(if escaped { picture(c) } else { c });
    }
    Cow::Owned(safe)
}

fn is_escaped(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn ends_like_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(tail) = bytes.len().checked_sub(6).map(|at| &bytes[at..]) else { return false };
    tail.starts_with(b"_x") && tail[2..].iter().all(u8::is_ascii_hexdigit)
}

fn picture(control: char) -> char {
    char::from_u32(0x2400 + control as u32).filter(|_| control < ' ').unwrap_or('\u{FFFD}')
}
