//! What a KPI is: its words, its sources, and how it is measured.

use super::columns::Columns;
use super::scorecard::AgentSums;
use crate::reports::{Report, Role, Texts};
use datafusion::logical_expr::Expr;

/// A text in the three languages that every KPI carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Spanish, the first language.
    pub es: &'static str,
    /// English.
    pub en: &'static str,
    /// Portuguese.
    pub pt: &'static str,
}

impl Phrase {
    /// As owned texts, the form that reports use.
    pub fn texts(&self) -> Texts {
        Texts { es: self.es.to_owned(), en: self.en.to_owned(), pt: self.pt.to_owned() }
    }

    /// The text in `lang` (`es`, `en`, `pt`); English for any other.
    pub fn get(&self, lang: &str) -> &'static str {
        match lang {
            "es" => self.es,
            "pt" => self.pt,
            _ => self.en,
        }
    }
}

/// The family of reports that a KPI reads, told by the roles of their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// States of agents with start and duration (`agent_2`, `agent_14`).
    AgentEvents,
    /// Hold and mute per agent and day (`agent_9`).
    HoldMute,
    /// Transfers and conferences (`agent_13`).
    Transfers,
    /// Journeys of calls through IVR, queue and agent (`diagram_11`).
    Journeys,
    /// Verdicts of the answering-machine detector (`campaign_7`).
    AmdDetail,
}

impl Source {
    /// All sources with the report that a manager is pointed to when one is missing.
    pub const ALL: &[(Source, &str)] = &[
        (Source::AgentEvents, "agent_14"),
        (Source::HoldMute, "agent_9"),
        (Source::Transfers, "agent_13"),
        (Source::Journeys, "diagram_11"),
        (Source::AmdDetail, "campaign_7"),
    ];

    /// The report to fetch for this source.
    pub fn report(self) -> &'static str {
        Source::ALL.iter().find(|(source, _)| *source == self).map_or("agent_14", |(_, code)| code)
    }

    /// Roles that a report of this kind has, and roles that tell it is another kind: a transfer
    /// row looks like a status row without a status.
    fn shape(self) -> (&'static [Role], &'static [Role]) {
        use Role::*;
        match self {
            Source::AgentEvents => (&[Agent, Status, Duration, Call, Interaction], &[]),
            Source::HoldMute => (&[AgentName, HoldTime, MuteTime, HoldMuteTime, Count], &[Call]),
            Source::Transfers => (
                &[Agent, AgentName, Call, Interaction, Duration],
                &[Status, ToAgent, Skill, Campaign, Disposition, Destination, Outcome],
            ),
            Source::Journeys => (&[Call, IvrTime, QueueTime, TalkTime, Skill, ToAgent, Agent], &[]),
            Source::AmdDetail => (&[Outcome, Campaign, File], &[Agent]),
        }
    }

    /// Whether `report` is of this kind.
    pub fn fits(self, report: &Report) -> bool {
        let (needed, foreign) = self.shape();
        needed.iter().all(|role| report.by_role(*role).is_some())
            && !foreign.iter().any(|role| report.by_role(*role).is_some())
    }
}

/// The unit of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds, shown as `h:mm:ss`.
    Seconds,
    /// A share from 0 to 1, shown in percent.
    Ratio,
    /// A whole number of things.
    Count,
    /// Things per agent; may have decimals.
    PerAgent,
}

impl Unit {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Seconds => "s",
            Unit::Ratio => "ratio",
            Unit::Count => "count",
            Unit::PerAgent => "per_agent",
        }
    }
}

/// What `n` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Population {
    /// Calls; a rate over calls has a confidence interval.
    Calls,
    /// Status events.
    Events,
    /// Agents.
    Agents,
    /// Rows of one agent and day.
    AgentDays,
    /// Hold and mute actions.
    Actions,
    /// Transfers or conferences.
    Handovers,
}

impl Population {
    /// Its name in JSON and in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Population::Calls => "calls",
            Population::Events => "events",
            Population::Agents => "agents",
            Population::AgentDays => "agent_days",
            Population::Actions => "actions",
            Population::Handovers => "handovers",
        }
    }
}

/// Which direction is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither by itself: too much and too little are both bad, or it only describes.
    Neutral,
}

/// The chart that answers the KPI's usual question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartHint {
    /// Bars, one per group, sorted.
    Bars,
    /// A line over days.
    Line,
    /// Hour by weekday.
    HeatMap,
    /// Bars with their cumulated share.
    Pareto,
    /// One figure only.
    Card,
}

/// How another vendor defines what it calls by the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The vendor or body.
    pub who: &'static str,
    /// Its definition.
    pub what: Phrase,
}

/// Aggregates over the rows of one report.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Above the line, or the whole figure.
    pub numerator: Expr,
    /// Below the line; none for a sum or a count.
    pub denominator: Option<Expr>,
    /// How many units the figure rests on.
    pub n: Expr,
    /// Rows that belong to the question and could not be used.
    pub excluded: Expr,
}

/// How a KPI is computed.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// From the rows of one report.
    Rows(fn(&Columns<'_>) -> Measure),
    /// From several reports joined per agent: numerator, denominator and n, each unknown if its
    /// source says nothing about the agent.
    PerAgent(fn(&AgentSums) -> Joined),
}

/// A ratio over several reports.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Joined {
    /// Above the line.
    pub numerator: Option<f64>,
    /// Below the line.
    pub denominator: Option<f64>,
    /// How many units it rests on.
    pub n: u64,
    /// Rows of its sources that could not be used.
    pub excluded: u64,
}

/// A figure that managers decide by, with everything needed to trust it.
#[derive(Clone, Copy, Debug)]
pub struct Kpi {
    /// Stable key in report files, JSON and saved views; also the name of its file.
    pub name: &'static str,
    /// The reports it needs.
    pub sources: &'static [Source],
    /// The columns it reads, by role.
    pub roles: &'static [Role],
    /// Unit of the value.
    pub unit: Unit,
    /// What `n` counts.
    pub counts: Population,
    /// Which direction is good.
    pub better: Better,
    /// The chart that suits it.
    pub chart: ChartHint,
    /// Title.
    pub title: Phrase,
    /// Formula in words, as shown beside the figure.
    pub formula: Phrase,
    /// What to know before acting on it.
    pub pitfall: Phrase,
    /// Other definitions under the same name.
    pub elsewhere: &'static [Elsewhere],
    /// How it is computed.
    pub measure: Formula,
}

impl Kpi {
    /// Whether the rows of `report` alone give this KPI.
    pub fn fits(&self, report: &Report) -> bool {
        matches!(self.measure, Formula::Rows(_))
            && self.sources.iter().all(|source| source.fits(report))
            && self.roles.iter().all(|role| report.by_role(*role).is_some())
    }

    /// Whether the value is the share of counted units that have a property, so that a Wilson
    /// interval applies. Shares of time are not.
    pub fn is_rate(&self) -> bool {
        self.unit == Unit::Ratio && self.counts == Population::Calls && self.sources.len() == 1
    }
}
