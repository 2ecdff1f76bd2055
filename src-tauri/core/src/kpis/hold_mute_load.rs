//! Time on hold and mute together.

use super::holds::total;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Time on hold and mute together.
pub const KPI: Kpi = Kpi {
    name: "hold_mute_load",
    sources: &[Source::HoldMute],
    roles: &[Role::AgentName, Role::HoldMuteTime],
    unit: Unit::Seconds,
    counts: Population::AgentDays,
    better: Better::Lower,
    chart: ChartHint::Pareto,
    title: Phrase {
        es: "Carga de espera y silencio",
        en: "Hold and mute load",
        pt: "Carga de espera e mudo",
    },
    formula: Phrase {
        es: "Suma de total_time; debe ser igual a hold_time + mute_time.",
        en: "Sum of total_time; should equal hold_time + mute_time.",
        pt: "Soma de total_time; deve ser igual a hold_time + mute_time.",
    },
    pitfall: Phrase {
        es: "La fila consolidada de toda la operación se aparta antes de sumar. Los homónimos \
             se mezclan, porque el reporte solo trae nombres.",
        en: "The consolidated row of the whole operation is set aside before summing. Namesakes \
             merge, because the report has only names.",
        pt: "A linha consolidada de toda a operação é separada antes de somar. Homônimos se \
             misturam, porque o relatório só traz nomes.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| total(columns, Role::HoldMuteTime)),
};
