//! Conferences involving an agent.

use super::handovers::{CONFERENCE, rows};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Conferences involving an agent.
pub const KPI: Kpi = Kpi {
    name: "conferences",
    sources: &[Source::Transfers],
    roles: &[Role::Interaction],
    unit: Unit::Count,
    counts: Population::Handovers,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "Conferencias", en: "Conferences", pt: "Conferências" },
    formula: Phrase {
        es: "Filas con type_interaction = conference.",
        en: "Rows with type_interaction = conference.",
        pt: "Linhas com type_interaction = conference.",
    },
    pitfall: Phrase {
        es: "Una transferencia atendida puede pasar por conferencia.",
        en: "An attended transfer may pass through a conference.",
        pt: "Uma transferência assistida pode passar por conferência.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| rows(columns, CONFERENCE)),
};
