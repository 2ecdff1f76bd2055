//! The people of an operation, and what their custom states mean.

use super::fault::unreadable;
use super::open::all;
use super::text::{self, json};
use super::{Archive, OperationId};
use crate::Result;
use crate::reports::normal_form;
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

/// An agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterEntry {
    /// wolkvox's agent id.
    pub agent: String,
    /// Name shown.
    pub name: String,
    /// Other names under which reports know the agent.
    pub aliases: Vec<String>,
    /// Team; empty if none.
    pub team: String,
    /// First day on which the agent does not count (test accounts, other areas). Both ends unset:
    /// the agent counts always.
    pub excluded_from: Option<NaiveDate>,
    /// Last such day. Unset while `excluded_from` is set: from then on for good.
    pub excluded_to: Option<NaiveDate>,
}

impl RosterEntry {
    /// Whether the agent is left out on that day.
    pub fn is_excluded(&self, day: NaiveDate) -> bool {
        match (self.excluded_from, self.excluded_to) {
            (None, None) => false,
            (from, to) => from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to),
        }
    }
}

/// What a state means for the measures of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateClass {
    /// A break.
    Break,
    /// A meal.
    Meal,
    /// Training, coaching, meetings.
    Training,
    /// Work away from the line.
    BackOffice,
    /// Work on the line.
    Productive,
    /// Not at work.
    LoggedOut,
    /// Nobody said yet; shown as such.
    Unclassified,
}

impl StateClass {
    /// All classes with their names in the ledger and in JSON.
    pub const ALL: &[(StateClass, &str)] = &[
        (StateClass::Break, "break"),
        (StateClass::Meal, "meal"),
        (StateClass::Training, "training"),
        (StateClass::BackOffice, "back_office"),
        (StateClass::Productive, "productive"),
        (StateClass::LoggedOut, "logged_out"),
        (StateClass::Unclassified, "unclassified"),
    ];

    /// Its name in the ledger and in JSON.
    pub fn name(self) -> &'static str {
        StateClass::ALL.iter().find(|(c, _)| *c == self).map_or("unclassified", |(_, name)| name)
    }

    /// The class of that name.
    pub fn parse(name: &str) -> Option<Self> {
        StateClass::ALL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
    }
}

/// A state's class and colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateMeaning {
    /// Class.
    pub class: StateClass,
    /// Colour token of the design language, if the user chose one.
    pub color: Option<String>,
}

impl Archive {
    /// The roster, by name.
    pub fn roster(&self, operation: &OperationId) -> Result<Vec<RosterEntry>> {
        self.read(|ledger| roster(ledger, operation))
    }

    /// Adds entries, and replaces those with the same agent id.
    pub fn put_roster(&self, operation: &OperationId, entries: &[RosterEntry]) -> Result<()> {
        self.write(|ledger| entries.iter().try_for_each(|entry| put(ledger, operation, entry)))
    }

    /// Takes in the agents that wolkvox lists (id, name). Team and exclusion stay as they are; a
    /// changed name makes the old one an alias. Agents no longer listed stay, because their past
    /// does. Returns how many entries are new or renamed.
    pub fn merge_agents(
        &self,
        operation: &OperationId,
        agents: &[(String, String)],
    ) -> Result<usize> {
        self.write(|ledger| {
            let known = roster(ledger, operation)?.into_iter();
            let mut known: BTreeMap<_, _> =
                known.map(|entry| (entry.agent.clone(), entry)).collect();
            let mut changed = 0;
            for (agent, name) in agents {
                let fresh = RosterEntry { agent: agent.clone(), ..RosterEntry::default() };
                let entry = known.entry(agent.clone()).or_insert(fresh);
                if rename(entry, name) {
                    put(ledger, operation, entry)?;
                    changed += 1;
                }
            }
            Ok(changed)
        })
    }

    /// Removes an agent from the roster; one that is not there is fine.
    pub fn remove_agent(&self, operation: &OperationId, agent: &str) -> Result<()> {
        self.write(|ledger| {
            let sql = "DELETE FROM roster WHERE operation = ?1 AND agent = ?2";
            ledger.execute(sql, (&operation.0, agent))?;
            Ok(())
        })
    }

    /// What states mean, by their normal form.
    pub fn state_meanings(
        &self,
        operation: &OperationId,
    ) -> Result<BTreeMap<String, StateMeaning>> {
        let sql = "SELECT state, class, color FROM state_classes WHERE operation = ?1";
        let found = self.read(|ledger| {
            all(ledger, sql, [&operation.0], |row| {
                let class = StateClass::parse(&row.get::<_, String>(1)?)
                    .ok_or_else(|| unreadable("a state's class"))?;
                Ok((row.get(0)?, StateMeaning { class, color: row.get(2)? }))
            })
        })?;
        Ok(found.into_iter().collect())
    }

    /// Says what a state means, however it is written; `None` forgets it.
    pub fn set_state_meaning(
        &self,
        operation: &OperationId,
        state: &str,
        meaning: Option<&StateMeaning>,
    ) -> Result<()> {
        let state = normal_form(state);
        self.write(|ledger| {
            match meaning {
                Some(meaning) => ledger.execute(
                    "INSERT OR REPLACE INTO state_classes (operation, state, class, color) \
                     VALUES (?1, ?2, ?3, ?4)",
                    params![operation.0, state, meaning.class.name(), meaning.color],
                )?,
                None => ledger.execute(
                    "DELETE FROM state_classes WHERE operation = ?1 AND state = ?2",
                    params![operation.0, state],
                )?,
            };
            Ok(())
        })
    }
}

/// Whether the entry changed.
fn rename(entry: &mut RosterEntry, name: &str) -> bool {
    if entry.name == name {
        return false;
    }
    let old = std::mem::replace(&mut entry.name, name.to_owned());
    entry.aliases.retain(|alias| alias != name);
    if !old.is_empty() && !entry.aliases.contains(&old) {
        entry.aliases.push(old);
    }
    true
}

fn roster(ledger: &Connection, operation: &OperationId) -> Result<Vec<RosterEntry>> {
    let sql = "SELECT agent, name, aliases, team, excluded_from, excluded_to FROM roster \
               WHERE operation = ?1 ORDER BY name, agent";
    all(ledger, sql, [&operation.0], entry)
}

fn entry(row: &Row) -> Result<RosterEntry> {
    let day = |column| -> Result<Option<NaiveDate>> {
        row.get::<_, Option<String>>(column)?.map(|day| text::date(&day)).transpose()
    };
    Ok(RosterEntry {
        agent: row.get(0)?,
        name: row.get(1)?,
        aliases: text::from_json("aliases", &row.get::<_, String>(2)?)?,
        team: row.get(3)?,
        excluded_from: day(4)?,
        excluded_to: day(5)?,
    })
}

fn put(ledger: &Connection, operation: &OperationId, entry: &RosterEntry) -> Result<()> {
    ledger.execute(
        "INSERT OR REPLACE INTO roster \
         (operation, agent, name, aliases, team, excluded_from, excluded_to) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            operation.0,
            entry.agent,
            entry.name,
            json(&entry.aliases),
            entry.team,
            entry.excluded_from.map(|day| day.to_string()),
            entry.excluded_to.map(|day| day.to_string()),
        ],
    )?;
    Ok(())
}
