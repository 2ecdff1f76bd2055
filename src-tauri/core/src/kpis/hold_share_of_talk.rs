//! Hold in relation to talk, over two reports.

use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use super::{hold_time, talk_time};

/// Hold in relation to talk, over two reports.
pub const KPI: Kpi = Kpi {
    name: "hold_share_of_talk",
    sources: &[Source::AgentEvents, Source::HoldMute],
    roles: &[],
    unit: Unit::Ratio,
    counts: Population::Events,
    better: Better::Lower,
    chart: ChartHint::Bars,
    title: Phrase {
        es: "Espera sobre lo hablado",
        en: "Hold share of talk",
        pt: "Espera sobre o falado",
    },
    formula: Phrase {
        es: "hold_time (agent_9) / T(TALK) (agent_2 o agent_14), del mismo agente en los mismos \
             días.",
        en: "hold_time (agent_9) / T(TALK) (agent_2 or agent_14), same agent, same days.",
        pt: "hold_time (agent_9) / T(TALK) (agent_2 ou agent_14), mesmo agente, mesmos dias.",
    },
    pitfall: Phrase {
        es: "Los nombres se cruzan con el listado: los que no coinciden quedan fuera y se \
             muestran. Si TALK no contiene la espera, la cifra es espera por tiempo hablado y \
             puede pasar del 100 %.",
        en: "Names are matched through the roster: those that do not match are left out and \
             listed. If TALK does not contain hold, the figure is hold per talk and may pass \
             100 %.",
        pt: "Os nomes são cruzados com a lista de agentes: os que não coincidem ficam fora e \
             são mostrados. Se TALK não contém a espera, o valor é espera por tempo falado e \
             pode passar de 100 %.",
    },
    elsewhere: &[],
    measure: Formula::PerAgent(|sums| sums.ratio(&hold_time::KPI, &talk_time::KPI)),
};
