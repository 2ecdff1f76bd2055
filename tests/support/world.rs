//! A simulated operation on loopback, and the program connected to it.

use atalaya_core::Result;
use atalaya_core::api::types::{FetchRequest, RowsRequest, TableKey};
use atalaya_core::api::{App, Event, Host, Setup};
use atalaya_core::archive::{OperationId, Place};
use atalaya_core::clock::Clock;
use atalaya_core::reports::{Catalogue, Column, Kind};
use atalaya_core::secret::{MemoryStore, Token};
use atalaya_core::sync::RunEnd;
use atalaya_core::wolkvox::Limits;
use atalaya_simulator::{Config, Row, Simulation};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, Utc};
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Wall clock of the simulated operation is GMT-5.
const BEHIND_UTC: i64 = 5;

/// The last day of the simulated data: a Wednesday.
pub(crate) fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 18).expect("a day of the calendar")
}

/// A clock that tests set.
pub(crate) struct SetClock(Mutex<NaiveDateTime>);

impl SetClock {
    pub(crate) fn wall(&self) -> NaiveDateTime {
        *self.0.lock().expect("no test panics while it sets the clock")
    }

    pub(crate) fn forward(&self, by: Duration) {
        *self.0.lock().expect("no test panics while it sets the clock") += by;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        (self.wall() + Duration::hours(BEHIND_UTC)).and_utc()
    }
}

/// A surface without a window, which hears what happens.
pub(crate) struct Bench<Hear>(pub(crate) Hear);

impl<Hear: Fn(Event) + Send + Sync + 'static> Host for Bench<Hear> {
    fn event(&self, event: Event) {
        self.0(event);
    }
    fn ask_save_path(&self, _: &str) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        Box::pin(async { Ok(None) })
    }
    fn export_folder(&self) -> PathBuf {
        std::env::temp_dir()
    }
    fn open(&self, _: &Path) -> Result<()> {
        Ok(())
    }
    fn reveal(&self, _: &Path) -> Result<()> {
        Ok(())
    }
    fn sample(&self, _: u64, _: NaiveDate) -> BoxFuture<'_, Result<(u16, Token)>> {
        unreachable!("tests connect to their own simulator")
    }
}

/// The program and the operation that it asks.
pub(crate) struct World {
    pub(crate) simulation: Simulation,
    pub(crate) app: Arc<App>,
    pub(crate) operation: String,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) folder: TempDir,
}

/// Waits of milliseconds where the real ones take seconds; everything else as in the program.
pub(crate) fn quick() -> Limits {
    let millis = std::time::Duration::from_millis;
    Limits {
        first_byte: millis(1500),
        idle: millis(700),
        total: millis(20_000),
        floor_over: millis(800),
        backoff_min: millis(1),
        backoff_max: millis(5),
        waiting: millis(1500),
        lock_poll: millis(2),
        ..Limits::default()
    }
}

impl World {
    /// An operation with this many days up to [`anchor`]; the clock stands at noon of the day after.
    pub(crate) async fn with_days(days: u32) -> World {
        World::new(Config::for_tests(anchor(), days), quick()).await
    }

    pub(crate) async fn new(config: Config, limits: Limits) -> World {
        let clock = noon_after();
        let shared = Arc::clone(&clock);
        let config = Config { now: Arc::new(move || shared.wall()), ..config };
        let simulation = atalaya_simulator::start(config).await.expect("a free port on loopback");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let app = open(folder.path(), Arc::clone(&clock), limits);
        let place = Place::Loopback(simulation.port());
        let operation = app.add_place("Prueba", place, None).expect("a new name").id;
        give_token(&app, &operation, simulation.token()).await;
        World { simulation, app, operation: operation.0, clock, folder }
    }

    /// Runs a fetch to its end.
    pub(crate) async fn fetch(
        &self,
        report: &str,
        params: &[(&str, &str)],
        from: &str,
        to: &str,
    ) -> Arc<RunEnd> {
        let request = self.request(report, params, from, to);
        let run = self.app.start_fetch(request, false).await.expect("an order that can be read");
        run.ended().await
    }

    pub(crate) fn request(
        &self,
        report: &str,
        params: &[(&str, &str)],
        from: &str,
        to: &str,
    ) -> FetchRequest {
        FetchRequest {
            operation: self.operation.clone(),
            report: report.to_owned(),
            params: owned(params),
            from: from.to_owned(),
            to: to.to_owned(),
            reread: false,
        }
    }

    pub(crate) fn table(
        &self,
        report: &str,
        params: &[(&str, &str)],
        from: &str,
        to: &str,
    ) -> TableKey {
        TableKey {
            operation: self.operation.clone(),
            report: report.to_owned(),
            params: owned(params),
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    /// All held rows of a period, documented columns only, as JSON texts, sorted.
    pub(crate) async fn held(&self, table: TableKey) -> Vec<String> {
        let report = self.app.report(&table.report).expect("a known report");
        let columns: Vec<String> =
            report.columns.iter().map(|column| column.name.clone()).collect();
        let mut rows = Vec::new();
        loop {
            let request = RowsRequest {
                table: table.clone(),
                narrowing: Default::default(),
                sort: Vec::new(),
                columns: columns.clone(),
                offset: rows.len() as u64,
                limit: 10_000,
                view: String::new(),
                revision: 0,
            };
            let page = self.app.rows(request).await.expect("held rows can be read");
            rows.extend(page.rows.iter().map(|row| Value::Array(row.clone()).to_string()));
            if page.rows.is_empty() || rows.len() as u64 >= page.total {
                rows.sort();
                return rows;
            }
        }
    }

    /// What an unlimited, faultless server would have told, in the form of [`World::held`].
    pub(crate) fn truth(
        &self,
        report: &str,
        params: &[(&str, &str)],
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Vec<String> {
        let known = Catalogue::built_in().get(report).expect("a known report");
        let params = known.complete(&owned(params)).expect("the report's parameters");
        let rows = self.simulation.operation().rows(report, &params, from, to);
        let mut texts: Vec<String> = rows.iter().map(|row| as_json(row, &known.columns)).collect();
        texts.sort();
        texts
    }

    /// A second program on the same folder, with another surface around it.
    pub(crate) fn seen_by(&self, host: Arc<dyn Host>) -> Arc<App> {
        open_with(self.folder.path(), Arc::clone(&self.clock), quick(), host)
    }

    /// The same program opened anew on the same folder, as after a restart.
    pub(crate) async fn restarted(&self) -> Arc<App> {
        let app = open(self.folder.path(), Arc::clone(&self.clock), quick());
        give_token(&app, &OperationId(self.operation.clone()), self.simulation.token()).await;
        app
    }
}

/// A program on the folder of another world, for a child process that will be killed.
pub(crate) async fn reopen(folder: &str, operation: &str, token: &str) -> Arc<App> {
    let app = open(Path::new(folder), noon_after(), quick());
    give_token(&app, &OperationId(operation.to_owned()), token).await;
    app
}

/// A fetch of the last `days` days.
pub(crate) fn request_of(operation: &str, report: &str, days: u64) -> FetchRequest {
    FetchRequest {
        operation: operation.to_owned(),
        report: report.to_owned(),
        params: BTreeMap::new(),
        from: (anchor() - Days::new(days - 1)).to_string(),
        to: anchor().to_string(),
        reread: false,
    }
}

/// The clock at noon of the day after [`anchor`].
fn noon_after() -> Arc<SetClock> {
    let noon = anchor().and_hms_opt(12, 0, 0).expect("a time of the day") + Duration::days(1);
    Arc::new(SetClock(Mutex::new(noon)))
}

fn open(folder: &Path, clock: Arc<SetClock>, limits: Limits) -> Arc<App> {
    open_with(folder, clock, limits, Arc::new(Bench(|_| {})))
}

fn open_with(folder: &Path, clock: Arc<SetClock>, limits: Limits, host: Arc<dyn Host>) -> Arc<App> {
    App::open(Setup {
        data_folder: folder.join("data"),
        runtime_folder: folder.join("run"),
        clock,
        secrets: Arc::new(MemoryStore::default()),
        session: Arc::new(MemoryStore::default()),
        host,
        limits,
        version: "test",
    })
    .expect("a fresh folder can be opened")
}

async fn give_token(app: &Arc<App>, operation: &OperationId, token: &str) {
    let token = Token::read(token).expect("the simulator's token");
    app.keep_token(operation, token, true).await.expect("memory keeps it");
}

fn owned(params: &[(&str, &str)]) -> BTreeMap<String, String> {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn as_json(row: &Row, columns: &[Column]) -> String {
    let value = |column: &Column| {
        let text = row.iter().find(|(name, _)| *name == column.name).map(|(_, text)| text.as_str());
        text.map_or(Value::Null, |text| cell(column.kind, text))
    };
    Value::Array(columns.iter().map(value).collect()).to_string()
}

/// Reads a cell by itself, so that the program's parser is not its own judge.
fn cell(kind: Kind, text: &str) -> Value {
    if matches!(text.trim(), "" | "-" | "--") {
        return Value::Null;
    }
    match kind {
        Kind::Duration => {
            let parts = text.split(':').map(|part| part.parse::<i64>().expect("a duration"));
            parts.fold(0, |total, part| total * 60 + part).into()
        }
        Kind::Integer => text.parse::<i64>().expect("a number").into(),
        Kind::Datetime => text.replacen(' ', "T", 1).into(),
        _ => text.into(),
    }
}
