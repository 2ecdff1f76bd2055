//! Mute in relation to talk, over two reports.

use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::{mute_time, talk_time};

/// Mute in relation to talk, over two reports.
pub const KPI: Kpi = Kpi {
    name: "mute_share_of_talk",
    sources: &[Source::AgentEvents, Source::HoldMute],
    roles: &[],
    unit: Unit::Ratio,
    counts: Population::Events,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Silencio sobre lo hablado",
        en: "Mute share of talk",
        pt: "Mudo sobre o falado",
    },
    formula: Phrase {
        es: "mute_time (agent_9) / T(TALK) (agent_2 o agent_14), del mismo agente en los mismos \
             días.",
        en: "mute_time (agent_9) / T(TALK) (agent_2 or agent_14), same agent, same days.",
        pt: "mute_time (agent_9) / T(TALK) (agent_2 ou agent_14), mesmo agente, mesmos dias.",
    },
    pitfall: Phrase {
        es: "El silencio puede ser cortesía o evasión: mire solo los extremos. Los nombres que \
             no coinciden con el listado quedan fuera y se muestran.",
        en: "Mute can be courtesy or avoidance: look at outliers only. Names that do not match \
             the roster are left out and listed.",
        pt: "O mudo pode ser cortesia ou evasão: olhe só os extremos. Os nomes que não \
             coincidem com a lista ficam fora e são mostrados.",
    },
    elsewhere: &[],
    measure: Formula::PerAgent(|sums| sums.ratio(&mute_time::KPI, &talk_time::KPI)),
};
