//! Transfers involving an agent.

use super::handovers::{TRANSFER, rows};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Transfers involving an agent.
pub const KPI: Kpi = Kpi {
    name: "transfers",
    sources: &[Source::Transfers],
    roles: &[Role::Interaction],
    unit: Unit::Count,
    counts: Population::Handovers,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase { es: "Transferencias", en: "Transfers", pt: "Transferências" },
    formula: Phrase {
        es: "Filas con type_interaction = transfer.",
        en: "Rows with type_interaction = transfer.",
        pt: "Linhas com type_interaction = transfer.",
    },
    pitfall: Phrase {
        es: "Una llamada puede dar varias filas; el reporte no dice si el agente la envió o la \
             recibió.",
        en: "One call may give several rows; the report does not say whether the agent sent or \
             received it.",
        pt: "Uma chamada pode gerar várias linhas; o relatório não diz se o agente a enviou ou \
             a recebeu.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| rows(columns, TRANSFER)),
};
