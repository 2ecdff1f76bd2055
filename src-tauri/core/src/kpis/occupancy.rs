//! Occupancy as wolkvox defines it.

use super::events::{available, external, in_class, share_of_time};
use super::kpi::{Better, ChartHint, Elsewhere, Formula, Kpi, Phrase, Population, Source, Unit};
use super::states::StateClass;
use crate::reports::Role;

/// Occupancy as wolkvox defines it.
pub const KPI: Kpi = Kpi {
    name: "occupancy",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration, Role::Interaction],
    unit: Unit::Ratio,
    counts: Population::Events,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Ocupación (wolkvox)",
        en: "Occupancy (wolkvox)",
        pt: "Ocupação (wolkvox)",
    },
    formula: Phrase {
        es: "(T(TALK sin llamadas internas) + T(ACW)) / (L − T(AUX)); L = tiempo conectado, AUX \
             = todo estado que no es READY, TALK, ACW, RING ni salida.",
        en: "(T(TALK without internal calls) + T(ACW)) / (L − T(AUX)); L = logged time, AUX = \
             every state that is not READY, TALK, ACW, RING or log-out.",
        pt: "(T(TALK sem chamadas internas) + T(ACW)) / (L − T(AUX)); L = tempo logado, AUX = \
             todo estado que não é READY, TALK, ACW, RING nem saída.",
    },
    pitfall: Phrase {
        es: "La fórmula intuitiva (conectado − disponible − auxiliar) / conectado da otra \
             cifra: 24 % donde el Manager mostraba 34 %. Las ocupaciones por hora no se \
             promedian. Muy alta cansa; muy baja cuesta.",
        en: "The intuitive formula (login − ready − aux) / login gives another figure: 24 % \
             where the Manager showed 34 %. Hourly occupancies do not average. Very high tires \
             people; very low costs money.",
        pt: "A fórmula intuitiva (logado − disponível − auxiliar) / logado dá outro número: 24 \
             % onde o Manager mostrava 34 %. As ocupações por hora não se calculam por média. \
             Muito alta cansa; muito baixa custa.",
    },
    elsewhere: &[
        Elsewhere {
            who: "Genesys Cloud",
            what: Phrase {
                es: "Interacción / (interacción + comunicación + libre).",
                en: "Interacting / (interacting + communicating + idle).",
                pt: "Interação / (interação + comunicação + livre).",
            },
        },
        Elsewhere {
            who: "ICMI",
            what: Phrase {
                es: "Cuenta también reuniones y pausas como tiempo ocupado.",
                en: "Counts meetings and breaks as occupied too.",
                pt: "Conta também reuniões e pausas como tempo ocupado.",
            },
        },
    ],
    measure: Formula::Rows(|columns| {
        let talk = in_class(&[StateClass::Talk]).and(external());
        share_of_time(columns, talk.or(in_class(&[StateClass::Acw])), available())
    }),
};
