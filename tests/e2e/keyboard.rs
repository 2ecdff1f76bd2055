//! The whole job without a pointer: every key is pressed in the real window, nothing is clicked.

use crate::desktop::pasted;
use crate::driver::in_window_at;
use crate::screen::Screen;
use serde_json::{Value, json};
use std::path::Path;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const SHIFT_DOWN: &str = "\u{e008}\u{e015}";
const ALT_DOWN: &str = "\u{e00a}\u{e015}";
const DOWN: &str = "\u{e015}";
const RIGHT: &str = "\u{e014}";
const SPACE: &str = " ";
const NEXT_PART: &str = "\u{e036}";

/// Far more presses than any walk to a button takes.
const FAR: usize = 90;

/// How what has the focus is called.
const FOCUSED: &str = "const at = document.activeElement;
    return (at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent || '')
        .replace(/\\s+/g, ' ').trim();";

fn control(key: &str) -> String {
    format!("\u{e009}{key}")
}

#[tokio::test]
async fn the_whole_job_by_keys_alone() {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at("keyboard", home.path(), async |screen| {
        screen.shows("Explorar con datos de ejemplo").await;
        walk_to(screen, "Explorar con datos de ejemplo").await;
        screen.press(ENTER).await;
        screen.shows("Empiece por traer un reporte").await;
        open_report(screen).await;
        fetch(screen).await;
        filter_by_value(screen).await;
        take_back_and_again(screen).await;
        sort(screen).await;
        copy_rows(screen).await;
        save_the_view(screen).await;
        export(screen, home.path()).await;
    })
    .await;
}

/// The palette finds a report by a part of its name.
async fn open_report(screen: &Screen) {
    screen.press(&control("k")).await;
    focused(screen, |name| name == "Buscar o hacer").await;
    write(screen, "contestadora").await;
    screen.shows("AMD: detalle de contestadora").await;
    screen.picture("palette").await;
    screen.press(ENTER).await;
    screen.shows("Este período todavía no se ha traído").await;
}

async fn fetch(screen: &Screen) {
    walk_to(screen, "Traer este período…").await;
    screen.press(ENTER).await;
    screen.shows("Consultas necesarias").await;
    screen.shows("Traer con").await;
    walk_to(screen, "Traer con").await;
    screen.press(ENTER).await;
    screen.shows("Todo quedó guardado").await;
    walk_to(screen, "Listo").await;
    screen.press(ENTER).await;
    screen.shows("sin filtros").await;
}

/// From the head of a column: its values are searched, one is chosen and applied.
async fn filter_by_value(screen: &Screen) {
    walk_to_head(screen, "result").await;
    screen.press(ALT_DOWN).await;
    screen.shows("Solo estos").await;
    write(screen, "pers").await;
    walk_to(screen, "Persona").await;
    screen.press(SPACE).await;
    walk_to(screen, "Aplicar 1 elegido").await;
    screen.press(ENTER).await;
    screen.shows("filas · 1 filtro").await;
    screen.picture("filtered").await;
}

async fn take_back_and_again(screen: &Screen) {
    screen.press(&control("z")).await;
    screen.shows("sin filtros").await;
    screen.press(&control("y")).await;
    screen.shows("filas · 1 filtro").await;
}

async fn sort(screen: &Screen) {
    walk_to_head(screen, "date").await;
    let sorted =
        "return document.querySelector('.ag-header-cell[col-id=date]').getAttribute('aria-sort')";
    for wanted in ["ascending", "descending"] {
        screen.press(ENTER).await;
        screen
            .becomes(&format!("sorts {wanted}"), async || screen.run(sorted, &[]).await == wanted)
            .await;
    }
}

/// Three cells, one below the other, come out as three lines.
async fn copy_rows(screen: &Screen) {
    let shown = "return document.querySelector('.rows').getAttribute('aria-busy') === 'false'
        && document.querySelectorAll('.row-grid .ag-cell:not(.waiting)').length > 9";
    screen.becomes("shows rows", async || screen.run(shown, &[]).await == true).await;
    screen.press(DOWN).await;
    screen.press(SHIFT_DOWN).await;
    screen.press(SHIFT_DOWN).await;
    screen.press(&control("c")).await;
    screen.shows("3 filas copiadas").await;
    let copied = pasted(screen).await;
    let text = copied["text"].as_str().unwrap_or_default();
    assert_eq!(text.trim_end().lines().count(), 3, "three cells: {text:?}");
    screen.run("document.querySelector('#paste').remove()", &[]).await;
}

async fn save_the_view(screen: &Screen) {
    screen.press(&control("s")).await;
    screen.shows("Guardar vista").await;
    focused(screen, |name| name.contains("Nombre")).await;
    screen.press(&control("a")).await;
    write(screen, "Personas del mes").await;
    screen.press(ENTER).await;
    screen.shows("Personas del mes").await;
    let kept = screen.invoke("call", json!({ "name": "views", "payload": {} })).await;
    assert_eq!(kept.expect("views")["views"][0]["name"], "Personas del mes");
}

async fn export(screen: &Screen, home: &Path) {
    screen.press(&control("e")).await;
    screen.shows("Exportar a Excel").await;
    screen.picture("export").await;
    walk_to(screen, "Escribir").await;
    screen.press(ENTER).await;
    screen.shows("Mostrar en la carpeta").await;
    let books = std::fs::read_dir(home).expect("the home").filter(|entry| {
        let path = entry.as_ref().expect("an entry").path();
        path.extension().is_some_and(|ending| ending == "xlsx")
    });
    assert_eq!(books.count(), 1, "a workbook in the home folder");
}

/// Tab by tab, until what has the focus is called so.
async fn walk_to(screen: &Screen, name: &str) {
    let mut seen = Vec::new();
    for _ in 0..FAR {
        let at = text(screen.run(FOCUSED, &[]).await);
        if at.starts_with(name) {
            return;
        }
        seen.push(at);
        screen.press(TAB).await;
    }
    screen.picture("lost").await;
    panic!("Tab never comes to '{name}'; it went over {seen:?}");
}

/// F6 leads to the rows; within the heads the arrows lead to the column.
async fn walk_to_head(screen: &Screen, column: &str) {
    let at_head =
        "return document.activeElement.closest('.ag-header-cell')?.getAttribute('col-id')";
    let mut part = 0;
    while screen.run("return !!document.activeElement.closest('.row-grid')", &[]).await != true {
        part += 1;
        assert!(part < 12, "F6 never comes to the rows");
        screen.press(NEXT_PART).await;
    }
    let mut presses = 0;
    while screen.run(at_head, &[]).await != column {
        presses += 1;
        assert!(presses < FAR, "the arrows never come to the head of {column}");
        screen.press(RIGHT).await;
    }
}

/// Waits until what has the focus is called so.
async fn focused(screen: &Screen, is_so: impl Fn(&str) -> bool) {
    screen.becomes("moves the focus", async || is_so(&text(screen.run(FOCUSED, &[]).await))).await;
}

async fn write(screen: &Screen, words: &str) {
    for letter in words.chars() {
        screen.press(&letter.to_string()).await;
    }
}

fn text(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
