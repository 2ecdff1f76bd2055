//! KPIs and the scorecard.

use super::app::App;
use super::chosen::Chosen;
use super::data::{days_of, filters};
use super::fetching::period;
use super::types::*;
use crate::archive::Operation;
use crate::kpis::scorecard::{self, SourceRows, scorecard};
use crate::kpis::{
    ALL, Better, By, Figure, Kpi, Roster, RosterEntry, Scope, Source, StateClass, StateClasses,
    evaluate,
};
use crate::query::frame;
use crate::reports::Report;
use crate::time::Window;
use crate::{Code, Error, Result};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The dashboard that joins reports per agent.
pub const SCORECARD: &str = "scorecard";

/// The reports behind a scorecard.
pub(super) type Sources = Vec<(Source, Arc<Report>, Chosen)>;

impl App {
    /// All KPIs with their words.
    pub async fn kpi_list(self: &Arc<Self>, _: Nothing) -> Result<KpiList> {
        Ok(KpiList { kpis: ALL.iter().map(|kpi| self.kpi_view(kpi)).collect() })
    }

    /// KPIs of a report's held rows.
    pub async fn kpis(self: &Arc<Self>, request: KpisRequest) -> Result<KpisView> {
        let operation = self.operation(&request.table.operation)?;
        let report = self.report(&request.table.report)?;
        let window = period(&request.table.from, &request.table.to)?;
        let chosen = self.chosen(&operation, &report, &request.table.params, window)?;
        let kpis = kpis_of(&report, &request.kpis)?;
        let by: Vec<By> = request.by.iter().map(|by| By::parse(by)).collect();
        let token = self.view(&request.view, request.revision);
        let rows =
            frame(&self.engine, &chosen.table, &filters(&report, &request.narrowing)?).await?;
        let scope = self.scope(&operation, window, &chosen)?;
        let figures = evaluate(rows, &report, &kpis, &by, &scope, &token).await?;
        Ok(KpisView {
            coverage: coverage_count(window, &chosen),
            kpis: figures.iter().map(figure_view).collect(),
        })
    }

    /// One row per agent over the reports that are held, on the days that all of them hold.
    pub async fn scorecard(self: &Arc<Self>, request: ScorecardRequest) -> Result<ScorecardView> {
        let operation = self.operation(&request.operation)?;
        let window = period(&request.from, &request.to)?;
        let (sources, card) = self.scorecard_of(&operation, window).await?;
        Ok(scorecard_view(window, &sources, card))
    }

    /// The scorecard with the reports that it stands on.
    pub(super) async fn scorecard_of(
        &self,
        operation: &Operation,
        window: Window,
    ) -> Result<(Sources, scorecard::Scorecard)> {
        let sources = self.scorecard_sources(operation, window)?;
        let days = common_days(window, &sources);
        let mut rows = Vec::new();
        for (source, report, chosen) in &sources {
            let frame =
                frame(&self.engine, &chosen.table, &crate::query::Filters::default()).await?;
            rows.push(SourceRows { source: *source, report, frame });
        }
        let scope = Scope { classes: self.classes(operation)?, ..Scope::held(window) };
        let roster = self.kpi_roster(operation)?;
        let token = self.view("", 0);
        let card = scorecard(rows, &days, &roster, &scope, &token).await?;
        Ok((sources, card))
    }

    fn scorecard_sources(&self, operation: &Operation, window: Window) -> Result<Sources> {
        let mut sources = Vec::new();
        for source in [Source::AgentEvents, Source::HoldMute, Source::Transfers, Source::Journeys] {
            let report = self.report(source.report())?;
            let chosen = self.chosen(operation, &report, &BTreeMap::new(), window)?;
            if !chosen.held.is_empty() || !chosen.open.is_empty() {
                sources.push((source, report, chosen));
            }
        }
        Ok(sources)
    }

    /// Under what figures of these rows are asked.
    pub(super) fn scope(
        &self,
        operation: &Operation,
        window: Window,
        chosen: &Chosen,
    ) -> Result<Scope> {
        Ok(Scope {
            period: window,
            missing: chosen.missing.clone(),
            classes: self.classes(operation)?,
            shared_phones: Vec::new(),
        })
    }

    pub(super) fn classes(&self, operation: &Operation) -> Result<StateClasses> {
        let meanings = self.archive.state_meanings(&operation.id)?;
        let pairs = meanings.iter().filter_map(|(state, meaning)| {
            Some((state.as_str(), StateClass::parse(meaning.class.name())?))
        });
        Ok(StateClasses::new(pairs))
    }

    pub(super) fn kpi_roster(&self, operation: &Operation) -> Result<Roster> {
        let entries = self.archive.roster(&operation.id)?.into_iter().map(|person| RosterEntry {
            agent_id: person.agent,
            name: person.name,
            aliases: person.aliases,
            team: Some(person.team).filter(|team| !team.is_empty()),
            excluded_from: person.excluded_from,
            excluded_to: person.excluded_to,
        });
        Ok(Roster::new(entries.collect()))
    }

    fn kpi_view(&self, kpi: &Kpi) -> KpiView {
        let fits = self.catalogue.all().iter().filter(|report| kpi.fits(report));
        KpiView {
            kpi: kpi.name.to_owned(),
            title: (&kpi.title.texts()).into(),
            formula: (&kpi.formula.texts()).into(),
            pitfall: (&kpi.pitfall.texts()).into(),
            unit: kpi.unit.name().to_owned(),
            good: match kpi.better {
                Better::Higher => "higher",
                Better::Lower => "lower",
                Better::Neutral => "neutral",
            }
            .to_owned(),
            counts: kpi.counts.name().to_owned(),
            reports: if kpi.sources.len() > 1 {
                kpi.sources.iter().map(|source| source.report().to_owned()).collect()
            } else {
                fits.map(|report| report.code.clone()).collect()
            },
            others: kpi
                .elsewhere
                .iter()
                .map(|other| OtherDefinition {
                    who: other.who.to_owned(),
                    text: (&other.what.texts()).into(),
                })
                .collect(),
        }
    }
}

/// The KPIs asked for, or the report's own.
pub(super) fn kpis_of(report: &Report, names: &[String]) -> Result<Vec<&'static Kpi>> {
    let names = if names.is_empty() { &report.kpis } else { names };
    names
        .iter()
        .map(|name| {
            let kpi = ALL.iter().find(|kpi| kpi.name == name).ok_or_else(|| {
                Error::new(Code::NotFound, format!("no KPI '{name}'")).with("what", name)
            })?;
            if kpi.fits(report) {
                return Ok(*kpi);
            }
            let needs: Vec<_> = kpi.sources.iter().map(|source| source.report()).collect();
            Err(Error::new(Code::NeedsReport, format!("'{name}' needs {}", needs.join(", ")))
                .with("kpi", name)
                .with("report", needs.join(", ")))
        })
        .collect()
}

/// How much of the period is held.
pub(super) fn coverage_count(window: Window, chosen: &Chosen) -> CoverageCount {
    let count = |days: &[NaiveDate]| u32::try_from(days.len()).unwrap_or(u32::MAX);
    CoverageCount {
        days: days_of(window),
        held: count(&chosen.held),
        missing: count(&chosen.missing),
        open: count(&chosen.open),
    }
}

fn common_days(window: Window, sources: &[(Source, Arc<Report>, Chosen)]) -> Vec<NaiveDate> {
    let mut days: BTreeSet<NaiveDate> = window.dates().collect();
    for (_, _, chosen) in sources {
        let held: BTreeSet<_> = chosen.held.iter().chain(&chosen.open).copied().collect();
        days.retain(|day| held.contains(day));
    }
    if sources.is_empty() { Vec::new() } else { days.into_iter().collect() }
}

fn scorecard_view(
    window: Window,
    sources: &[(Source, Arc<Report>, Chosen)],
    card: scorecard::Scorecard,
) -> ScorecardView {
    let held = u32::try_from(card.days.len()).unwrap_or(u32::MAX);
    let days = days_of(window);
    let open: BTreeSet<_> = sources.iter().flat_map(|(_, _, chosen)| &chosen.open).collect();
    let open = card.days.iter().filter(|day| open.contains(day)).count();
    let open = u32::try_from(open).unwrap_or(u32::MAX);
    let teams = team_figures(&card);
    ScorecardView {
        teams,
        coverage: CoverageCount { days, held: held - open, missing: days - held, open },
        kpis: scorecard::KPIS.iter().map(|kpi| kpi.name.to_owned()).collect(),
        agents: card
            .agents
            .into_iter()
            .map(|row| AgentLine {
                agent_id: row.agent_id,
                name: row.name,
                team: row.team,
                figures: row.figures.iter().map(figure_view).collect(),
            })
            .collect(),
        everybody: card.everybody.iter().map(figure_view).collect(),
        unmatched_names: card.unmatched_names,
        ambiguous_names: card.ambiguous_names,
        unknown_ids: card.unknown_ids,
        needs: card.needs.into_iter().map(str::to_owned).collect(),
    }
}

fn team_figures(card: &scorecard::Scorecard) -> Vec<TeamFigures> {
    let of = |team: Option<&String>, figures: &[Figure]| TeamFigures {
        team: team.cloned(),
        figures: figures.iter().map(figure_view).collect(),
    };
    let mut teams: Vec<_> =
        card.teams.iter().map(|(team, figures)| of(Some(team), figures)).collect();
    if card.agents.iter().any(|row| row.team.is_none()) {
        teams.push(of(None, &card.teamless));
    }
    teams
}

/// A figure as shown.
pub(super) fn figure_view(figure: &Figure) -> FigureView {
    let group: BTreeMap<String, Value> = figure
        .group
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().map_or(Value::Null, Value::String)))
        .collect();
    FigureView {
        kpi: figure.kpi.to_owned(),
        value: figure.value,
        unit: figure.unit.name().to_owned(),
        numerator: figure.numerator,
        denominator: figure.denominator,
        n: figure.n,
        excluded: figure.excluded,
        interval: figure.interval,
        few: figure.few,
        group: (!group.is_empty()).then_some(group),
    }
}
