//! How many calls agents handled.

use super::events::{handled_calls, talk_without_call};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// How many calls agents handled.
pub const KPI: Kpi = Kpi {
    name: "handled_calls",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration, Role::Call],
    unit: Unit::Count,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "Llamadas atendidas", en: "Handled calls", pt: "Chamadas atendidas" },
    formula: Phrase {
        es: "H = conn_id distintos con una fila TALK de más de 0 s, contados una vez por \
             agente, en su primer TALK.",
        en: "H = distinct conn_id with a TALK row of more than 0 s, counted once per agent, at \
             its first TALK.",
        pt: "H = conn_id distintos com uma linha TALK de mais de 0 s, contados uma vez por \
             agente, em seu primeiro TALK.",
    },
    pitfall: Phrase {
        es: "Una llamada que atienden dos agentes cuenta en los dos, así los agentes suman el \
             total. El TALK sin conn_id queda excluido y se cuenta aparte.",
        en: "A call handled by two agents counts for both, so that agents add up to the total. \
             Talk without conn_id is excluded and counted apart.",
        pt: "Uma chamada atendida por dois agentes conta para os dois, assim os agentes somam o \
             total. O TALK sem conn_id fica excluído e é contado à parte.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| Measure {
        numerator: handled_calls(),
        denominator: None,
        n: handled_calls(),
        excluded: talk_without_call(columns),
    }),
};
