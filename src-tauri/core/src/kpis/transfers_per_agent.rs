//! Transfers per agent who has any.

use super::handovers::{TRANSFER, is, kind_unknown};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::terms::{count_where, known_text, where_};
use crate::reports::Role;
use datafusion::functions_aggregate::expr_fn::count_distinct;

/// Transfers per agent who has any.
pub const KPI: Kpi = Kpi {
    name: "transfers_per_agent",
    sources: &[Source::Transfers],
    roles: &[Role::Interaction, Role::Agent],
    unit: Unit::PerAgent,
    counts: Population::Agents,
    better: Better::Lower,
    chart: ChartHint::Card,
    title: Phrase {
        es: "Transferencias por agente",
        en: "Transfers per agent",
        pt: "Transferências por agente",
    },
    formula: Phrase {
        es: "Filas transfer con agente / agentes distintos en ellas.",
        en: "transfer rows with an agent / distinct agents in them.",
        pt: "Linhas transfer com agente / agentes distintos nelas.",
    },
    pitfall: Phrase {
        es: "Quien no tuvo ninguna no está en el reporte: es el promedio entre quienes tuvieron \
             al menos una.",
        en: "Agents without any are not in the report: it is the average among those who had at \
             least one.",
        pt: "Quem não teve nenhuma não está no relatório: é a média entre os que tiveram ao \
             menos uma.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| {
        let agent = known_text(columns.of(Role::Agent));
        let named = is(columns, TRANSFER).and(agent.clone().is_not_null());
        let nameless = is(columns, TRANSFER).and(agent.clone().is_null());
        let agents = count_distinct(where_(named.clone(), agent));
        Measure {
            numerator: count_where(named),
            denominator: Some(agents.clone()),
            n: agents,
            excluded: count_where(nameless.or(kind_unknown(columns))),
        }
    }),
};
