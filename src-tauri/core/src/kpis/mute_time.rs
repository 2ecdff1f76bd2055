//! Time muted.

use super::holds::total;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Time muted.
pub const KPI: Kpi = Kpi {
    name: "mute_time",
    sources: &[Source::HoldMute],
    roles: &[Role::AgentName, Role::MuteTime],
    unit: Unit::Seconds,
    counts: Population::AgentDays,
    better: Better::Neutral,
    chart: ChartHint::Pareto,
    title: Phrase { es: "Tiempo en silencio", en: "Mute time", pt: "Tempo em mudo" },
    formula: Phrase { es: "Suma de mute_time.", en: "Sum of mute_time.", pt: "Soma de mute_time." },
    pitfall: Phrase {
        es: "El silencio puede ser cortesía (toser) o evasión: mire solo los extremos.",
        en: "Mute can be courtesy (a cough) or avoidance: look at outliers only.",
        pt: "O mudo pode ser cortesia (tossir) ou evasão: olhe só os extremos.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| total(columns, Role::MuteTime)),
};
