//! Making a row index: which rows belong, and their order.

use super::condition::{treated, wanted};
use super::engine::{Engine, check, engine_error};
use super::filter::{Question, Sort, kind_of};
use super::footer::Footer;
use super::index::{RowIndex, Rows};
use super::keys::{Keys, keys, rank};
use super::packing::{Ordered, sorted_places};
use super::read::{Wanted, arrow_error, read_all};
use super::table::{Source, Table, Treatment};
use crate::reports::{AT, Kind, TOTAL, schema};
use crate::{Code, Error, Result};
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::{and_kleene, not};
use datafusion::arrow::datatypes::{Schema, TimestampMillisecondType};
use datafusion::common::DFSchema;
use datafusion::logical_expr::Expr;
use datafusion::physical_expr::PhysicalExpr;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// One file in one batch as a rule: segments hold tens of thousands of rows.
const BATCH: usize = 65_536;

/// What is read of every file to know its rows' order and whether they belong.
struct Plan<'a> {
    engine: &'a Engine,
    table: &'a Table,
    question: &'a Question,
    sort: Vec<(Sort, Kind)>,
    token: &'a CancellationToken,
}

/// The chosen rows of a batch and their keys, one list per sort column.
struct Part {
    first: u64,
    /// Row numbers within the batch; `None` for all of them.
    rows: Option<Vec<u32>>,
    count: usize,
    keys: Vec<Keys>,
}

/// Makes the index of a question.
pub(super) fn make(
    engine: &Engine,
    table: &Table,
    question: &Question,
    name: String,
    token: &CancellationToken,
) -> Result<RowIndex> {
    let mut sort = question.sort.clone();
    if sort.is_empty() {
        sort.push(Sort { column: AT.to_owned(), descending: false });
    }
    let kinds = sort.iter().map(|by| kind_of(&table.report, &by.column));
    let kinds = kinds.collect::<Result<Vec<_>>>()?;
    let sort = sort.into_iter().zip(kinds).collect();
    let plan = Plan { engine, table, question, sort, token };
    let treated = table.treated();
    let files =
        engine.each(&treated, token, |(_, source, _)| engine.footers.get(&source.file.path))?;
    let starts = starts(table.sources.len(), &treated, &files);
    if let Some(rows) = plan.file_after_file(&treated, &files)? {
        return Ok(RowIndex { name, starts, rows });
    }
    let rows = plan.listed(&treated, &files, &starts)?;
    Ok(RowIndex { name, starts, rows })
}

type Treated<'a> = (usize, &'a Source, Treatment);

/// Numbers rows through all sources; sources that have no rows in the period take none.
fn starts(sources: usize, treated: &[Treated<'_>], files: &[Arc<Footer>]) -> Vec<u64> {
    let mut starts = vec![0_u64; sources + 1];
    for ((source, ..), footer) in treated.iter().zip(files) {
        starts[source + 1] = footer.rows();
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    starts
}

impl Plan<'_> {
    /// The cheapest case: every row of every file belongs, files and the rows in them are in order
    /// of time, and nothing else was asked for. Only the times are looked at, once per file.
    fn file_after_file(
        &self,
        treated: &[Treated<'_>],
        files: &[Arc<Footer>],
    ) -> Result<Option<Rows>> {
        if !self.question.sort.is_empty()
            || !wanted(&self.table.report, &self.question.filters)?.is_empty()
        {
            return Ok(None);
        }
        let whole = |(_, _, treatment): &Treated<'_>, footer: &Arc<Footer>| {
            let all = treatment.within.is_none() && treatment.keep.is_none();
            all && (self.question.filters.totals || !footer.may_hold_totals())
        };
        if !treated.iter().zip(files).all(|(source, footer)| whole(source, footer)) {
            return Ok(None);
        }
        let mut order: Vec<usize> = (0..treated.len()).collect();
        order.sort_by_key(|file| treated[*file].1.file.span.from);
        let follows = |pair: &[usize]| {
            let (before, after) = (&treated[pair[0]].1.file.span, &treated[pair[1]].1.file.span);
            // On a shared second, arrival decides.
            before.to < after.from || (before.to == after.from && pair[0] < pair[1])
        };
        if !order.windows(2).all(follows) {
            return Ok(None);
        }
        let sorted = self.engine.each(files, self.token, |footer| is_sorted(footer))?;
        if !sorted.into_iter().all(|sorted| sorted) {
            return Ok(None);
        }
        let (mut sources, mut ends, mut end) = (Vec::new(), Vec::new(), 0);
        for file in order {
            end += files[file].rows();
            sources.push(treated[file].0 as u32);
            ends.push(end);
        }
        Ok(Some(Rows::Files { sources, ends }))
    }

    fn listed(
        &self,
        treated: &[Treated<'_>],
        files: &[Arc<Footer>],
        starts: &[u64],
    ) -> Result<Rows> {
        let conditions = self.conditions(treated)?;
        let items: Vec<_> = treated.iter().zip(files).zip(&conditions).collect();
        let parts = self.engine.each(&items, self.token, |((source, footer), condition)| {
            self.read(footer, condition, starts[source.0])
        })?;
        let mut parts: Vec<Part> = parts.into_iter().flatten().collect();
        let columns = self.columns(&mut parts);
        check(self.token)?;
        let count = parts.iter().map(|part| part.count).sum::<usize>();
        let total = starts.last().copied().unwrap_or(0);
        if u32::try_from(count).is_err() {
            return Err(Error::new(Code::TooLarge, "more rows than can be put in order"));
        }
        if u32::try_from(total).is_ok() {
            let numbers = numbers(&parts, |row| row as u32);
            drop(parts);
            let mut order = sorted_places(columns, count);
            order.iter_mut().for_each(|place| *place = numbers[*place as usize]);
            return Ok(Rows::Listed(order));
        }
        let numbers = numbers(&parts, |row| row);
        drop(parts);
        let order = sorted_places(columns, count);
        Ok(Rows::Wide(order.iter().map(|place| numbers[*place as usize]).collect()))
    }

    /// Ranks words and puts the parts of each column together.
    fn columns(&self, parts: &mut [Part]) -> Vec<Ordered> {
        let mut columns = Vec::with_capacity(self.sort.len());
        for (by, kind) in &self.sort {
            let mut keys: Vec<Keys> = parts.iter_mut().map(|part| part.keys.remove(0)).collect();
            if kind.is_text() {
                rank(&mut keys);
            }
            let mut whole = Vec::with_capacity(keys.iter().map(|part| part.keys.len()).sum());
            keys.into_iter().for_each(|part| whole.extend(part.keys));
            columns.push(Ordered { keys: whole, descending: by.descending });
        }
        columns
    }

    /// The condition on each file's rows. Files of equal treatment share one.
    fn conditions(&self, treated: &[Treated<'_>]) -> Result<Vec<Arc<Condition>>> {
        let filters = wanted(&self.table.report, &self.question.filters)?;
        let mut known: Vec<(&Treatment, Arc<Condition>)> = Vec::new();
        let mut all = Vec::with_capacity(treated.len());
        for (.., treatment) in treated {
            if let Some((_, condition)) = known.iter().find(|(other, _)| *other == treatment) {
                all.push(Arc::clone(condition));
                continue;
            }
            let condition = Arc::new(self.condition(treatment, &filters)?);
            known.push((treatment, Arc::clone(&condition)));
            all.push(condition);
        }
        Ok(all)
    }

    fn condition(&self, treatment: &Treatment, filters: &[Expr]) -> Result<Condition> {
        let mut exprs = treated(&self.table.report, treatment)?;
        exprs.extend(filters.iter().cloned());
        let expr = exprs.into_iter().reduce(Expr::and);
        let schema = schema(&self.table.report);
        let mut names: Vec<String> = self.sort.iter().map(|(by, _)| by.column.clone()).collect();
        let used =
            expr.iter().flat_map(|expr| expr.column_refs()).map(|column| column.name.clone());
        names.extend(used);
        names.sort_unstable();
        names.dedup();
        let bare = Wanted::new(&schema, &names, &treatment.rename)?;
        let test = match expr {
            Some(expr) => Some(physical(self.engine, expr, bare.schema())?),
            None => None,
        };
        names.push(TOTAL.to_owned());
        let with_totals = Wanted::new(&schema, &names, &treatment.rename)?;
        Ok(Condition { bare, with_totals, test })
    }

    fn read(&self, footer: &Footer, condition: &Condition, start: u64) -> Result<Vec<Part>> {
        let totals = !self.question.filters.totals && footer.may_hold_totals();
        let wanted = if totals { &condition.with_totals } else { &condition.bare };
        let mut parts = Vec::new();
        read_all(footer, wanted, BATCH, |first, batch| {
            check(self.token)?;
            let rows = condition.chosen(&batch, totals)?;
            let count = rows.as_ref().map_or(batch.num_rows(), Vec::len);
            if count > 0 {
                let keys = self.keys(&batch, rows.as_deref());
                parts.push(Part { first: start + u64::from(first), rows, count, keys });
            }
            Ok(())
        })?;
        Ok(parts)
    }

    fn keys(&self, batch: &RecordBatch, rows: Option<&[u32]>) -> Vec<Keys> {
        let column = |by: &Sort| batch.column_by_name(&by.column).expect("the plan reads it");
        self.sort.iter().map(|(by, kind)| keys(column(by), *kind, rows)).collect()
    }
}

/// Which rows of a batch belong.
struct Condition {
    bare: Wanted,
    with_totals: Wanted,
    test: Option<Arc<dyn PhysicalExpr>>,
}

impl Condition {
    /// Numbers of the rows that belong; `None` if all do.
    fn chosen(&self, batch: &RecordBatch, totals: bool) -> Result<Option<Vec<u32>>> {
        let mut mask = None;
        if let Some(test) = &self.test {
            let passed = test.evaluate(batch).map_err(engine_error)?;
            let passed = passed.into_array(batch.num_rows()).map_err(engine_error)?;
            mask = Some(passed.as_boolean().clone());
        }
        if let Some(column) = batch.column_by_name(TOTAL).filter(|_| totals) {
            let ordinary = not(column.as_boolean()).map_err(arrow_error)?;
            mask = Some(match mask {
                Some(passed) => and_kleene(&passed, &ordinary).map_err(arrow_error)?,
                None => ordinary,
            });
        }
        let Some(mask) = mask else { return Ok(None) };
        if mask.null_count() == 0 && mask.true_count() == mask.len() {
            return Ok(None);
        }
        let set = |row: &usize| mask.is_valid(*row) && mask.value(*row);
        Ok(Some((0..mask.len()).filter(set).map(|row| row as u32).collect()))
    }
}

fn physical(engine: &Engine, expr: Expr, schema: &Schema) -> Result<Arc<dyn PhysicalExpr>> {
    let schema = DFSchema::try_from(schema.clone()).map_err(engine_error)?;
    engine.context.create_physical_expr(expr, &schema).map_err(engine_error)
}

/// The rows of all parts, numbered through all sources.
fn numbers<T>(parts: &[Part], number: impl Fn(u64) -> T) -> Vec<T> {
    let mut numbers = Vec::with_capacity(parts.iter().map(|part| part.count).sum());
    for part in parts {
        let here = |row: u64| number(part.first + row);
        match &part.rows {
            Some(rows) => numbers.extend(rows.iter().map(|row| here(u64::from(*row)))),
            None => numbers.extend((0..part.count as u64).map(here)),
        }
    }
    numbers
}

/// Whether a file's rows are in order of time; remembered with its footer.
fn is_sorted(footer: &Footer) -> Result<bool> {
    if let Some(sorted) = footer.sorted.get() {
        return Ok(*sorted);
    }
    let mut sorted = footer.has_time();
    if sorted {
        let wanted = Wanted::new(footer.meta.schema(), &[AT.to_owned()], &Default::default())?;
        let mut last = i64::MIN;
        read_all(footer, &wanted, BATCH, |_, batch| {
            let times = batch.column(0).as_primitive::<TimestampMillisecondType>();
            sorted &= times.values().first().is_none_or(|first| *first >= last);
            sorted &= times.null_count() == 0 && times.values().is_sorted();
            last = times.values().last().copied().unwrap_or(last);
            Ok(())
        })?;
    }
    Ok(*footer.sorted.get_or_init(|| sorted))
}
