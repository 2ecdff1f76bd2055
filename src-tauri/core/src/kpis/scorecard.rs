//! One row per agent over several reports: the coaching case that no single report shows.

use super::by::By;
use super::evaluate::evaluate;
use super::figure::{Figure, Parts};
use super::kpi::{Formula, Joined, Kpi, Source, Unit};
use super::people::{People, on_days};
use super::roster::Roster;
use super::scope::Scope;
use super::transfers_per_handled_call;
use super::{agent_calls, aht, aux_share, handled_calls, hold_share_of_talk, hold_time};
use super::{mute_share_of_talk, mute_time, occupancy, talk_time, transferred_calls};
use crate::Result;
use crate::reports::{Report, Role};
use chrono::NaiveDate;
use datafusion::prelude::DataFrame;
use std::collections::{BTreeMap, BTreeSet};
use tokio_util::sync::CancellationToken;

/// The scorecard's columns, in order.
pub const KPIS: &[&Kpi] = &[
    &aht::KPI,
    &occupancy::KPI,
    &aux_share::KPI,
    &hold_share_of_talk::KPI,
    &mute_share_of_talk::KPI,
    &transfers_per_handled_call::KPI,
    &agent_calls::KPI,
];

/// What each source gives per agent: the columns of its own, and the parts of joined ones.
const PARTS: &[(Source, &[&Kpi])] = &[
    (
        Source::AgentEvents,
        &[&aht::KPI, &occupancy::KPI, &aux_share::KPI, &talk_time::KPI, &handled_calls::KPI],
    ),
    (Source::HoldMute, &[&hold_time::KPI, &mute_time::KPI]),
    (Source::Transfers, &[&transferred_calls::KPI]),
    (Source::Journeys, &[&agent_calls::KPI]),
];

/// The rows of one report, as for [`evaluate`].
#[derive(Clone, Debug)]
pub struct SourceRows<'a> {
    /// Which source it is.
    pub source: Source,
    /// The report.
    pub report: &'a Report,
    /// Its rows.
    pub frame: DataFrame,
}

/// One agent's row.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentRow {
    /// Agent id; `None` collects rows that name no agent.
    pub agent_id: Option<String>,
    /// Name from the roster, else as a report shows it.
    pub name: Option<String>,
    /// Team from the roster.
    pub team: Option<String>,
    /// Figures, in the order of [`KPIS`].
    pub figures: Vec<Figure>,
}

/// The scorecard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scorecard {
    /// The days used: held by every source given.
    pub days: Vec<NaiveDate>,
    /// One row per agent, by name.
    pub agents: Vec<AgentRow>,
    /// Everybody together, as ratios of sums.
    pub everybody: Vec<Figure>,
    /// One row per team, as ratios of sums.
    pub teams: Vec<(String, Vec<Figure>)>,
    /// Those without a team together, as ratios of sums.
    pub teamless: Vec<Figure>,
    /// Names in the hold report that mean nobody known.
    pub unmatched_names: Vec<String>,
    /// Names in the hold report that mean several agents.
    pub ambiguous_names: Vec<String>,
    /// Agent ids in the reports that the roster does not know.
    pub unknown_ids: Vec<String>,
    /// Reports to fetch for the columns that stay empty.
    pub needs: Vec<&'static str>,
}

/// The numbers of one agent that joined KPIs are made of, by KPI name.
#[derive(Clone, Debug, Default)]
pub struct AgentSums(BTreeMap<&'static str, Joined>);

impl AgentSums {
    /// The sum of that KPI; unknown if its source says nothing.
    pub fn total(&self, kpi: &Kpi) -> Joined {
        self.0.get(kpi.name).copied().unwrap_or_default()
    }

    /// One sum in another; `n` is the denominator's.
    pub fn ratio(&self, above: &Kpi, below: &Kpi) -> Joined {
        let (above, below) = (self.total(above), self.total(below));
        Joined {
            numerator: above.numerator,
            denominator: below.numerator,
            n: below.n,
            excluded: above.excluded + below.excluded,
        }
    }
}

type ByAgent = BTreeMap<Option<String>, BTreeMap<&'static str, Figure>>;

/// Builds the scorecard from the reports given (one frame per source; what is missing leaves its
/// columns unknown), over `days`, the days held by every one of them. The roster's names and those
/// that reports show beside ids decide who a name means; agents are left out on their excluded
/// days.
pub async fn scorecard(
    sources: Vec<SourceRows<'_>>,
    days: &[NaiveDate],
    roster: &Roster,
    scope: &Scope,
    cancel: &CancellationToken,
) -> Result<Scorecard> {
    let needs = missing_reports(&sources);
    let sources = on_days(sources, days)?;
    let people = People::meet(&sources, roster, cancel).await?;
    let mut figures = ByAgent::new();
    let mut seen = BTreeSet::new();
    for part in sources {
        seen.insert(part.source);
        let found = of_source(part, &people, scope, cancel).await?;
        people.file(found, &mut figures);
    }
    let given = if days.is_empty() { BTreeSet::new() } else { seen };
    let agents = rows(&figures, &people, &given);
    Ok(Scorecard {
        days: days.to_vec(),
        everybody: together(agents.iter()),
        teams: teams(&agents),
        teamless: together(agents.iter().filter(|row| row.team.is_none())),
        agents,
        unknown_ids: people.unknown_ids(figures.keys()),
        unmatched_names: people.unmatched,
        ambiguous_names: people.ambiguous,
        needs,
    })
}

fn missing_reports(sources: &[SourceRows<'_>]) -> Vec<&'static str> {
    let given = |source| sources.iter().any(|part| part.source == source);
    PARTS.iter().filter(|(source, _)| !given(*source)).map(|(source, _)| source.report()).collect()
}

/// Per agent (or, in the hold report, per name) the figures of one source.
async fn of_source(
    part: SourceRows<'_>,
    people: &People,
    scope: &Scope,
    cancel: &CancellationToken,
) -> Result<Vec<Figure>> {
    let role = if part.source == Source::HoldMute { Role::AgentName } else { Role::Agent };
    let (Some(column), Some((_, kpis))) =
        (part.report.by_role(role), PARTS.iter().find(|(source, _)| *source == part.source))
    else {
        return Ok(Vec::new());
    };
    let frame = people.without_excluded(part.frame, part.report)?;
    let by = [By::Column(column.name.clone())];
    evaluate(frame, part.report, kpis, &by, scope, cancel).await
}

fn rows(figures: &ByAgent, people: &People, given: &BTreeSet<Source>) -> Vec<AgentRow> {
    let mut rows: Vec<AgentRow> = figures
        .iter()
        .map(|(agent_id, found)| AgentRow {
            name: agent_id.as_deref().and_then(|id| people.name(id)),
            team: agent_id.as_deref().and_then(|id| people.team(id)),
            figures: agent_figures(found, people, given),
            agent_id: agent_id.clone(),
        })
        // Calls that stayed in the IVR name no agent, and say nothing about anybody.
        .filter(|row| row.agent_id.is_some() || row.figures.iter().any(says_something))
        .collect();
    rows.sort_by(|a, b| {
        (a.agent_id.is_none(), &a.name, &a.agent_id).cmp(&(
            b.agent_id.is_none(),
            &b.name,
            &b.agent_id,
        ))
    });
    rows
}

fn says_something(figure: &Figure) -> bool {
    figure.value.is_some_and(|value| value != 0.0)
}

fn agent_figures(
    found: &BTreeMap<&'static str, Figure>,
    people: &People,
    given: &BTreeSet<Source>,
) -> Vec<Figure> {
    let sums = sums(found, people, given);
    let figure = |kpi: &&&Kpi| match (kpi.measure, found.get(kpi.name)) {
        (Formula::PerAgent(join), _) => joined_figure(kpi, join(&sums)),
        (Formula::Rows(_), Some(figure)) => Figure { group: Vec::new(), ..figure.clone() },
        (Formula::Rows(_), None) if kpi.unit == Unit::Count => {
            Figure::total(kpi, Vec::new(), Parts::default(), sums.total(kpi).numerator.is_some())
        }
        (Formula::Rows(_), None) => joined_figure(kpi, Joined::default()),
    };
    KPIS.iter().map(|kpi| figure(&kpi)).collect()
}

fn joined_figure(kpi: &Kpi, joined: Joined) -> Figure {
    let parts = Parts {
        numerator: joined.numerator.filter(|_| joined.denominator.is_some()),
        denominator: joined.denominator,
        n: joined.n,
        excluded: joined.excluded,
        rows: joined.n,
    };
    let mut figure = Figure::ratio(kpi, Vec::new(), parts);
    if joined.numerator.is_none() {
        figure.value = None;
        figure.numerator = None;
        figure.few = false;
    }
    figure
}

/// The agent's sums. A source that is held and does not name the agent says zero, unless rows of
/// it could not be given to anybody: then it is unknown whether they are this agent's.
fn sums(
    found: &BTreeMap<&'static str, Figure>,
    people: &People,
    given: &BTreeSet<Source>,
) -> AgentSums {
    let mut sums = AgentSums::default();
    for (source, kpis) in PARTS.iter().filter(|(source, _)| given.contains(source)) {
        for kpi in *kpis {
            let joined = match found.get(kpi.name) {
                Some(figure) => Joined {
                    numerator: figure.value,
                    denominator: None,
                    n: figure.n,
                    excluded: figure.excluded,
                },
                None if *source == Source::HoldMute && people.has_strangers() => Joined::default(),
                None => Joined { numerator: Some(0.0), ..Joined::default() },
            };
            sums.0.insert(kpi.name, joined);
        }
    }
    sums
}

fn teams(agents: &[AgentRow]) -> Vec<(String, Vec<Figure>)> {
    let names: BTreeSet<&String> = agents.iter().filter_map(|row| row.team.as_ref()).collect();
    let members = |team| agents.iter().filter(move |row| row.team.as_ref() == Some(team));
    names.into_iter().map(|team| (team.clone(), together(members(team)))).collect()
}

/// Ratios of sums over several agents. An agent whose ratio is unknown adds to neither side.
fn together<'a>(agents: impl Iterator<Item = &'a AgentRow> + Clone) -> Vec<Figure> {
    let one = |(i, kpi): (usize, &&'static Kpi)| {
        let figures: Vec<&Figure> = agents.clone().filter_map(|row| row.figures.get(i)).collect();
        total_of(kpi, &figures)
    };
    KPIS.iter().enumerate().map(one).collect()
}

fn total_of(kpi: &Kpi, figures: &[&Figure]) -> Figure {
    let is_total = kpi.unit == Unit::Count;
    let known = |f: &&&Figure| f.numerator.is_some() && (is_total || f.denominator.is_some());
    let known: Vec<&&Figure> = figures.iter().filter(known).collect();
    let sum = |part: fn(&Figure) -> Option<f64>| {
        (!known.is_empty()).then(|| known.iter().filter_map(|figure| part(figure)).sum::<f64>())
    };
    let parts = Parts {
        numerator: sum(|figure| figure.numerator),
        denominator: sum(|figure| figure.denominator),
        n: known.iter().map(|figure| figure.n).sum(),
        excluded: figures.iter().map(|figure| figure.excluded).sum(),
        rows: 0,
    };
    match is_total {
        true => Figure::total(kpi, Vec::new(), parts, !known.is_empty()),
        false => Figure::ratio(kpi, Vec::new(), parts),
    }
}
