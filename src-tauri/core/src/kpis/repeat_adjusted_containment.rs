//! Calls that ended in the IVR and were not repeated within a day.

use super::journeys::{called_again, contained, entered, nameless_or, rate, recognisable, ripe};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::terms::fails;
use crate::reports::Role;

/// Calls that ended in the IVR and were not repeated within a day.
pub const KPI: Kpi = Kpi {
    name: "repeat_adjusted_containment",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::Skill, Role::Phone],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Higher,
    chart: ChartHint::Line,
    title: Phrase {
        es: "Contención ajustada por rellamada",
        en: "Repeat-adjusted containment",
        pt: "Retenção ajustada por rechamada",
    },
    formula: Phrase {
        es: "Llamadas contenidas sin otra llamada del mismo ani en 24 h / llamadas; solo las \
             que ya cumplieron 24 h y con ani conocido.",
        en: "Contained calls without another call from the same ani within 24 h / calls; only \
             those at least 24 h old and with a known ani.",
        pt: "Chamadas retidas sem outra chamada do mesmo ani em 24 h / chamadas; só as que já \
             completaram 24 h e com ani conhecido.",
    },
    pitfall: Phrase {
        es: "Las del último día aún no maduran y quedan excluidas, igual que números ocultos o \
             compartidos. Un filtro que quite llamadas posteriores la hace parecer mejor.",
        en: "Calls of the last day are not ripe and are excluded, like withheld or shared \
             numbers. A filter that removes later calls makes it look better.",
        pt: "As do último dia ainda não amadureceram e ficam excluídas, assim como números \
             ocultos ou compartilhados. Um filtro que retire chamadas posteriores a faz parecer \
             melhor.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| {
        let usable = ripe(columns).and(recognisable());
        let left_out = entered().and(fails(usable.clone()));
        let stayed_served = contained().and(fails(called_again()));
        rate(entered().and(usable), stayed_served, nameless_or(left_out))
    }),
};
