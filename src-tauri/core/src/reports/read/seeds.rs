//! Walks the JSON of an answer. Keys may come in any order and any number; `data` is read where
//! it stands, before or after `code`.

use super::nested::{InnerSeed, nested};
use super::plan::Key;
use super::rows::{Rows, scalar};
use super::{DataForm, Envelope};
use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// A value's own JSON text: borrowed from a body in memory, owned when it streams.
pub(super) trait Raw<'de>: Deserialize<'de> {
    /// The text.
    fn text(&self) -> &str;
}

impl<'de: 'a, 'a> Raw<'de> for &'a RawValue {
    fn text(&self) -> &str {
        self.get()
    }
}

impl<'de> Raw<'de> for Box<RawValue> {
    fn text(&self) -> &str {
        self.get()
    }
}

/// A key as bytes, so that even one with half a surrogate can be read.
pub(super) struct KeySeed<F>(pub(super) F);

impl<'de, T, F: FnOnce(&[u8]) -> T> DeserializeSeed<'de> for KeySeed<F> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<T, F: FnOnce(&[u8]) -> T> Visitor<'_> for KeySeed<F> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_bytes<E>(self, key: &[u8]) -> Result<T, E> {
        Ok((self.0)(key))
    }
    fn visit_str<E>(self, key: &str) -> Result<T, E> {
        Ok((self.0)(key.as_bytes()))
    }
}

pub(super) fn owned(key: &[u8]) -> String {
    String::from_utf8_lossy(key).into_owned()
}

/// The whole answer: an envelope, or a bare list of rows.
pub(super) struct AnswerSeed<'r, 'a, V> {
    rows: &'r mut Rows<'a>,
    raw: PhantomData<V>,
}

impl<'r, 'a, V> AnswerSeed<'r, 'a, V> {
    pub(super) fn new(rows: &'r mut Rows<'a>) -> Self {
        AnswerSeed { rows, raw: PhantomData }
    }
}

impl<'de, V: Raw<'de>> DeserializeSeed<'de> for AnswerSeed<'_, '_, V> {
    type Value = (Envelope, DataForm);
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, V: Raw<'de>> Visitor<'de> for AnswerSeed<'_, '_, V> {
    type Value = (Envelope, DataForm);

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Ok((Envelope::default(), self.data().visit_seq(list)?))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut envelope = Envelope::default();
        let mut data = None;
        let mut taken: Vec<String> = Vec::new();
        while let Some(key) = map.next_key_seed(KeySeed(owned))? {
            let first = !taken.contains(&key);
            match key.as_str() {
                "data" if first => {
                    data = Some(map.next_value_seed(DataSeed::<V>::new(self.rows))?);
                }
                "code" | "error" | "msg" if first => {
                    let value: V = map.next_value()?;
                    take_raw(&mut envelope, &key, value.text());
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            }
            taken.push(key);
        }
        Ok((envelope, data.unwrap_or(DataForm::Absent)))
    }
}

/// Takes a key of the envelope with the raw JSON of its value.
pub(super) fn take_raw(envelope: &mut Envelope, key: &str, raw: &str) {
    match scalar(raw) {
        Some((text, _)) => envelope.take(key, text.as_deref()),
        None => envelope.take(key, Some(raw)),
    }
}

impl<'r, 'a, V> AnswerSeed<'r, 'a, V> {
    fn data(self) -> DataSeed<'r, 'a, V> {
        DataSeed { rows: self.rows, raw: PhantomData }
    }
}

/// `data`: a list of records, one record, or records under keys.
struct DataSeed<'r, 'a, V> {
    rows: &'r mut Rows<'a>,
    raw: PhantomData<V>,
}

impl<'r, 'a, V> DataSeed<'r, 'a, V> {
    fn new(rows: &'r mut Rows<'a>) -> Self {
        DataSeed { rows, raw: PhantomData }
    }
}

impl<'de, V: Raw<'de>> DeserializeSeed<'de> for DataSeed<'_, '_, V> {
    type Value = DataForm;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<DataForm, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! wrong_scalars {
    ($then:expr; $($visit:ident($kind:ty)),*) => {
        $(fn $visit<E: serde::de::Error>(self, _: $kind) -> Result<Self::Value, E> {
            Ok($then(self))
        })*
    };
}

impl<'de, V: Raw<'de>> Visitor<'de> for DataSeed<'_, '_, V> {
    type Value = DataForm;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_unit<E>(self) -> Result<DataForm, E> {
        Ok(DataForm::Null)
    }

    wrong_scalars!(|_| DataForm::Wrong; visit_bool(bool), visit_i64(i64), visit_u64(u64),
        visit_f64(f64), visit_str(&str));

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<DataForm, A::Error> {
        let mut form = DataForm::Empty;
        while let Some(()) = list.next_element_seed(RecordSeed::<V>::new(self.rows, None))? {
            form = DataForm::Rows;
        }
        Ok(form)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DataForm, A::Error> {
        let rows = self.rows;
        let Some(first) = map.next_key_seed(KeySeed(owned))? else { return Ok(DataForm::Wrong) };
        // PHP writes a list with gaps in its numbering as an object with numbers for keys.
        let numbered = first.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(rows.plan.find(0, first.as_bytes()), Key::Unknown(_));
        if !numbered && rows.plan.keyed.is_none() {
            record::<V, _>(rows, map, Some(first), None)?;
            return Ok(if rows.known { DataForm::Rows } else { DataForm::Wrong });
        }
        let mut key = Some(first);
        while let Some(name) = key {
            let named = rows.plan.keyed.map(|column| (column, name));
            map.next_value_seed(RecordSeed::<V>::new(rows, named))?;
            key = map.next_key_seed(KeySeed(owned))?;
        }
        Ok(DataForm::Rows)
    }
}

/// One record; anything else in its place makes the answer wrong.
pub(super) struct RecordSeed<'r, 'a, V> {
    rows: &'r mut Rows<'a>,
    /// The column that takes the record's key, and the key.
    named: Option<(usize, String)>,
    raw: PhantomData<V>,
}

impl<'r, 'a, V> RecordSeed<'r, 'a, V> {
    pub(super) fn new(rows: &'r mut Rows<'a>, named: Option<(usize, String)>) -> Self {
        RecordSeed { rows, named, raw: PhantomData }
    }

    fn wrong(self) {
        self.rows.wrong = true;
    }
}

impl<'de, V: Raw<'de>> DeserializeSeed<'de> for RecordSeed<'_, '_, V> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, V: Raw<'de>> Visitor<'de> for RecordSeed<'_, '_, V> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        record::<V, _>(self.rows, map, None, self.named)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.wrong();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.wrong();
        Ok(())
    }

    wrong_scalars!(RecordSeed::wrong; visit_bool(bool), visit_i64(i64), visit_u64(u64),
        visit_f64(f64), visit_str(&str));
}

/// A record. `first` is its first key where that was read already.
fn record<'de, V: Raw<'de>, A: MapAccess<'de>>(
    rows: &mut Rows,
    map: A,
    first: Option<String>,
    named: Option<(usize, String)>,
) -> Result<(), A::Error> {
    rows.records += 1;
    let done = match rows.plan.nested {
        Some(group) => nested::<V, A>(rows, map, first, group)?,
        None => {
            fields::<V, A>(rows, map, first, 0)?;
            if let Some((column, name)) = named
                && !rows.has(column)
            {
                rows.put_text(column, &name);
            }
            rows.end_row()
        }
    };
    done.map_err(|error| {
        rows.failure = Some(error);
        A::Error::custom("stopped")
    })
}

/// The keys of one object, straight into the row.
pub(super) fn fields<'de, V: Raw<'de>, A: MapAccess<'de>>(
    rows: &mut Rows,
    mut map: A,
    first: Option<String>,
    group: usize,
) -> Result<(), A::Error> {
    if let Some(first) = first {
        let key = rows.plan.find(group, first.as_bytes());
        let value: V = map.next_value()?;
        field(rows, &key, value.text());
    }
    let mut position = 0;
    while let Some(key) = next_key(rows, &mut map, group, &mut position)? {
        let value: V = map.next_value()?;
        field(rows, &key, value.text());
    }
    Ok(())
}

/// The next key. Rows of one answer keep their order of keys, so the column of the same position
/// in the row before is tried first.
pub(super) fn next_key<'de, A: MapAccess<'de>>(
    rows: &mut Rows,
    map: &mut A,
    group: usize,
    position: &mut usize,
) -> Result<Option<Key>, A::Error> {
    let plan = rows.plan;
    let expected = rows.order[group].get(*position).copied();
    let key = map.next_key_seed(KeySeed(|key: &[u8]| plan.find_expected(expected, group, key)))?;
    if let Some(key) = &key {
        learn(rows, key, group, position);
    }
    Ok(key)
}

/// Remembers at which position a column's key stands.
pub(super) fn learn(rows: &mut Rows, key: &Key, group: usize, position: &mut usize) {
    if let Key::Column(column) = key {
        match rows.order[group].get_mut(*position) {
            Some(learnt) => *learnt = *column,
            None => rows.order[group].push(*column),
        }
        *position += 1;
    }
}

/// One value; a nested object gives its own keys to the same row.
pub(super) fn field(rows: &mut Rows, key: &Key, raw: &str) {
    let Key::Inside(group) = key else { return rows.put(key, raw) };
    let seed = InnerSeed { rows, group: *group };
    let done = seed.deserialize(&mut serde_json::Deserializer::from_str(raw));
    if done.is_err() {
        // Not an object after all: kept as it is.
        let name = rows.plan.key_of(*group).to_owned();
        rows.put(&Key::Unknown(name), raw);
    }
}
