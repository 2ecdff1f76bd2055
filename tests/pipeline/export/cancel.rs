//! Cancelling a real export of held data at thirty instants: while it is asked what the file will
//! say, while rows are written, while the file is packed.

use super::listing;
use crate::support::world::{Bench, World, anchor, quick};
use atalaya_core::api::types::{
    ExportPlace, ExportRequest, ExportSheet, Nothing, ScorecardRequest,
};
use atalaya_core::api::{App, Event};
use atalaya_core::{Code, Result};
use atalaya_simulator::{BusyDay, Config};
use chrono::{Days, NaiveDate};
use futures_util::FutureExt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

const DAYS: u64 = 6;
/// Instants of each of the three stretches.
const INSTANTS: u64 = 10;

/// Hears how far an export is, and cancels it at one of its steps.
#[derive(Default)]
struct Listener {
    heard: Mutex<Heard>,
}

#[derive(Default)]
struct Heard {
    app: Weak<App>,
    steps: u64,
    stop: Option<u64>,
    last: (u64, u64),
}

impl Listener {
    fn hear(&self, event: Event) {
        let Event::Export { rows, total } = event else { return };
        let mut heard = self.heard.lock().expect("no test panics here");
        heard.steps += 1;
        heard.last = (rows, total);
        if heard.stop == Some(heard.steps) {
            cancel(&heard.app.upgrade().expect("the program"));
        }
    }
}

fn cancel(app: &Arc<App>) {
    app.cancel_export(Nothing {}).now_or_never().expect("at once").expect("cancelled");
}

/// A program over a world's data, the request, and the file of an earlier export.
struct Desk {
    app: Arc<App>,
    listener: Arc<Listener>,
    request: ExportRequest,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(world: &World) -> Desk {
        let listener = Arc::new(Listener::default());
        let hearing = Arc::clone(&listener);
        let app = world.seen_by(Arc::new(Bench(move |event| hearing.hear(event))));
        listener.heard.lock().expect("free").app = Arc::downgrade(&app);
        let (from, to) = (first().to_string(), anchor().to_string());
        let sheet = |report| ExportSheet {
            table: world.table(report, &[], &from, &to),
            narrowing: Default::default(),
            sort: Vec::new(),
            columns: Vec::new(),
        };
        let sheets = vec![sheet("campaign_7"), sheet("agent_13")];
        let card = ScorecardRequest {
            operation: world.operation.clone(),
            from: from.clone(),
            to: to.clone(),
        };
        let request = ExportRequest {
            scorecard: Some(card),
            ..ExportRequest::new(sheets, "es", ExportPlace::Ask)
        };
        Desk { app, listener, request, folder: tempfile::tempdir().expect("a folder") }
    }

    fn target(&self) -> PathBuf {
        self.folder.path().join("Reunión.xlsx")
    }

    /// Exports over a good file; the step is where it shall stop.
    async fn export(&self, stop: Option<u64>) -> Result<()> {
        fs::write(self.target(), "good").expect("a file");
        {
            let mut heard = self.listener.heard.lock().expect("free");
            (heard.steps, heard.stop, heard.last) = (0, stop, (0, 0));
        }
        self.app.export_to(self.request.clone(), self.target()).await.map(drop)
    }

    /// The earlier file, or the whole new one if the cancelling came too late; nothing beside it.
    /// Returns whether it was in time.
    fn assert_whole(&self, ended: Result<()>, when: &str) -> bool {
        assert_eq!(listing(self.folder.path()), ["Reunión.xlsx"], "{when}");
        let file = fs::read(self.target()).expect("the file");
        match ended {
            Err(error) => {
                assert_eq!(error.code(), Code::Cancelled, "{when}: {error}");
                assert_eq!(file, b"good", "{when}");
                true
            }
            Ok(()) => {
                assert!(file.starts_with(b"PK"), "{when}");
                false
            }
        }
    }
}

fn first() -> NaiveDate {
    anchor() - Days::new(DAYS - 1)
}

async fn world() -> World {
    let busy = BusyDay { date: anchor() - Days::new(2), rows: 40_000, from_hour: 10, hours: 4 };
    let config = Config { busy_days: vec![busy], ..Config::for_tests(anchor(), DAYS as u32) };
    let world = World::new(config, quick()).await;
    for report in ["campaign_7", "agent_13", "agent_14"] {
        let end = world.fetch(report, &[], &first().to_string(), &anchor().to_string()).await;
        assert!(end.error.is_none(), "{report}: {:?}", end.error);
    }
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_export_cancelled_at_thirty_instants_leaves_the_earlier_file() {
    let world = world().await;
    let desk = Desk::new(&world);
    let started = Instant::now();
    desk.export(None).await.expect("written");
    let (whole, size) = (started.elapsed(), fs::metadata(desk.target()).expect("the file").len());
    let (steps, last) = {
        let heard = desk.listener.heard.lock().expect("free");
        (heard.steps, heard.last)
    };
    assert!(last.0 == last.1 && last.0 > 40_000 && steps > 20, "{steps} steps to {last:?}");

    // At steps of the rows; the last is the beginning of the packing.
    for nth in 1..=INSTANTS {
        let stop = (steps * nth).div_ceil(INSTANTS);
        let ended = desk.export(Some(stop)).await;
        assert!(desk.assert_whole(ended, &format!("step {stop}")), "step {stop} was no step");
    }
    // While the packed file grows.
    let mut in_time = 0;
    for nth in 0..INSTANTS {
        let grown = size * nth / (INSTANTS + 1);
        let (app, folder) = (Arc::clone(&desk.app), desk.folder.path().to_owned());
        let ended = Arc::new(AtomicBool::new(false));
        let late = Arc::clone(&ended);
        let watch = std::thread::spawn(move || {
            while packed(&folder).is_none_or(|size| size <= grown) {
                if late.load(Ordering::Relaxed) {
                    return;
                }
                std::thread::sleep(Duration::from_micros(200));
            }
            cancel(&app);
        });
        let result = desk.export(None).await;
        ended.store(true, Ordering::Relaxed);
        watch.join().expect("the watcher");
        in_time += u32::from(desk.assert_whole(result, &format!("{grown} bytes packed")));
    }
    assert!(in_time >= 3, "only {in_time} were in time");
    // Before the first row.
    for nth in 0..INSTANTS as u32 {
        let app = Arc::clone(&desk.app);
        let wait = whole / 2 * nth / INSTANTS as u32;
        let stopper = tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            cancel(&app);
        });
        let ended = desk.export(None).await;
        desk.assert_whole(ended, &format!("after {wait:?}"));
        stopper.await.expect("the stopper");
    }
}

/// How large the growing file is; none if there is none.
fn packed(folder: &Path) -> Option<u64> {
    let ours = fs::read_dir(folder).ok()?.flatten();
    let ours = ours.map(|entry| entry.path()).find(|path| path.is_dir())?;
    Some(fs::metadata(ours.join("growing")).ok()?.len())
}
