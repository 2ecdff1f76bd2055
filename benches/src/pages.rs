//! Deep pages of a grid of events: the first after a new sort, the following, and those read ahead.

use crate::args::Args;
use crate::duck::Duck;
use crate::figures::{Figure, Target, median, timed};
use crate::{Result, child, data, world};
use atalaya_core::api::App;
use atalaya_core::api::types::{Narrowing, RowsRequest, RowsView, SortView, TableKey};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

const TURNS: usize = 5;
/// Pages of a view, each far from the one before.
const PAGES: u64 = 15;
const PAGE: u32 = 100;
/// A column whose order has nothing to do with the order of arrival.
const SCATTERED: &str = "telephone";
/// How long a reader looks at a page before the next is asked for.
const LOOK: Duration = Duration::from_millis(500);

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    data::ready(data::EVENTS, args)?;
    let measured = child::measure("pages", args, None)?;
    let mut figures = measured.figures;
    figures.extend(Figure::peak(measured.peak, None));
    Ok(figures)
}

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let folder = args.folder().join(data::EVENTS);
    let offset = args.sized(1_000_000) as u64;
    let runtime = world::runtime()?;
    let mut duck = Duck::start();
    if let Some(duck) = &mut duck {
        duck.open(&data::segments(&folder)?)?;
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for turn in 0..=TURNS {
        let grid = Grid::open(&folder, args, &runtime)?;
        // Whoever sorts has looked at the rows before.
        grid.page(None, 0, "")?;
        let (ms, page) = timed(|| grid.page(Some("time"), offset, ""))?;
        let other = duck.as_mut().map(|duck| ask(duck, offset, &page)).transpose()?;
        if turn > 0 {
            ours.push(ms);
            theirs.extend(other);
        }
    }
    let first =
        Figure::ms("first page after a new sort", median(ours)).target(Target::RatioAtMost(1.0));
    let first = if theirs.is_empty() { first } else { first.against("DuckDB", median(theirs)) };
    let grid = Grid::open(&folder, args, &runtime)?;
    let (text, _) = timed(|| grid.page(Some(SCATTERED), offset, ""))?;
    Ok(vec![
        first,
        Figure::ms("later pages of the same sort", grid.later(Some("time"), offset)?)
            .target(Target::Below(160.0)),
        Figure::ms("later pages, rows close together", grid.later(None, offset)?)
            .target(Target::Below(10.0)),
        Figure::ms("later pages, each row in another file", grid.later(Some(SCATTERED), offset)?)
            .target(Target::Below(160.0)),
        Figure::ms("next page, read ahead meanwhile", grid.ahead(offset)?)
            .target(Target::Below(10.0)),
        Figure::ms("first page after a sort by all-different texts", text),
    ])
}

/// DuckDB's time for the same page, whose sort keys must be the same.
fn ask(duck: &mut Duck, offset: u64, ours: &RowsView) -> Result<f64> {
    let columns = ours.columns.join(", ");
    let sql = format!("SELECT {columns} FROM t ORDER BY time DESC LIMIT {PAGE} OFFSET {offset}");
    let answer = duck.ask(&sql)?;
    let key = ours.columns.iter().position(|column| column == "time").ok_or("no sort column")?;
    let same = answer.rows.iter().map(|row| &row[key]).eq(ours.rows.iter().map(|row| &row[key]));
    if same { Ok(answer.ms) } else { Err("DuckDB has another page".into()) }
}

struct Grid<'a> {
    app: Arc<App>,
    table: TableKey,
    runtime: &'a Runtime,
}

impl<'a> Grid<'a> {
    fn open(folder: &std::path::Path, args: &Args, runtime: &'a Runtime) -> Result<Grid<'a>> {
        let app = world::open(folder)?;
        let days = data::events_days(args);
        let (first, last) = (days[0].from, days[days.len() - 1].to);
        let table = world::table(&app, "agent_14", first, last)?;
        Ok(Grid { app, table, runtime })
    }

    fn page(&self, sort: Option<&str>, offset: u64, view: &str) -> Result<RowsView> {
        let by = |column: &str| SortView { column: column.to_owned(), descending: true };
        let request = RowsRequest {
            table: self.table.clone(),
            narrowing: Narrowing::default(),
            sort: sort.map(by).into_iter().collect(),
            columns: Vec::new(),
            offset,
            limit: PAGE,
            view: view.to_owned(),
            revision: 1,
        };
        let page = self.runtime.block_on(self.app.rows(request))?;
        if page.rows.len() == PAGE as usize { Ok(page) } else { Err("a page is short".into()) }
    }

    /// A view without a name reads nothing ahead.
    fn later(&self, sort: Option<&str>, offset: u64) -> Result<f64> {
        self.page(sort, offset, "")?;
        let mut times = Vec::new();
        for page in 1..=PAGES {
            times.push(timed(|| self.page(sort, offset + page * 7_700, ""))?.0);
        }
        Ok(median(times))
    }

    fn ahead(&self, offset: u64) -> Result<f64> {
        let mut times = Vec::new();
        for place in 1..=TURNS as u64 {
            let offset = offset + place * 33_300;
            self.page(Some(SCATTERED), offset, "grid")?;
            std::thread::sleep(LOOK);
            times.push(timed(|| self.page(Some(SCATTERED), offset + u64::from(PAGE), "grid"))?.0);
            // The page after it is being read now, and would slow the next measurement.
            std::thread::sleep(LOOK);
        }
        Ok(median(times))
    }
}
