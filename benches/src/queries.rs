//! Questions to a year of calls, through the same commands as the window asks them.

use crate::args::Args;
use crate::duck::Duck;
use crate::figures::{Figure, Target, median, timed};
use crate::{Result, child, data, world};
use atalaya_core::api::App;
use atalaya_core::api::types::{
    AggregateRequest, BucketView, DistinctRequest, FilterView, FoldView, MeasureView, Narrowing,
    Op, RowsRequest, TableKey, TestView,
};
use serde_json::Value;
use std::sync::Arc;
use tokio::runtime::Runtime;

const TURNS: usize = 7;
/// Of memory, in MB.
const PEAK: f64 = 250.0;

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    data::ready(data::CALLS, args)?;
    let measured = child::measure("queries", args, None)?;
    let mut figures = measured.figures;
    figures.extend(Figure::peak(measured.peak, Some(PEAK)));
    Ok(figures)
}

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let folder = args.folder().join(data::CALLS);
    let app = world::open(&folder)?;
    let period = data::calls_period(args);
    let table = world::table(&app, "campaign_7", period.from, period.to)?;
    let mut duck = Duck::start();
    if let Some(duck) = &mut duck {
        duck.open(&data::segments(&folder)?)?;
    }
    let mut asking = Asking { app, table, runtime: world::runtime()?, duck };
    let mut figures = vec![
        asking.by_campaign_and_result()?,
        asking.by_day_and_hour()?,
        asking.contains()?,
        asking.distinct()?,
    ];
    figures.push(asking.first_page_of_contains()?);
    Ok(figures)
}

struct Asking {
    app: Arc<App>,
    table: TableKey,
    runtime: Runtime,
    duck: Option<Duck>,
}

impl Asking {
    /// Asks both in turn. `ours` and `theirs` name a number of the answer that must be the same.
    fn versus<T>(
        &mut self,
        what: &str,
        most: f64,
        ask: impl Fn(&Asking) -> Result<T>,
        ours: impl Fn(&T) -> u64,
        sql: &str,
        count: usize,
    ) -> Result<Figure> {
        let (mut times, mut theirs) = (Vec::new(), Vec::new());
        for turn in 0..=TURNS {
            let (ms, answer) = timed(|| ask(self))?;
            let mut other = None;
            if let Some(duck) = &mut self.duck {
                let told = duck.ask(sql)?;
                let rows = told.rows.iter().filter_map(|row| row[count].as_u64()).sum::<u64>();
                if rows != ours(&answer) {
                    return Err(format!("{what}: {} here, {rows} in DuckDB", ours(&answer)).into());
                }
                other = Some(told.ms);
            }
            if turn > 0 {
                times.push(ms);
                theirs.extend(other);
            }
        }
        let figure = Figure::ms(what, median(times)).target(Target::RatioAtMost(most));
        Ok(if theirs.is_empty() { figure } else { figure.against("DuckDB", median(theirs)) })
    }

    fn by_campaign_and_result(&mut self) -> Result<Figure> {
        let request = AggregateRequest {
            dimensions: vec!["campaign_id".to_owned(), "result".to_owned()],
            measures: vec![rows(), of(FoldView::Min, "date"), of(FoldView::Max, "date")],
            ..self.aggregate()
        };
        self.versus(
            "by campaign and result: rows, first, last",
            1.5,
            |here| here.groups(&request),
            |groups| sum(groups, 2),
            "SELECT campaign_id, result, count(*), min(date), max(date) FROM t GROUP BY 1, 2",
            2,
        )
    }

    fn by_day_and_hour(&mut self) -> Result<Figure> {
        let request = AggregateRequest {
            narrowing: filter("campaign_id", Op::Eq, "117"),
            bucket: Some(BucketView::Hour),
            measures: vec![rows()],
            ..self.aggregate()
        };
        self.versus(
            "by day and hour, of one campaign",
            1.5,
            |here| here.groups(&request),
            |groups| sum(groups, 1),
            "SELECT CAST(date AS DATE), hour(date), count(*) FROM t \
             WHERE campaign_id = '117' GROUP BY 1, 2",
            2,
        )
    }

    fn contains(&mut self) -> Result<Figure> {
        let request = AggregateRequest {
            narrowing: filter("telephone", Op::Contains, "1234"),
            measures: vec![rows()],
            ..self.aggregate()
        };
        self.versus(
            "rows whose phone contains 1234",
            1.5,
            |here| here.groups(&request),
            |groups| sum(groups, 0),
            "SELECT count(*) FROM t WHERE telephone LIKE '%1234%'",
            0,
        )
    }

    fn distinct(&mut self) -> Result<Figure> {
        let request = DistinctRequest {
            table: self.table.clone(),
            narrowing: Narrowing::default(),
            column: "campaign_id".to_owned(),
            search: String::new(),
            limit: 500,
        };
        self.versus(
            "values of a column with their counts",
            3.0,
            |here| {
                let found = here.runtime.block_on(here.app.distinct(request.clone()))?;
                Ok(found.values.iter().map(|value| value.count).sum())
            },
            |counted| *counted,
            "SELECT campaign_id, count(*) FROM t GROUP BY 1 ORDER BY 2 DESC LIMIT 500",
            1,
        )
    }

    /// What a grid does after a filter was typed: every turn another text, because the rows of a
    /// question are remembered.
    fn first_page_of_contains(&mut self) -> Result<Figure> {
        let mut times = Vec::new();
        for turn in 0..=TURNS {
            let request = RowsRequest {
                table: self.table.clone(),
                narrowing: filter("telephone", Op::Contains, &format!("123{turn}")),
                sort: Vec::new(),
                columns: Vec::new(),
                offset: 0,
                limit: 100,
                view: String::new(),
                revision: 0,
            };
            let (ms, page) = timed(|| Ok(self.runtime.block_on(self.app.rows(request))?))?;
            if page.rows.is_empty() {
                return Err("a page without rows".into());
            }
            if turn > 0 {
                times.push(ms);
            }
        }
        Ok(Figure::ms("the first grid page of such a filter", median(times)))
    }

    fn aggregate(&self) -> AggregateRequest {
        AggregateRequest {
            table: self.table.clone(),
            narrowing: Narrowing::default(),
            bucket: None,
            dimensions: Vec::new(),
            measures: Vec::new(),
            top: None,
            view: String::new(),
            revision: 0,
        }
    }

    fn groups(&self, request: &AggregateRequest) -> Result<Vec<Vec<Value>>> {
        Ok(self.runtime.block_on(self.app.aggregate(request.clone()))?.rows)
    }
}

fn rows() -> MeasureView {
    MeasureView { fold: FoldView::Count, column: None, q: None }
}

fn of(fold: FoldView, column: &str) -> MeasureView {
    MeasureView { fold, column: Some(column.to_owned()), q: None }
}

fn filter(column: &str, op: Op, value: &str) -> Narrowing {
    let test = TestView { op, values: vec![value.to_owned()] };
    let filter = FilterView { column: column.to_owned(), tests: vec![test], any: false };
    Narrowing { filters: vec![filter], ..Narrowing::default() }
}

fn sum(groups: &[Vec<Value>], column: usize) -> u64 {
    groups.iter().filter_map(|group| group[column].as_u64()).sum()
}
