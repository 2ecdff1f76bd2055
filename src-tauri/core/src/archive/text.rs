//! The forms in which the ledger and the footers keep moments, problems and places.

use super::fault::unreadable;
use super::{Operation, OperationId, Place};
use crate::Result;
use crate::reports::{Grain, ProblemKind, Problems};
use crate::time::Window;
use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

pub(super) const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

pub(super) fn moment(text: &str) -> Result<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, MOMENT).map_err(|_| unreadable("a moment"))
}

pub(super) fn date(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| unreadable("a day"))
}

pub(super) fn window(from: &str, to: &str) -> Result<Window> {
    Window::new(moment(from)?, moment(to)?).map_err(|_| unreadable("a window"))
}

/// UTC, whole seconds.
pub(super) fn utc_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

pub(super) fn utc(text: &str) -> Result<DateTime<Utc>> {
    let read = DateTime::parse_from_rfc3339(text).map_err(|_| unreadable("a moment of UTC"))?;
    Ok(read.with_timezone(&Utc))
}

/// SQLite counts in i64; nothing here comes near its end.
pub(super) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn counted(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| unreadable("a count"))
}

/// `[[kind, column, times], …]`.
pub(super) fn problems_text(problems: &Problems) -> String {
    let all: Vec<_> = problems.iter().map(|(kind, column, n)| (kind.name(), column, n)).collect();
    json(&all)
}

pub(super) fn problems(text: &str) -> Result<Problems> {
    let all: Vec<(String, String, u64)> = from_json("problems", text)?;
    let mut problems = Problems::default();
    for (kind, column, times) in all {
        let kind = ProblemKind::parse(&kind).ok_or_else(|| unreadable("a kind of problem"))?;
        problems.add(kind, &column, times);
    }
    Ok(problems)
}

pub(super) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain lists, maps and numbers always have a JSON form")
}

pub(super) fn from_json<T: for<'a> Deserialize<'a>>(what: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|cause| unreadable(what).because(cause))
}

const GRAINS: [(Grain, &str); 3] =
    [(Grain::Event, "event"), (Grain::Daily, "daily"), (Grain::Exact, "exact")];

pub(super) fn grain_name(grain: Grain) -> &'static str {
    GRAINS.iter().find(|(known, _)| *known == grain).map_or("event", |(_, name)| name)
}

pub(super) fn grain(name: &str) -> Result<Grain> {
    let found = GRAINS.iter().find(|(_, known)| *known == name);
    found.map(|(grain, _)| *grain).ok_or_else(|| unreadable("a grain"))
}

/// An operation as columns of the ledger and as part of every footer, so that a ledger made anew
/// from the files knows whose they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct OperationText {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) code: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) seed: Option<u64>,
    pub(super) anchor: Option<String>,
    pub(super) zone: String,
}

impl From<&Operation> for OperationText {
    fn from(operation: &Operation) -> Self {
        let mut text = OperationText {
            id: operation.id.0.clone(),
            name: operation.name.clone(),
            place: String::new(),
            code: None,
            port: None,
            seed: None,
            anchor: None,
            zone: operation.zone.name().to_owned(),
        };
        match &operation.place {
            Place::Wolkvox(code) => {
                (text.place, text.code) = ("wolkvox".into(), Some(code.clone()))
            }
            Place::Loopback(port) => (text.place, text.port) = ("loopback".into(), Some(*port)),
            Place::Sample { seed, anchor } => {
                text.place = "sample".into();
                (text.seed, text.anchor) = (Some(*seed), Some(anchor.to_string()));
            }
        }
        text
    }
}

impl OperationText {
    pub(super) fn read(self) -> Result<Operation> {
        let lost = || unreadable("an operation's place");
        let place = match self.place.as_str() {
            "wolkvox" => Place::Wolkvox(self.code.ok_or_else(lost)?),
            "loopback" => Place::Loopback(self.port.ok_or_else(lost)?),
            "sample" => Place::Sample {
                seed: self.seed.ok_or_else(lost)?,
                anchor: date(&self.anchor.ok_or_else(lost)?)?,
            },
            _ => return Err(lost()),
        };
        let zone = self.zone.parse().map_err(|_| unreadable("an operation's zone"))?;
        Ok(Operation { id: OperationId(self.id), name: self.name, place, zone })
    }
}
