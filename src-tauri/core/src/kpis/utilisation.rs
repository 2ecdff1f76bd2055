//! Share of logged time in which agents were at the callers' service.

use super::events::{available, logged_in, share_of_time};
use super::kpi::{Better, ChartHint, Elsewhere, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Share of logged time in which agents were at the callers' service.
pub const KPI: Kpi = Kpi {
    name: "utilisation",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration],
    unit: Unit::Ratio,
    counts: Population::Events,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "Utilización", en: "Utilisation", pt: "Utilização" },
    formula: Phrase {
        es: "(T(READY) + T(RING) + T(TALK) + T(ACW)) / L; L = tiempo conectado.",
        en: "(T(READY) + T(RING) + T(TALK) + T(ACW)) / L; L = logged time.",
        pt: "(T(READY) + T(RING) + T(TALK) + T(ACW)) / L; L = tempo logado.",
    },
    pitfall: Phrase {
        es: "Mide contra el tiempo conectado: el tiempo pagado no está en la API.",
        en: "Measured against logged time: paid time is not in the API.",
        pt: "Mede contra o tempo logado: o tempo pago não está na API.",
    },
    elsewhere: &[Elsewhere {
        who: "Genesys",
        what: Phrase {
            es: "Divide el trabajo entre todo el tiempo pagado.",
            en: "Divides work by all paid time.",
            pt: "Divide o trabalho por todo o tempo pago.",
        },
    }],
    measure: Formula::Rows(|columns| share_of_time(columns, available(), logged_in())),
};
