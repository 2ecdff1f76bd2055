//! Average handling time.

use super::events::{handled_calls, handling_seconds, talk_without_call};
use super::kpi::{
    Better, ChartHint, Elsewhere, Formula, Kpi, Measure, Phrase, Population, Source, Unit,
};
use crate::reports::Role;

/// Average handling time.
pub const KPI: Kpi = Kpi {
    name: "aht",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration, Role::Call],
    unit: Unit::Seconds,
    counts: Population::Calls,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "TMO (AHT)", en: "AHT", pt: "TMA (AHT)" },
    formula: Phrase {
        es: "(T(TALK) + T(ACW)) / H, con H = conn_id distintos con TALK de más de 0 s, una vez \
             por agente.",
        en: "(T(TALK) + T(ACW)) / H, with H = distinct conn_id with TALK of more than 0 s, once \
             per agent.",
        pt: "(T(TALK) + T(ACW)) / H, com H = conn_id distintos com TALK de mais de 0 s, uma vez \
             por agente.",
    },
    pitfall: Phrase {
        es: "No le sume la espera de agent_9: no se sabe si TALK ya la contiene. El TALK sin \
             conn_id queda fuera de ambos lados. Corto no es bueno por sí mismo.",
        en: "Do not add the hold time of agent_9: whether TALK contains it is not known. Talk \
             without conn_id is left out on both sides. Short is not good by itself.",
        pt: "Não some a espera de agent_9: não se sabe se TALK já a contém. O TALK sem conn_id \
             fica fora dos dois lados. Curto não é bom por si só.",
    },
    elsewhere: &[
        Elsewhere {
            who: "wolkvox",
            what: Phrase {
                es: "Conversación + espera + posllamada.",
                en: "Talk + hold + after-call work.",
                pt: "Conversa + espera + pós-atendimento.",
            },
        },
        Elsewhere {
            who: "Talkdesk",
            what: Phrase {
                es: "Conversación + espera + posllamada.",
                en: "Talk + hold + after-call work.",
                pt: "Conversa + espera + pós-atendimento.",
            },
        },
        Elsewhere {
            who: "Genesys Cloud",
            what: Phrase {
                es: "En llamadas salientes suma además marcación y contacto.",
                en: "Adds dialing and contacting on outbound calls.",
                pt: "Nas chamadas de saída soma também discagem e contato.",
            },
        },
    ],
    measure: Formula::Rows(|columns| Measure {
        numerator: handling_seconds(columns),
        denominator: Some(handled_calls()),
        n: handled_calls(),
        excluded: talk_without_call(columns),
    }),
};
