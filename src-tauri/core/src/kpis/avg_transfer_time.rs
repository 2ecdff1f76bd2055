//! Mean length of a transfer.

use super::handovers::{TRANSFER, timed, untimed};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::terms::{count_where, sum_where};
use crate::reports::Role;

/// Mean length of a transfer.
pub const KPI: Kpi = Kpi {
    name: "avg_transfer_time",
    sources: &[Source::Transfers],
    roles: &[Role::Interaction, Role::Duration],
    unit: Unit::Seconds,
    counts: Population::Handovers,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Transferencia promedio",
        en: "Average transfer",
        pt: "Transferência média",
    },
    formula: Phrase {
        es: "Suma de time / filas transfer con time conocido.",
        en: "Sum of time / transfer rows with a known time.",
        pt: "Soma de time / linhas transfer com time conhecido.",
    },
    pitfall: Phrase {
        es: "time es lo que duró la transferencia, no la llamada.",
        en: "time is the length of the transfer, not of the call.",
        pt: "time é a duração da transferência, não da chamada.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| Measure {
        numerator: sum_where(timed(columns, TRANSFER), columns.of(Role::Duration)),
        denominator: Some(count_where(timed(columns, TRANSFER))),
        n: count_where(timed(columns, TRANSFER)),
        excluded: untimed(columns, TRANSFER),
    }),
};
