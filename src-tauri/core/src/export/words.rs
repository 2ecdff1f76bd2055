//! The texts that a workbook needs, all under `workbook.` in the shared catalogue.
//!
//! [`ENGLISH`] is the list of keys with the English of each; names in `{{…}}` are filled in.
//! The catalogues of the three languages hold the same keys.

/// Gives the text of a key with its names filled in.
pub type Words<'a> = dyn Fn(&str, &[(&str, String)]) -> String + Sync + 'a;

/// Every key that a workbook uses, with its English text.
pub const ENGLISH: &[(&str, &str)] = &[
    // File and page
    ("workbook.title", "{{operation}}: call-center reports"),
    ("workbook.footer_page", "Page {{page}} of {{pages}}"),
    // Sheets
    ("workbook.summary", "Summary"),
    ("workbook.origin", "Data origin"),
    ("workbook.part", "{{title}} ({{part}} of {{parts}})"),
    ("workbook.part_of", "{{part}} of {{parts}}"),
    ("workbook.total", "Total"),
    ("workbook.total_part", "Total of this sheet"),
    ("workbook.cut_mark", "[…cut]"),
    // Head of summary and origin
    ("workbook.operation", "Operation"),
    ("workbook.period", "Period"),
    ("workbook.zone", "Time zone"),
    ("workbook.preset", "Definitions of the figures"),
    ("workbook.generated", "Made on"),
    ("workbook.version", "Made with"),
    ("workbook.version_text", "Atalaya {{version}}"),
    ("workbook.filters", "Filters"),
    ("workbook.logo", "Logo of {{operation}}"),
    ("workbook.none", "None"),
    // Figures
    ("workbook.kpi", "Figure"),
    ("workbook.value", "Value"),
    ("workbook.unit", "Unit"),
    ("workbook.n", "n"),
    ("workbook.previous", "Before"),
    ("workbook.before", "before"),
    ("workbook.target", "Target"),
    ("workbook.interval", "95 % interval"),
    ("workbook.cell", "Name of the cell"),
    ("workbook.rows_of", "{{count}} rows"),
    ("workbook.figures", "Figures"),
    (
        "workbook.figures_note",
        "Every figure of this file. Its cell has a name, so that your own workbooks can refer to it.",
    ),
    ("workbook.findings", "What stands out"),
    ("workbook.thresholds", "Thresholds"),
    ("workbook.thresholds_note", "Change them: cells beyond them are coloured and bold."),
    ("workbook.left_out", "Left out"),
    ("workbook.formula", "How it is computed"),
    ("workbook.note", "Note"),
    ("workbook.unit_seconds", "h:mm:ss"),
    ("workbook.unit_ratio", "%"),
    ("workbook.unit_count", "number"),
    ("workbook.unit_number", "number"),
    // List of sheets
    ("workbook.sheets", "Sheets of this file"),
    ("workbook.sheet", "Sheet"),
    ("workbook.report", "Report"),
    ("workbook.rows", "Rows"),
    ("workbook.sheet_part", "Part"),
    ("workbook.notes", "Notes"),
    (
        "workbook.split_note",
        "{{title}} has more rows than an Excel sheet holds. It continues over {{parts}} sheets; each has its own totals.",
    ),
    (
        "workbook.plain_note",
        "{{sheet}} is too large for an Excel table. It has filter buttons and totals, without the table style.",
    ),
    (
        "workbook.cut_note",
        "Texts longer than the 32,767 characters that Excel allows, cut and ended with “{{mark}}”: {{count}}",
    ),
    (
        "workbook.beside_note",
        "{{title}}: its {{count}} rows are in a file beside this one: {{file}}",
    ),
    (
        "workbook.form_csv",
        "CSV files: UTF-8; columns divided as Excel of this language expects it; moments as 2026-03-31 14:05:09, durations as h:mm:ss, shares from 0 to 1, unknown left blank. A text that Excel would run as a formula (it begins with = + - @, a tab or a line break and is no number) has an apostrophe before it.",
    ),
    (
        "workbook.form_parquet",
        "Files for analysts: columns under the report's own names; durations in whole seconds, shares from 0 to 1, moments without a zone, unknown left blank.",
    ),
    ("workbook.no_rows_note", "The rows behind the figures were left out of this file on request."),
    // Data origin
    ("workbook.bookmark", "Open in Atalaya"),
    ("workbook.reports", "Reports"),
    ("workbook.coverage", "Coverage"),
    ("workbook.excluded", "Left out of the figures"),
    ("workbook.windows", "Windows asked from wolkvox"),
    ("workbook.params", "Parameters"),
    ("workbook.from", "From"),
    ("workbook.to", "To"),
    ("workbook.state", "State"),
    ("workbook.fetched", "Fetched"),
    ("workbook.problems", "Problems"),
];

/// The English text of a key; the key itself where there is none, so that a gap is seen.
pub fn english(key: &str, params: &[(&str, String)]) -> String {
    let text = ENGLISH.iter().find(|(known, _)| *known == key).map_or(key, |(_, text)| text);
    params.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{{{name}}}}}"), value)
    })
}
