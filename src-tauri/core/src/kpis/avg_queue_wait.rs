//! Mean wait in the queue.

use super::journeys::mean_time;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Mean wait in the queue.
pub const KPI: Kpi = Kpi {
    name: "avg_queue_wait",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::QueueTime, Role::Skill],
    unit: Unit::Seconds,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::Line,
    title: Phrase {
        es: "Espera promedio en cola",
        en: "Average queue wait",
        pt: "Espera média na fila",
    },
    formula: Phrase {
        es: "Suma de time_on_skill / Q; Q = llamadas con skill_id con time_on_skill conocido.",
        en: "Sum of time_on_skill / Q; Q = calls with a skill_id with a known time_on_skill.",
        pt: "Soma de time_on_skill / Q; Q = chamadas com skill_id com time_on_skill conhecido.",
    },
    pitfall: Phrase {
        es: "Incluye a quienes colgaron esperando. No es el nivel de servicio: ese está en los \
             reportes de skill. «-» es desconocido, no cero.",
        en: "Includes callers who hung up waiting. Not the service level: that is in the skill \
             reports. \"-\" is unknown, not zero.",
        pt: "Inclui quem desligou esperando. Não é o nível de serviço: esse está nos relatórios \
             de skill. \"-\" é desconhecido, não zero.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| mean_time(columns, Role::QueueTime)),
};
