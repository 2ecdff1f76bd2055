//! Calls that left the IVR within seconds.

use super::journeys::{contained, entered, ivr_time_known, nameless_or, quick, rate};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::terms::fails;
use crate::reports::Role;

/// Calls that left the IVR within seconds.
pub const KPI: Kpi = Kpi {
    name: "quick_exits",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::Skill, Role::IvrTime],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::HeatMap,
    title: Phrase { es: "Salidas rápidas", en: "Quick exits", pt: "Saídas rápidas" },
    formula: Phrase {
        es: "Llamadas contenidas con time_on_rp < 15 s / llamadas con time_on_rp conocido.",
        en: "Contained calls with time_on_rp < 15 s / calls with a known time_on_rp.",
        pt: "Chamadas retidas com time_on_rp < 15 s / chamadas com time_on_rp conhecido.",
    },
    pitfall: Phrase {
        es: "Número equivocado y frustración con el menú dejan la misma huella.",
        en: "A wrong number and frustration with the menu leave the same footprint.",
        pt: "Número errado e frustração com o menu deixam a mesma marca.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|_| {
        let left_out = entered().and(fails(ivr_time_known()));
        rate(entered().and(ivr_time_known()), contained().and(quick()), nameless_or(left_out))
    }),
};
