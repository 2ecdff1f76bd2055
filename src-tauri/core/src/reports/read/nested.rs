//! Keys inside keys: objects that give columns to their row, lists that become rows.

use super::plan::Key;
use super::rows::Rows;
use super::seeds::{Raw, field, fields, next_key};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// A nested object whose keys are columns.
pub(super) struct InnerSeed<'r, 'a> {
    pub(super) rows: &'r mut Rows<'a>,
    pub(super) group: usize,
}

impl<'de> DeserializeSeed<'de> for InnerSeed<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for InnerSeed<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a nested object")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        fields::<&RawValue, A>(self.rows, map, None, self.group)
    }
}

/// A record with a nested list: one row per item, outer values repeated. A record without items
/// gives one row of its outer values, so that it is not lost.
pub(super) fn nested<'de, V: Raw<'de>, A: MapAccess<'de>>(
    rows: &mut Rows,
    mut map: A,
    first: Option<String>,
    group: usize,
) -> Result<crate::Result<()>, A::Error> {
    let mut outer: Vec<(Key, V)> = Vec::new();
    let mut items: Option<V> = None;
    let mut position = 0;
    let mut key = match first {
        Some(first) => Some(rows.plan.find(0, first.as_bytes())),
        None => next_key(rows, &mut map, 0, &mut position)?,
    };
    while let Some(found) = key {
        let value: V = map.next_value()?;
        match found {
            Key::Inside(inside) if inside == group && items.is_none() => items = Some(value),
            Key::Column(column) if outer.iter().any(|(known, _)| *known == found) => {
                rows.repeated(column);
            }
            found => outer.push((found, value)),
        }
        key = next_key(rows, &mut map, 0, &mut position)?;
    }
    Ok(explode(rows, &outer, items.as_ref().map_or("null", |items| items.text()), group))
}

fn explode<'de, V: Raw<'de>>(
    rows: &mut Rows,
    outer: &[(Key, V)],
    items: &str,
    group: usize,
) -> crate::Result<()> {
    let parsed: Vec<&RawValue> = match items.as_bytes() {
        [b'[', ..] => serde_json::from_str(items).unwrap_or_default(),
        [b'{', ..] => serde_json::from_str(items).map(|item| vec![item]).unwrap_or_default(),
        _ => Vec::new(),
    };
    for item in &parsed {
        let seed = InnerSeed { rows, group };
        if seed.deserialize(&mut serde_json::Deserializer::from_str(item.get())).is_err() {
            rows.wrong = true;
        }
        outer_values(rows, outer);
        rows.end_row()?;
    }
    if parsed.is_empty() {
        outer_values(rows, outer);
        rows.end_row()?;
    }
    Ok(())
}

fn outer_values<'de, V: Raw<'de>>(rows: &mut Rows, outer: &[(Key, V)]) {
    for (key, value) in outer {
        match key {
            Key::Column(column) if rows.has(*column) => {}
            Key::Inside(_) => field(rows, key, value.text()),
            _ => rows.put(key, value.text()),
        }
    }
}
