//! Mean time with the agent.

use super::journeys::mean_time;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Mean time with the agent.
pub const KPI: Kpi = Kpi {
    name: "avg_agent_talk",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::TalkTime, Role::ToAgent, Role::Agent],
    unit: Unit::Seconds,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Line,
    title: Phrase {
        es: "Tiempo promedio con agente",
        en: "Average time with agent",
        pt: "Tempo médio com agente",
    },
    formula: Phrase {
        es: "Suma de time_with_agent / A; A = llamadas que llegaron a un agente con \
             time_with_agent conocido.",
        en: "Sum of time_with_agent / A; A = calls that reached an agent with a known \
             time_with_agent.",
        pt: "Soma de time_with_agent / A; A = chamadas que chegaram a um agente com \
             time_with_agent conhecido.",
    },
    pitfall: Phrase {
        es: "Solo llamadas que pasaron por el IVR; no incluye la posllamada, así que no es el \
             TMO. «-» es desconocido, no cero.",
        en: "Only calls that came through the IVR; without after-call work, so it is not AHT. \
             \"-\" is unknown, not zero.",
        pt: "Só chamadas que passaram pela URA; não inclui o pós-atendimento, portanto não é o \
             TMA. \"-\" é desconhecido, não zero.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| mean_time(columns, Role::TalkTime)),
};
