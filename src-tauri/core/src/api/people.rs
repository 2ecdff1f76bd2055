//! Names behind ids, the roster, state classes, settings.

use super::app::App;
use super::types::*;
use crate::archive::{Operation, RosterEntry, StateClass, StateMeaning};
use crate::kpis::StateClasses;
use crate::reports::{Picker, Role, normal_form};
use crate::wolkvox::{Client, information};
use crate::{Code, Error, Result};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Different states of an operation at most; more would be a misread column.
const STATES_MAX: usize = 500;

impl App {
    /// What the window needs before it draws.
    pub async fn app_info(self: &Arc<Self>, _: Nothing) -> Result<AppInfo> {
        let kept = self.archive.setting("language")?;
        let language = kept.as_ref().and_then(Value::as_str).map(str::to_owned);
        let lasting = self.in_store(|store| Ok(store.lasting())).await?;
        Ok(AppInfo {
            version: self.version.to_owned(),
            language: language.unwrap_or_else(|| self.host.language()),
            keyring: lasting,
        })
    }

    /// A setting of the window.
    pub async fn setting(self: &Arc<Self>, key: SettingKey) -> Result<Setting> {
        let value = self.archive.setting(&window_key(&key.key)?)?;
        let value = value.as_ref().and_then(Value::as_str).map(str::to_owned);
        Ok(Setting { key: key.key, value })
    }

    /// Keeps or forgets a setting of the window.
    pub async fn set_setting(self: &Arc<Self>, setting: Setting) -> Result<Nothing> {
        let key = window_key(&setting.key)?;
        self.host.setting_changed(&setting.key, setting.value.as_deref())?;
        self.archive.set_setting(&key, setting.value.map(Value::String).as_ref())?;
        Ok(Nothing {})
    }

    /// Names behind a parameter's ids, kept or read anew.
    pub async fn names(self: &Arc<Self>, key: PickerKey) -> Result<NameList> {
        let operation = self.operation(&key.operation)?;
        let list = Picker::parse(&key.picker)
            .ok_or_else(|| Error::new(Code::NotFound, "no such list").with("what", &key.picker))?;
        if key.refresh {
            let client = self.client(&operation).await?;
            self.load_list(&client, &operation, list, &CancellationToken::new()).await?;
        }
        let names = self.archive.names(&operation.id, list)?.into_iter();
        Ok(NameList {
            names: names.map(|(id, name)| NamedId { id, name }).collect(),
            read: self
                .archive
                .names_read(&operation.id, list)?
                .map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        })
    }

    /// Loads all lists of names; returns how many names there are. Agents fill the roster.
    pub(super) async fn load_names(
        &self,
        client: &Client,
        operation: Option<&Operation>,
        cancel: &CancellationToken,
    ) -> Result<u32> {
        let mut count = 0;
        for (list, _) in Picker::ALL {
            count += match operation {
                Some(operation) => self.load_list(client, operation, *list, cancel).await?,
                None => self.asked_list(client, *list, cancel).await?.len(),
            };
        }
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    async fn load_list(
        &self,
        client: &Client,
        operation: &Operation,
        list: Picker,
        cancel: &CancellationToken,
    ) -> Result<usize> {
        let today = self.clock.wall(operation.zone).date();
        self.archive.count_call(&operation.id, today)?;
        let named = self.asked_list(client, list, cancel).await?;
        let pairs: Vec<_> = named.into_iter().map(|named| (named.id, named.name)).collect();
        self.archive.put_names(&operation.id, list, &pairs, self.clock.now())?;
        if list == Picker::Agents {
            self.archive.merge_agents(&operation.id, &pairs)?;
        }
        Ok(pairs.len())
    }

    async fn asked_list(
        &self,
        client: &Client,
        list: Picker,
        cancel: &CancellationToken,
    ) -> Result<Vec<information::Named>> {
        let _alone = self.alone(client, cancel).await?;
        information::list(client, list, cancel).await.map_err(|refusal| refusal.error)
    }

    /// The first agent of an operation by name; names are read if none are kept.
    pub async fn first_agent(self: &Arc<Self>, operation: &str) -> Result<String> {
        let key = |refresh| PickerKey {
            operation: operation.to_owned(),
            picker: Picker::Agents.name().to_owned(),
            refresh,
        };
        let mut names = self.names(key(false)).await?.names;
        if names.is_empty() {
            names = self.names(key(true)).await?.names;
        }
        let first = names.into_iter().next();
        first
            .map(|agent| agent.id)
            .ok_or_else(|| Error::new(Code::NotFound, "no agents").with("what", "agents"))
    }

    /// The roster of an operation.
    pub async fn roster(self: &Arc<Self>, key: OperationKey) -> Result<RosterView> {
        let operation = self.operation(&key.operation)?;
        let people = self.archive.roster(&operation.id)?.into_iter().map(roster_line).collect();
        Ok(RosterView { operation: key.operation, people })
    }

    /// Replaces the roster of an operation.
    pub async fn set_roster(self: &Arc<Self>, view: RosterView) -> Result<RosterView> {
        let operation = self.operation(&view.operation)?;
        let people = view.people.into_iter().map(person).collect::<Result<Vec<_>>>()?;
        let kept: Vec<_> = people.iter().map(|person| person.agent.as_str()).collect();
        for person in self.archive.roster(&operation.id)? {
            if !kept.contains(&person.agent.as_str()) {
                self.archive.remove_agent(&operation.id, &person.agent)?;
            }
        }
        self.archive.put_roster(&operation.id, &people)?;
        self.roster(OperationKey { operation: view.operation }).await
    }

    /// State classes of an operation: those that were set, and those that rows show.
    pub async fn states(self: &Arc<Self>, key: OperationKey) -> Result<StatesView> {
        let operation = self.operation(&key.operation)?;
        let mut lines: BTreeMap<String, StateLine> = BTreeMap::new();
        let usual = StateClasses::default();
        for state in self.seen_states(&operation).await? {
            let class = usual.class(&state).map_or("unclassified", |class| class.name()).to_owned();
            lines.insert(state.clone(), StateLine { state, class, color: None });
        }
        for (state, meaning) in self.archive.state_meanings(&operation.id)? {
            let class = meaning.class.name().to_owned();
            lines.insert(state.clone(), StateLine { state, class, color: meaning.color });
        }
        Ok(StatesView { operation: key.operation, states: lines.into_values().collect() })
    }

    /// Replaces the state classes of an operation.
    pub async fn set_states(self: &Arc<Self>, view: StatesView) -> Result<StatesView> {
        let operation = self.operation(&view.operation)?;
        let mut meanings = BTreeMap::new();
        for line in &view.states {
            let class = StateClass::parse(&line.class)
                .ok_or_else(|| Error::usage("class", format!("no class '{}'", line.class)))?;
            let meaning = StateMeaning { class, color: line.color.clone() };
            meanings.insert(normal_form(&line.state), meaning);
        }
        for state in self.archive.state_meanings(&operation.id)?.into_keys() {
            if !meanings.contains_key(&state) {
                self.archive.set_state_meaning(&operation.id, &state, None)?;
            }
        }
        for (state, meaning) in &meanings {
            self.archive.set_state_meaning(&operation.id, state, Some(meaning))?;
        }
        self.states(OperationKey { operation: view.operation }).await
    }

    /// States that held rows show, in normal form, without the four of wolkvox.
    async fn seen_states(&self, operation: &Operation) -> Result<Vec<String>> {
        let mut seen = Vec::new();
        for report in self.catalogue.all() {
            let Some(column) = report.by_role(Role::Status) else { continue };
            let Some(extent) = self.extent(operation, report)? else { continue };
            let table = self.chosen(operation, report, &BTreeMap::new(), extent)?.of.table;
            let token = self.view("", 0);
            let wanted = crate::query::DistinctRequest {
                column: column.name.clone(),
                limit: STATES_MAX,
                ..Default::default()
            };
            let values = self.engine.distinct(&table, &wanted, &token).await?;
            seen.extend(values.iter().filter_map(|one| one.value.as_str().map(normal_form)));
        }
        seen.retain(|state| !matches!(state.as_str(), "" | "ready" | "talk" | "acw" | "ring"));
        seen.sort();
        seen.dedup();
        Ok(seen)
    }
}

/// Settings of the window live under their own prefix, so that it cannot reach ours.
pub(super) fn window_key(key: &str) -> Result<String> {
    let fits = !key.is_empty()
        && key.len() <= 64
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    if !fits {
        return Err(Error::usage(
            "key",
            "a setting's name has letters, digits, dots and dashes only",
        ));
    }
    Ok(if key == "language" { key.to_owned() } else { format!("window.{key}") })
}

fn roster_line(person: RosterEntry) -> RosterLine {
    RosterLine {
        agent_id: person.agent,
        name: person.name,
        aliases: person.aliases,
        team: person.team,
        excluded_from: person.excluded_from.map(|day| day.to_string()),
        excluded_to: person.excluded_to.map(|day| day.to_string()),
    }
}

fn person(line: RosterLine) -> Result<RosterEntry> {
    let day = |text: Option<String>| -> Result<Option<NaiveDate>> {
        text.map(|text| {
            text.parse().map_err(|_| Error::usage("date", format!("'{text}' is not YYYY-MM-DD")))
        })
        .transpose()
    };
    Ok(RosterEntry {
        agent: line.agent_id.trim().to_owned(),
        name: line.name.trim().to_owned(),
        aliases: line.aliases,
        team: line.team.trim().to_owned(),
        excluded_from: day(line.excluded_from)?,
        excluded_to: day(line.excluded_to)?,
    })
}
