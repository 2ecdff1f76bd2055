//! Writing a segment: rows arrive in batches, go to a temporary file, and count only once the
//! whole answer was read and [`Archive::commit`] listed the file.

use super::fault::{at, internal, reading, unreadable, writing};
use super::footer::Footer;
use super::lock;
use super::{Archive, Operation, Subject, WindowState, home, layout};
use crate::Result;
use crate::reports::{AT, Grain, Problems, Report, schema};
use crate::time::Window;
use arrow::array::AsArray;
use arrow::datatypes::{SchemaRef, TimestampMillisecondType};
use arrow::record_batch::RecordBatch;
use chrono::{DateTime, Utc};
use parquet::arrow::ArrowWriter;
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What is known about a window once its answer was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Held or partial; empty only for a window without rows.
    pub state: WindowState,
    /// Whether it will not be read again.
    pub closed: bool,
    /// Whether something in the answer asks for another look; a doubtful window is not closed.
    pub doubtful: bool,
    /// When it was read. Kept in whole seconds.
    pub fetched: DateTime<Utc>,
    /// Why it is partial: a [`crate::Code`] text; else empty.
    pub reason: String,
    /// Problems of its rows.
    pub problems: Problems,
}

/// A segment being written. Dropped without [`Staging::finish`], its file goes.
pub struct Staging {
    temporary: NamedTempFile,
    writer: ArrowWriter<File>,
    whose: Whose,
    schema: SchemaRef,
    rows: u64,
    /// Smallest and greatest `_at`, in milliseconds.
    span: Option<(i64, i64)>,
}

/// What a segment will be.
pub(super) struct Draft {
    pub(super) whose: Whose,
    pub(super) schema: SchemaRef,
    pub(super) properties: WriterProperties,
}

/// Whose rows, of which window.
pub(super) struct Whose {
    pub(super) operation: Operation,
    pub(super) subject: Subject,
    pub(super) grain: Grain,
    pub(super) version: u32,
    pub(super) window: Window,
}

/// A complete segment that no ledger line names yet. Dropped without [`Archive::commit`], its
/// file goes.
#[derive(Debug)]
pub struct Staged {
    pub(super) temporary: NamedTempFile,
    pub(super) footer: Footer,
    pub(super) bytes: u64,
    pub(super) hash: String,
}

impl Archive {
    /// Starts a segment for the rows of one window.
    ///
    /// Errors: `NotFound` for an unknown operation; `Disk`, `DiskFull`, `Busy`.
    pub fn stage(&self, subject: &Subject, report: &Report, window: Window) -> Result<Staging> {
        if subject.report != report.code {
            return Err(internal(format!("{} staged as {}", report.code, subject.report)));
        }
        let whose = Whose {
            operation: self.operation(&subject.operation)?,
            subject: subject.clone(),
            grain: report.grain,
            version: report.version,
            window,
        };
        let (schema, properties) = (schema(report), layout::of_report(report));
        // Against a sweep between the file's creation and its lock.
        let _lock = self.writer_lock()?;
        Staging::create(self.home(), Draft { whose, schema, properties })
    }
}

impl Staging {
    /// Needs the writer lock.
    pub(super) fn create(home: &Path, draft: Draft) -> Result<Staging> {
        let Draft { whose, schema, properties } = draft;
        let folder = home::subject_folder(home, &whose.subject);
        home::create_folders(home, &folder)?;
        let temporary = tempfile::Builder::new()
            .prefix("staged-")
            .suffix(home::TEMPORARY)
            .tempfile_in(&folder)
            .map_err(at(&folder))?;
        lock::try_lock(temporary.as_file(), temporary.path())?;
        let file = temporary.as_file().try_clone().map_err(at(&folder))?;
        let writer =
            ArrowWriter::try_new(file, schema.clone(), Some(properties)).map_err(writing)?;
        Ok(Staging { temporary, writer, whose, schema, rows: 0, span: None })
    }

    /// Appends rows. Memory stays below one row group, however many come.
    ///
    /// Errors: `Disk`, `DiskFull`; `Internal` if the rows are not of the report's schema.
    pub fn push(&mut self, batch: RecordBatch) -> Result<()> {
        if batch.schema_ref().fields() != self.schema.fields() {
            return Err(internal("rows of another schema"));
        }
        self.widen(&batch)?;
        self.writer.write(&batch).map_err(writing)?;
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Rows so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    fn widen(&mut self, batch: &RecordBatch) -> Result<()> {
        let at = batch.column_by_name(AT).ok_or_else(|| internal("rows without _at"))?;
        let at = at.as_primitive::<TimestampMillisecondType>();
        let (low, high) = (arrow::compute::min(at), arrow::compute::max(at));
        if let (Some(low), Some(high)) = (low, high) {
            let (first, last) = self.span.unwrap_or((low, high));
            self.span = Some((first.min(low), last.max(high)));
        }
        Ok(())
    }

    /// Writes the footer, makes the file lasting, and checks it: its row count and hash are read
    /// back from what was written.
    ///
    /// Errors: `Disk`, `DiskFull`; `Internal` for facts that rows cannot have (empty, failed, or
    /// closed and doubtful at once).
    pub fn finish(self, facts: Facts) -> Result<Staged> {
        check(&facts)?;
        let Staging { temporary, mut writer, whose, rows, span, .. } = self;
        let footer = Footer {
            operation: whose.operation,
            subject: whose.subject,
            grain: whose.grain,
            version: whose.version,
            window: whose.window,
            facts: Facts { fetched: whole_seconds(facts.fetched), ..facts },
            rows,
            span: span.map(read_span).transpose()?,
        };
        writer.append_key_value_metadata(footer.entry());
        writer.close().map_err(writing)?;
        let path = temporary.path().to_owned();
        temporary.as_file().sync_all().map_err(at(&path))?;
        let (bytes, hash) = hash(temporary.as_file()).map_err(at(&path))?;
        let read_back = ParquetMetaDataReader::new()
            .parse_and_finish(temporary.as_file())
            .map_err(|cause| reading(&path, cause))?;
        match Footer::of(&read_back)? == footer {
            true => Ok(Staged { temporary, footer, bytes, hash }),
            false => Err(unreadable("the segment just written")),
        }
    }
}

impl Staged {
    /// Rows in it.
    pub fn rows(&self) -> u64 {
        self.footer.rows
    }

    /// The window that was asked.
    pub fn window(&self) -> Window {
        self.footer.window
    }

    /// Gives the file its name for good. The caller makes the folder lasting. `attempt` is the
    /// generation that the commit will make: a file that has this name already was left by a
    /// commit that was interrupted before it counted, and is replaced.
    pub(super) fn place(self, home: &Path, attempt: u64) -> Result<PathBuf> {
        let folder = home::subject_folder(home, &self.footer.subject);
        let path = folder.join(home::segment_name(&self.footer.window, attempt));
        let kept = self.temporary.persist(&path);
        kept.map_err(|refused| at(&path)(refused.error))?;
        Ok(path)
    }
}

fn check(facts: &Facts) -> Result<()> {
    match facts.state {
        WindowState::Held | WindowState::Partial if !(facts.closed && facts.doubtful) => Ok(()),
        _ => Err(internal("rows are held or partial, and never both closed and doubtful")),
    }
}

pub(super) fn whole_seconds(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}

/// Outward to whole seconds; rows have none in between.
fn read_span((low, high): (i64, i64)) -> Result<Window> {
    let moment = |ms: i64| {
        let read = DateTime::from_timestamp(ms.div_euclid(1000), 0);
        read.map(|utc| utc.naive_utc()).ok_or_else(|| internal("a moment beyond the calendar"))
    };
    Window::new(moment(low)?, moment(high)?)
}

/// Size and SHA-256 of a file, read from its start.
pub(super) fn hash(mut file: &File) -> std::io::Result<(u64, String)> {
    file.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, hex(hasher)));
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
}

pub(super) fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl crate::reports::RowSink for Staging {
    fn push(&mut self, batch: RecordBatch) -> Result<()> {
        Staging::push(self, batch)
    }
}
