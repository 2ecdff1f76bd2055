//! Sort keys: numbers whose order is the order of a column's values.
//!
//! Text is ordered without case and accents ([`super::fold`]), then as received; choices by their
//! normal form, so that `READY` and `ready` are equal. Texts become their rank among the values
//! that occur.

use super::text::{fold, fold_into};
use crate::reports::{Kind, is_unknown, normal_form};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{Date32Type, Float64Type, Int64Type, TimestampMillisecondType};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The key of an unknown value, whatever the column.
pub(super) const UNKNOWN: u64 = u64::MAX;

/// A column's keys of some rows.
pub(super) struct Keys {
    pub(super) keys: Vec<u64>,
    /// For text: the words that occur, which the keys are places in until they are ranked, each
    /// with how it starts.
    words: Vec<(u128, String)>,
}

/// Keys of these rows of a column; of all rows if `rows` is `None`.
pub(super) fn keys(column: &ArrayRef, kind: Kind, rows: Option<&[u32]>) -> Keys {
    if kind.is_text() {
        return text_keys(column, kind, rows);
    }
    let keys = match kind {
        Kind::Decimal | Kind::Percent => {
            let values = column.as_primitive::<Float64Type>();
            collect(column, rows, |row| of_decimal(values.value(row)))
        }
        Kind::Datetime => {
            let values = column.as_primitive::<TimestampMillisecondType>();
            collect(column, rows, |row| of_whole(values.value(row)))
        }
        Kind::Date => {
            let values = column.as_primitive::<Date32Type>();
            collect(column, rows, |row| of_whole(values.value(row).into()))
        }
        _ => {
            let values = column.as_primitive::<Int64Type>();
            collect(column, rows, |row| of_whole(values.value(row)))
        }
    };
    Keys { keys, words: Vec::new() }
}

fn collect(column: &ArrayRef, rows: Option<&[u32]>, key: impl Fn(usize) -> u64) -> Vec<u64> {
    let nulls = column.nulls();
    let checked = |row: usize| match nulls {
        Some(nulls) if nulls.is_null(row) => UNKNOWN,
        _ => key(row),
    };
    match rows {
        Some(rows) => rows.iter().map(|row| checked(*row as usize)).collect(),
        None => (0..column.len()).map(checked).collect(),
    }
}

fn of_whole(value: i64) -> u64 {
    // Flipping the sign bit makes the order of signed numbers that of unsigned ones.
    (value.cast_unsigned() ^ (1 << 63)).min(UNKNOWN - 1)
}

fn of_decimal(value: f64) -> u64 {
    if value.is_nan() {
        return UNKNOWN;
    }
    let value = if value == 0.0 { 0.0 } else { value };
    let bits = value.to_bits();
    let ordered = if bits >> 63 == 1 { !bits } else { bits ^ (1 << 63) };
    ordered.min(UNKNOWN - 1)
}

fn text_keys(column: &ArrayRef, kind: Kind, rows: Option<&[u32]>) -> Keys {
    let texts = column.as_string::<i32>();
    let mut places: HashMap<&str, u64, Quick> = HashMap::default();
    let (mut words, mut folded) = (Vec::new(), String::new());
    let mut place = |row: usize| {
        let text = if texts.is_null(row) { "" } else { texts.value(row) };
        *places.entry(text).or_insert_with(|| match is_unknown(text) {
            true => UNKNOWN,
            false => {
                let word = word(text, kind);
                fold_into(&word, &mut folded);
                words.push((start(&folded), word));
                words.len() as u64 - 1
            }
        })
    };
    let keys = match rows {
        Some(rows) => rows.iter().map(|row| place(*row as usize)).collect(),
        None => (0..texts.len()).map(place).collect(),
    };
    Keys { keys, words }
}

/// What of a text is compared.
fn word(text: &str, kind: Kind) -> String {
    if kind == Kind::Choice { normal_form(text) } else { text.to_owned() }
}

/// Replaces places in words by ranks among the words of all parts of a column.
pub(super) fn rank(parts: &mut [Keys]) {
    let mut ranks: Vec<Vec<u64>> = parts.iter().map(|part| vec![0; part.words.len()]).collect();
    let mut order = Vec::with_capacity(parts.iter().map(|part| part.words.len()).sum());
    for (part, words) in parts.iter().map(|part| &part.words).enumerate() {
        order.extend(words.iter().enumerate().map(|(place, (start, _))| (*start, part, place)));
    }
    let word = |part: usize, place: usize| parts[part].words[place].1.as_str();
    order.sort_unstable_by(|left, right| {
        left.0.cmp(&right.0).then_with(|| compare(word(left.1, left.2), word(right.1, right.2)))
    });
    let (mut rank, mut before) = (0, None);
    for (_, part, place) in order {
        let this = word(part, place);
        if before.is_some_and(|before| before != this) {
            rank += 1;
        }
        before = Some(this);
        ranks[part][place] = rank;
    }
    for (part, ranks) in parts.iter_mut().zip(ranks) {
        for key in part.keys.iter_mut().filter(|key| **key != UNKNOWN) {
            *key = ranks[*key as usize];
        }
        part.words = Vec::new();
    }
}

fn compare(left: &str, right: &str) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    fold(left).cmp(&fold(right)).then_with(|| left.cmp(right))
}

/// The first 16 bytes of the folded word as a number in the same order: decides nearly all
/// comparisons without touching the text.
fn start(folded: &str) -> u128 {
    let mut bytes = [0_u8; 16];
    let length = folded.len().min(16);
    bytes[..length].copy_from_slice(&folded.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// A hash for words of our own files: nobody attacks it, and it is several times faster.
type Quick = BuildHasherDefault<Multiplying>;

#[derive(Default)]
struct Multiplying(u64);

impl Hasher for Multiplying {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0_u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mixed = (self.0.rotate_left(5) ^ u64::from_le_bytes(word))
                .wrapping_mul(0x517c_c1b7_2722_0a95);
            self.0 = mixed ^ (mixed >> 32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{UNKNOWN, keys, of_decimal, of_whole, rank};
    use crate::reports::Kind;
    use datafusion::arrow::array::{ArrayRef, StringArray};
    use std::sync::Arc;

    #[test]
    fn keys_keep_the_order_of_numbers() {
        let whole = [i64::MIN, -5, -1, 0, 1, 7, i64::MAX];
        assert!(whole.windows(2).all(|pair| of_whole(pair[0]) < of_whole(pair[1])));
        let decimal = [f64::MIN, -1.5, 0.0, 1e-9, 2.0, f64::MAX];
        assert!(decimal.windows(2).all(|pair| of_decimal(pair[0]) < of_decimal(pair[1])));
        assert_eq!(of_decimal(-0.0), of_decimal(0.0));
        assert_eq!(of_decimal(f64::NAN), UNKNOWN);
    }

    #[test]
    fn words_rank_across_parts_without_case_and_accents() {
        let part = |texts: &[Option<&str>], kind| {
            let column: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
            keys(&column, kind, None)
        };
        let mut parts = [
            part(&[Some("ñandú"), None, Some("Zoe"), Some("ana")], Kind::Text),
            part(&[Some("Óscar"), Some("-"), Some("ANA"), Some("nube")], Kind::Text),
        ];
        rank(&mut parts);
        assert_eq!(parts[0].keys, [2, UNKNOWN, 5, 1]);
        assert_eq!(parts[1].keys, [4, UNKNOWN, 0, 3]);
        let mut choices =
            [part(&[Some("No answer"), Some("NO-ANSWER"), Some("busy")], Kind::Choice)];
        rank(&mut choices);
        assert_eq!(choices[0].keys, [1, 1, 0]);
    }
}
