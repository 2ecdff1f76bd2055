//! Mean after-call work.

use super::events::{calls_lost_in, has_call, in_class, seconds, wrapped_calls};
use super::kpi::{
    Better, ChartHint, Elsewhere, Formula, Kpi, Measure, Phrase, Population, Source, Unit,
};
use super::states::StateClass;
use crate::reports::Role;

/// Mean after-call work.
pub const KPI: Kpi = Kpi {
    name: "avg_acw",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration, Role::Call],
    unit: Unit::Seconds,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase { es: "ACW promedio", en: "Average ACW", pt: "ACW médio" },
    formula: Phrase {
        es: "T(ACW) / conn_id distintos con ACW, una vez por agente.",
        en: "T(ACW) / distinct conn_id with ACW, once per agent.",
        pt: "T(ACW) / conn_id distintos com ACW, uma vez por agente.",
    },
    pitfall: Phrase {
        es: "Si el ACW se cierra solo por tiempo, los valores se acumulan en ese tope. El ACW \
             sin conn_id queda excluido.",
        en: "If ACW ends by an automatic time-out, values pile up at that cap. ACW without \
             conn_id is excluded.",
        pt: "Se o ACW termina por tempo automático, os valores se acumulam nesse teto. O ACW \
             sem conn_id fica excluído.",
    },
    elsewhere: &[Elsewhere {
        who: "Genesys Cloud",
        what: Phrase {
            es: "Divide entre las interacciones que tuvieron ACW.",
            en: "Divides by interactions that had ACW.",
            pt: "Divide pelas interações que tiveram ACW.",
        },
    }],
    measure: Formula::Rows(|columns| Measure {
        numerator: seconds(columns, in_class(&[StateClass::Acw]).and(has_call())),
        denominator: Some(wrapped_calls()),
        n: wrapped_calls(),
        excluded: calls_lost_in(columns, StateClass::Acw),
    }),
};
