//! Mean length of a hold or mute.

use super::kpi::{
    Better, ChartHint, Elsewhere, Formula, Kpi, Measure, Phrase, Population, Source, Unit,
};
use super::terms::{count_where, fails, sum_where};
use crate::reports::Role;

/// Mean length of a hold or mute.
pub const KPI: Kpi = Kpi {
    name: "avg_hold_mute",
    sources: &[Source::HoldMute],
    roles: &[Role::AgentName, Role::HoldMuteTime, Role::Count],
    unit: Unit::Seconds,
    counts: Population::Actions,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase { es: "Promedio por acción", en: "Average per action", pt: "Média por ação" },
    formula: Phrase {
        es: "total_time / count, sumas de ambos.",
        en: "total_time / count, sums of both.",
        pt: "total_time / count, somas de ambos.",
    },
    pitfall: Phrase {
        es: "count mezcla esperas y silencios: no es la espera promedio; esa la da agent_10.",
        en: "count mixes holds and mutes: this is not the average hold; agent_10 gives that.",
        pt: "count mistura esperas e mudos: não é a espera média; essa está em agent_10.",
    },
    elsewhere: &[Elsewhere {
        who: "Genesys Cloud",
        what: Phrase {
            es: "Divide entre las interacciones que tuvieron espera.",
            en: "Divides by interactions that were held.",
            pt: "Divide pelas interações que tiveram espera.",
        },
    }],
    measure: Formula::Rows(|columns| {
        let (time, actions) = (columns.of(Role::HoldMuteTime), columns.of(Role::Count));
        let known = time.clone().is_not_null().and(actions.clone().is_not_null());
        Measure {
            numerator: sum_where(known.clone(), time),
            denominator: Some(sum_where(known.clone(), actions.clone())),
            n: sum_where(known.clone(), actions),
            excluded: count_where(fails(known)),
        }
    }),
};
