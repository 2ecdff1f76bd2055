//! The program on a folder of invented data.

use crate::Result;
use atalaya_core::api::types::TableKey;
use atalaya_core::api::{App, Event, Host, Setup};
use atalaya_core::clock::{Clock, FixedClock};
use atalaya_core::secret::{MemoryStore, Token};
use atalaya_core::wolkvox::Limits;
use chrono::{NaiveDate, NaiveDateTime};
use futures_util::future::BoxFuture;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// The day of every measurement, by the program's clock.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 18).expect("a day of the calendar")
}

pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock(today().and_hms_opt(17, 0, 0).expect("a time of the day").and_utc()))
}

struct Quiet;

impl Host for Quiet {
    fn event(&self, _: Event) {}
    fn ask_save_path(&self, _: &str) -> BoxFuture<'_, atalaya_core::Result<Option<PathBuf>>> {
        Box::pin(async { Ok(None) })
    }
    fn export_folder(&self) -> PathBuf {
        std::env::temp_dir()
    }
    fn open(&self, _: &Path) -> atalaya_core::Result<()> {
        Ok(())
    }
    fn reveal(&self, _: &Path) -> atalaya_core::Result<()> {
        Ok(())
    }
    fn sample(&self, _: u64, _: NaiveDate) -> BoxFuture<'_, atalaya_core::Result<(u16, Token)>> {
        unreachable!("no benchmark opens the sample operation")
    }
}

/// Opens the program on a folder.
pub(crate) fn open(folder: &Path) -> Result<Arc<App>> {
    Ok(App::open(Setup {
        data_folder: folder.to_owned(),
        runtime_folder: folder.join("run"),
        clock: clock(),
        secrets: Arc::new(MemoryStore::default()),
        session: Arc::new(MemoryStore::default()),
        host: Arc::new(Quiet),
        limits: Limits::default(),
        version: "bench",
    })?)
}

/// Threads as the program has them.
pub(crate) fn runtime() -> Result<Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The rows of a report in a period of the folder's only operation.
pub(crate) fn table(
    app: &App,
    report: &str,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Result<TableKey> {
    let operations = app.archive().operations()?;
    let operation = operations.first().ok_or("a folder without operation")?;
    let text = |moment: NaiveDateTime| moment.format("%Y-%m-%dT%H:%M:%S").to_string();
    Ok(TableKey {
        operation: operation.id.0.clone(),
        report: report.to_owned(),
        params: Default::default(),
        from: text(from),
        to: text(to),
    })
}
