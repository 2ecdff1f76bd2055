//! How long agents were in calls.

use super::events::{in_class, time};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::states::StateClass;
use crate::reports::Role;

/// How long agents were in calls.
pub const KPI: Kpi = Kpi {
    name: "talk_time",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration],
    unit: Unit::Seconds,
    counts: Population::Events,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "Tiempo hablado", en: "Talk time", pt: "Tempo falado" },
    formula: Phrase {
        es: "Suma de la duración de las filas en TALK, llamadas internas incluidas.",
        en: "Sum of the duration of the rows in TALK, internal calls included.",
        pt: "Soma da duração das linhas em TALK, incluídas as chamadas internas.",
    },
    pitfall: Phrase {
        es: "No se sabe si TALK ya contiene la espera (hold): no le sume el tiempo de espera.",
        en: "Whether TALK already contains hold is not known: do not add hold time to it.",
        pt: "Não se sabe se TALK já contém a espera (hold): não some o tempo de espera a ele.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| time(columns, in_class(&[StateClass::Talk]))),
};
