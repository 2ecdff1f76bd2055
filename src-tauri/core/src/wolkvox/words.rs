//! The words of refusals. They are compared without case and accents, because wolkvox writes them
//! in capitals, in English, and not always as documented.

use crate::Code;
use crate::reports::Envelope;

/// Longest text of a server that is shown.
const SHOWN_CHARS: usize = 200;

/// What the words of an answer mean, if they are known.
pub(super) fn meaning(envelope: &Envelope) -> Option<Code> {
    let text = plain(&together(envelope));
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["simultan"]) {
        return Some(Code::Simultaneous);
    }
    // "Limit" alone may be that of days or rows.
    let limit = says(&["cuota", "quota"])
        || (says(&["limit"]) && says(&["token", "consum", "daily", "diari"]));
    if limit && says(&["exceed", "exced", "super", "agot", "reach"]) {
        return Some(Code::QuotaSpent);
    }
    if says(&["maintenance", "mantenimiento", "manutencao", "backup", "respaldo", "copia de seg"]) {
        return Some(Code::Maintenance);
    }
    if says(&["token"]) && says(&["valid", "ingres", "enter the", "incorrect", "expir", "vencid"]) {
        return Some(Code::TokenRefused);
    }
    let of_api = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "api");
    if of_api && says(&["not exist", "no existe", "nao existe"]) {
        return Some(Code::UnknownReport);
    }
    if says(&["parameter", "parametro"]) && says(&["requir", "requer", "oblig", "missing", "falta"])
    {
        return Some(Code::MissingParameter);
    }
    None
}

/// Whether the message says that there are no records. The text seen for that misleads: it asks
/// to validate the dates.
pub(super) fn says_none(envelope: &Envelope) -> bool {
    let text = plain(envelope.msg.as_deref().unwrap_or_default());
    const NONE: &[&str] = &[
        "no record",
        "no data",
        "no result",
        "not found",
        "no se encontr",
        "no hay",
        "sin dato",
        "sin registro",
        "no existen",
        "the dates",
        "las fechas",
    ];
    envelope.said == Some(0) || NONE.iter().any(|words| text.contains(words))
}

/// The HTTP status that `error` names in words, for answers without a code of their own.
pub(super) fn status_of(envelope: &Envelope) -> Option<u16> {
    let error = plain(envelope.error.as_deref()?);
    let named = [("bad request", 400), ("unauthorized", 401), ("forbidden", 403)];
    let named = named.iter().find(|(words, _)| error.contains(words)).map(|(_, status)| *status);
    named.or_else(|| error.contains("not found").then_some(404))
}

/// The server's words, fit to be shown: one line, no control characters, of bounded length.
pub(super) fn shown(envelope: &Envelope) -> String {
    one_line(&together(envelope))
}

/// The title of a web page, fit to be shown.
pub(super) fn title(page: &str) -> Option<String> {
    // ASCII lower-casing keeps byte positions.
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find('<')?;
    Some(one_line(page.get(start..end)?)).filter(|title| !title.is_empty())
}

fn together(envelope: &Envelope) -> String {
    let parts = [envelope.error.as_deref(), envelope.msg.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(": ")
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let line: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    line.join(" ").chars().take(SHOWN_CHARS).collect()
}

fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(without_accent).collect()
}

fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ã' | 'â' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'õ' | 'ô' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}
