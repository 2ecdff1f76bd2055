//! Footers of segments, read once and kept: where columns, pages and row groups lie.

use super::cache::Cache;
use crate::reports::{AT, TOTAL};
use crate::{Code, Error, Result};
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::PageIndexPolicy;
use datafusion::parquet::file::statistics::Statistics;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub(super) struct Footers(Cache<PathBuf, Arc<Footer>>);

/// What is known of a segment file. Files are immutable, so it holds for good.
pub(super) struct Footer {
    pub(super) path: PathBuf,
    pub(super) meta: ArrowReaderMetadata,
    /// Whether its rows are in order of time; found out when first needed.
    pub(super) sorted: OnceLock<bool>,
}

impl Footers {
    pub(super) fn new(bytes: usize) -> Self {
        Footers(Cache::new(bytes))
    }

    pub(super) fn get(&self, path: &Path) -> Result<Arc<Footer>> {
        let key = path.to_path_buf();
        if let Some(footer) = self.0.get(&key) {
            return Ok(footer);
        }
        let footer = Arc::new(Footer::read(path)?);
        self.0.put(key, Arc::clone(&footer), footer.meta.metadata().memory_size() + 512);
        Ok(footer)
    }
}

impl Footer {
    fn read(path: &Path) -> Result<Self> {
        let file = opened(path)?;
        // Pages are found by the offset index; the column index would only cost memory.
        let options = ArrowReaderOptions::new().with_offset_index_policy(PageIndexPolicy::Optional);
        let meta = ArrowReaderMetadata::load(&file, options).map_err(damaged)?;
        Ok(Footer { path: path.to_path_buf(), meta, sorted: OnceLock::new() })
    }

    pub(super) fn open(&self) -> Result<File> {
        opened(&self.path)
    }

    pub(super) fn rows(&self) -> u64 {
        u64::try_from(self.meta.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// Whether a total row may be among its rows. Unknown counts as yes.
    pub(super) fn may_hold_totals(&self) -> bool {
        let schema = self.meta.schema();
        // A file without the column cannot say that a row is one.
        let Some((place, _)) = schema.column_with_name(TOTAL) else { return false };
        !self.meta.metadata().row_groups().iter().all(|group| {
            let told = group.columns().get(place).and_then(|column| column.statistics());
            matches!(told, Some(Statistics::Boolean(said)) if said.max_opt() == Some(&false))
        })
    }

    pub(super) fn has_time(&self) -> bool {
        self.meta.schema().column_with_name(AT).is_some()
    }
}

/// Opens a segment. One that the ledger lists and the disk has not is damage, not a passing trouble.
fn opened(path: &Path) -> Result<File> {
    File::open(path).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => {
            Error::new(Code::ArchiveDamaged, "a segment is missing").because(cause)
        }
        _ => cause.into(),
    })
}

/// A file that Parquet's reader does not understand, or that could not be read.
pub(super) fn damaged(cause: ParquetError) -> Error {
    if let ParquetError::External(inner) = &cause
        && inner.downcast_ref::<std::io::Error>().is_some()
    {
        return Error::new(Code::Disk, "a segment cannot be read").because(cause);
    }
    Error::new(Code::ArchiveDamaged, "a segment cannot be read").because(cause)
}
