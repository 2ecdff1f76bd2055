//! How long agents were logged in.

use super::events::{logged_in, time};
use super::kpi::{Better, ChartHint, Formula, Kpi, Phrase, Population, Source, Unit};
use crate::reports::Role;

/// How long agents were logged in.
pub const KPI: Kpi = Kpi {
    name: "logged_time",
    sources: &[Source::AgentEvents],
    roles: &[Role::Agent, Role::Status, Role::Duration],
    unit: Unit::Seconds,
    counts: Population::Events,
    better: Better::Neutral,
    chart: ChartHint::Bars,
    title: Phrase { es: "Tiempo conectado", en: "Logged time", pt: "Tempo logado" },
    formula: Phrase {
        es: "Suma de la duración de todos los estados, salvo los de salida.",
        en: "Sum of the duration of all states except log-out.",
        pt: "Soma da duração de todos os estados, exceto os de saída.",
    },
    pitfall: Phrase {
        es: "Un estado solo se registra cuando empieza el siguiente: falta el último abierto, y \
             quien pasa el día en un solo estado no aparece. Quien no cierra sesión infla el \
             tiempo.",
        en: "A state is stored only when the next one starts: the last open one is missing, and \
             an agent who stays in one state all day does not appear. Agents who never log out \
             inflate it.",
        pt: "Um estado só é registrado quando começa o seguinte: falta o último aberto, e quem \
             passa o dia em um só estado não aparece. Quem não encerra a sessão infla o tempo.",
    },
    elsewhere: &[],
    measure: Formula::Rows(|columns| time(columns, logged_in())),
};
