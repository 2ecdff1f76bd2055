//! A table's filtered rows as a DataFusion frame: for counts, groupings and KPIs.

use super::condition::{condition, named, treated, wanted};
use super::engine::{Engine, engine_error};
use super::filter::Filters;
use super::segments::{self, Segments};
use super::table::{Source, Table, Treatment};
use crate::Result;
use crate::reports::{Report, schema};
use datafusion::arrow::datatypes::{FieldRef, Schema, SchemaRef};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, lit, try_cast};
use datafusion::prelude::DataFrame;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The rows that the filters let pass, with the report's columns, `_at`, and `_day` for daily
/// reports. Limited to the period; consolidated totals are left out unless the filters ask for
/// them. Files share a scan if they are treated alike, so that 600 files plan as fast as one.
pub async fn frame(engine: &Engine, table: &Table, filters: &Filters) -> Result<DataFrame> {
    let held = table.clone();
    let look = move |engine: &Engine| Ok((scans(engine, &held)?, may_hold_totals(engine, &held)?));
    let (scans, totals) = engine.blocking(look).await?;
    // Else every row would be looked at for what no file has.
    let wanted = match totals {
        true => condition(&table.report, filters)?,
        false => wanted(&table.report, filters)?.into_iter().reduce(Expr::and),
    };
    let mut whole: Option<DataFrame> = None;
    for scan in scans {
        let rows = scan.frame(engine, &table.report)?;
        whole = Some(match whole {
            None => rows,
            Some(before) => before.union(rows).map_err(engine_error)?,
        });
    }
    let rows = match whole {
        Some(rows) => rows,
        None => nothing(engine, &table.report)?,
    };
    match wanted {
        Some(wanted) => rows.filter(wanted).map_err(engine_error),
        None => Ok(rows),
    }
}

/// Files that one scan reads.
struct Scan {
    schema: SchemaRef,
    treatment: Treatment,
    files: Vec<Source>,
}

/// The table's sources by schema and treatment.
fn scans(engine: &Engine, table: &Table) -> Result<Vec<Scan>> {
    let own = Arc::new(nullable(&schema(&table.report)));
    let treated = table.treated();
    let token = CancellationToken::new();
    let schemas = engine.each(&treated, &token, |(_, source, _)| {
        file_schema(engine, &table.report, source, &own)
    })?;
    let mut scans: BTreeMap<(Treatment, String), Scan> = BTreeMap::new();
    for ((_, source, treatment), schema) in treated.into_iter().zip(schemas) {
        let name = if Arc::ptr_eq(&schema, &own) { String::new() } else { format!("{schema:?}") };
        let new = || Scan { schema, treatment: treatment.clone(), files: Vec::new() };
        let scan = scans.entry((treatment.clone(), name)).or_insert_with(new);
        scan.files.push(source.clone());
    }
    Ok(scans.into_values().collect())
}

/// Whether a total row may be among the table's rows.
fn may_hold_totals(engine: &Engine, table: &Table) -> Result<bool> {
    let token = CancellationToken::new();
    let may = |source: &Source| Ok(engine.footers.get(&source.file.path)?.may_hold_totals());
    Ok(engine.each(&table.sources, &token, may)?.into_iter().any(|may| may))
}

/// Segments made by the present version of the report have its kinds (and may lack columns); of
/// others the footer is read.
fn file_schema(
    engine: &Engine,
    report: &Report,
    source: &Source,
    own: &SchemaRef,
) -> Result<SchemaRef> {
    if source.rename.is_empty() && source.file.version == report.version {
        return Ok(Arc::clone(own));
    }
    let footer = engine.footers.get(&source.file.path)?;
    Ok(Arc::new(nullable(footer.meta.schema())))
}

fn nullable(schema: &Schema) -> Schema {
    let field = |field: &FieldRef| field.as_ref().clone().with_nullable(true);
    Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>())
}

impl Scan {
    fn frame(&self, engine: &Engine, report: &Report) -> Result<DataFrame> {
        let files = self.files.iter().map(|source| &source.file);
        let segments = Segments::new(Arc::clone(&self.schema), files)?;
        let columns = schema(report).fields().iter().map(|f| self.column(f)).collect::<Vec<_>>();
        let rows = segments::read(engine, segments)?.select(columns).map_err(engine_error)?;
        let kept = treated(report, &self.treatment)?.into_iter().reduce(Expr::and);
        match kept {
            Some(kept) => rows.filter(kept).map_err(engine_error),
            None => Ok(rows),
        }
    }

    /// A column of the report out of the file's columns.
    fn column(&self, field: &FieldRef) -> Expr {
        let renamed = self.treatment.rename.iter().find(|(_, new)| *new == field.name());
        let name = renamed.map_or(field.name(), |(old, _)| old);
        let expr = match self.schema.field_with_name(name) {
            Err(_) => unknown(field),
            Ok(found) if found.data_type() == field.data_type() => named(name),
            // What another version kept as another kind is read as far as it can be.
            Ok(_) => try_cast(named(name), field.data_type().clone()),
        };
        expr.alias(field.name())
    }
}

fn unknown(field: &FieldRef) -> Expr {
    // Every type of the archive has a null.
    lit(ScalarValue::try_from(field.data_type()).unwrap_or(ScalarValue::Null))
}

fn nothing(engine: &Engine, report: &Report) -> Result<DataFrame> {
    let batch = datafusion::arrow::array::RecordBatch::new_empty(schema(report));
    engine.context.read_batch(batch).map_err(engine_error)
}
