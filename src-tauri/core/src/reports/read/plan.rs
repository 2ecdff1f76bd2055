//! A report's columns as the parser looks them up.

use super::Asked;
use crate::reports::{Grain, Kind, Report, Role, Shape, is_unknown};

/// Where a key of a record belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A column of the report, by position.
    Column(usize),
    /// A nested object or list whose keys are columns, by group.
    Inside(usize),
    /// Unknown to the report.
    Unknown(String),
}

/// Columns at one level of nesting: the same name may stand at several.
struct Group {
    /// The key that holds them; none for the top of a record.
    key: Option<String>,
    columns: Vec<usize>,
}

/// What the parser knows of a question before the first byte.
pub(super) struct Plan<'a> {
    pub(super) report: &'a Report,
    /// Key on the wire per column.
    wires: Vec<String>,
    groups: Vec<Group>,
    /// The group that is exploded into rows, of a nested shape.
    pub(super) nested: Option<usize>,
    /// The column that takes the key, of a keyed shape.
    pub(super) keyed: Option<usize>,
    /// The column that puts a row in a period.
    pub(super) time: Option<usize>,
    /// Start, end and duration, where the report has all three.
    pub(super) stretch: Option<[usize; 3]>,
    pub(super) daily: bool,
    /// The window, in seconds since 1970, both inclusive.
    pub(super) from: i64,
    pub(super) to: i64,
}

impl<'a> Plan<'a> {
    pub(super) fn new(asked: &Asked<'a>) -> Self {
        let report = asked.report;
        let position = |name: &str| report.columns.iter().position(|column| column.name == name);
        let mut plan = Plan {
            report,
            wires: wires(asked),
            groups: groups(report),
            nested: None,
            keyed: None,
            time: report.time.as_deref().and_then(position),
            stretch: stretch(report),
            daily: report.grain == Grain::Daily,
            from: asked.window.from.and_utc().timestamp(),
            to: asked.window.to.and_utc().timestamp(),
        };
        match &report.shape {
            Shape::List => {}
            Shape::Nested(key) => plan.nested = Some(plan.group_of(key)),
            Shape::Keyed(column) => plan.keyed = position(column),
        }
        plan
    }

    /// The group under that key; made if no column names it, so that the rows are found anyway.
    fn group_of(&mut self, key: &str) -> usize {
        let known = self.groups.iter().position(|group| group.key.as_deref() == Some(key));
        known.unwrap_or_else(|| {
            self.groups.push(Group { key: Some(key.to_owned()), columns: Vec::new() });
            self.groups.len() - 1
        })
    }

    /// Whether the column has that key on the wire.
    fn is(&self, column: usize, key: &[u8]) -> bool {
        self.wires.get(column).is_some_and(|wire| wire.as_bytes() == key)
    }

    /// The same, but the expected column is tried first.
    pub(super) fn find_expected(&self, expected: Option<usize>, group: usize, key: &[u8]) -> Key {
        match expected {
            Some(column) if self.is(column, key) => Key::Column(column),
            _ => self.find(group, key),
        }
    }

    /// Where a key of that group belongs; what a group does not know is looked up at the top too.
    pub(super) fn find(&self, group: usize, key: &[u8]) -> Key {
        for group in [group, 0] {
            if let Some(column) =
                self.column(group, key).or_else(|| self.column(group, key.trim_ascii()))
            {
                return Key::Column(column);
            }
        }
        let inside = self
            .groups
            .iter()
            .position(|known| known.key.as_ref().is_some_and(|known| known.as_bytes() == key));
        match inside {
            Some(inside) if group == 0 => Key::Inside(inside),
            _ => Key::Unknown(String::from_utf8_lossy(key).into_owned()),
        }
    }

    fn column(&self, group: usize, key: &[u8]) -> Option<usize> {
        let columns = self.groups.get(group)?.columns.iter();
        columns.copied().find(|column| {
            self.wires[*column].trim_ascii().as_bytes() == key || self.is(*column, key)
        })
    }

    /// The columns of each group in documented order: the first guess for the order of keys.
    pub(super) fn documented_order(&self) -> Vec<Vec<usize>> {
        self.groups.iter().map(|group| group.columns.clone()).collect()
    }

    /// The key of a nested group; empty for the top of a record.
    pub(super) fn key_of(&self, group: usize) -> &str {
        self.groups.get(group).and_then(|group| group.key.as_deref()).unwrap_or_default()
    }
}

/// The keys on the wire; `{param}` in them stands for a parameter's value.
fn wires(asked: &Asked) -> Vec<String> {
    let substituted = |wire: &str| {
        asked.params.iter().fold(wire.to_owned(), |wire, (name, value)| {
            wire.replace(&format!("{{{name}}}"), value)
        })
    };
    asked.report.columns.iter().map(|column| substituted(&column.wire)).collect()
}

fn groups(report: &Report) -> Vec<Group> {
    let mut groups = vec![Group { key: None, columns: Vec::new() }];
    for (position, column) in report.columns.iter().enumerate() {
        match groups.iter_mut().find(|group| group.key == column.inside) {
            Some(group) => group.columns.push(position),
            None => groups.push(Group { key: column.inside.clone(), columns: vec![position] }),
        }
    }
    groups
}

fn stretch(report: &Report) -> Option<[usize; 3]> {
    let position = |role: Role, kind: Kind| {
        report.columns.iter().position(|column| column.role == Some(role) && column.kind == kind)
    };
    Some([
        position(Role::Start, Kind::Datetime)?,
        position(Role::End, Kind::Datetime)?,
        position(Role::Duration, Kind::Duration)?,
    ])
}

/// Whether a text is kept as a value of a text column; fast for the usual case.
pub(super) fn is_known_text(text: &str) -> bool {
    match text.as_bytes() {
        [first, _, _, ..] if first.is_ascii_graphic() => true,
        _ => !is_unknown(text),
    }
}
