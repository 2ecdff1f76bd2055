//! The yardstick of the parser: serde_json hands each text of known keys to an Arrow builder, and
//! nothing else is looked at. No problems are found, no unknown keys kept, no values checked.

use arrow::array::{ArrayRef, Int64Builder, StringBuilder, TimestampMillisecondBuilder};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::sync::Arc;

enum Cells {
    Text(StringBuilder),
    Seconds(Int64Builder),
    Moment(TimestampMillisecondBuilder),
}

const KEYS: [&str; 10] = [
    "agent_id",
    "agent_status",
    "time",
    "date_ini",
    "date_end",
    "conn_id",
    "type_interaction",
    "destiny",
    "telephone",
    "campaign_id",
];

/// The columns of an `agent_2` answer, in the order of their keys.
pub(crate) fn read(body: &[u8]) -> crate::Result<Vec<ArrayRef>> {
    let text = std::str::from_utf8(body)?;
    let mut columns: Vec<Cells> = KEYS.iter().map(|key| Cells::of(key)).collect();
    let mut json = serde_json::Deserializer::from_str(text);
    Answer(&mut columns).deserialize(&mut json)?;
    json.end()?;
    Ok(columns.iter_mut().map(Cells::finish).collect())
}

impl Cells {
    fn of(key: &str) -> Cells {
        match key {
            "time" => Cells::Seconds(Int64Builder::new()),
            "date_ini" | "date_end" => Cells::Moment(TimestampMillisecondBuilder::new()),
            _ => Cells::Text(StringBuilder::new()),
        }
    }

    fn push(&mut self, text: &str) {
        match self {
            Cells::Text(cells) => cells.append_value(text),
            Cells::Seconds(cells) => cells.append_option(clock(text.as_bytes())),
            Cells::Moment(cells) => cells.append_option(moment(text.as_bytes())),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Cells::Text(cells) => Arc::new(cells.finish()),
            Cells::Seconds(cells) => Arc::new(cells.finish()),
            Cells::Moment(cells) => Arc::new(cells.finish()),
        }
    }
}

fn digits(text: &[u8]) -> i64 {
    text.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte.wrapping_sub(b'0')))
}

fn clock(text: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *text else { return None };
    Some(digits(&[h1, h2]) * 3600 + digits(&[m1, m2]) * 60 + digits(&[s1, s2]))
}

/// Milliseconds of `YYYY-MM-DD HH:MM:SS`.
fn moment(text: &[u8]) -> Option<i64> {
    if text.len() != 19 {
        return None;
    }
    let (year, month, day) = (digits(&text[..4]), digits(&text[5..7]), digits(&text[8..10]));
    let year = if month > 2 { year } else { year - 1 };
    let (era, of_era) = (year / 400, year % 400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
    Some((days * 86_400 + clock(&text[11..])?) * 1000)
}

struct Answer<'a>(&'a mut [Cells]);

impl<'de> DeserializeSeed<'de> for Answer<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Answer<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<&str>()? {
            if key == "data" {
                map.next_value_seed(Data(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Data<'a>(&'a mut [Cells]);

impl<'de> DeserializeSeed<'de> for Data<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Data<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Record(self.0))?.is_some() {}
        Ok(())
    }
}

struct Record<'a>(&'a mut [Cells]);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut expected = 0;
        while let Some(column) = map.next_key_seed(Key(expected))? {
            map.next_value_seed(Cell(&mut self.0[column]))?;
            expected = column + 1;
        }
        Ok(())
    }
}

/// A key, the expected one tried first.
struct Key(usize);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        match KEYS.get(self.0) {
            Some(expected) if *expected == key => Ok(self.0),
            _ => KEYS.iter().position(|known| *known == key).ok_or_else(|| E::custom("a new key")),
        }
    }
}

struct Cell<'a>(&'a mut Cells);

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Cell<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.push(text);
        Ok(())
    }
}
