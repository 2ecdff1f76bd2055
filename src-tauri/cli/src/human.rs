//! How people read it: numbers in their language, durations as `h:mm:ss`, aligned tables.

use atalaya_core::api::types::FigureView;

/// What stands where nothing is known.
pub(crate) const UNKNOWN: &str = "—";

/// Longest value of a row shown; whoever needs all of a text asks for JSON or CSV.
const VALUE_MAX: usize = 48;

/// `184232` as `184.232` (es, pt) or `184,232`.
pub(crate) fn count(number: u64, lang: &str) -> String {
    grouped(&number.to_string(), lang)
}

/// A number with that many decimals.
pub(crate) fn decimal(value: f64, places: usize, lang: &str) -> String {
    let plain = format!("{:.places$}", value.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign =
        if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) { "-" } else { "" };
    let mark = if is_english(lang) { "." } else { "," };
    let mark = if rest.is_empty() { "" } else { mark };
    format!("{sign}{}{mark}{rest}", grouped(whole, lang))
}

/// A ratio in percent.
pub(crate) fn percent(ratio: f64, lang: &str) -> String {
    let gap = if is_english(lang) { "" } else { " " };
    format!("{}{gap}%", decimal(ratio * 100.0, 1, lang))
}

/// Seconds as `h:mm:ss`.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = seconds.round() as i64;
    let sign = if whole < 0 { "-" } else { "" };
    let whole = whole.unsigned_abs();
    format!("{sign}{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}

/// A moment or day of JSON.
pub(crate) fn moment(text: &str) -> String {
    text.replacen('T', " ", 1)
}

/// A figure in its unit; a dash where it is unknown, a star where it rests on few cases.
pub(crate) fn figure(figure: &FigureView, lang: &str) -> String {
    let Some(value) = figure.value else { return UNKNOWN.to_owned() };
    let text = match figure.unit.as_str() {
        "s" => clock(value),
        "ratio" => percent(value, lang),
        "count" => decimal(value, 0, lang),
        _ => decimal(value, 2, lang),
    };
    if figure.few { format!("{text}*") } else { text }
}

fn is_english(lang: &str) -> bool {
    !matches!(lang, "es" | "pt")
}

fn grouped(digits: &str, lang: &str) -> String {
    let mark = if is_english(lang) { ',' } else { '.' };
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table for a terminal.
pub(crate) struct Table {
    heads: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(heads: Vec<(String, Side)>) -> Self {
        Table { heads, rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Its lines, the heads first.
    pub(crate) fn lines(&self) -> Vec<String> {
        let heads: Vec<String> = self.heads.iter().map(|(head, _)| tame(head)).collect();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| tame(cell)).collect()).collect();
        let width = |column: usize| {
            let cells = rows.iter().chain([&heads]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        let line = |cells: &Vec<String>| {
            let sides = self.heads.iter().map(|(_, side)| side);
            let padded =
                cells.iter().zip(sides).zip(&widths).map(|((cell, side), width)| match side {
                    Side::Left => format!("{cell:<width$}"),
                    Side::Right => format!("{cell:>width$}"),
                });
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let rule = "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1));
        let body = rows.iter().map(line);
        [line(&heads), rule].into_iter().chain(body).collect()
    }
}

/// A text of bounded length.
pub(crate) fn cut(text: &str) -> String {
    if text.chars().count() <= VALUE_MAX {
        return text.to_owned();
    }
    let mut shown: String = text.chars().take(VALUE_MAX - 1).collect();
    shown.push('…');
    shown
}

/// A cell without what could move a terminal's cursor or turn its text around: rows hold whatever
/// somebody typed somewhere.
fn tame(text: &str) -> String {
    let tame = |c: char| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(tame).collect()
}
