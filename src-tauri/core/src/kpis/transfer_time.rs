//! Time spent in transfers.

use super::handovers::{TRANSFER, timed, untimed};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::terms::{count_where, sum_where};
use crate::reports::Role;

/// Time spent in transfers.
pub const KPI: Kpi = Kpi {
    name: "transfer_time",
    sources: &[Source::Transfers],
    roles: &[Role::Interaction, Role::Duration],
    unit: Unit::Seconds,
    counts: Population::Handovers,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Tiempo en transferencia",
        en: "Time in transfer",
        pt: "Tempo em transferência",
    },
    formula: Phrase {
        es: "Suma de time de las filas transfer.",
        en: "Sum of time of the transfer rows.",
        pt: "Soma de time das linhas transfer.",
    },
    pitfall: Phrase {
        es: "time es lo que duró la transferencia, no la llamada.",
        en: "time is the length of the transfer, not of the call.",
        pt: "time é a duração da transferência, não da chamada.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| Measure {
        numerator: sum_where(timed(columns, TRANSFER), columns.of(Role::Duration)),
        denominator: None,
        n: count_where(timed(columns, TRANSFER)),
        excluded: untimed(columns, TRANSFER),
    }),
};
