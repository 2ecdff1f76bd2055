//! Mean time in the IVR.

use super::journeys::mean_time;
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Mean time in the IVR.
pub const KPI: Kpi = Kpi {
    name: "avg_ivr_time",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::IvrTime],
    unit: Unit::Seconds,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Line,
    title: Phrase {
        es: "Tiempo promedio en IVR",
        en: "Average IVR time",
        pt: "Tempo médio na URA",
    },
    formula: Phrase {
        es: "Suma de time_on_rp / E; E = conn_id distintos con time_on_rp conocido.",
        en: "Sum of time_on_rp / E; E = distinct conn_id with a known time_on_rp.",
        pt: "Soma de time_on_rp / E; E = conn_id distintos com time_on_rp conhecido.",
    },
    pitfall: Phrase {
        es: "Largo puede ser autoservicio útil o un menú confuso: compárelo por resultado. «-» \
             es desconocido, no cero.",
        en: "Long may be useful self-service or a confusing menu: compare it by outcome. \"-\" \
             is unknown, not zero.",
        pt: "Longo pode ser autoatendimento útil ou um menu confuso: compare por resultado. \
             \"-\" é desconhecido, não zero.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| mean_time(columns, Role::IvrTime)),
};
