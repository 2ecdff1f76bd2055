//! Questions that managers ask and these reports cannot answer: they get "needs report …", not
//! silence.

use super::kpi::{Phrase, Source};
use crate::{Code, Error};

/// A figure that needs a report which no KPI here reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Its name on the command line.
    pub name: &'static str,
    /// The report that has it.
    pub report: &'static str,
    /// Title.
    pub title: Phrase,
}

/// All of them.
const UNANSWERED: &[Unanswered] = &[
    Unanswered {
        name: "service_level",
        report: "skill_1",
        title: Phrase { es: "Nivel de servicio", en: "Service level", pt: "Nível de serviço" },
    },
    Unanswered {
        name: "abandon_rate",
        report: "skill_1",
        title: Phrase { es: "Tasa de abandono", en: "Abandon rate", pt: "Taxa de abandono" },
    },
    Unanswered {
        name: "contact_rate",
        report: "campaign_1",
        title: Phrase { es: "Tasa de contacto", en: "Contact rate", pt: "Taxa de contato" },
    },
    Unanswered {
        name: "average_hold",
        report: "agent_10",
        title: Phrase { es: "Espera promedio", en: "Average hold", pt: "Espera média" },
    },
];

/// Why `name` is no KPI of the report at hand: the report to ask for, or that nobody knows it.
pub fn needs(name: &str) -> Error {
    let unanswered = UNANSWERED.iter().find(|question| question.name == name);
    let known = super::find(name);
    let report = match (unanswered, known) {
        (Some(question), _) => question.report.to_owned(),
        (None, Some(kpi)) => reports(kpi.sources),
        (None, None) => {
            return Error::new(Code::NotFound, format!("no KPI '{name}'")).with("what", name);
        }
    };
    Error::new(Code::NeedsReport, format!("{name} needs report {report}"))
        .with("kpi", name)
        .with("report", report)
}

impl Unanswered {
    /// Every such question, for lists and help.
    pub fn all() -> &'static [Unanswered] {
        UNANSWERED
    }
}

/// The reports of these sources, as a list.
pub(super) fn reports(sources: &[Source]) -> String {
    sources.iter().map(|source| source.report()).collect::<Vec<_>>().join(", ")
}
