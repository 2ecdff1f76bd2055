//! Names that Excel, Windows and people accept: of sheets, tables, headers and files.

use crate::time::Window;
use chrono::{Datelike, Days};

/// The longest name of a sheet, in UTF-16 units.
const SHEET_NAME: usize = 31;
/// The longest header of a table's column.
const HEADER: usize = 255;
/// The longest suggested file name without its ending: leaves room for folders under Windows'
/// 260 characters and for ` (2)`.
const FILE_STEM: usize = 100;

/// A text fit for names, headers, properties and page footers, where control characters break the
/// file and line breaks make no sense. Excel reads `_x0041_` in names as `A`, so the pattern is
/// broken up.
pub(super) fn plain(text: &str) -> String {
    let visible = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let spaced: String = text.chars().map(|c| if visible(c) { c } else { ' ' }).collect();
    spaced.replace("_x", "_ x").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest start of `text` that has at most `units` UTF-16 units.
pub(super) fn start_of(text: &str, units: usize) -> &str {
    let mut left = units;
    for (at, c) in text.char_indices() {
        match left.checked_sub(c.len_utf16()) {
            Some(rest) => left = rest,
            None => return &text[..at],
        }
    }
    text
}

/// Names given so far; Excel compares them without case.
#[derive(Default)]
pub(super) struct Taken(Vec<String>);

impl Taken {
    /// `wished`, or the first of `wished` with a number that is free. `fit` shortens a name so
    /// that a suffix has room.
    fn give(&mut self, fit: impl Fn(&str) -> String, mark: fn(usize) -> String) -> String {
        let mut name = fit("");
        for number in 2.. {
            let key = name.to_lowercase();
            if !self.0.contains(&key) {
                self.0.push(key);
                break;
            }
            name = fit(&mark(number));
        }
        name
    }

    /// A valid and free sheet name like `title`.
    pub(super) fn sheet(&mut self, title: &str, fallback: &str) -> String {
        let wished = sheet_words(title);
        let wished = if wished.is_empty() { sheet_words(fallback) } else { wished };
        // Excel keeps "History" for itself.
        let reserved = wished.is_empty() || wished.eq_ignore_ascii_case("history");
        let wished = if reserved { format!("{wished}_") } else { wished };
        // A cut name may not end in an apostrophe either.
        let fit = |suffix: &str| {
            let room = SHEET_NAME - suffix.encode_utf16().count();
            let start = at_a_word(&wished, start_of(&wished, room));
            format!("{}{suffix}", start.trim_end_matches(['\'', ' ']))
        };
        self.give(fit, |n| format!(" ({n})"))
    }

    /// A sheet name for one part of several, with the part's mark kept whole.
    pub(super) fn sheet_part(&mut self, named: impl Fn(&str) -> String, title: &str) -> String {
        let title = sheet_words(title);
        let full = sheet_words(&named(&title));
        let over = full.encode_utf16().count().saturating_sub(SHEET_NAME);
        let room = title.encode_utf16().count().saturating_sub(over);
        let wished = named(start_of(&title, room).trim_end());
        self.sheet(&wished, "Report")
    }

    /// A valid and free table name for a report.
    pub(super) fn table(&mut self, code: &str) -> String {
        let word: String =
            code.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        // The prefix keeps codes such as `ab12` from being read as a cell.
        let wished = format!("t_{}", start_of(&word, 100));
        self.give(|suffix| format!("{wished}{suffix}"), |n| format!("_{n}"))
    }

    /// A free name of a file, without its ending.
    pub(super) fn file(&mut self, wished: &str) -> String {
        self.give(|suffix| format!("{wished}{suffix}"), |n| format!(" ({n})"))
    }

    /// A valid and free column header.
    pub(super) fn header(&mut self, header: &str, fallback: &str) -> String {
        let wished = plain(header);
        let wished = if wished.is_empty() { plain(fallback) } else { wished };
        let wished = if wished.is_empty() { "…".to_owned() } else { wished };
        self.give(|suffix| shortened(&wished, suffix, HEADER, &[' ']), |n| format!(" ({n})"))
    }
}

fn shortened(name: &str, suffix: &str, units: usize, no_end: &[char]) -> String {
    let room = units - suffix.encode_utf16().count();
    format!("{}{suffix}", start_of(name, room).trim_end_matches(no_end))
}

/// `start` of `text` without the piece of a word at its end, and without what then leads nowhere:
/// little words, an open bracket, a comma.
fn at_a_word<'t>(text: &str, start: &'t str) -> &'t str {
    const SHORTEST: usize = 12;
    let ends_a_word = text[start.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let mut cut = start;
    if text.len() > start.len() {
        if !ends_a_word {
            cut = before_last(cut, ' ').unwrap_or(cut);
        }
        if cut.rfind('(') > cut.rfind(')') {
            cut = before_last(cut, '(').unwrap_or(cut);
        }
        let little = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
        while let Some((rest, _)) = cut.trim_end().rsplit_once(' ').filter(|(_, w)| little(w)) {
            cut = rest;
        }
        cut = cut.trim_end_matches([' ', ',', ';', '-', '–', '·']);
    }
    if cut.chars().count() < SHORTEST { start } else { cut }
}

fn before_last(text: &str, c: char) -> Option<&str> {
    text.rfind(c).map(|at| text[..at].trim_end())
}

fn sheet_words(title: &str) -> String {
    let words = plain(title).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(['\'', ' ']).to_owned()
}

/// The name that an export gets unless the user says otherwise: `2026-03_Campaign7_Operation.xlsx`.
pub fn suggest_name(period: &Window, reports: &[&str], operation: &str, extension: &str) -> String {
    let question = match reports {
        [] => String::new(),
        [only] => joined_words(only),
        [first, others @ ..] => format!("{}+{}", joined_words(first), others.len()),
    };
    let parts = [period_name(period), question, joined_words(operation)];
    let parts: Vec<_> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let stem = parts.join("_");
    let stem = start_of(&stem, FILE_STEM).trim_end_matches(['_', '-', '+']);
    format!("{stem}.{extension}")
}

/// A file name like `wished` that every system takes, with that ending.
pub fn file_name(wished: &str, ending: &str) -> String {
    let banned = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let spaced: String = wished.chars().map(|c| if banned(c) { ' ' } else { c }).collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let stem = start_of(&words, FILE_STEM).trim_matches(['.', ' ']);
    let named = format!("{stem}.{ending}");
    if !stem.is_empty() && is_file_name(&named) { named } else { format!("Atalaya.{ending}") }
}

/// Letters and digits only, each word with a capital: safe on every system and in every mail.
fn joined_words(text: &str) -> String {
    let mut joined = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        joined.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        joined.push_str(letters.as_str());
    }
    start_of(&joined, 40).to_owned()
}

fn period_name(period: &Window) -> String {
    let (first, last) = (period.from.date(), period.to.date());
    let opens = first.day() == 1;
    let closes = (last + Days::new(1)).day() == 1;
    match (period.is_whole_days() && opens && closes, first == last) {
        (true, _) if crate::time::same_month(first, last) => first.format("%Y-%m").to_string(),
        (true, _) => format!("{}_{}", first.format("%Y-%m"), last.format("%Y-%m")),
        (false, true) => first.to_string(),
        (false, false) => format!("{first}_{last}"),
    }
}

/// Whether a file of this name can exist on Windows too: workbooks travel by mail.
pub(super) fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let device =
        ["CON", "PRN", "AUX", "NUL"].iter().any(|d| stem.eq_ignore_ascii_case(d)) || is_port(stem);
    // Linux counts bytes, Windows UTF-16 units.
    let short = name.len() <= 255;
    // On Windows a colon would name a hidden stream of another file.
    let banned = if cfg!(windows) { "<>:\"/\\|?*" } else { "/" };
    let plain = name.chars().all(|c| !c.is_control() && !banned.contains(c));
    short && plain && !device && !name.is_empty() && !name.ends_with(['.', ' '])
}

fn is_port(stem: &str) -> bool {
    let Some((port, number)) = stem.split_at_checked(3) else { return false };
    let is_com = port.eq_ignore_ascii_case("COM") || port.eq_ignore_ascii_case("LPT");
    is_com && matches!(number.as_bytes(), [b'1'..=b'9'])
}
