//! Calls that reached an agent through the IVR.

use super::journeys::{calls, with_agent};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Calls that reached an agent through the IVR.
pub const KPI: Kpi = Kpi {
    name: "agent_calls",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::ToAgent, Role::Agent],
    unit: Unit::Count,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Llamadas del IVR con agente",
        en: "Calls from the IVR",
        pt: "Chamadas da URA com agente",
    },
    formula: Phrase {
        es: "A = conn_id distintos con go_to_agent = sí o con agent_id.",
        en: "A = distinct conn_id with go_to_agent = yes or with an agent_id.",
        pt: "A = conn_id distintos com go_to_agent = sim ou com agent_id.",
    },
    pitfall: Phrase {
        es: "Si go_to_agent y agent_id se contradicen, se cree al que dice que hubo agente; una \
             verificación cuenta las contradicciones.",
        en: "If go_to_agent and agent_id contradict each other, the one that says there was an \
             agent is believed; a check counts the contradictions.",
        pt: "Se go_to_agent e agent_id se contradizem, vale o que diz que houve agente; uma \
             verificação conta as contradições.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|_| calls(with_agent())),
};
