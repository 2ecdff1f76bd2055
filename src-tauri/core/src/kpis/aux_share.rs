//! Share of logged time in auxiliary states.

use super::events::{in_class, logged_in, share_of_time};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::states::StateClass;
use crate::reports::Role;

/// Share of logged time in auxiliary states.
pub const KPI: Kpi = Kpi {
    name: "aux_share",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration],
    unit: Unit::Ratio,
    counts: Population::Events,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase { es: "Proporción auxiliar", en: "Auxiliary share", pt: "Proporção auxiliar" },
    formula: Phrase {
        es: "T(AUX) / L; AUX = todo estado que no es READY, TALK, ACW, RING ni salida; L = \
             tiempo conectado.",
        en: "T(AUX) / L; AUX = every state that is not READY, TALK, ACW, RING or log-out; L = \
             logged time.",
        pt: "T(AUX) / L; AUX = todo estado que não é READY, TALK, ACW, RING nem saída; L = \
             tempo logado.",
    },
    pitfall: Phrase {
        es: "Suma pausas con formación y trabajo administrativo, como wolkvox: véalo por clase \
             de estado antes de juzgar. La merma real se divide por el tiempo programado o \
             pagado.",
        en: "Adds breaks to training and back office, as wolkvox does: look at it by state \
             class before judging. True shrinkage divides by scheduled or paid time.",
        pt: "Soma pausas com treinamento e retaguarda, como o wolkvox: veja por classe de \
             estado antes de julgar. O shrinkage real se divide pelo tempo programado ou pago.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| {
        share_of_time(columns, in_class(StateClass::AUX), logged_in())
    }),
};
