//! Calls that ended in the IVR.

use super::journeys::{contained, entered, nameless, rate};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// Calls that ended in the IVR.
pub const KPI: Kpi = Kpi {
    name: "containment",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::Skill],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Higher,
    chart: ChartHint::Line,
    title: Phrase { es: "Contención del IVR", en: "Containment", pt: "Retenção na URA" },
    formula: Phrase {
        es: "(E − Q) / E; E = conn_id distintos, Q = los que tienen skill_id.",
        en: "(E − Q) / E; E = distinct conn_id, Q = those with a skill_id.",
        pt: "(E − Q) / E; E = conn_id distintos, Q = os que têm skill_id.",
    },
    pitfall: Phrase {
        es: "Quien cuelga en el menú también cuenta como contenido: vea la contención ajustada \
             por rellamada.",
        en: "Callers who hang up in the menu count as contained too: see repeat-adjusted \
             containment.",
        pt: "Quem desliga no menu também conta como retido: veja a retenção ajustada por rechamada.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|_| rate(entered(), contained(), nameless())),
};
