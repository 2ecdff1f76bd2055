//! How often hold or mute was used.

use super::holds::total;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// How often hold or mute was used.
pub const KPI: Kpi = Kpi {
    name: "hold_mute_actions",
    sources: &[Source::HoldMute],
    roles: &[Role::AgentName, Role::Count],
    unit: Unit::Count,
    counts: Population::AgentDays,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Acciones de espera y silencio",
        en: "Hold and mute actions",
        pt: "Ações de espera e mudo",
    },
    formula: Phrase { es: "Suma de count.", en: "Sum of count.", pt: "Soma de count." },
    pitfall: Phrase {
        es: "count suma esperas y silencios: no se pueden separar en este reporte.",
        en: "count adds holds and mutes: they cannot be told apart in this report.",
        pt: "count soma esperas e mudos: não podem ser separados neste relatório.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| total(columns, Role::Count)),
};
