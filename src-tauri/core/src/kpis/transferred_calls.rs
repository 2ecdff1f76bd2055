//! Calls that were transferred at least once.

use super::handovers::{TRANSFER, calls, is, kind_unknown};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::terms::{count_where, known_text};
use crate::reports::Role;
use datafusion::logical_expr::Expr;

/// Calls that were transferred at least once.
pub const KPI: Kpi = Kpi {
    name: "transferred_calls",
    sources: &[Source::Transfers],
    roles: &[Role::Interaction, Role::Call],
    unit: Unit::Count,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Llamadas transferidas",
        en: "Transferred calls",
        pt: "Chamadas transferidas",
    },
    formula: Phrase {
        es: "conn_id distintos con type_interaction = transfer.",
        en: "Distinct conn_id with type_interaction = transfer.",
        pt: "conn_id distintos com type_interaction = transfer.",
    },
    pitfall: Phrase {
        es: "No se suma entre agentes ni días: una llamada con dos agentes cuenta en cada uno y \
             una vez en el total.",
        en: "Does not add up over agents or days: a call with two agents counts for each of \
             them and once in the total.",
        pt: "Não se soma entre agentes nem dias: uma chamada com dois agentes conta em cada um \
             e uma vez no total.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| {
        let without_id: Expr = known_text(columns.of(Role::Call)).is_null();
        let lost = is(columns, TRANSFER).and(without_id);
        Measure {
            numerator: calls(columns, TRANSFER),
            denominator: None,
            n: calls(columns, TRANSFER),
            excluded: count_where(lost.or(kind_unknown(columns))),
        }
    }),
};
