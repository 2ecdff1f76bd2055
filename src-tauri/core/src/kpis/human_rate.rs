//! Share of people among judged calls.

use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::verdicts::{HUMAN, rate};
use crate::reports::Role;

/// Share of people among judged calls.
pub const KPI: Kpi = Kpi {
    name: "human_rate",
    sources: &[Source::AmdDetail],
    roles: &[Role::Outcome],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Higher,
    chart: ChartHint::HeatMap,
    title: Phrase { es: "Tasa de humano", en: "Human rate", pt: "Taxa de humano" },
    formula: Phrase {
        es: "Filas con result = human / filas con result = machine o human.",
        en: "Rows with result = human / rows with result = machine or human.",
        pt: "Linhas com result = human / linhas com result = machine ou human.",
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
    measure: Formula::Rows(|columns| rate(columns, HUMAN)),
};
