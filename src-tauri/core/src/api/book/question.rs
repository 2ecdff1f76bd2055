//! The questions that have a page of their own, as layouts name them.

use super::said::Said;
use crate::api::types::{Look, QuestionView, TextsView};
use crate::kpis::{Kpi, Source, aht, human_rate};
use crate::reports::Report;

/// A question that a workbook answers on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Question {
    /// On what the time of each agent goes.
    States,
    /// How a day went.
    Day,
    /// Whether the handle time changed.
    HandleTime,
    /// Who keeps callers on hold.
    Holds,
    /// Who transfers.
    Transfers,
    /// When calls come.
    Hours,
    /// How far calls get.
    Funnel,
    /// When people answer.
    Verdicts,
    /// Whether people answer more or less.
    HumanRate,
    /// Whether hold explains the handle time; of the scorecard.
    HoldAndAht,
}

impl Question {
    /// All with the name in layouts, the rows that it is asked of (none is the scorecard) and the
    /// text that names its sheet.
    const ALL: &[(Question, &str, Option<Source>, &str)] = &[
        (Question::HoldAndAht, "hold_and_aht", None, "q_hold_sheet"),
        (Question::States, "states", Some(Source::AgentEvents), "q_states_sheet"),
        (Question::Day, "day", Some(Source::AgentEvents), "q_day_sheet"),
        (Question::HandleTime, "aht", Some(Source::AgentEvents), "q_control_sheet"),
        (Question::Holds, "holds", Some(Source::HoldMute), "q_holds_sheet"),
        (Question::Transfers, "transfers", Some(Source::Transfers), "q_transfers_sheet"),
        (Question::Hours, "hours", Some(Source::Journeys), "q_hours_sheet"),
        (Question::Funnel, "funnel", Some(Source::Journeys), "q_funnel_sheet"),
        (Question::Verdicts, "verdicts", Some(Source::AmdDetail), "q_answers_sheet"),
        (Question::HumanRate, "human_rate", Some(Source::AmdDetail), "q_control_sheet"),
    ];

    fn name(self) -> &'static str {
        Question::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(_, name, ..)| name)
    }

    /// Whether its page is wanted.
    pub(super) fn is_in(self, look: &Look) -> bool {
        look.questions && !look.without.iter().any(|name| name == self.name())
    }

    /// The KPI whose course it shows day by day.
    fn kpi(self) -> Option<&'static Kpi> {
        match self {
            Question::HandleTime => Some(&aht::KPI),
            Question::HumanRate => Some(&human_rate::KPI),
            _ => None,
        }
    }
}

/// The questions of a report, or of the scorecard, that a workbook has pages for.
pub(in crate::api) fn of(report: Option<&Report>) -> Vec<QuestionView> {
    let fits = |source: Option<Source>| match (source, report) {
        (Some(source), Some(report)) => source.fits(report),
        (source, report) => source.is_none() && report.is_none(),
    };
    let own = Question::ALL.iter().filter(|(_, _, source, _)| fits(*source));
    own.map(|(question, name, _, sheet)| QuestionView {
        name: (*name).to_owned(),
        title: title(*question, sheet),
    })
    .collect()
}

fn title(question: Question, sheet: &str) -> TextsView {
    let in_language = |language: &str| {
        let kpi = question.kpi().map_or_else(String::new, |kpi| kpi.title.get(language).to_owned());
        Said(language).words(sheet, &[("kpi", kpi)])
    };
    TextsView { es: in_language("es"), en: in_language("en"), pt: in_language("pt") }
}
