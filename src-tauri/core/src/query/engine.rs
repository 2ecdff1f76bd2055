//! What queries share: DataFusion's settings, the caches, and which query replaces which.

use super::cache::Cache;
use super::footer::Footers;
use super::index::RowIndex;
use super::page::PageKey;
use crate::{Code, Error, Result};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::error::ArrowError;
use datafusion::common::DataFusionError;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::object_store::Error::NotFound as Missing;
use datafusion::prelude::{SessionConfig, SessionContext};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

/// How much of the computer queries may use.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Threads that read and compute; at least one.
    pub threads: usize,
    /// Bytes that sorts and groupings may hold before they spill to disk.
    pub memory: usize,
    /// Bytes of row indexes that are kept for pages to come.
    pub indexes: usize,
    /// Bytes of file footers that are kept.
    pub footers: usize,
    /// Bytes of pages read ahead.
    pub pages: usize,
    /// Where spilled data goes; the system's temporary folder if none.
    pub spill: Option<PathBuf>,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: usize = 1 << 20;
        Limits {
            threads: std::thread::available_parallelism().map_or(2, usize::from),
            memory: 768 * MIB,
            indexes: 256 * MIB,
            footers: 64 * MIB,
            pages: 32 * MIB,
            spill: None,
        }
    }
}

/// The query engine. Cheap to clone; clones share their caches.
#[derive(Clone)]
pub struct Engine {
    pub(super) threads: usize,
    pub(super) context: SessionContext,
    pub(super) footers: Arc<Footers>,
    pub(super) indexes: Arc<Cache<String, IndexCell>>,
    pub(super) pages: Arc<Cache<PageKey, RecordBatch>>,
    /// Per view: its newest revision and the token of its queries.
    views: Arc<Mutex<HashMap<String, (u64, CancellationToken)>>>,
}

/// A row index that is being made by the first who needs it; the others wait for it.
pub(super) type IndexCell = Arc<OnceCell<Arc<RowIndex>>>;

impl Engine {
    /// An engine within these limits.
    pub fn new(limits: &Limits) -> Result<Self> {
        let threads = limits.threads.max(1);
        Ok(Engine {
            threads,
            context: context(limits, threads)?,
            footers: Arc::new(Footers::new(limits.footers)),
            indexes: Arc::new(Cache::new(limits.indexes)),
            pages: Arc::new(Cache::new(limits.pages)),
            views: Arc::default(),
        })
    }

    /// The token for a query of a view. A greater `revision` (the view's own count of its
    /// questions) cancels what ran for smaller ones; the same revision shares its token, because a
    /// grid asks several pages of one question at once; one that comes late is cancelled already.
    pub fn view(&self, id: &str, revision: u64) -> CancellationToken {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let (newest, token) =
            views.entry(id.to_owned()).or_insert_with(|| (revision, CancellationToken::new()));
        if revision < *newest {
            let late = CancellationToken::new();
            late.cancel();
            return late;
        }
        if revision > *newest || token.is_cancelled() {
            token.cancel();
            (*newest, *token) = (revision, CancellationToken::new());
        }
        token.clone()
    }

    /// Ends whatever the view still runs and forgets it.
    pub fn close_view(&self, id: &str) {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, token)) = views.remove(id) {
            token.cancel();
        }
    }

    /// Runs a query of DataFusion until it ends or is cancelled.
    pub async fn run<T>(
        &self,
        token: &CancellationToken,
        query: impl Future<Output = Result<T, DataFusionError>>,
    ) -> Result<T> {
        tokio::select! {
            biased;
            () = token.cancelled() => Err(cancelled()),
            result = query => result.map_err(engine_error),
        }
    }

    /// Runs work that blocks on threads made for that; it looks at its token itself.
    pub(super) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let engine = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&engine)).await;
        done.map_err(|cause| Error::new(Code::Internal, "a query ended early").because(cause))?
    }

    /// Does the same to every item, on all threads; results keep the items' order.
    pub(super) fn each<T: Sync, R: Send>(
        &self,
        items: &[T],
        token: &CancellationToken,
        work: impl Fn(&T) -> Result<R> + Sync,
    ) -> Result<Vec<R>> {
        let next = AtomicUsize::new(0);
        let worker = || -> Result<Vec<(usize, R)>> {
            let mut done = Vec::new();
            while let Some((place, item)) = taken(&next, items) {
                check(token)?;
                // One failure is enough: the others stop at their next item.
                let result = work(item).inspect_err(|_| next.store(items.len(), Ordering::Relaxed));
                done.push((place, result?));
            }
            Ok(done)
        };
        let threads = self.threads.min(items.len());
        let done = match threads {
            0 | 1 => vec![worker()],
            _ => std::thread::scope(|scope| {
                let running: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
                running.into_iter().map(|thread| thread.join().unwrap_or_else(panicked)).collect()
            }),
        };
        let mut all: Vec<_> =
            done.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        all.sort_unstable_by_key(|(place, _)| *place);
        Ok(all.into_iter().map(|(_, result)| result).collect())
    }
}

fn taken<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    items.get(place).map(|item| (place, item))
}

fn panicked<R>(_: Box<dyn std::any::Any + Send>) -> Result<R> {
    Err(Error::new(Code::Internal, "a query thread ended early"))
}

fn context(limits: &Limits, threads: usize) -> Result<SessionContext> {
    let spill = limits.spill.clone().map_or(DiskManagerMode::OsTmpDirectory, |folder| {
        DiskManagerMode::Directories(vec![folder])
    });
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(limits.memory)))
        .with_metadata_cache_limit(limits.footers)
        .with_disk_manager_builder(DiskManagerBuilder::default().with_mode(spill))
        .build_arc()
        .map_err(engine_error)?;
    let mut config = SessionConfig::new().with_target_partitions(threads).with_batch_size(8192);
    let options = config.options_mut();
    options.execution.parquet.pushdown_filters = true;
    options.execution.parquet.reorder_filters = true;
    // Values lie spread over the pages of a window, so their index skips next to nothing, and it
    // would be read of every file.
    options.execution.parquet.enable_page_index = false;
    // The archive's texts are plain strings; so are the tables', and nothing is cast.
    options.execution.parquet.schema_force_view_types = false;
    Ok(SessionContext::new_with_config_rt(config, runtime))
}

/// Stops here if the query is no longer wanted.
pub(super) fn check(token: &CancellationToken) -> Result<()> {
    if token.is_cancelled() { Err(cancelled()) } else { Ok(()) }
}

fn cancelled() -> Error {
    Error::new(Code::Cancelled, "the query was cancelled")
}

/// What a failure of DataFusion means to a user. Its own words may quote values of a filter, so
/// they stay in the cause.
pub(crate) fn engine_error(cause: DataFusionError) -> Error {
    let (code, detail) = match cause.find_root() {
        DataFusionError::ParquetError(_) => (Code::ArchiveDamaged, "a segment cannot be read"),
        DataFusionError::IoError(_) => (Code::Disk, "a segment cannot be opened"),
        DataFusionError::ObjectStore(cause) if matches!(**cause, Missing { .. }) => {
            (Code::ArchiveDamaged, "a segment is missing")
        }
        DataFusionError::ObjectStore(_) => (Code::Disk, "a segment cannot be opened"),
        DataFusionError::ArrowError(cause, _) if matches!(**cause, ArrowError::IoError(..)) => {
            (Code::Disk, "a segment cannot be opened")
        }
        DataFusionError::ResourcesExhausted(_) => (Code::Internal, "not enough memory to answer"),
        _ => (Code::Internal, "the query failed"),
    };
    Error::new(code, detail).because(cause)
}
