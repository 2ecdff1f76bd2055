//! Invented data, made once through the program's own archive and used again.

use crate::args::Args;
use crate::figures::complain;
use crate::rows::Draws;
use crate::{Result, body, child, world};
use atalaya_core::api::App;
use atalaya_core::archive::{Facts, NewWindow, OperationId, Place, Subject, Swap, WindowState};
use atalaya_core::reports::Problems;
use atalaya_core::time::Window;
use chrono::{Days, Duration, NaiveDate, NaiveDateTime};
use std::path::{Path, PathBuf};

/// Raised when the data change; older ones are made anew.
const VERSION: &str = "1";
/// File that says that a set is complete.
const MADE: &str = "made";
/// Windows that are kept together.
const TOGETHER: usize = 20;

/// Calls of a year: 600 half days of `campaign_7`, 50,000 each.
pub(crate) const CALLS: &str = "calls";
/// Events of all agents: 167 days of `agent_14`, 30,000 each.
pub(crate) const EVENTS: &str = "events";
/// A year of six reports.
pub(crate) const YEAR: &str = "year";
/// Two months of five reports.
pub(crate) const MEETING: &str = "meeting";
/// The largest body.
pub(crate) const BODY: &str = "body";

/// Rows of a window of [`EVENTS`].
pub(crate) const EVENTS_A_DAY: usize = 30_000;
const CALLS_A_WINDOW: usize = 50_000;

const YEAR_REPORTS: [(&str, usize); 6] = [
    ("agent_2", 2_000),
    ("agent_9", 200),
    ("agent_13", 2_000),
    ("agent_14", 2_000),
    ("campaign_7", 2_000),
    ("diagram_11", 2_000),
];

/// The folder of a set, which is made first if it is not there.
pub(crate) fn ready(set: &str, args: &Args) -> Result<PathBuf> {
    let folder = args.folder().join(set);
    if std::fs::read_to_string(folder.join(MADE)).ok().as_deref() != Some(VERSION) {
        complain(&format!("Making the data of '{set}', once"));
        child::prepare(set, args)?;
    }
    Ok(folder)
}

/// Makes a set, in a child.
pub(crate) fn prepare(set: &str, args: &Args) -> Result<()> {
    let folder = args.folder().join(set);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    match set {
        CALLS => calls(&folder, args)?,
        EVENTS => events(&folder, args)?,
        YEAR => year(&folder, args)?,
        MEETING => meeting(&folder, args)?,
        BODY => body::make(&folder, args)?,
        _ => return Err(format!("no data '{set}'").into()),
    }
    Ok(std::fs::write(folder.join(MADE), VERSION)?)
}

/// The day before the program's today, back by so many.
fn days_back(days: usize) -> NaiveDate {
    world::today() - Days::new(days as u64)
}

fn days(count: usize) -> impl Iterator<Item = Window> {
    (0..count).map(move |day| Window::day(days_back(count) + Days::new(day as u64)))
}

/// The period of [`CALLS`].
pub(crate) fn calls_period(args: &Args) -> Window {
    Window::days(days_back(args.sized(600).div_ceil(2)), days_back(1))
}

fn calls(folder: &Path, args: &Args) -> Result<()> {
    let half_days = days(args.sized(600).div_ceil(2)).flat_map(|day| {
        let noon = day.from + Duration::hours(12);
        [
            Window { from: day.from, to: noon - Duration::seconds(1) },
            Window { from: noon, to: day.to },
        ]
    });
    let keeper = Keeper::new(folder)?;
    keeper.keep("campaign_7", &[("campaign_id", "all")], half_days, CALLS_A_WINDOW, 7)
}

/// The seed of [`EVENTS`]: its rows can be drawn again.
pub(crate) const EVENTS_SEED: u64 = 14;

/// The days of [`EVENTS`].
pub(crate) fn events_days(args: &Args) -> Vec<Window> {
    days(args.sized(170).saturating_sub(3).max(10)).collect()
}

/// From, to, and how many rows lie there.
pub(crate) type Stretch = (NaiveDateTime, NaiveDateTime, usize);

/// The stretch of [`EVENTS`] whose rows are 1,000,000 (quick: 100,000).
pub(crate) fn events_export(args: &Args) -> Stretch {
    stretch(args, args.sized(33))
}

/// The stretch of [`EVENTS`] whose rows are 430,000 (quick: 40,000).
pub(crate) fn events_table(args: &Args) -> Stretch {
    stretch(args, args.sized(14))
}

/// Whole days, and of one more day the 10,000 rows until 08:00.
fn stretch(args: &Args, whole: usize) -> Stretch {
    let all = events_days(args);
    let last = all[whole].from + Duration::seconds(8 * 3600 - 1);
    (all[0].from, last, whole * EVENTS_A_DAY + EVENTS_A_DAY / 3)
}

fn events(folder: &Path, args: &Args) -> Result<()> {
    let days = events_days(args).into_iter();
    Keeper::new(folder)?.keep("agent_14", &[], days, EVENTS_A_DAY, EVENTS_SEED)
}

/// Days of [`YEAR`].
pub(crate) fn year_days(args: &Args) -> usize {
    args.sized(365)
}

/// The period of [`YEAR`].
pub(crate) fn year_period(args: &Args) -> Window {
    Window::days(days_back(year_days(args)), days_back(1))
}

fn year(folder: &Path, args: &Args) -> Result<()> {
    let keeper = Keeper::new(folder)?;
    for (report, rows) in YEAR_REPORTS {
        let params: &[(&str, &str)] = match report {
            "agent_2" => &[("agent_id", "0001")],
            "campaign_7" => &[("campaign_id", "all")],
            _ => &[],
        };
        keeper.keep(report, params, days(year_days(args)), rows, rows as u64)?;
    }
    Ok(())
}

/// Reports of [`MEETING`] with their rows a day: 200,000 in 31 days.
pub(crate) const MEETING_REPORTS: [(&str, usize); 5] = [
    ("agent_14", 2_610),
    ("agent_9", 200),
    ("agent_13", 450),
    ("diagram_11", 1_600),
    ("campaign_7", 1_600),
];
const MONTH: usize = 31;

/// The month that the meeting is about; the one before is held too.
pub(crate) fn meeting_month() -> Window {
    Window::days(days_back(MONTH), days_back(1))
}

/// Rows of the month.
pub(crate) fn meeting_rows(args: &Args) -> usize {
    MEETING_REPORTS.iter().map(|(_, rows)| args.sized(*rows) * MONTH).sum()
}

fn meeting(folder: &Path, args: &Args) -> Result<()> {
    let keeper = Keeper::new(folder)?;
    for (report, rows) in MEETING_REPORTS {
        let params: &[(&str, &str)] = match report {
            "campaign_7" => &[("campaign_id", "all")],
            _ => &[],
        };
        keeper.keep(report, params, days(2 * MONTH), args.sized(rows), rows as u64)?;
    }
    Ok(())
}

/// Keeps invented rows as a fetch would.
struct Keeper {
    app: std::sync::Arc<App>,
    operation: OperationId,
}

impl Keeper {
    fn new(folder: &Path) -> Result<Keeper> {
        let app = world::open(folder)?;
        let operation = app.add_place("Operación inventada", Place::Loopback(1), None)?.id;
        Ok(Keeper { app, operation })
    }

    fn keep(
        &self,
        report: &str,
        params: &[(&str, &str)],
        windows: impl Iterator<Item = Window>,
        rows: usize,
        seed: u64,
    ) -> Result<()> {
        let report = self.app.report(report)?;
        let given = params.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let subject = Subject {
            operation: self.operation.clone(),
            report: report.code.clone(),
            params: report.complete(&given)?,
        };
        let mut draws = Draws::new(seed);
        let windows: Vec<Window> = windows.collect();
        for together in windows.chunks(TOGETHER) {
            let mut kept: Vec<NewWindow> = Vec::new();
            for window in together {
                let mut staging = self.app.archive().stage(&subject, &report, *window)?;
                draws.batches(&report, *window, rows, |batch| Ok(staging.push(batch)?))?;
                kept.push(staging.finish(closed())?.into());
            }
            let swap = Swap { subject: subject.clone(), grain: report.grain, windows: kept };
            self.app.archive().commit(swap)?;
        }
        Ok(())
    }
}

/// Facts of a window that will not be read again.
pub(crate) fn closed() -> Facts {
    Facts {
        state: WindowState::Held,
        closed: true,
        doubtful: false,
        fetched: world::clock().now(),
        reason: String::new(),
        problems: Problems::default(),
    }
}

/// The segments below a folder, in order.
pub(crate) fn segments(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.join("archive")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "parquet") {
                found.push(std::path::absolute(path)?);
            }
        }
    }
    found.sort();
    Ok(found)
}
