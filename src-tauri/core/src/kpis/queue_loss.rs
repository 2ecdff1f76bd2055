//! Queued calls that reached no agent.

use super::journeys::{ever_with_agent, nameless, queued, rate};
use super::kpi::{Better, ChartHint, Elsewhere, Formula, Kpi, Phrase, Population, Source, Unit};
use super::terms::fails;
use crate::reports::Role;

/// Queued calls that reached no agent.
pub const KPI: Kpi = Kpi {
    name: "queue_loss",
    sources: &[Source::Journeys],
    roles: &[Role::Call, Role::Skill, Role::ToAgent, Role::Agent],
    unit: Unit::Ratio,
    counts: Population::Calls,
    better: Better::Lower,
    chart: ChartHint::HeatMap,
    title: Phrase { es: "Pérdida en cola", en: "Queue loss", pt: "Perda na fila" },
    formula: Phrase {
        es: "(Q − A) / Q: llamadas con skill_id que no llegaron a un agente / llamadas con \
             skill_id.",
        en: "(Q − A) / Q: calls with a skill_id that reached no agent / calls with a skill_id.",
        pt: "(Q − A) / Q: chamadas com skill_id que não chegaram a um agente / chamadas com \
             skill_id.",
    },
    pitfall: Phrase {
        es: "No es la tasa de abandono del proveedor: esa está en los reportes de skill.",
        en: "Not the vendor's abandon rate: that is in the skill reports.",
        pt: "Não é a taxa de abandono do fornecedor: essa está nos relatórios de skill.",
    },
    elsewhere: &[Elsewhere {
        who: "Amazon Connect",
        what: Phrase {
            es: "Abandonadas / encoladas.",
            en: "Abandoned / queued.",
            pt: "Abandonadas / enfileiradas.",
        },
    }],
    measure: Formula::Rows(|_| rate(queued(), fails(ever_with_agent()), nameless())),
};
