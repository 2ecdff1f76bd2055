//! Share of machines among judged calls.

use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::verdicts::{MACHINE, rate};
use crate::reports::Role;

/// Share of machines among judged calls.
pub const KPI: Kpi = Kpi {
    name: "machine_rate",
    sources: &[Source::AmdDetail],
    roles: &[Role::Outcome],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::HeatMap,
    title: Phrase { es: "Tasa de máquina", en: "Machine rate", pt: "Taxa de máquina" },
    formula: Phrase {
        es: "Filas con result = machine / filas con result = machine o human.",
        en: "Rows with result = machine / rows with result = machine or human.",
        pt: "Linhas com result = machine / linhas com result = machine ou human.",
    },
    pitfall: Phrase {
        es: "Solo llamadas que llegaron al detector: no es tasa de contacto. Otros resultados \
             se excluyen y se cuentan. El detector se equivoca: solo escuchar una muestra dice \
             cuánto.",
        en: "Only calls that reached the detector: not a contact rate. Other results are \
             excluded and counted. The detector errs: only listening to a sample tells how \
             often.",
        pt: "Só chamadas que chegaram ao detector: não é taxa de contato. Outros resultados são \
             excluídos e contados. O detector erra: só ouvir uma amostra diz quanto.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| rate(columns, MACHINE)),
};
