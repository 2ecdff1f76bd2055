//! Calls that entered the IVR.

use super::journeys::{calls, entered};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Calls that entered the IVR.
pub const KPI: Kpi = Kpi {
    name: "entered_calls",
    sources: &[Source::Journeys],
    roles: &[Role::Call],
    unit: Unit::Count,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Line,
    title: Phrase {
        es: "Llamadas entrantes al IVR",
        en: "Calls entered",
        pt: "Chamadas que entraram",
    },
    formula: Phrase {
        es: "E = conn_id distintos.",
        en: "E = distinct conn_id.",
        pt: "E = conn_id distintos.",
    },
    pitfall: Phrase {
        es: "Varias filas del mismo conn_id son un solo recorrido, contado en su primera fila. \
             Las filas sin conn_id se excluyen y se cuentan.",
        en: "Several rows of one conn_id are one journey, counted at its first row. Rows \
             without conn_id are excluded and counted.",
        pt: "Várias linhas do mesmo conn_id são um só percurso, contado em sua primeira linha. \
             As linhas sem conn_id são excluídas e contadas.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|_| calls(entered())),
};
