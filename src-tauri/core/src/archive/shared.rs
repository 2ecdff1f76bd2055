//! Identical rows of neighbouring windows, stored once.
//!
//! Windows never overlap, but an answer may hold rows outside its window: the border second that
//! both neighbours were sent, or an event that began before. Such a stray row belongs to the window
//! that contains its moment. If that window holds the identical row too, the stray one is dropped
//! and counted; if not, it stays, because it is all there is. Which of the two was read first makes
//! no difference: the segment with the stray row is the one that is written again.

use super::commit::{Change, NewWindow};
use super::fault::{at, internal, reading, writing};
use super::ledger;
use super::segment::{Draft, Facts, Staged, Staging, Whose};
use super::{Archive, SegmentFile, layout};
use crate::Result;
use crate::reports::{AT, ProblemKind};
use crate::time::Window;
use arrow::array::{AsArray, BooleanArray};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{SchemaRef, TimestampMillisecondType};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use arrow::row::{RowConverter, SortField};
use chrono::NaiveDateTime;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A file and the window whose rows it should hold.
#[derive(Clone)]
struct Part {
    path: PathBuf,
    window: Window,
    span: Window,
}

/// Drops stray rows with twins from the new windows and from the neighbours that stay. Needs the
/// writer lock.
pub(super) fn settle(archive: &Archive, change: &mut Change) -> Result<()> {
    let new: Vec<Part> =
        change.swap.windows.iter().filter_map(|new| part(new.staged.as_ref()?)).collect();
    let neighbours = neighbours(archive, change)?;
    let mut owners: Vec<Part> = new.clone();
    owners.extend(neighbours.iter().map(held));

    // What is written again stays on disk until the end: others are compared with it.
    let mut originals = Vec::new();
    for window in std::mem::take(&mut change.swap.windows) {
        let settled = match window.staged {
            Some(staged) => settle_new(archive, staged, &owners, &mut originals)?,
            None => window,
        };
        change.swap.windows.push(settled);
    }
    for segment in &neighbours {
        let doubles = twins(&held(segment), &new)?;
        if !doubles.is_empty() {
            settle_neighbour(archive, change, segment, &doubles)?;
        }
    }
    Ok(())
}

fn part(staged: &Staged) -> Option<Part> {
    let path = staged.temporary.path().to_owned();
    Some(Part { path, window: staged.footer.window, span: staged.footer.span? })
}

fn held(segment: &SegmentFile) -> Part {
    Part { path: segment.path.clone(), window: segment.window, span: segment.span }
}

/// Held segments that stay and share time with the new ones: strays of one lie in the other.
fn neighbours(archive: &Archive, change: &Change) -> Result<Vec<SegmentFile>> {
    let mut found: Vec<SegmentFile> = Vec::new();
    for new in &change.swap.windows {
        let span = new.staged.as_ref().and_then(|staged| staged.footer.span).unwrap_or(new.window);
        let reach = Window { from: span.from.min(new.window.from), to: span.to.max(new.window.to) };
        // By span for strays into the new window, by window for strays out of it.
        let mut near = archive.segments(&change.swap.subject, reach)?;
        near.extend(
            archive
                .windows(&change.swap.subject, reach)?
                .into_iter()
                .filter_map(|line| line.segment),
        );
        for segment in near {
            let goes = change.old.iter().any(|line| line.record.segment.as_ref() == Some(&segment));
            if !goes && !found.contains(&segment) {
                found.push(segment);
            }
        }
    }
    Ok(found)
}

fn settle_new(
    archive: &Archive,
    staged: Staged,
    owners: &[Part],
    originals: &mut Vec<Staged>,
) -> Result<NewWindow> {
    let doubles = match part(&staged) {
        Some(part) => twins(&part, owners)?,
        None => HashSet::new(),
    };
    if doubles.is_empty() {
        return Ok(NewWindow::from(staged));
    }
    let settled = without(archive, &staged, &doubles)?;
    originals.push(staged);
    Ok(NewWindow::from(settled))
}

/// A neighbour that stays, written again without its strays: one more window of the swap.
fn settle_neighbour(
    archive: &Archive,
    change: &mut Change,
    segment: &SegmentFile,
    doubles: &HashSet<u64>,
) -> Result<()> {
    let subject = &change.swap.subject;
    let lines =
        archive.read(|ledger| ledger::lines_in(ledger, archive.home(), subject, segment.window))?;
    let line = lines.into_iter().find(|line| line.record.segment.as_ref() == Some(segment));
    let line = line.ok_or_else(|| internal("a neighbour without its line"))?;
    let record = &line.record;
    let facts = Facts {
        state: record.state,
        closed: record.closed,
        doubtful: record.doubtful,
        fetched: record.fetched,
        reason: record.reason.clone(),
        problems: record.problems.clone(),
    };
    let whose = Whose {
        operation: archive.operation(&subject.operation)?,
        subject: subject.clone(),
        grain: change.swap.grain,
        version: segment.version,
        window: segment.window,
    };
    let staged = rewrite(archive, &segment.path, whose, facts, doubles)?;
    change.swap.windows.push(NewWindow::from(staged));
    change.old.push(line);
    Ok(())
}

fn without(archive: &Archive, staged: &Staged, doubles: &HashSet<u64>) -> Result<Staged> {
    let footer = &staged.footer;
    let whose = Whose {
        operation: footer.operation.clone(),
        subject: footer.subject.clone(),
        grain: footer.grain,
        version: footer.version,
        window: footer.window,
    };
    rewrite(archive, staged.temporary.path(), whose, footer.facts.clone(), doubles)
}

/// The segment once more without those rows, and with their number among its problems.
fn rewrite(
    archive: &Archive,
    path: &Path,
    whose: Whose,
    mut facts: Facts,
    doubles: &HashSet<u64>,
) -> Result<Staged> {
    let rows = open(path)?;
    let schema = rows.schema().clone();
    let properties = layout::of_types(&schema);
    let mut staging = Staging::create(archive.home(), Draft { whose, schema, properties })?;
    let mut index = 0;
    for batch in rows.build().map_err(|cause| reading(path, cause))? {
        let batch = batch.map_err(|cause| reading(path, cause.into()))?;
        let last = index + batch.num_rows() as u64;
        let keep: BooleanArray = (index..last).map(|row| Some(!doubles.contains(&row))).collect();
        index = last;
        let kept = filter_record_batch(&batch, &keep).map_err(|cause| writing(cause.into()))?;
        staging.push(kept)?;
    }
    facts.problems.add(ProblemKind::SharedSecond, "", doubles.len() as u64);
    staging.finish(facts)
}

/// The rows of `mine` outside its window that an owner of their moment holds too: as many as that
/// has, because two equal rows of one answer can both be true.
fn twins(mine: &Part, owners: &[Part]) -> Result<HashSet<u64>> {
    let mut doubles = HashSet::new();
    if mine.window.covers(&mine.span) {
        return Ok(doubles);
    }
    for owner in owners {
        if owner.path == mine.path || !owner.window.overlaps(&mine.span) {
            continue;
        }
        let stray = |at| !mine.window.contains(at) && owner.window.contains(at);
        let (schema, strays) = pick(&mine.path, stray)?;
        let moments: HashSet<_> = strays.iter().map(|row| row.at).collect();
        if moments.is_empty() {
            continue;
        }
        let (owner_schema, theirs) = pick(&owner.path, |at| moments.contains(&at))?;
        if schema.fields() == owner_schema.fields() {
            match_up(strays, theirs, &mut doubles);
        }
    }
    Ok(doubles)
}

fn match_up(strays: Vec<Picked>, theirs: Vec<Picked>, doubles: &mut HashSet<u64>) {
    let mut waiting: HashMap<Vec<u8>, Vec<u64>> = HashMap::new();
    for row in strays {
        waiting.entry(row.bytes).or_default().push(row.index);
    }
    for row in theirs {
        doubles.extend(waiting.get_mut(&row.bytes).and_then(Vec::pop));
    }
}

/// A row, in a form that is equal only for equal rows.
struct Picked {
    index: u64,
    at: NaiveDateTime,
    bytes: Vec<u8>,
}

fn pick(path: &Path, wanted: impl Fn(NaiveDateTime) -> bool) -> Result<(SchemaRef, Vec<Picked>)> {
    let rows = open(path)?;
    let schema = rows.schema().clone();
    let mut picked = Vec::new();
    let mut first = 0;
    for batch in rows.build().map_err(|cause| reading(path, cause))? {
        let batch = batch.map_err(|cause| reading(path, cause.into()))?;
        pick_from(&batch, first, &wanted, &mut picked)?;
        first += batch.num_rows() as u64;
    }
    Ok((schema, picked))
}

fn pick_from(
    batch: &RecordBatch,
    first: u64,
    wanted: &impl Fn(NaiveDateTime) -> bool,
    picked: &mut Vec<Picked>,
) -> Result<()> {
    let moments = batch.column_by_name(AT).ok_or_else(|| internal("rows without _at"))?;
    let moments = moments.as_primitive::<TimestampMillisecondType>();
    let chosen: Vec<_> = (0..batch.num_rows())
        .filter_map(|row| Some((row, moments.value_as_datetime(row)?)))
        .filter(|(_, at)| wanted(*at))
        .collect();
    if chosen.is_empty() {
        return Ok(());
    }
    let refuse = |cause: ArrowError| writing(cause.into());
    let fields = batch.schema_ref().fields().iter();
    let fields = fields.map(|field| SortField::new(field.data_type().clone())).collect();
    let converter = RowConverter::new(fields).map_err(refuse)?;
    let rows = converter.convert_columns(batch.columns()).map_err(refuse)?;
    for (row, at) in chosen {
        let bytes = rows.row(row).data().to_vec();
        picked.push(Picked { index: first + row as u64, at, bytes });
    }
    Ok(())
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>> {
    let file = File::open(path).map_err(at(path))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|cause| reading(path, cause))
}
