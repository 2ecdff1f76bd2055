//! The words of the checks.

use crate::kpis::kpi::Phrase;

/// Title and meaning of a check.
pub(super) fn of(name: &str) -> (Phrase, Phrase) {
    let words = WORDS.iter().find(|(known, ..)| *known == name);
    words.map_or((NO_WORDS, NO_WORDS), |(_, title, meaning)| (*title, *meaning))
}

const NO_WORDS: Phrase = Phrase { es: "", en: "", pt: "" };

const fn phrase(es: &'static str, en: &'static str, pt: &'static str) -> Phrase {
    Phrase { es, en, pt }
}

/// Every check with its title and meaning.
pub(super) const WORDS: &[(&str, Phrase, Phrase)] = &[
    (
        "event_duration",
        phrase("Duración = fin − inicio", "Duration = end − start", "Duração = fim − início"),
        phrase(
            "Estados cuya duración difiere a lo sumo 1 s de fin menos inicio; se suma la duración.",
            "States whose duration differs by at most 1 s from end minus start; the duration is \
             what is summed.",
            "Estados cuja duração difere no máximo 1 s de fim menos início; soma-se a duração.",
        ),
    ),
    (
        "event_overlap",
        phrase(
            "Sin superposición por agente",
            "No overlap per agent",
            "Sem sobreposição por agente",
        ),
        phrase(
            "Estados que empiezan antes de que termine otro del mismo agente: atenciones paralelas \
             o filas erróneas.",
            "States that start before another of the same agent ends: parallel interactions or bad \
             rows.",
            "Estados que começam antes de terminar outro do mesmo agente: atendimentos paralelos \
             ou linhas erradas.",
        ),
    ),
    (
        "event_span",
        phrase("Estados + huecos = jornada", "States + gaps = span", "Estados + lacunas = jornada"),
        phrase(
            "Segundos entre el primer y el último momento de cada agente, frente a la suma de sus \
             estados más huecos menos superposiciones.",
            "Seconds between each agent's first and last moment, against the sum of states plus \
             gaps minus overlaps.",
            "Segundos entre o primeiro e o último momento de cada agente, contra a soma de seus \
             estados mais lacunas menos sobreposições.",
        ),
    ),
    (
        "hold_plus_mute",
        phrase("Espera + silencio = total", "Hold + mute = total", "Espera + mudo = total"),
        phrase(
            "Filas cuyo total es la suma de espera y silencio, con 1 s de tolerancia.",
            "Rows whose total is the sum of hold and mute, within 1 s.",
            "Linhas cujo total é a soma de espera e mudo, com tolerância de 1 s.",
        ),
    ),
    (
        "total_row",
        phrase("Agentes = fila total", "Agents = total row", "Agentes = linha total"),
        phrase(
            "Segundos de todos los agentes frente a la fila consolidada, en los días que la traen.",
            "Seconds of all agents against the consolidated row, on the days that have one.",
            "Segundos de todos os agentes contra a linha consolidada, nos dias que a trazem.",
        ),
    ),
    (
        "journey_without_queue",
        phrase("Total = IVR + agente", "Total = IVR + agent", "Total = URA + agente"),
        phrase(
            "Recorridos con cola cuyo total es IVR más agente, como dice la documentación.",
            "Queued journeys whose total is IVR plus agent, as documented.",
            "Percursos com fila cujo total é URA mais agente, como diz a documentação.",
        ),
    ),
    (
        "journey_with_queue",
        phrase(
            "Total = IVR + cola + agente",
            "Total = IVR + queue + agent",
            "Total = URA + fila + agente",
        ),
        phrase(
            "Recorridos con cola cuyo total incluye además la cola, contra lo que dice la \
             documentación.",
            "Queued journeys whose total includes the queue too, against the documentation.",
            "Percursos com fila cujo total inclui também a fila, ao contrário da documentação.",
        ),
    ),
    (
        "agent_agreement",
        phrase(
            "go_to_agent y agent_id concuerdan",
            "go_to_agent and agent_id agree",
            "go_to_agent e agent_id concordam",
        ),
        phrase(
            "Recorridos en que ambos campos dicen lo mismo sobre si hubo agente.",
            "Journeys where both fields say the same about whether there was an agent.",
            "Percursos em que os dois campos dizem o mesmo sobre se houve agente.",
        ),
    ),
    (
        "rows_received",
        phrase(
            "Filas recibidas = filas anunciadas",
            "Rows received = rows announced",
            "Linhas recebidas = linhas anunciadas",
        ),
        phrase(
            "Ventanas cuyo número de filas no es el que wolkvox anunció.",
            "Windows whose number of rows is not the one that wolkvox announced.",
            "Janelas cujo número de linhas não é o que o wolkvox anunciou.",
        ),
    ),
    (
        "row_cap",
        phrase(
            "Ninguna ventana cerca del tope",
            "No window near the row cap",
            "Nenhuma janela perto do limite",
        ),
        phrase(
            "Ventanas con 59.000 filas o más, que wolkvox pudo haber cortado en 60.000.",
            "Windows with 59,000 rows or more, which wolkvox may have cut at 60,000.",
            "Janelas com 59.000 linhas ou mais, que o wolkvox pode ter cortado em 60.000.",
        ),
    ),
    (
        "duplicates",
        phrase("Sin filas repetidas", "No repeated rows", "Sem linhas repetidas"),
        phrase(
            "Filas que repiten la clave natural de otra; se conservan y se cuentan.",
            "Rows that repeat the natural key of another; they are kept and counted.",
            "Linhas que repetem a chave natural de outra; são mantidas e contadas.",
        ),
    ),
    (
        "roster_seen",
        phrase("Agentes del listado vistos", "Roster agents seen", "Agentes da lista vistos"),
        phrase(
            "Agentes del listado que aparecen en los reportes; quien pasa el día en un solo estado \
             puede faltar.",
            "Roster agents that appear in the reports; who stays in one state all day may be \
             missing.",
            "Agentes da lista que aparecem nos relatórios; quem passa o dia em um só estado pode \
             faltar.",
        ),
    ),
];
