//! What stands around the rows: `code`, `error`, `msg`.

/// Longest message kept, in characters.
const KEPT_CHARS: usize = 2000;

/// The envelope of an answer. `code` came as number and as text, `error` as null, "" and "null".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// `code`, if it is a whole number, quoted or not.
    pub code: Option<i64>,
    /// `error`, unless it says that there is none.
    pub error: Option<String>,
    /// `msg`, unless blank.
    pub msg: Option<String>,
    /// How many records `msg` counts, if it counts: a cross-check, never the source of the count.
    pub said: Option<u64>,
    /// Whether `code` or `msg` was there at all: what an answer of wolkvox has and an error of
    /// some machine on the way has not.
    pub recognised: bool,
}

impl Envelope {
    /// Whether this is an answer of wolkvox.
    pub fn ours(&self) -> bool {
        self.recognised
    }

    /// Takes a key of the envelope; `text` is its value, `None` for null.
    pub(super) fn take(&mut self, key: &str, text: Option<&str>) {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        match key {
            "code" => {
                self.recognised = true;
                self.code = text.and_then(|text| text.parse().ok());
            }
            "error" => self.error = text.filter(|text| !says_no_error(text)).map(kept),
            _ => {
                self.recognised = true;
                self.msg = text.map(kept);
                self.said = text.and_then(counted);
            }
        }
    }
}

fn says_no_error(text: &str) -> bool {
    ["null", "none", "false", "0", "ok"].iter().any(|none| text.eq_ignore_ascii_case(none))
}

fn kept(text: &str) -> String {
    text.chars().take(KEPT_CHARS).collect()
}

/// The number before a word for records: "512 records were found", "Se encontraron 1,204 registros".
fn counted(message: &str) -> Option<u64> {
    const WORDS: &[&str] = &["record", "registro", "resultado", "result", "row", "fila"];
    let mut before = "";
    for word in message.split_whitespace() {
        let lower = word.to_lowercase();
        if WORDS.iter().any(|known| lower.starts_with(known)) {
            let digits: String = before.chars().filter(|c| !matches!(c, ',' | '.')).collect();
            if let Ok(count) = digits.parse() {
                return Some(count);
            }
        }
        before = word;
    }
    None
}
