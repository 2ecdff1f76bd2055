//! Time on hold.

use super::holds::total;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Time on hold.
pub const KPI: Kpi = Kpi {
    name: "hold_time",
    sources: &[Source::HoldMute],
    roles: &[Role::AgentName, Role::HoldTime],
    unit: Unit::Seconds,
    counts: Population::AgentDays,
    better: Better::Lower,
    chart: ChartHint::Pareto,
    title: Phrase { es: "Tiempo en espera", en: "Hold time", pt: "Tempo em espera" },
    formula: Phrase { es: "Suma de hold_time.", en: "Sum of hold_time.", pt: "Soma de hold_time." },
    pitfall: Phrase {
        es: "Mucha espera suele señalar un proceso, no a una persona.",
        en: "Much hold usually points at a process, not at a person.",
        pt: "Muita espera costuma apontar um processo, não uma pessoa.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| total(columns, Role::HoldTime)),
};
