//! Who is who: agent ids, the names that reports use for them, and who is left out when.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Prefixes that operations put before agents' names, dropped before comparing.
pub const PREFIXES: &[&str] = &["COM-", "ING-"];

/// One agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterEntry {
    /// Agent id as in the reports.
    pub agent_id: String,
    /// Name shown.
    pub name: String,
    /// Other names that reports use.
    pub aliases: Vec<String>,
    /// Team, if any.
    pub team: Option<String>,
    /// First day on which the agent is left out (test account, other area).
    pub excluded_from: Option<NaiveDate>,
    /// Last such day. With one end given the other is open; with neither nothing is left out.
    pub excluded_to: Option<NaiveDate>,
}

impl RosterEntry {
    /// The days on which the agent is left out, both inclusive.
    pub fn excluded(&self) -> Option<(NaiveDate, NaiveDate)> {
        if self.excluded_from.is_none() && self.excluded_to.is_none() {
            return None;
        }
        let from = self.excluded_from.unwrap_or(NaiveDate::MIN);
        Some((from, self.excluded_to.unwrap_or(NaiveDate::MAX)))
    }
}

/// Whom a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Exactly this agent.
    Agent(String),
    /// Several agents: stays unmatched and is listed.
    Ambiguous(Vec<String>),
    /// Nobody known.
    Unknown,
}

/// An operation's roster, with the names that reports showed beside ids.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    entries: Vec<RosterEntry>,
    prefixes: Vec<String>,
    ids: BTreeMap<String, BTreeSet<String>>,
}

impl Roster {
    /// From the operation's entries, with the usual [`PREFIXES`].
    pub fn new(entries: Vec<RosterEntry>) -> Self {
        Roster::with_prefixes(entries, PREFIXES.iter().map(|p| (*p).to_owned()).collect())
    }

    /// The same with the operation's own prefixes.
    pub fn with_prefixes(entries: Vec<RosterEntry>, prefixes: Vec<String>) -> Self {
        let mut roster = Roster { entries: Vec::new(), prefixes, ids: BTreeMap::new() };
        for entry in &entries {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                roster.learn(name, &entry.agent_id);
            }
        }
        roster.entries = entries;
        roster
    }

    /// The entries.
    pub fn entries(&self) -> &[RosterEntry] {
        &self.entries
    }

    /// The entry of that agent.
    pub fn entry(&self, agent_id: &str) -> Option<&RosterEntry> {
        self.entries.iter().find(|entry| entry.agent_id == agent_id)
    }

    /// Notes that a report showed this name beside this id.
    pub fn learn(&mut self, name: &str, agent_id: &str) {
        let key = self.key(name);
        if !key.is_empty() && !agent_id.trim().is_empty() {
            self.ids.entry(key).or_default().insert(agent_id.trim().to_owned());
        }
    }

    /// Whom the name means.
    pub fn find(&self, name: &str) -> Match {
        let ids = self.ids.get(&self.key(name));
        let mut ids: Vec<String> = ids.into_iter().flatten().cloned().collect();
        match ids.len() {
            0 => Match::Unknown,
            1 => Match::Agent(ids.remove(0)),
            _ => Match::Ambiguous(ids),
        }
    }

    fn key(&self, name: &str) -> String {
        normalise_name(name, &self.prefixes)
    }
}

/// The form in which names are compared: without accents, case, prefixes and extra blanks
/// (`ING- José  PÉREZ` → `jose perez`). Only the given prefixes are dropped: a rule for all
/// short words before a hyphen would also cut Ana-María.
pub fn normalise_name<S: AsRef<str>>(name: &str, prefixes: &[S]) -> String {
    let mut name = plain(name);
    let prefixes: Vec<String> = prefixes.iter().map(|prefix| plain(prefix.as_ref())).collect();
    let first =
        |name: &str| prefixes.iter().find_map(|p| name.strip_prefix(p.as_str()).map(str::len));
    while let Some(left) = first(&name).filter(|left| *left > 0 && *left < name.len()) {
        name = name[name.len() - left..].trim_start().to_owned();
    }
    name
}

fn plain(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    bare.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
