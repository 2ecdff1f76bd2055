//! Calls judged by the answering-machine detector.

use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::terms::count_where;
use super::verdicts::{judged, unjudged};
use crate::reports::Role;

/// Calls judged by the answering-machine detector.
pub const KPI: Kpi = Kpi {
    name: "amd_calls",
    sources: &[Source::AmdDetail],
    roles: &[Role::Outcome],
    unit: Unit::Count,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Line,
    title: Phrase { es: "Llamadas con AMD", en: "AMD calls", pt: "Chamadas com AMD" },
    formula: Phrase {
        es: "Filas con result = machine o human.",
        en: "Rows with result = machine or human.",
        pt: "Linhas com result = machine ou human.",
    },
    pitfall: Phrase {
        es: "Otros resultados se excluyen y se cuentan. Los intentos sin respuesta u ocupados \
             no están en este reporte.",
        en: "Other results are excluded and counted. Unanswered and busy attempts are not in \
             this report.",
        pt: "Outros resultados são excluídos e contados. Tentativas sem resposta ou ocupadas \
             não estão neste relatório.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| Measure {
        numerator: count_where(judged(columns)),
        denominator: None,
        n: count_where(judged(columns)),
        excluded: unjudged(columns),
    }),
};
