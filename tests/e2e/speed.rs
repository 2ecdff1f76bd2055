//! Speed and memory of the real window. No test: `scripts/bench-window` runs and prints it.

use crate::driver::{Driver, data_folder, in_window_for};
use crate::millions;
use crate::process::program;
use crate::screen::Screen;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const STARTS: usize = 7;
const FILTERINGS: usize = 10;
const NEW_FILTERS: usize = 7;
const HOUR: Duration = Duration::from_secs(3600);

/// By then every place was seen a few times: code is compiled, caches are filled.
const WARM: Duration = Duration::from_secs(60);

/// When the page first showed something, in milliseconds since 1970; null until then.
const FIRST_PAINT: &str = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return paint ? performance.timeOrigin + paint.startTime : null;";

/// Presses the button of that text and tells after how many milliseconds everything that stands on the
/// filters is drawn anew.
const REPAINTED: &str = "const done = arguments[arguments.length - 1];
    const settled = () => !document.querySelector('.content [aria-busy=true]')
        && document.querySelector('.row-grid .ag-cell:not(.waiting)');
    const begun = performance.now();
    let busy = false;
    [...document.querySelectorAll('button')].find(it => it.textContent.trim() === arguments[0]).click();
    const look = () => {
        busy ||= !settled() || performance.now() - begun > 400;
        if (busy && settled()) requestAnimationFrame(() => done(performance.now() - begun));
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

/// Scrolls that many pixels a frame for five seconds; tells how often the page was busy for more than
/// 50 ms at a stretch, and for how long at most. WebKit has no list of long tasks: a message to oneself
/// comes back once the page is free.
const SCROLLED: &str = "const done = arguments[arguments.length - 1];
    const way = arguments[0];
    let last = performance.now(), long = 0, most = 0, going = true;
    const free = new MessageChannel();
    free.port1.onmessage = () => {
        const took = performance.now() - last;
        last += took;
        most = Math.max(most, took);
        if (took > 50) long++;
        if (going) free.port2.postMessage(0);
    };
    free.port2.postMessage(0);
    const end = last + 5000;
    const step = () => {
        view.scrollTop += way;
        if (performance.now() < end) return requestAnimationFrame(step);
        going = false;
        done([long, most]);
    };
    requestAnimationFrame(step);";

#[tokio::test]
#[ignore = "a measurement: scripts/bench-window"]
async fn start_filter_and_memory() {
    let (ours, blank) = starts().await;
    tell(&format!(
        "start to first paint      {ours:.0} ms, an empty window {blank:.0} ms, ratio {:.2} (≤ 1.5)",
        ours / blank
    ));
    let home = tempfile::tempdir().expect("a folder");
    millions::fill(&data_folder(home.path()));
    in_window_for(HOUR, "speed", Driver::start(home.path()), async |screen| {
        millions::open(screen).await;
        let times = filterings(screen).await;
        tell(&format!(
            "filter to drawn rows      {:.0} ms, 2,000,000 rows, median of {} (≤ 200)",
            median(times.clone()),
            times.len()
        ));
        let times = new_filters(screen).await;
        tell(&format!(
            "never asked before        {:.0} ms, 500,000 of 2,000,000 rows, median of {}",
            median(times.clone()),
            times.len()
        ));
        for (what, pixels) in [("wheel", 90), ("bar", 60_000)] {
            let [long, most] = scrolled(screen, pixels).await;
            tell(&format!(
                "busy > 50 ms at a stretch {long:.0} times in five seconds of the {what} (0), {most:.0} ms at most"
            ));
        }
        let Walked { first, warm, last } = walk(screen).await;
        tell(&format!(
            "memory of the web process {first:.0} MB after one round, {warm:.0} MB after a minute, \
             {last:.0} MB after the walk, {:+.1} % since the minute (< 10)",
            (last / warm - 1.0) * 100.0
        ));
    })
    .await;
}

#[expect(clippy::print_stderr, reason = "a measurement is there to be read")]
fn tell(line: &str) {
    eprintln!("{line}");
}

/// Medians from the start of the program to the first paint: ours, and an empty window's, taken in
/// turns.
async fn starts() -> (f64, f64) {
    let ours = program();
    let blank = ours.with_file_name("blank");
    let programs: [PathBuf; 2] = [ours, blank];
    let mut times: [Vec<f64>; 2] = Default::default();
    let home = tempfile::tempdir().expect("a folder");
    // The first turn warms the disk and is not counted.
    for turn in 0..=STARTS {
        for (program, times) in programs.iter().zip(&mut times) {
            let took = start(program, home.path()).await;
            if turn > 0 {
                times.push(took);
            }
        }
    }
    let [ours, blank] = times;
    (median(ours), median(blank))
}

async fn start(program: &Path, home: &Path) -> f64 {
    let driver = Driver::start(home);
    let begun = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let screen = Screen::new("start", driver.window_of(program).await);
    let mut painted = Value::Null;
    screen
        .becomes("paints something", async || {
            painted = screen.run(FIRST_PAINT, &[]).await;
            painted.is_number()
        })
        .await;
    screen.close().await;
    painted.as_f64().expect("a number") - begun.as_secs_f64() * 1000.0
}

/// Filters by a value of the rows and takes the filter away again, in turns.
async fn filterings(screen: &Screen) -> Vec<f64> {
    let mut times = Vec::new();
    for _ in 0..FILTERINGS {
        millions::filter_by_person(screen).await;
        screen.shows("filas · 1 filtro").await;
        rests(screen).await;
        let cleared = json!("Quitar todos los filtros");
        let took = screen.run_until_done(REPAINTED, &[cleared]).await;
        times.push(took.as_f64().expect("milliseconds"));
        screen.no_longer_shows("· 1 filtro").await;
        rests(screen).await;
    }
    times
}

/// Filters by a value of the rows in a page that was just loaded, and so knows no answer yet.
async fn new_filters(screen: &Screen) -> Vec<f64> {
    let mut times = Vec::new();
    for _ in 0..NEW_FILTERS {
        screen.run("window.before = true; location.reload()", &[]).await;
        let fresh = "return !window.before";
        screen.becomes("loads anew", async || screen.run(fresh, &[]).await == true).await;
        millions::shows_all(screen).await;
        rests(screen).await;
        millions::choose(screen, "Persona").await;
        let took = screen.run_until_done(REPAINTED, &[json!("Aplicar 1 elegido")]).await;
        times.push(took.as_f64().expect("milliseconds"));
        screen.shows("filas · 1 filtro").await;
        screen.click("button", "Quitar todos los filtros").await;
        millions::shows_all(screen).await;
        // Where it was is remembered a moment later.
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    times
}

/// How often the page was long busy while it scrolled, and for how many milliseconds at most.
async fn scrolled(screen: &Screen, pixels: u32) -> [f64; 2] {
    let script = format!("{} {SCROLLED}", crate::tour::VIEWPORT);
    let told = screen.run_until_done(&script, &[json!(pixels)]).await;
    rests(screen).await;
    [0, 1].map(|at| told[at].as_f64().expect("a number"))
}

/// Until nothing is read any more, and for the moment that a person looks.
async fn rests(screen: &Screen) {
    let busy = "return document.querySelector('.content [aria-busy=true]') !== null";
    screen.becomes("rests", async || screen.run(busy, &[]).await == false).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
}

/// Megabytes of the web process: after the first round; in the rounds from `WARM` on; in the last ones.
struct Walked {
    first: f64,
    warm: f64,
    last: f64,
}

/// Rounds of which the median is told: what waits for the collector comes and goes between them.
const ROUNDS: usize = 5;

/// Goes from place to place and up and down the rows, and looks at the web process's memory.
async fn walk(screen: &Screen) -> Walked {
    let minutes = std::env::var("ATALAYA_WALK_MINUTES").ok().and_then(|text| text.parse().ok());
    let begun = Instant::now();
    let end = begun + WARM + Duration::from_secs(60 * minutes.unwrap_or(10));
    let first = round(screen).await;
    while begun.elapsed() < WARM {
        round(screen).await;
    }
    let mut seen = Vec::new();
    while Instant::now() < end || seen.len() < ROUNDS {
        seen.push(round(screen).await);
    }
    let warm = median(seen[..ROUNDS].to_vec());
    Walked { first, warm, last: median(seen[seen.len() - ROUNDS..].to_vec()) }
}

/// One way through all places; the megabytes after it.
async fn round(screen: &Screen) -> f64 {
    for place in ["home", "scorecard", "coverage", "timeline", "team"] {
        let go = "document.querySelector(`[data-place=\"${arguments[0]}\"]`)?.click()";
        screen.run(go, &[json!(place)]).await;
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    millions::open(screen).await;
    for share in ["1", "0.5", "0.25", "0"] {
        let scroll =
            format!("{} view.scrollTop = view.scrollHeight * {share}", crate::tour::VIEWPORT);
        screen.run(&scroll, &[]).await;
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    web_process_megabytes()
}

/// Memory of the web processes that this test's window started: the newest ones.
fn web_process_megabytes() -> f64 {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let name = std::fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if name.trim() == "WebKitWebProces" {
            let number = entry.file_name().to_string_lossy().parse::<u32>().unwrap_or_default();
            let rollup = std::fs::read_to_string(entry.path().join("smaps_rollup"));
            found.push((number, proportional(&rollup.unwrap_or_default())));
        }
    }
    let newest = found.into_iter().max_by_key(|(number, _)| *number);
    newest.map_or(0.0, |(_, kilobytes)| kilobytes / 1024.0)
}

fn proportional(rollup: &str) -> f64 {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse().unwrap_or_default()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
