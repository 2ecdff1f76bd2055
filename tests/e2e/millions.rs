//! Two million rows in the real window: to the last one and back, filtered and sorted.

use crate::driver::{data_folder, in_window_at};
use crate::screen::Screen;
use crate::tour::{VIEWPORT, grouped};
use arrow::record_batch::RecordBatch;
use atalaya_core::archive::{Archive, Facts, Place, Subject, Swap, WindowState};
use atalaya_core::clock::{Clock, SystemClock};
use atalaya_core::reports::{Asked, Catalogue, Problems, RowSink, read_slice};
use atalaya_core::time::Window;
use chrono::Days;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

const REPORT: &str = "campaign_7";
const TITLE: &str = "AMD: detalle de contestadora";
const DAYS: u64 = 5;
/// Rows of an answer, and how often each day holds them.
const ROWS: usize = 8_000;
const TIMES: usize = 50;
const ALL: u64 = DAYS * ROWS as u64 * TIMES as u64;

/// An archive that holds the days up to yesterday, as fetches would have left them.
pub(crate) fn fill(folder: &Path) {
    let clock = SystemClock;
    let archive = Archive::open(folder, &clock).expect("a fresh archive");
    let zone = chrono_tz::America::Bogota;
    let operation = archive.add_operation("Millones", Place::Loopback(9), zone).expect("new").id;
    let report = Catalogue::built_in().named(REPORT).expect("known").clone();
    let params = report.complete(&Default::default()).expect("all campaigns");
    let subject = Subject { operation, report: REPORT.to_owned(), params: params.clone() };
    let today = clock.wall(zone).date();
    let days = (1..=DAYS).map(|before| Window::day(today - Days::new(before)));
    let windows = days.map(|window| {
        let asked = Asked { report: &report, params: &params, window };
        let mut rows: Vec<RecordBatch> = Vec::new();
        read_slice(&asked, answer(window).as_bytes(), &mut rows).expect("an answer");
        let mut staging = archive.stage(&subject, &report, window).expect("a segment");
        for batch in std::iter::repeat_n(&rows, TIMES).flatten() {
            RowSink::push(&mut staging, batch.clone()).expect("room");
        }
        let facts = Facts {
            state: WindowState::Held,
            closed: true,
            doubtful: false,
            fetched: clock.now(),
            reason: String::new(),
            problems: Problems::default(),
        };
        staging.finish(facts).expect("whole").into()
    });
    let windows = windows.collect();
    archive.commit(Swap { subject, grain: report.grain, windows }).expect("kept");
}

/// A day of calls: one in four reaches a person.
fn answer(window: Window) -> String {
    let row = |number: usize| {
        let at = window.from + chrono::Duration::seconds((number * 10) as i64);
        json!({
            "customer_id": format!("52{number:06}"),
            "campaign_id": format!("{}", 2101 + number % 4),
            "file_name": "amd.wav",
            "telephone": format!("300{number:07}"),
            "result": if number.is_multiple_of(4) { "HUMAN" } else { "MACHINE" },
            "date": at.format("%Y-%m-%d %H:%M:%S").to_string(),
        })
    };
    let rows: Vec<Value> = (0..ROWS).map(row).collect();
    json!({ "code": "200", "error": null, "msg": format!("{ROWS} records were found"),
            "data": rows })
    .to_string()
}

#[tokio::test]
async fn two_million_rows_to_the_end_and_back() {
    let home = tempfile::tempdir().expect("a folder");
    fill(&data_folder(home.path()));
    in_window_at("millions", home.path(), async |screen| {
        open(screen).await;
        filter_by(screen, "Máquina").await;
        screen.shows(&format!("{} filas · 1 filtro", grouped(ALL / 4 * 3))).await;
        results(screen, "Máquina").await;
        screen.click("button", "Quitar todos los filtros").await;
        shows_all(screen).await;
        results(screen, "Persona").await;
        reaches(screen, "view.scrollHeight", ALL - 1).await;
        screen.picture("last").await;
        reaches(screen, "view.scrollHeight / 2", ALL / 2).await;
        reaches(screen, "0", 0).await;
        reaches(screen, "view.scrollHeight / 3", ALL / 3).await;
        let begun = Instant::now();
        filter_by_person(screen).await;
        screen.shows(&format!("{} filas · 1 filtro", grouped(ALL / 4))).await;
        drawn(screen, 0).await;
        reaches(screen, "view.scrollHeight", ALL / 4 - 1).await;
        screen.picture("filtered").await;
        assert!(begun.elapsed().as_secs() < 60, "filtered within a minute on any machine");
        fails_without_old_rows(screen, home.path()).await;
    })
    .await;
}

/// Waits until every row on screen has that result.
async fn results(screen: &Screen, result: &str) {
    let script = format!(
        "const seen = [...document.querySelectorAll('.row-grid .ag-cell[col-id=result]')]
            .map(it => it.textContent).filter(Boolean);
        return seen.length > 5 && seen.every(it => it.includes('{result}'))"
    );
    let what = format!("shows rows with {result} only");
    screen.becomes(&what, async || screen.run(&script, &[]).await == true).await;
}

/// The rows of a question before must not stay where its successor has none.
async fn fails_without_old_rows(screen: &Screen, home: &Path) {
    reaches(screen, "0", 0).await;
    let files = data_folder(home).join("archive");
    std::fs::rename(&files, home.join("gone")).expect("segments that can be moved");
    screen.fill("Buscar en los textos", "3001").await;
    screen.shows("[ARC-").await;
    let left = "return document.querySelector('.row-grid').textContent.includes('Persona')";
    screen.becomes("shows no rows", async || screen.run(left, &[]).await == false).await;
    screen.no_longer_shows("[INT-").await;
}

/// Opens the report that holds them.
pub(crate) async fn open(screen: &Screen) {
    screen.click("button", TITLE).await;
    shows_all(screen).await;
}

pub(crate) async fn shows_all(screen: &Screen) {
    screen.shows(&format!("{} de filas", grouped(ALL))).await;
}

/// Scrolls, and waits until that row is drawn with its values.
async fn reaches(screen: &Screen, place: &str, row: u64) {
    // Again and again: the bar reaches that far only once the grid knows of all rows.
    let scroll = format!("{VIEWPORT} view.scrollTop = {place}");
    screen
        .becomes(&format!("shows row {row}"), async || {
            screen.run(&scroll, &[]).await;
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            is_drawn(screen, row).await
        })
        .await;
}

/// Waits until that row is drawn, without scrolling there.
async fn drawn(screen: &Screen, row: u64) {
    screen.becomes(&format!("begins at row {row}"), async || is_drawn(screen, row).await).await;
}

/// Half-way a row more or less is above the edge.
async fn is_drawn(screen: &Screen, row: u64) -> bool {
    let near = format!(
        "return [...document.querySelectorAll('.row-grid [row-index]')].some(it =>
            Math.abs(Number(it.getAttribute('row-index')) - {row}) < 30
            && it.querySelector('.ag-cell:not(.waiting)')?.textContent)"
    );
    screen.run(&near, &[]).await == true
}

pub(crate) async fn filter_by_person(screen: &Screen) {
    filter_by(screen, "Persona").await;
}

/// Shows the rows with that result only.
async fn filter_by(screen: &Screen, result: &str) {
    choose(screen, result).await;
    screen.click("button", "Aplicar 1 elegido").await;
}

/// The same up to the button that does it.
pub(crate) async fn choose(screen: &Screen, result: &str) {
    screen.run("document.querySelector('[aria-label=\"Filtrar Resultado\"]').click()", &[]).await;
    screen.shows("Solo estos").await;
    screen.click_in_dialog(result).await;
    screen.shows("Aplicar 1 elegido").await;
}
