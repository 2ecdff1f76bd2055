//! Share of hold in hold and mute.

use super::holds::{both_known, either_unknown, hold_and_mute};
use super::kpi::{Better, ChartHint, Formula, Kpi, Measure, Phrase, Population, Source, Unit};
use super::terms::{count_where, sum_where};
use crate::reports::Role;

/// Share of hold in hold and mute.
pub const KPI: Kpi = Kpi {
    name: "hold_share",
    sources: &[Source::HoldMute],
    roles: &[Role::AgentName, Role::HoldTime, Role::MuteTime],
    unit: Unit::Ratio,
    counts: Population::AgentDays,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "Proporción de espera", en: "Hold share", pt: "Proporção de espera" },
    formula: Phrase {
        es: "hold_time / (hold_time + mute_time).",
        en: "hold_time / (hold_time + mute_time).",
        pt: "hold_time / (hold_time + mute_time).",
    },
    pitfall: Phrase {
        es: "Dice qué se usa, espera o silencio, no cuánto: vea también la espera frente a lo \
             hablado.",
        en: "Tells which of the two is used, not how much: see hold share of talk too.",
        pt: "Diz qual dos dois se usa, não quanto: veja também a espera em relação ao falado.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| Measure {
        numerator: sum_where(both_known(columns), columns.of(Role::HoldTime)),
        denominator: Some(sum_where(both_known(columns), hold_and_mute(columns))),
        n: count_where(both_known(columns)),
        excluded: either_unknown(columns),
    }),
};
