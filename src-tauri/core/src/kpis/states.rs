//! Classes of agent states. wolkvox has four of its own; every operation invents the rest.

use crate::reports::{is_unknown, normal_form};
use std::collections::BTreeMap;

/// What a state of an agent is, whatever the operation calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateClass {
    /// Waiting for a call.
    Ready,
    /// In a call or chat.
    Talk,
    /// Coding after a call.
    Acw,
    /// The call rings and is not answered yet.
    Ring,
    /// A pause.
    Break,
    /// A meal.
    Meal,
    /// Training, coaching, meetings.
    Training,
    /// Work that is not a call.
    BackOffice,
    /// Any other work.
    Productive,
    /// Not logged in: no part of logged time.
    LoggedOut,
    /// A state that nobody has classified yet.
    Unclassified,
}

impl StateClass {
    /// All classes with their names in JSON, settings and groups.
    pub const ALL: &[(StateClass, &str)] = &[
        (StateClass::Ready, "ready"),
        (StateClass::Talk, "talk"),
        (StateClass::Acw, "acw"),
        (StateClass::Ring, "ring"),
        (StateClass::Break, "break"),
        (StateClass::Meal, "meal"),
        (StateClass::Training, "training"),
        (StateClass::BackOffice, "back_office"),
        (StateClass::Productive, "productive"),
        (StateClass::LoggedOut, "logged_out"),
        (StateClass::Unclassified, "unclassified"),
    ];

    /// The classes that wolkvox counts as auxiliary: every state that is not its own and not
    /// logged out. Back office and other work are among them, as in its reports; grouping by
    /// class shows them apart.
    pub const AUX: &[StateClass] = &[
        StateClass::Break,
        StateClass::Meal,
        StateClass::Training,
        StateClass::BackOffice,
        StateClass::Productive,
        StateClass::Unclassified,
    ];

    /// Its name in JSON, settings and groups.
    pub fn name(self) -> &'static str {
        StateClass::ALL.iter().find(|(class, _)| *class == self).map_or("unclassified", |(_, n)| n)
    }

    /// The class of that name.
    pub fn parse(name: &str) -> Option<Self> {
        StateClass::ALL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
    }
}

/// Names under which agents leave; an operation may classify them otherwise.
const LOGGED_OUT: &[&str] =
    &["logout", "log_out", "logged_out", "logoff", "log_off", "desconectado", "desconexión"];

/// The state classes of one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateClasses(BTreeMap<String, StateClass>);

impl StateClasses {
    /// From state names as wolkvox sends them, in any writing.
    pub fn new<'a>(classes: impl IntoIterator<Item = (&'a str, StateClass)>) -> Self {
        let pairs = classes.into_iter().map(|(state, class)| (normal_form(state), class));
        StateClasses(pairs.collect())
    }

    /// The class of a state; `None` if the text stands for "no value". The four states of wolkvox
    /// cannot be reclassified, because occupancy is defined by them.
    pub fn class(&self, state: &str) -> Option<StateClass> {
        if is_unknown(state) {
            return None;
        }
        let form = normal_form(state);
        Some(match form.as_str() {
            "ready" => StateClass::Ready,
            "talk" => StateClass::Talk,
            "acw" => StateClass::Acw,
            "ring" => StateClass::Ring,
            other => self.0.get(other).copied().unwrap_or_else(|| by_default(other)),
        })
    }
}

fn by_default(form: &str) -> StateClass {
    if LOGGED_OUT.contains(&form) { StateClass::LoggedOut } else { StateClass::Unclassified }
}
