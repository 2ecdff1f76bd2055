//! Calls that rang at an agent and were not taken there.

use super::events::{calls_without_id, rung_calls, rung_out_calls};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::states::StateClass;
use crate::reports::Role;

/// Calls that rang at an agent and were not taken there.
pub const KPI: Kpi = Kpi {
    name: "ring_no_answer",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration, Role::Call],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase { es: "Timbró sin respuesta", en: "Ring no-answer", pt: "Tocou sem resposta" },
    formula: Phrase {
        es: "conn_id con RING y sin TALK / conn_id con RING, por agente.",
        en: "conn_id with RING and no TALK / conn_id with RING, per agent.",
        pt: "conn_id com RING e sem TALK / conn_id com RING, por agente.",
    },
    pitfall: Phrase {
        es: "Una llamada puede timbrar al agente 1 y tomarla el agente 2: cuenta por agente, no \
             por llamada.",
        en: "A call may ring at agent 1 and be taken by agent 2: it counts per agent, not per call.",
        pt: "Uma chamada pode tocar no agente 1 e ser atendida pelo agente 2: conta por agente, \
             não por chamada.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|_| Measure {
        numerator: rung_out_calls(),
        denominator: Some(rung_calls()),
        n: rung_calls(),
        excluded: calls_without_id(StateClass::Ring),
    }),
};
