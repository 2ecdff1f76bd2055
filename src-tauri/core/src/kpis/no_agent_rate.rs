//! Calls that never reached an agent.

use super::journeys::{entered, ever_with_agent, nameless, rate};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::terms::fails;
use crate::reports::Role;

/// Calls that never reached an agent.
pub const KPI: Kpi = Kpi {
    name: "no_agent_rate",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::ToAgent, Role::Agent],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Line,
    title: Phrase { es: "Sin agente", en: "No-agent rate", pt: "Sem agente" },
    formula: Phrase {
        es: "(E − A) / E; E = conn_id distintos, A = los que llegaron a un agente.",
        en: "(E − A) / E; E = distinct conn_id, A = those that reached an agent.",
        pt: "(E − A) / E; E = conn_id distintos, A = os que chegaram a um agente.",
    },
    pitfall: Phrase {
        es: "Mezcla a quien se autoatendió con quien colgó en el menú o en la cola.",
        en: "Mixes callers who served themselves with those who hung up in the menu or the queue.",
        pt: "Mistura quem se autoatendeu com quem desligou no menu ou na fila.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|_| rate(entered(), fails(ever_with_agent()), nameless())),
};
