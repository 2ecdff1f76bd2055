//! The quick way through an answer in memory. Plain strings in a list of records, which is what
//! wolkvox sends, are cut out here in one pass; every other value is read by serde where it
//! stands. Nothing is accepted that serde would refuse.

use super::rows::Rows;
use super::seeds::{KeySeed, RecordSeed, field, learn, owned, take_raw};
use super::{DataForm, Envelope, plan::Key};
use serde::de::{Deserialize, DeserializeSeed, Deserializer};
use serde_json::value::RawValue;

/// The answer is of another form, or no JSON at all. If no record was begun, serde can read all
/// of it; else it finds the words for what is wrong.
pub(super) struct Odd;

/// Reads an answer whose `data` is a list.
pub(super) fn answer(rows: &mut Rows, text: &str) -> Result<(Envelope, DataForm), Odd> {
    if rows.plan.nested.is_some() {
        return Err(Odd);
    }
    let mut cursor = Cursor { text, at: 0 };
    let mut envelope = Envelope::default();
    let mut data = None;
    let mut taken: Vec<String> = Vec::new();
    cursor.expect(b'{')?;
    let mut more = !cursor.took(b'}');
    while more {
        let key = cursor.key(owned)?;
        cursor.expect(b':')?;
        if key == "data" && data.is_none() {
            data = Some(cursor.records(rows)?);
        } else {
            let value = cursor.value()?;
            if matches!(key.as_str(), "code" | "error" | "msg") && !taken.contains(&key) {
                take_raw(&mut envelope, &key, value);
                taken.push(key);
            }
        }
        more = cursor.goes_on(b'}')?;
    }
    match cursor.peek() {
        None => Ok((envelope, data.unwrap_or(DataForm::Absent))),
        Some(_) => Err(Odd),
    }
}

/// A place in the text. What it passed over, serde would have passed over too.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// A key that is no plain string.
struct OddKey(Vec<u8>);

impl<'de> Deserialize<'de> for OddKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        KeySeed(|key: &[u8]| OddKey(key.to_vec())).deserialize(deserializer)
    }
}

impl<'t> Cursor<'t> {
    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Passes over that byte, if it is the next.
    fn took(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8) -> Result<(), Odd> {
        if self.took(byte) { Ok(()) } else { Err(Odd) }
    }

    /// Passes over a comma, or the end of what is listed.
    fn goes_on(&mut self, end: u8) -> Result<bool, Odd> {
        if self.took(b',') { Ok(true) } else { self.expect(end).map(|()| false) }
    }

    /// What is next, as serde reads it.
    fn read<T: Deserialize<'t>>(&mut self) -> Result<T, Odd> {
        let rest = self.text.get(self.at..).ok_or(Odd)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter();
        let value = values.next().and_then(Result::ok).ok_or(Odd)?;
        self.at += values.byte_offset();
        Ok(value)
    }

    /// The JSON of a value.
    fn value(&mut self) -> Result<&'t str, Odd> {
        self.read::<&RawValue>().map(RawValue::get)
    }

    /// The inside of the string that is next, if nothing in it is escaped.
    fn plain(&mut self) -> Option<&'t str> {
        self.peek().filter(|next| *next == b'"')?;
        let from = self.at + 1;
        let to = from + plain_length(self.text.as_bytes().get(from..)?);
        self.text.as_bytes().get(to).filter(|next| **next == b'"')?;
        let inside = self.text.get(from..to)?;
        self.at = to + 1;
        Some(inside)
    }

    fn key<T>(&mut self, read: impl FnOnce(&[u8]) -> T) -> Result<T, Odd> {
        if let Some(key) = self.plain() {
            return Ok(read(key.as_bytes()));
        }
        self.peek().filter(|next| *next == b'"').ok_or(Odd)?;
        self.read::<OddKey>().map(|key| read(&key.0))
    }

    fn records(&mut self, rows: &mut Rows) -> Result<DataForm, Odd> {
        self.expect(b'[')?;
        if self.took(b']') {
            return Ok(DataForm::Empty);
        }
        self.record(rows)?;
        while self.goes_on(b']')? {
            self.record(rows)?;
        }
        Ok(DataForm::Rows)
    }

    fn record(&mut self, rows: &mut Rows) -> Result<(), Odd> {
        if !self.took(b'{') {
            let mut other = serde_json::Deserializer::from_str(self.value()?);
            let seed = RecordSeed::<&RawValue>::new(rows, None);
            return seed.deserialize(&mut other).map_err(|_| Odd);
        }
        rows.records += 1;
        let mut position = 0;
        let mut more = !self.took(b'}');
        while more {
            self.field(rows, &mut position)?;
            more = self.goes_on(b'}')?;
        }
        rows.end_row().map_err(|error| {
            rows.failure = Some(error);
            Odd
        })
    }

    fn field(&mut self, rows: &mut Rows, position: &mut usize) -> Result<(), Odd> {
        let (plan, expected) = (rows.plan, rows.order[0].get(*position).copied());
        let key = self.key(|key| plan.find_expected(expected, 0, key))?;
        learn(rows, &key, 0, position);
        self.expect(b':')?;
        let Key::Column(column) = key else {
            field(rows, &key, self.value()?);
            return Ok(());
        };
        match self.plain() {
            Some(text) => rows.put_string(column, text),
            None => rows.put_column(column, self.value()?),
        }
        Ok(())
    }
}

/// How many bytes come before the first quote, backslash or control character; eight are looked
/// at at once.
fn plain_length(bytes: &[u8]) -> usize {
    const EACH: u64 = u64::MAX / 255;
    // The highest bit of the first byte that is zero; of later ones it may err.
    let zeros = |word: u64| word.wrapping_sub(EACH) & !word;
    let (words, rest) = bytes.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quotes = zeros(word ^ (EACH * u64::from(b'"')));
        let escapes = zeros(word ^ (EACH * u64::from(b'\\')));
        let controls = word.wrapping_sub(EACH * 0x20) & !word;
        let found = (quotes | escapes | controls) & (EACH << 7);
        if found != 0 {
            return place * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    words.len() * 8 + rest.iter().position(ends).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    #[test]
    fn the_end_of_a_plain_text_is_found_at_any_length() {
        for before in 0..40 {
            for last in ["\"", "\\", "\n", "\u{1f}", ""] {
                let text = format!("{}{last}é tail", "ñ".repeat(before));
                let expected = if last.is_empty() { text.len() } else { before * 2 };
                assert_eq!(plain_length(text.as_bytes()), expected, "{text:?}");
            }
        }
    }
}
