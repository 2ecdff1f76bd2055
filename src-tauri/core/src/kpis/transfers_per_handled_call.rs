//! Transferred calls in relation to handled ones, over two reports.

use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::{handled_calls, transferred_calls};

/// Transferred calls in relation to handled ones, over two reports.
pub const KPI: Kpi = Kpi {
    name: "transfers_per_handled_call",
    sources: &[Source::AgentEvents, Source::Transfers],
    roles: &[],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Transferencias por llamada atendida",
        en: "Transfers per handled call",
        pt: "Transferências por chamada atendida",
    },
    formula: Phrase {
        es: "conn_id distintos con transfer (agent_13) / H (agent_2 o agent_14), por agente.",
        en: "Distinct conn_id with transfer (agent_13) / H (agent_2 or agent_14), per agent.",
        pt: "conn_id distintos com transfer (agent_13) / H (agent_2 ou agent_14), por agente.",
    },
    pitfall: Phrase {
        es: "Son transferencias en las que participó el agente: agent_13 no dice si envió o \
             recibió la llamada; eso lo dice agent_13_1.",
        en: "These are transfers involving the agent: agent_13 does not say who sent and who \
             received; agent_13_1 does.",
        pt: "São transferências com participação do agente: agent_13 não diz quem enviou e quem \
             recebeu; agent_13_1 diz.",
    },
    elsewhere: &[],
    measure: Formula::PerAgent(|sums| sums.ratio(&transferred_calls::KPI, &handled_calls::KPI)),
};
