//! Pages and streams of rows in a question's order, from its row index.

use super::engine::{Engine, check};
use super::filter::Question;
use super::index::{Place, RowIndex};
use super::read::{Wanted, arrow_error, read_rows};
use super::table::Table;
use crate::Result;
use crate::reports::{DAY, Grain, Report, schema};
use datafusion::arrow::array::{RecordBatch, UInt32Array};
use datafusion::arrow::compute::{concat_batches, take_record_batch};
use futures_util::Stream;
use futures_util::stream::try_unfold;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Rows that a stream hands out at once: few enough for memory, enough that scattered rows do not
/// read every file again and again.
const STREAM_ROWS: u64 = 32_768;

/// Which rows of the answer, and which of their columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageRequest {
    /// Rows to pass over.
    pub offset: u64,
    /// Rows at most.
    pub limit: u64,
    /// Columns in this order; none means the report's.
    pub columns: Vec<String>,
    /// Whether the page after this one is read ahead.
    pub ahead: bool,
}

/// A page of rows.
#[derive(Clone, Debug)]
pub struct Page {
    /// Rows of the whole answer.
    pub total: u64,
    /// Rows that were passed over.
    pub offset: u64,
    /// The rows.
    pub rows: RecordBatch,
}

/// Index, first row, number of rows, columns.
pub(super) type PageKey = (String, u64, u64, Vec<String>);

impl Engine {
    /// A page of the answer. The first page of a question makes its row index; all later ones,
    /// however deep, only read what they show.
    pub async fn page(
        &self,
        table: &Table,
        question: &Question,
        request: &PageRequest,
        token: &CancellationToken,
    ) -> Result<Page> {
        let columns = columns_or_all(&table.report, &request.columns);
        table.check_columns(&columns)?;
        let index = self.index(table, question, token).await?;
        let rows = self.rows_at(table, &index, request.offset, request.limit, &columns, token);
        let page = Page { total: index.len(), offset: request.offset, rows: rows.await? };
        if request.ahead {
            self.read_ahead(table, index, request, columns, token);
        }
        Ok(page)
    }

    /// The whole answer in its order, in batches of bounded size.
    pub fn rows(
        &self,
        table: &Table,
        question: &Question,
        columns: &[String],
        token: &CancellationToken,
    ) -> impl Stream<Item = Result<RecordBatch>> + Send + 'static {
        let columns = columns_or_all(&table.report, columns);
        let checked = table.check_columns(&columns);
        let start = (self.clone(), table.clone(), question.clone(), columns, token.clone());
        let steps = Steps { start, checked: Some(checked), index: None, offset: 0 };
        try_unfold(
            steps,
            |mut steps| async move { Ok(steps.next().await?.map(|batch| (batch, steps))) },
        )
    }

    /// These rows of an index, from the pages read ahead if they are there.
    async fn rows_at(
        &self,
        table: &Table,
        index: &Arc<RowIndex>,
        offset: u64,
        limit: u64,
        columns: &[String],
        token: &CancellationToken,
    ) -> Result<RecordBatch> {
        let key = (index.name.clone(), offset, limit, columns.to_vec());
        if let Some(rows) = self.pages.get(&key) {
            return Ok(rows);
        }
        let (table, index, token) = (table.clone(), Arc::clone(index), token.clone());
        let columns = columns.to_vec();
        self.blocking(move |engine| {
            let places = index.places(offset..offset.saturating_add(limit));
            fetch(engine, &table, &places, &columns, &token)
        })
        .await
    }

    fn read_ahead(
        &self,
        table: &Table,
        index: Arc<RowIndex>,
        request: &PageRequest,
        columns: Vec<String>,
        token: &CancellationToken,
    ) {
        let (offset, limit) = (request.offset.saturating_add(request.limit), request.limit);
        let key = (index.name.clone(), offset, limit, columns);
        if offset >= index.len() || self.pages.get(&key).is_some() {
            return;
        }
        let (engine, table, token) = (self.clone(), table.clone(), token.clone());
        tokio::spawn(async move {
            let rows = engine.rows_at(&table, &index, offset, limit, &key.3, &token).await;
            // A failure shows itself when the page is asked for.
            if let Ok(rows) = rows {
                let bytes = rows.get_array_memory_size();
                engine.pages.put(key, rows, bytes);
            }
        });
    }
}

struct Steps {
    start: (Engine, Table, Question, Vec<String>, CancellationToken),
    checked: Option<Result<()>>,
    index: Option<Arc<RowIndex>>,
    offset: u64,
}

impl Steps {
    async fn next(&mut self) -> Result<Option<RecordBatch>> {
        if let Some(checked) = self.checked.take() {
            checked?;
        }
        let (engine, table, question, columns, token) = &self.start;
        check(token)?;
        let index = match &self.index {
            Some(index) => Arc::clone(index),
            None => Arc::clone(self.index.insert(engine.index(table, question, token).await?)),
        };
        if self.offset >= index.len() {
            return Ok(None);
        }
        let (offset, limit) = (self.offset, STREAM_ROWS);
        let rows = engine.rows_at(table, &index, offset, limit, columns, token).await?;
        self.offset += limit;
        Ok(Some(rows))
    }
}

/// The asked columns; none means `_day` for daily reports and what the report documents.
fn columns_or_all(report: &Report, asked: &[String]) -> Vec<String> {
    if !asked.is_empty() {
        return asked.to_vec();
    }
    let day = (report.grain == Grain::Daily).then(|| DAY.to_owned());
    day.into_iter().chain(report.columns.iter().map(|column| column.name.clone())).collect()
}

/// Reads rows where they lie and puts them in order.
fn fetch(
    engine: &Engine,
    table: &Table,
    places: &[Place],
    columns: &[String],
    token: &CancellationToken,
) -> Result<RecordBatch> {
    let schema = schema(&table.report);
    let empty = Wanted::new(&schema, columns, &Default::default())?;
    let mut order: Vec<u32> = (0..places.len() as u32).collect();
    order.sort_unstable_by_key(|place| places[*place as usize]);
    let by_file: Vec<&[u32]> =
        order.chunk_by(|a, b| places[*a as usize].0 == places[*b as usize].0).collect();
    let batches = engine.each(&by_file, token, |wanted| {
        let source = &table.sources[places[wanted[0] as usize].0 as usize];
        let footer = engine.footers.get(&source.file.path)?;
        let rows: Vec<u32> = wanted.iter().map(|place| places[*place as usize].1).collect();
        read_rows(&footer, &Wanted::new(&schema, columns, &source.rename)?, &rows)
    })?;
    let read = concat_batches(empty.schema(), &batches).map_err(arrow_error)?;
    drop(batches);
    if order.is_sorted() {
        return Ok(read);
    }
    let mut back = vec![0_u32; places.len()];
    for (read, place) in order.iter().enumerate() {
        back[*place as usize] = read as u32;
    }
    take_record_batch(&read, &UInt32Array::from(back)).map_err(arrow_error)
}
