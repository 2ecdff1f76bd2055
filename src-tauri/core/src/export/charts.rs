//! Native charts bound to the cells of a small table.

use super::cells::days;
use super::names::plain;
use super::page_sheet::Spot;
use super::pages::{ChartForm, ChartSpec, Datum, Piece, SmallTable};
use super::styles::Styles;
use super::{Unit, fills};
use crate::reports::Kind;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Color,
};

/// Colours of series: they differ in lightness too, for print in grey.
const SERIES: [u32; 8] =
    [0x24_49CD, 0xF2_A541, 0x5B_6472, 0x9F_B8F5, 0x0B_6E5B, 0xD9_DEE7, 0x9B_2C4A, 0xC9_A7E0];
/// The line of the second axis and of limits.
const LINE: u32 = 0x1F_2430;
const GRID: u32 = 0xD9_DEE7;
const HEIGHT: u32 = 340;
/// Pixels of a lying bar with its gap.
const BAR: u32 = 24;
/// Names from which they are written small.
const MANY: usize = 20;

/// Pixels that a chart takes downwards.
pub(super) fn height(spec: &ChartSpec) -> u32 {
    match spec.form {
        ChartForm::Bars => HEIGHT.max(150 + spec.rows as u32 * BAR),
        ChartForm::Gantt => HEIGHT.max(130 + spec.rows as u32 * lane(spec)),
        ChartForm::Scatter => HEIGHT + 140,
        // Names of people stand slanted and take room.
        ChartForm::Columns if spec.category_title.is_empty() => HEIGHT + 100,
        _ => HEIGHT,
    }
}

/// Pixels of an agent's day: forty of them still fit on a printed page.
fn lane(spec: &ChartSpec) -> u32 {
    if spec.rows > MANY { 14 } else { BAR }
}

/// The chart of a table that lies at `spot` on the sheet `sheet`.
pub(super) fn chart(
    spec: &ChartSpec,
    table: &SmallTable,
    spot: &Spot,
    sheet: &str,
    styles: &Styles,
) -> Chart {
    let mut chart = Chart::new(match spec.form {
        ChartForm::Bars | ChartForm::Funnel | ChartForm::Gantt => ChartType::BarStacked,
        ChartForm::Scatter => ChartType::ScatterStraight,
        ChartForm::Columns => ChartType::ColumnStacked,
        ChartForm::Lines => ChartType::Line,
    });
    let of = Source { spec, table, spot, sheet, accent: styles.accent };
    if let (ChartForm::Scatter, [across, up, guides @ ..]) = (spec.form, spec.series.as_slice()) {
        of.add_points(&mut chart, *across, *up, guides);
    } else {
        for (nth, column) in spec.series.iter().enumerate() {
            of.add(&mut chart, *column, nth);
        }
    }
    if let Some(column) = spec.line {
        // Shares: never more than all of it.
        chart.y2_axis().set_max(1);
        chart.combine(&of.second(column));
        chart.y2_axis().set_name(&spec.line_title).set_num_format("0 %").set_min(0);
    }
    axes(&mut chart, &of, styles);
    chart.title().set_name(&spec.title).set_font(ChartFont::new().set_size(13));
    chart.set_alt_text(&spec.alt).set_height(height(spec));
    chart.chart_area().set_format(ChartFormat::new().set_no_border());
    let shown = spec.series.len() + usize::from(spec.line.is_some());
    if shown == 1 || spec.form == ChartForm::Funnel {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom);
    }
    chart
}

/// What a series is taken from.
struct Source<'a> {
    spec: &'a ChartSpec,
    table: &'a SmallTable,
    spot: &'a Spot,
    sheet: &'a str,
    /// Colour of the first series.
    accent: u32,
}

impl Source<'_> {
    fn range(&self, column: usize) -> (&str, u32, u16, u32, u16) {
        let first = self.spot.header + 1;
        let rows = self.spec.rows.min(self.table.rows.len()).max(1) as u32;
        (self.sheet, first, column as u16, first + rows - 1, column as u16)
    }

    fn kind(&self, column: usize) -> Option<Kind> {
        self.table.columns.get(column).map(|column| column.kind)
    }

    /// Times below an hour are told in minutes and seconds.
    fn value_format(&self, styles: &Styles) -> &'static str {
        if self.spec.form == ChartForm::Gantt {
            return "[hh]:mm";
        }
        let column = match (self.spec.form, self.spec.series.as_slice()) {
            (ChartForm::Scatter, [_, up, ..]) => *up,
            (_, series) => series.last().copied().unwrap_or_default(),
        };
        let greatest = |rows: &[Vec<Datum>]| {
            let numbers = rows.iter().filter_map(|row| match row.get(column) {
                Some(Datum::Number(number)) => Some(*number),
                _ => None,
            });
            numbers.fold(0.0, f64::max)
        };
        match self.kind(column) {
            Some(Kind::Duration) if greatest(&self.table.rows) < 3600.0 => "[m]:ss",
            Some(Kind::Duration) => "[h]:mm",
            Some(Kind::Percent) => "0 %",
            _ => styles.number(Unit::Count),
        }
    }

    fn add(&self, chart: &mut Chart, column: usize, nth: usize) {
        let series = chart.add_series();
        series
            .set_values(self.range(column))
            .set_categories(self.range(self.spec.category))
            .set_name((self.sheet, self.spot.header, column as u16))
            .set_gap(45);
        match self.spec.form {
            ChartForm::Funnel if nth == 0 => {
                series.set_format(ChartFormat::new().set_no_fill().set_no_line());
            }
            ChartForm::Funnel => {
                let font = ChartFont::new().set_bold().set_color(Color::White).clone();
                let label = ChartDataLabel::new().show_value().set_font(&font).clone();
                series.set_format(&mut self.filled(nth - 1)).set_data_label(&label);
            }
            ChartForm::Lines if nth == 0 => {
                let marker =
                    ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(5).clone();
                series.set_format(&mut stroke(self.accent, 2.25, None)).set_marker(&marker);
            }
            ChartForm::Lines => {
                let dash = if nth == 1 { None } else { Some(ChartLineDashType::Dash) };
                let none = ChartMarker::new().set_none().clone();
                series.set_format(&mut stroke(LINE, 1.0, dash)).set_marker(&none);
            }
            ChartForm::Bars | ChartForm::Columns | ChartForm::Gantt => {
                if self.spec.form == ChartForm::Gantt {
                    series.set_gap(25);
                }
                match self.spec.pieces.get(nth) {
                    Some(Piece { name: Some(name), listed, fill }) => series
                        .set_name(name.as_str())
                        .set_format(&mut fills::format(*fill))
                        .delete_from_legend(!listed),
                    Some(_) => series
                        .set_format(ChartFormat::new().set_no_fill().set_no_line())
                        .delete_from_legend(true),
                    None => series.set_format(&mut self.filled(nth)),
                };
            }
            ChartForm::Scatter => {}
        }
    }

    /// A point per row, named at the rows that say so, and a line per guide: where the guide is a
    /// value across, over all values upwards, and the other way round.
    fn add_points(&self, chart: &mut Chart, across: usize, up: usize, guides: &[usize]) {
        let marker = ChartMarker::new()
            .set_type(ChartMarkerType::Circle)
            .set_size(8)
            .set_format(&mut self.filled(0))
            .clone();
        // As texts: viewers other than Excel show the value where a label refers to a cell.
        let name = |row: usize| {
            let mut label = ChartDataLabel::new();
            match self.table.rows.get(row).and_then(|cells| cells.get(self.spec.category)) {
                Some(Datum::Text(name)) if self.spec.labelled.contains(&row) => {
                    label.set_value(plain(name).trim_start_matches('=').trim()).clone()
                }
                _ => label.set_hidden().clone(),
            }
        };
        let rows = self.spec.rows.min(self.table.rows.len());
        let labels: Vec<ChartDataLabel> = (0..rows).map(name).collect();
        let place = ChartDataLabel::new().set_position(ChartDataLabelPosition::Above).clone();
        chart
            .add_series()
            .set_categories(self.range(across))
            .set_values(self.range(up))
            .set_name((self.sheet, self.spot.header, self.spec.category as u16))
            .set_format(ChartFormat::new().set_no_line())
            .set_marker(&marker)
            .set_data_label(&place)
            .set_custom_data_labels(&labels);
        for (nth, guide) in guides.iter().enumerate() {
            let (x, y) = if nth == 0 { (*guide, up) } else { (across, *guide) };
            let dash = if nth == 0 { None } else { Some(ChartLineDashType::Dash) };
            let none = ChartMarker::new().set_none().clone();
            chart
                .add_series()
                .set_categories(self.range(x))
                .set_values(self.range(y))
                .set_name((self.sheet, self.spot.header, *guide as u16))
                .set_format(&mut stroke(LINE, 1.0, dash))
                .set_marker(&none);
        }
    }

    fn filled(&self, nth: usize) -> ChartFormat {
        let color = if nth == 0 { self.accent } else { SERIES[nth % SERIES.len()] };
        let fill = ChartSolidFill::new().set_color(Color::RGB(color)).clone();
        let edge = ChartLine::new().set_color(Color::White).set_width(0.5).clone();
        ChartFormat::new().set_solid_fill(&fill).set_border(&edge).clone()
    }

    /// The line on the second axis.
    fn second(&self, column: usize) -> Chart {
        let mut line = Chart::new(ChartType::Line);
        let marker = ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(5).clone();
        line.add_series()
            .set_values(self.range(column))
            .set_categories(self.range(self.spec.category))
            .set_name((self.sheet, self.spot.header, column as u16))
            .set_format(&mut stroke(LINE, 1.5, None))
            .set_marker(&marker)
            .set_secondary_axis(true);
        line
    }
}

fn axes(chart: &mut Chart, of: &Source<'_>, styles: &Styles) {
    let spec = of.spec;
    let format = of.value_format(styles);
    let grid = ChartLine::new().set_color(Color::RGB(GRID)).set_width(0.75).clone();
    // The writer calls the axis across "x" whatever it shows: lying bars have their values there.
    let lying = matches!(spec.form, ChartForm::Bars | ChartForm::Funnel | ChartForm::Gantt);
    let values = if lying { chart.x_axis() } else { chart.y_axis() };
    values.set_name(&spec.value_title).set_num_format(format).set_major_gridlines_line(&grid);
    if !matches!(spec.form, ChartForm::Lines | ChartForm::Scatter) {
        values.set_min(0);
    }
    if let Some((first, last)) = spec.ends {
        let hours = ((last - first) / 3600.0 / 12.0).ceil().max(1.0);
        values.set_min(days(first)).set_max(days(last)).set_major_unit(hours / 24.0);
    }
    if spec.form == ChartForm::Funnel {
        values.set_hidden(true).set_major_gridlines(false);
    }
    let names = if lying { chart.y_axis() } else { chart.x_axis() };
    names.set_name(&spec.category_title).set_major_gridlines(false);
    if spec.form == ChartForm::Scatter {
        names.set_num_format("0.0 %").set_major_gridlines_line(&grid).set_major_gridlines(true);
    } else if of.kind(spec.category) == Some(Kind::Date) {
        names.set_num_format("dd/mm").set_text_axis(true);
    }
    if lying {
        // The first row on top, as in the table; the values stay below.
        names.set_reverse();
        if spec.form == ChartForm::Gantt {
            names.set_label_interval(1);
            if spec.rows > MANY {
                names.set_font(ChartFont::new().set_size(7));
            }
        }
        chart.x_axis().set_label_position(ChartAxisLabelPosition::High);
    }
}

fn stroke(color: u32, width: f64, dash: Option<ChartLineDashType>) -> ChartFormat {
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(color)).set_width(width);
    if let Some(dash) = dash {
        line.set_dash_type(dash);
    }
    ChartFormat::new().set_line(&line).clone()
}
