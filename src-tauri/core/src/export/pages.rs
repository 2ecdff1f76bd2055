//! What a page of small tables holds: the questions with their charts, the scorecard, and what
//! stands behind the figures. Plain data; sheets are made of it by `page_sheet`.

use super::{Total, Unit};
use crate::reports::Kind;

/// A sheet of small tables under a title.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Wished name of the sheet.
    pub name: String,
    /// Its title: the question that it answers.
    pub title: String,
    /// Sentences below the title.
    pub notes: Vec<String>,
    /// Values that the reader may change; conditional formats follow them.
    pub thresholds: Vec<Threshold>,
    /// Its tables, one below the other.
    pub tables: Vec<SmallTable>,
}

/// A named cell by which columns are coloured.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// Its defined name, such as `Meta_aht`.
    pub name: String,
    /// What it is for.
    pub label: String,
    /// Its kind; durations in seconds.
    pub kind: Kind,
    /// Its value; a blank cell colours nothing.
    pub value: Option<f64>,
}

/// A table that is small enough to be read: groups, not events.
#[derive(Clone, Debug, Default)]
pub struct SmallTable {
    /// Wished name of the Excel table; ASCII.
    pub name: String,
    /// Heading above it; empty if the page's title is enough.
    pub title: String,
    /// Columns.
    pub columns: Vec<SmallColumn>,
    /// Rows, each with a datum per column; at least one.
    pub rows: Vec<Vec<Datum>>,
    /// Cells with a defined name: `(name, row, column)`.
    pub named: Vec<(String, usize, usize)>,
    /// Columns whose numbers share one colour scale: first and last.
    pub heat: Option<(usize, usize)>,
    /// The chart above it.
    pub chart: Option<ChartSpec>,
    /// Whether it only feeds a chart: it stands last and is not printed.
    pub aside: bool,
}

/// A column of a small table.
#[derive(Clone, Debug)]
pub struct SmallColumn {
    /// Header.
    pub header: String,
    /// Kind of its values.
    pub kind: Kind,
    /// What the totals row says.
    pub total: SmallTotal,
    /// The threshold that colours it.
    pub rule: Option<Rule>,
    /// Width in characters for texts that wrap; else measured.
    pub wrap: Option<f64>,
}

/// What stands below a column of a small table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SmallTotal {
    /// Nothing.
    None,
    /// Sum or count of its cells.
    Of(Total),
    /// The sum of one column in the sum of another: a ratio of sums.
    Ratio(usize, usize),
}

/// When a cell is beyond its threshold.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name of the threshold's cell.
    pub threshold: String,
    /// Whether more is better.
    pub higher: bool,
}

/// A cell of a small table.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Unknown.
    Blank,
    /// A text.
    Text(String),
    /// A number of the column's kind; durations in seconds.
    Number(f64),
    /// A number that rests on few cases: shown grey.
    Few(f64),
    /// A figure with a unit of its own.
    Figure(f64, Unit),
    /// This row's cell of one column in that of another, as a formula with this result.
    Ratio(usize, usize, f64),
    /// The same on few cases: shown grey.
    FewRatio(usize, usize, f64),
    /// The column's sum down to this row in its whole sum, as a formula with this result.
    Cumulated(usize, f64),
}

/// A chart over a small table.
#[derive(Clone, Debug, Default)]
pub struct ChartSpec {
    /// Its title: the question.
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Form.
    pub form: ChartForm,
    /// Column of the names.
    pub category: usize,
    /// Columns that are stacked.
    pub series: Vec<usize>,
    /// A column shown as a line on the second axis.
    pub line: Option<usize>,
    /// The first so many rows only.
    pub rows: usize,
    /// Title of the axis with the names.
    pub category_title: String,
    /// Title of the axis with the values, with its unit.
    pub value_title: String,
    /// Title of the second axis.
    pub line_title: String,
    /// How many tables further down the cells lie that it shows: 0 for its own table's.
    pub below: usize,
    /// Per series what it stands for; the usual colours if not given.
    pub pieces: Vec<Piece>,
    /// First and last value of the axis across; told by the values if not given.
    pub ends: Option<(f64, f64)>,
    /// The rows of a [`ChartForm::Scatter`] whose names stand at their points.
    pub labelled: Vec<usize>,
}

/// What a series of bars stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name; `None` for space.
    pub name: Option<String>,
    /// Whether the legend has it.
    pub listed: bool,
    /// Its place among the fills, which is the same in every file.
    pub fill: usize,
}

/// The form of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartForm {
    /// Lying bars, one per name, stacked.
    #[default]
    Bars,
    /// Standing columns, stacked.
    Columns,
    /// Lying bars around a middle: the first series is space.
    Funnel,
    /// Lines, one per series; all but the first are limits.
    Lines,
    /// Lying bars over the hours of a day: pieces in their order, some of them space.
    Gantt,
    /// Points: the first series across, the second upwards; the table below it holds two lines.
    Scatter,
}
