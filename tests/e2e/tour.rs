//! A manager's first day: sample data, fetch, look, filter, sort, export, close, open again.

use crate::driver::in_window_at;
use crate::screen::Screen;
use calamine::{Data, Xlsx, open_workbook};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const REPORT: &str = "AMD: detalle de contestadora";
/// Column of the detector's verdict in the grid: the fifth of the report.
const VERDICT: &str = "result";

/// The scrolling part of the grid.
pub(crate) const VIEWPORT: &str = "const view = [...document.querySelectorAll('.row-grid *')]
    .find(it => it.scrollHeight > it.clientHeight * 2 && it.clientHeight > 100
        && /(auto|scroll)/.test(getComputedStyle(it).overflowY));";

#[tokio::test]
async fn from_the_first_start_to_the_workbook() {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at("tour", home.path(), async |screen| {
        screen.text("Explorar con datos de ejemplo").await;
        screen.picture("1-doors").await;
        let operation = open_sample(screen).await;
        screen.click("button", REPORT).await;
        screen.shows("Este período todavía no se ha traído").await;
        screen.picture("2-nothing-held").await;
        fetch_period(screen).await;

        let all = total(screen, &operation, &[]).await;
        screen.shows(&format!("{} filas", grouped(all))).await;
        screen.picture("4-full").await;
        scroll_to_the_end(screen, all).await;
        screen.picture("5-last-rows").await;

        let humans = json!([{ "column": VERDICT, "tests": [{ "op": "in", "values": ["human"] }] }]);
        let expected = total(screen, &operation, humans.as_array().expect("a list")).await;
        assert!(expected > 0 && expected < all, "{expected} of {all} rows are of persons");
        filter_by_person(screen).await;
        screen.shows(&format!("{} filas · 1 filtro", grouped(expected))).await;
        sort_by_time_descending(screen).await;
        screen.picture("6-filtered-sorted").await;

        let file = export(screen, home.path()).await;
        screen.picture("7-exported").await;
        let verdicts = column_of(&file, "Resultado");
        assert_eq!(verdicts.len() as u64, expected, "rows of the workbook");
        assert!(verdicts.iter().all(|verdict| verdict.eq_ignore_ascii_case("human")));
        keeps_its_style_sheets(screen).await;
    })
    .await;
    opens_again_where_it_was(home.path()).await;
}

/// A report left and opened again changes no style sheet of the page: whenever one goes, WebKit makes
/// every font anew and keeps those before, a megabyte at a time.
async fn keeps_its_style_sheets(screen: &Screen) {
    let found = "window.sheets = [...document.querySelectorAll('head style')];
        return window.sheets.length";
    assert!(screen.run(found, &[]).await.as_u64() > Some(5), "the grid makes style sheets");
    screen.run("document.querySelector('[data-place=home]').click()", &[]).await;
    screen.no_longer_shows("1 filtro").await;
    screen.click("button", REPORT).await;
    screen.shows("filas · ").await;
    let same = "const now = [...document.querySelectorAll('head style')];
        return now.length === window.sheets.length && now.every(it => window.sheets.includes(it))";
    assert_eq!(screen.run(same, &[]).await, true, "style sheets went or came");
}

/// After a restart the last view is back with its filter and its rows, without asking for them again.
async fn opens_again_where_it_was(home: &Path) {
    in_window_at("tour-again", home, async |screen| {
        screen.shows("filas · 1 filtro").await;
        screen.no_longer_shows("todavía no se ha traído").await;
        screen.picture("held").await;
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_fetch_keeps_what_arrived() {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at("cancel", home.path(), async |screen| {
        let operation = open_sample(screen).await;
        let (from, to) = period(screen, 50).await;
        let request =
            json!({ "operation": operation, "report": "agent_9", "from": from, "to": to });
        let run = call(screen, "fetch", request.clone()).await["run"].clone();
        screen
            .becomes("keeps some days", async || {
                call(screen, "runs", json!({})).await["runs"][0]["done"].as_u64() >= Some(2)
            })
            .await;
        call(screen, "pause_run", json!({ "run": run })).await;
        screen.click("button", "1 descarga en curso").await;
        screen.shows("En pausa").await;
        screen.picture("paused").await;
        screen.click("button", "Cancelar").await;
        screen.shows("Se canceló; lo ya traído queda guardado").await;
        screen.picture("cancelled").await;
        let ended = call(screen, "cancel_run", json!({ "run": run })).await;
        assert_eq!(ended["state"], "cancelled");
        let days = call(screen, "coverage", request).await["days"].clone();
        let of = |state: &str| {
            days.as_array().expect("days").iter().filter(|day| day["state"] == state).count() as u64
        };
        let kept = of("held") + of("empty") + of("open");
        assert_eq!(kept, ended["done"].as_u64().expect("a number"), "what was done is kept");
        assert!(of("never") > 0, "it was cancelled before its end");
    })
    .await;
}

#[tokio::test]
async fn wiping_the_sample_leads_back_to_the_doors() {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at("wipe", home.path(), async |screen| {
        open_sample(screen).await;
        screen.shows("Datos de ejemplo").await;
        screen.click("button", "Borrar los datos de ejemplo").await;
        screen.picture("asked").await;
        screen.click_in_dialog("Borrar").await;
        screen.shows("Explorar con datos de ejemplo").await;
        let left = call(screen, "operations", json!({})).await;
        assert_eq!(left["operations"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_hostile_server_name_is_refused_in_words() {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at("hostile", home.path(), async |screen| {
        screen.text("Conectar mi operación").await.click().await.expect("a door");
        screen.fill("Nombre de la operación", "Ventas").await;
        screen.click("button", "Continuar").await;
        screen.fill("Código del servidor", "0015.wolkvox.com.example.net").await;
        screen.shows("[SRV-1]").await;
        screen.picture("server").await;
    })
    .await;
}

pub(crate) async fn open_sample(screen: &Screen) -> String {
    screen.text("Explorar con datos de ejemplo").await.click().await.expect("a door");
    screen.shows("Datos de ejemplo").await;
    let operations = call(screen, "operations", json!({})).await;
    operations["operations"][0]["id"].as_str().expect("an id").to_owned()
}

async fn fetch_period(screen: &Screen) {
    screen.click("button", "Traer este período…").await;
    screen.shows("Consultas necesarias").await;
    screen.shows("Traer con").await;
    screen.picture("3-plan").await;
    screen.text("Traer con").await.click().await.expect("it starts");
    screen.shows("Todo quedó guardado").await;
    screen.picture("3-fetched").await;
    screen.click("button", "Listo").await;
}

/// Rows of the last seven days as the core counts them.
async fn total(screen: &Screen, operation: &str, filters: &[Value]) -> u64 {
    let (from, to) = period(screen, 7).await;
    let table = json!({ "operation": operation, "report": "campaign_7", "from": from, "to": to });
    let request = json!({ "request": { "table": table, "narrowing": { "filters": filters },
        "offset": 0, "limit": 1 } });
    let answer = screen.invoke("rows", request).await.expect("rows");
    let text = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    answer["total"].as_u64().expect("a number")
}

/// The days up to yesterday, in the operation's zone.
pub(crate) async fn period(screen: &Screen, days: u64) -> (String, String) {
    let operations = call(screen, "operations", json!({})).await;
    let today = operations["operations"][0]["today"].as_str().expect("a date").to_owned();
    let before = "const day = new Date(arguments[0] + 'T00:00:00Z');
        day.setUTCDate(day.getUTCDate() - arguments[1]); return day.toISOString().slice(0, 10)";
    let from = screen.run(before, &[json!(today), json!(days)]).await;
    let to = screen.run(before, &[json!(today), json!(1)]).await;
    (from.as_str().expect("a date").to_owned(), to.as_str().expect("a date").to_owned())
}

pub(crate) async fn call(screen: &Screen, name: &str, payload: Value) -> Value {
    let answer = screen.invoke("call", json!({ "name": name, "payload": payload })).await;
    answer.unwrap_or_else(|error| panic!("{name}: {error}"))
}

async fn scroll_to_the_end(screen: &Screen, rows: u64) {
    let down = format!("{VIEWPORT} view.scrollTop = view.scrollHeight");
    screen.run(&down, &[]).await;
    let last = format!(
        "return document.querySelectorAll(\
         '.row-grid [row-index=\"{}\"] .ag-cell:not(.waiting)').length > 0",
        rows - 1
    );
    screen.becomes("shows the last row", async || screen.run(&last, &[]).await == true).await;
    screen.run(&format!("{VIEWPORT} view.scrollTop = 0"), &[]).await;
}

/// Through the head's funnel, which shows when the pointer is on the head.
async fn filter_by_person(screen: &Screen) {
    let open = "document.querySelector('[aria-label=\"Filtrar Resultado\"]').click()";
    screen.run(open, &[]).await;
    screen.shows("Solo estos").await;
    screen.picture("6-filter").await;
    screen.click_in_dialog("Persona").await;
    screen.click("button", "Aplicar 1 elegido").await;
}

async fn sort_by_time_descending(screen: &Screen) {
    let click = "[...document.querySelectorAll('.head-sort')]
        .find(it => it.textContent.startsWith('Fecha y hora')).click()";
    let sorted = "return document.querySelector('.ag-header-cell[col-id=date]')\
        .getAttribute('aria-sort')";
    for wanted in ["ascending", "descending"] {
        screen.run(click, &[]).await;
        screen
            .becomes(&format!("sorts {wanted}"), async || screen.run(sorted, &[]).await == wanted)
            .await;
    }
    let moments = "const cells = document.querySelectorAll(
            '.row-grid [row-index] [col-id=date]:not(.waiting)');
        return [...cells].map(it => [Number(it.closest('[row-index]').getAttribute('row-index')),
            it.textContent]).sort((a, b) => a[0] - b[0]).slice(0, 5).map(it => it[1])";
    screen
        .becomes("shows the latest first", async || {
            let shown = screen.run(moments, &[]).await;
            shown.as_array().is_some_and(|list| list.len() == 5 && list[0].as_str() > Some(""))
        })
        .await;
}

/// Exports to the remembered folder, which is the home while none is remembered.
async fn export(screen: &Screen, home: &Path) -> PathBuf {
    screen.click("button", "Exportar").await;
    screen.text("Como la última vez").await.click().await.expect("an entry");
    screen.shows("Mostrar en la carpeta").await;
    let mut files = std::fs::read_dir(home)
        .expect("the home")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    let file = files.next().expect("a workbook in the home folder");
    assert_eq!(files.next(), None, "one workbook, and nothing temporary");
    file
}

/// The texts of a column of the report's table, which is the longest one, without its total.
fn column_of(file: &Path, header: &str) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook(file).expect("a workbook");
    workbook.load_tables().expect("its tables");
    let names: Vec<String> = workbook.table_names().into_iter().cloned().collect();
    let tables = names.iter().map(|name| workbook.table_by_name(name).expect("the table"));
    let table = tables.max_by_key(|table| table.data().height()).expect("a table");
    let place = table.columns().iter().position(|column| column == header).expect("the column");
    let text = |row: &[Data]| row[place].to_string();
    table.data().rows().map(text).filter(|text| !text.is_empty()).collect()
}

/// A number as it is written in Spanish: 12.345.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 && number < 1_000 {
        return digits;
    }
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}
