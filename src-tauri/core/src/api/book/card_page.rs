//! The scorecard as a page: one row per agent, thresholds that colour it, teams below.

use super::Masks;
use super::questions::{column, figure};
use super::said::Said;
use super::tiles::Goal;
use crate::Result;
use crate::api::app::App;
use crate::api::data::days_of;
use crate::archive::Operation;
use crate::export::{Datum, Page, Rule, SmallColumn, SmallTable, Threshold};
use crate::kpis::scorecard::{self, AgentRow, Scorecard};
use crate::kpis::{Better, FEW, Figure, Kpi, Unit, previous_period};
use crate::reports::Kind;
use crate::time::Window;
use std::collections::BTreeMap;

/// What the page is made of.
pub(super) struct Card<'a> {
    pub(super) card: &'a Scorecard,
    pub(super) said: Said<'a>,
    pub(super) masks: &'a Masks,
    pub(super) targets: &'a BTreeMap<String, Goal>,
    /// The period in words.
    pub(super) period: String,
    /// Days of the period that not every report holds.
    pub(super) left_out: usize,
}

fn kind(kpi: &Kpi) -> Kind {
    match kpi.unit {
        Unit::Seconds => Kind::Duration,
        Unit::Ratio => Kind::Percent,
        Unit::Count => Kind::Integer,
        Unit::PerAgent => Kind::Decimal,
    }
}

fn threshold_name(kpi: &Kpi) -> String {
    format!("Meta_{}", kpi.name)
}

impl Card<'_> {
    pub(super) fn page(&self) -> Page {
        let word = |name: &str| self.said.word(name);
        let agents = SmallTable {
            name: "scorecard".to_owned(),
            title: word("card_agents"),
            columns: self.columns(
                ["agent", "agent_id", "team"].map(|name| column(word(name), Kind::Text)),
                true,
            ),
            rows: self.card.agents.iter().map(|row| self.agent(row)).collect(),
            ..SmallTable::default()
        };
        let together = SmallTable {
            name: "scorecard_teams".to_owned(),
            title: word("card_teams"),
            columns: self.columns(
                [
                    column(word("team"), Kind::Text),
                    column(word("agents"), Kind::Integer),
                    column(
                        self.said.words("agents_enough", &[("n", FEW.to_string())]),
                        Kind::Integer,
                    ),
                ],
                false,
            ),
            rows: self.together(),
            ..SmallTable::default()
        };
        Page {
            name: word("card_sheet"),
            title: word("card_title"),
            notes: self.notes(),
            thresholds: self.thresholds(),
            tables: vec![agents, together],
        }
    }

    /// Three columns of the agent or team, then per KPI its value and on how many units.
    fn columns(&self, first: [SmallColumn; 3], rules: bool) -> Vec<SmallColumn> {
        let mut columns = Vec::from(first);
        for kpi in scorecard::KPIS {
            let title = kpi.title.get(self.said.0).to_owned();
            let counts = self.said.word(&format!("counts_{}", kpi.counts.name()));
            let rule = Rule { threshold: threshold_name(kpi), higher: self.higher(kpi) };
            let rule = (rules && kpi.unit != Unit::Count).then_some(rule);
            let n = format!("n {counts}");
            columns.push(SmallColumn { rule, wrap: Some(14.5), ..column(title, kind(kpi)) });
            columns.push(SmallColumn { wrap: Some(11.0), ..column(n, Kind::Integer) });
        }
        columns
    }

    /// Whether more is better; of what is neither, as the target says.
    fn higher(&self, kpi: &Kpi) -> bool {
        let said = self.targets.get(kpi.name).and_then(|goal| goal.higher);
        match kpi.better {
            Better::Neutral => said.unwrap_or(false),
            better => better == Better::Higher,
        }
    }

    fn agent(&self, row: &AgentRow) -> Vec<Datum> {
        let text = |text: Option<String>| text.map_or(Datum::Blank, Datum::Text);
        let id = row.agent_id.as_deref().map(|id| self.masks.agent(id));
        let first = vec![Datum::Text(self.name(row)), text(id), text(row.team.clone())];
        first.into_iter().chain(figures(&row.figures)).collect()
    }

    /// An agent as the file names him or her.
    pub(super) fn name(&self, row: &AgentRow) -> String {
        let name = row.name.as_deref().or(row.agent_id.as_deref());
        name.map_or_else(|| self.said.word("nobody"), |name| self.masks.agent(name))
    }

    fn together(&self) -> Vec<Vec<Datum>> {
        let line = |name: String, of: &[&AgentRow], figures_of: &[Figure]| {
            let count = |n: usize| Datum::Number(n as f64);
            let sure = of.iter().filter(|row| enough(row)).count();
            let first = vec![Datum::Text(name), count(of.len()), count(sure)];
            first.into_iter().chain(figures(figures_of)).collect::<Vec<_>>()
        };
        let members = |team: Option<&String>| -> Vec<&AgentRow> {
            self.card.agents.iter().filter(|row| row.team.as_ref() == team).collect()
        };
        let teams = self.card.teams.iter();
        let mut rows: Vec<_> =
            teams.map(|(team, of)| line(team.clone(), &members(Some(team)), of)).collect();
        let teamless = members(None);
        if !teamless.is_empty() && !rows.is_empty() {
            rows.push(line(self.said.word("no_team"), &teamless, &self.card.teamless));
        }
        let all: Vec<&AgentRow> = self.card.agents.iter().collect();
        rows.push(line(self.said.word("everybody"), &all, &self.card.everybody));
        rows
    }

    fn thresholds(&self) -> Vec<Threshold> {
        let kpis = scorecard::KPIS.iter().filter(|kpi| kpi.unit != Unit::Count);
        kpis.map(|kpi| {
            let side = if self.higher(kpi) { "at_least" } else { "at_most" };
            let words = [("kpi", kpi.title.get(self.said.0).to_owned())];
            Threshold {
                name: threshold_name(kpi),
                label: self.said.words(side, &words),
                kind: kind(kpi),
                value: self.targets.get(kpi.name).map(|goal| goal.target),
            }
        })
        .collect()
    }

    fn notes(&self) -> Vec<String> {
        let said = self.said;
        let mut notes = vec![said.words("card_period", &[("period", self.period.clone())])];
        if self.left_out > 0 {
            notes.push(said.words("card_left_out", &[("count", self.left_out.to_string())]));
        }
        notes.push(said.word("grey_few"));
        let names = |names: &[String]| {
            names.iter().map(|name| self.masks.agent(name)).collect::<Vec<_>>().join(", ")
        };
        let lists = [
            ("card_unmatched", names(&self.card.unmatched_names)),
            ("card_ambiguous", names(&self.card.ambiguous_names)),
            ("card_unknown", names(&self.card.unknown_ids)),
            ("card_needs", self.card.needs.join(", ")),
        ];
        for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            notes.push(said.words(key, &[("names", list)]));
        }
        notes
    }

    /// The agent furthest from everybody in the time a call takes, on enough calls.
    pub(super) fn finding(&self) -> Option<String> {
        let all = self.card.everybody.first().and_then(|figure| figure.value)?;
        let value = |row: &AgentRow| row.figures.first().and_then(|f| f.value).unwrap_or(0.0);
        let rows = self.card.agents.iter().filter(|row| enough(row));
        let most = rows.max_by(|a, b| value(a).total_cmp(&value(b)))?;
        let name = most.name.as_deref().or(most.agent_id.as_deref())?;
        let words = [
            ("agent", self.masks.agent(name)),
            ("value", self.said.length(value(most))),
            ("all", self.said.length(all)),
        ];
        (self.card.agents.len() > 2).then(|| self.said.words("finding_aht", &words))
    }
}

/// Whether the time a call takes rests on enough calls to compare the agent by.
fn enough(row: &AgentRow) -> bool {
    row.figures.first().is_some_and(|aht| aht.n >= FEW && aht.value.is_some())
}

fn figures(figures: &[Figure]) -> impl Iterator<Item = Datum> + use<'_> {
    figures.iter().flat_map(|of| [figure(of), Datum::Number(of.n as f64)])
}

impl App {
    /// The scorecard of the previous equal period, if both are wholly held by the same reports:
    /// a part of a month beside a whole one would look like a change.
    pub(super) async fn former_card(
        &self,
        operation: &Operation,
        window: Window,
        now: &Scorecard,
    ) -> Result<Option<(Window, Scorecard)>> {
        let whole = |window: Window, card: &Scorecard| card.days.len() == days_of(window) as usize;
        let Some(former) = previous_period(&window).filter(|_| whole(window, now)) else {
            return Ok(None);
        };
        let (_, before) = self.scorecard_of(operation, former).await?;
        let same = whole(former, &before) && before.needs == now.needs;
        Ok(same.then_some((former, before)))
    }
}
