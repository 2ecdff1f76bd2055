//! Formats of cells and words of dates, by kind and language.

use super::{Rgb, Unit, Workbook};
use crate::reports::Kind;
use crate::time::Window;
use chrono::NaiveDateTime;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Header of every table: the accent of the window, dark enough for white text and grey print.
const ACCENT: u32 = 0x24_49CD;

const MUTED: Color = Color::RGB(0x5B_6472);
const BEYOND: Color = Color::RGB(0xFD_E7E9);
const EDITABLE: Color = Color::RGB(0xFF_F8DC);
const BAD: Color = Color::RGB(0xA1_1D2B);
const GOOD: Color = Color::RGB(0x0B_6E4F);

/// The formats of a workbook.
pub(super) struct Styles {
    language: String,
    /// Colour of the first series of every chart.
    pub(super) accent: u32,
    pub(super) title: Format,
    pub(super) section: Format,
    pub(super) header: Format,
    pub(super) label: Format,
    pub(super) text: Format,
    pub(super) wrapped: Format,
    /// Sentences that explain.
    pub(super) muted: Format,
    /// A cell beyond its threshold: bold too, so that grey print shows it.
    pub(super) beyond: Format,
    /// The parts of a tile.
    pub(super) tile: Format,
    pub(super) link: Format,
    /// For texts that begin like a formula: Excel keeps them text even when they are edited.
    pub(super) quoted: Format,
}

impl Styles {
    pub(super) fn new(language: &str, accent: Option<Rgb>) -> Self {
        let title = Format::new().set_bold().set_font_size(16).set_num_format("@");
        let section = Format::new().set_bold().set_font_size(12).set_num_format("@");
        let coloured = |format: Format| match accent {
            Some(Rgb(accent)) => format.set_font_color(Color::RGB(accent)),
            None => format,
        };
        let accent = accent.map_or(ACCENT, |accent| accent.0);
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        Styles {
            language: language.to_owned(),
            accent,
            title: coloured(title),
            section: coloured(section),
            header: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(accent))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            label: text.clone().set_bold(),
            wrapped: text.clone().set_text_wrap(),
            muted: text.clone().set_font_color(MUTED),
            beyond: Format::new().set_bold().set_font_color(BAD).set_background_color(BEYOND),
            tile: Format::new()
                .set_background_color(tint(accent))
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::VerticalCenter),
            link: text
                .clone()
                .set_font_color(Color::RGB(accent))
                .set_underline(FormatUnderline::Single),
            quoted: Format::new().set_num_format("@").set_quote_prefix(),
            text,
        }
    }

    /// The format of a column.
    pub(super) fn column(&self, kind: Kind) -> Format {
        Format::new().set_num_format(self.number_format(kind))
    }

    /// The format of a column's cell in the totals row.
    pub(super) fn total(&self, kind: Kind) -> Format {
        self.column(kind).set_bold().set_border_top(FormatBorder::Thin)
    }

    /// The format of a figure.
    pub(super) fn figure(&self, unit: Unit) -> Format {
        self.column(kind_of(unit)).set_align(FormatAlign::Top)
    }

    /// The number format of a unit.
    pub(super) fn number(&self, unit: Unit) -> &'static str {
        self.number_format(kind_of(unit))
    }

    /// The header of a small table, over its values.
    pub(super) fn small_header(&self, is_text: bool, is_first: bool) -> Format {
        match (is_text, is_first) {
            (false, _) => self.header.clone().set_align(FormatAlign::Right),
            (true, true) => self.header.clone().set_align(FormatAlign::Left),
            // Apart from the header of numbers before it, as its texts are.
            (true, false) => self.header.clone().set_align(FormatAlign::Left).set_indent(1),
        }
    }

    /// A number on few cases.
    pub(super) fn faint(&self, format: Format) -> Format {
        format.set_font_color(MUTED).set_italic()
    }

    /// A cell that the reader may change.
    pub(super) fn editable(&self, kind: Kind) -> Format {
        let format = self.column(kind).set_background_color(EDITABLE);
        format.set_border(FormatBorder::Thin).set_border_color(MUTED)
    }

    /// A change in a tile: its arrow by the sign, its colour by whether it is good.
    pub(super) fn change(&self, unit: Unit, good: Option<bool>) -> Format {
        let number = if unit == Unit::Ratio { "0.0\" pp\"" } else { "0.0 %" };
        let format = format!("\"▲ +\"{number};\"▼ -\"{number};\"= \"{number}");
        let tile = self.tile.clone().set_num_format(format).set_bold();
        match good {
            Some(true) => tile.set_font_color(GOOD),
            Some(false) => tile.set_font_color(BAD),
            None => tile.set_font_color(MUTED),
        }
    }

    /// The value of the previous period in a tile, after a word.
    pub(super) fn before(&self, unit: Unit, word: &str) -> Format {
        let word = word.replace(['"', '\\'], "");
        let format = format!("\"{word} \"{}", self.number(unit));
        self.tile.clone().set_num_format(format).set_font_color(MUTED)
    }

    /// The format of a moment outside of tables; left, under its label's other values.
    pub(super) fn moment(&self) -> Format {
        self.column(Kind::Datetime).set_align(FormatAlign::Left)
    }

    fn number_format(&self, kind: Kind) -> &'static str {
        let day_first = self.language != "en";
        match kind {
            Kind::Text | Kind::Id | Kind::Hour | Kind::Choice => "@",
            Kind::Integer => "#,##0",
            Kind::Decimal => "#,##0.00",
            Kind::Percent => "0.0 %",
            Kind::Duration => "[h]:mm:ss",
            Kind::Datetime if day_first => "dd/mm/yyyy hh:mm:ss",
            Kind::Datetime => "yyyy-mm-dd hh:mm:ss",
            Kind::Date if day_first => "dd/mm/yyyy",
            Kind::Date => "yyyy-mm-dd",
        }
    }
}

fn kind_of(unit: Unit) -> Kind {
    match unit {
        Unit::Seconds => Kind::Duration,
        Unit::Ratio => Kind::Percent,
        Unit::Count => Kind::Integer,
        Unit::Number => Kind::Decimal,
    }
}

/// The period in the file's language; times only where it is not made of whole days.
pub(super) fn period_words(workbook: &Workbook<'_>) -> String {
    let Window { from, to } = workbook.period;
    let date = if workbook.language == "en" { "%Y-%m-%d" } else { "%d/%m/%Y" };
    let format =
        if workbook.period.is_whole_days() { date.to_owned() } else { format!("{date} %H:%M:%S") };
    let words = |moment: NaiveDateTime| moment.format(&format).to_string();
    match (words(from), words(to)) {
        (from, to) if from == to => from,
        (from, to) => format!("{from} – {to}"),
    }
}

/// The accent on a wide ground: one part in sixteen of it on white.
fn tint(accent: u32) -> Color {
    let part = |shift: u32| (255 * 15 + (accent >> shift & 0xFF) + 8) / 16;
    Color::RGB(part(16) << 16 | part(8) << 8 | part(0))
}
