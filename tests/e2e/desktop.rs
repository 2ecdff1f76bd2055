//! What the window asks of the desktop: the clipboard, a restart, a place on the screen.

use crate::driver::{data_folder, in_window, in_window_at, in_window_of_user};
use crate::place::{Area, corrected};
use crate::process::{PROGRAM, until};
use crate::screen::Screen;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// A grey dot.
const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

/// Control and V.
const PASTE: &str = "\u{e009}v\u{e000}";

async fn call(screen: &Screen, name: &str, payload: Value) -> Result<Value, Value> {
    screen.invoke("call", json!({ "name": name, "payload": payload })).await
}

/// What a paste into the page brings: types, plain text, HTML.
pub(crate) async fn pasted(screen: &Screen) -> Value {
    let listen = "document.querySelector('#paste')?.remove();
        const field = document.createElement('div'); field.id = 'paste';
        field.contentEditable = 'true'; field.textContent = '.';
        field.setAttribute('style', 'position: fixed; z-index: 9999; top: 0');
        window.pasted = null;
        field.addEventListener('paste', (event) => { const data = event.clipboardData;
            const told = { types: [...data.types], files: data.files.length,
                text: data.getData('text/plain'), html: data.getData('text/html') };
            setTimeout(() => { told.pictures = field.querySelectorAll('img').length;
                told.after = field.innerHTML; window.pasted = told; }, 300); });
        document.body.append(field); field.focus();";
    screen.run(listen, &[]).await;
    screen.type_into("#paste", PASTE).await;
    screen
        .becomes("was pasted into", async || {
            !screen.run("return window.pasted", &[]).await.is_null()
        })
        .await;
    screen.run("return window.pasted", &[]).await
}

#[tokio::test]
async fn tables_texts_and_pictures_are_copied() {
    in_window("clipboard", async |screen| {
        let html = "<table><tr><td>Año</td><td>7</td></tr></table>";
        call(screen, "copy_text", json!({ "text": "Año\t7", "html": html })).await.expect("copied");
        let table = pasted(screen).await;
        assert_eq!(table["text"], "Año\t7");
        assert!(
            table["html"].as_str().is_some_and(|html| html.contains("<td>Año</td>")),
            "{table}"
        );

        call(screen, "copy_text", json!({ "text": "ñandú", "html": null })).await.expect("copied");
        let text = pasted(screen).await;
        assert_eq!((&text["text"], &text["html"]), (&json!("ñandú"), &json!("")));

        let png = format!("data:image/png;base64,{DOT}");
        call(screen, "copy_picture", json!({ "name": "", "png": png })).await.expect("copied");
        let picture = pasted(screen).await;
        assert_eq!(picture["pictures"], 1, "{picture}");

        // Right in its frame, damaged within: the system's own reader decides.
        let broken = format!("data:image/png;base64,{}", DOT.replace("nGNo", "AAAA"));
        let refused = call(screen, "copy_picture", json!({ "name": "", "png": broken })).await;
        assert_eq!(refused.expect_err("no picture")["code"], "SYS-1");
    })
    .await;
}

/// Processes of our program over that archive.
fn windows_on(data: &Path) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").expect("processes").flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let ours = |number: &u32| {
        let program = std::fs::read_link(format!("/proc/{number}/exe")).ok();
        let environment = std::fs::read(format!("/proc/{number}/environ")).unwrap_or_default();
        let wanted = format!("ATALAYA_DATA_DIR={}", data.display());
        program.is_some_and(|program| program == Path::new(PROGRAM))
            && environment.split(|byte| *byte == 0).any(|line| line == wanted.as_bytes())
    };
    numbers.filter(ours).collect()
}

#[tokio::test]
async fn a_restart_opens_the_same_archive_anew() {
    let home = tempfile::tempdir().expect("a folder");
    let data = data_folder(home.path());
    in_window_at("restart", home.path(), async |screen| {
        call(screen, "app_info", json!({})).await.expect("it works");
        let first = windows_on(&data);
        assert_eq!(first.len(), 1);
        // Later, so that the driver still hears of its script's end.
        let restart = "setTimeout(() => window.__TAURI_INTERNALS__.invoke('call',
            { name: 'restart', payload: {} }), 200); return true";
        screen.run(restart, &[]).await;
        until("another process took over", Duration::from_secs(20), || {
            let now = windows_on(&data);
            now.len() == 1 && now != first
        });
    })
    .await;
}

#[tokio::test]
async fn a_place_on_a_lost_screen_is_corrected() {
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join(".config/app.atalaya.desktop");
    std::fs::create_dir_all(&config).expect("a new folder");
    let kept = json!({ "main": { "width": 1300, "height": 800, "x": 5000, "y": 4000, "prev_x": 0,
        "prev_y": 0, "maximized": false, "visible": true, "decorated": true, "fullscreen": false } });
    std::fs::write(config.join("window.json"), kept.to_string()).expect("a new file");
    in_window_of_user("place", home.path(), async |screen| {
        screen
            .becomes("stands on the screen", async || {
                let (x, y, width, height) = screen.place().await;
                (0..1500).contains(&x) && (0..900).contains(&y) && (width, height) == (1300, 800)
            })
            .await;
    })
    .await;
}

const SCREENS: [Area; 2] = [
    Area { x: 0, y: 0, width: 1920, height: 1080 },
    Area { x: 1920, y: -200, width: 1280, height: 1024 },
];

fn area(x: i32, y: i32, width: u32, height: u32) -> Area {
    Area { x, y, width, height }
}

#[test]
fn a_window_whose_title_can_be_seen_stays() {
    for window in [
        area(0, 0, 1920, 1080),
        area(100, 50, 1440, 900),
        area(1700, 1000, 1440, 900), // mostly outside, but its title is there
        area(-1300, 10, 1440, 900),
        area(2000, -150, 1200, 800),
    ] {
        assert_eq!(corrected(window, &SCREENS), None, "{window:?}");
    }
    assert_eq!(corrected(area(9000, 9000, 100, 100), &[]), None, "no screen is known");
}

#[test]
fn any_other_comes_to_the_middle_no_larger_than_the_screen() {
    for (window, better) in [
        (area(5000, 4000, 1300, 800), area(310, 140, 1300, 800)),
        (area(100, -60, 1300, 800), area(310, 140, 1300, 800)), // its title is above the screen
        (area(-1350, 10, 1440, 900), area(240, 90, 1440, 900)),
        (area(0, 0, 3840, 2160), area(0, 0, 1920, 1080)),
        (area(2000, -200, 1400, 900), area(1920, -138, 1280, 900)),
        (area(i32::MAX, i32::MAX, u32::MAX, u32::MAX), area(0, 0, 1920, 1080)),
    ] {
        assert_eq!(corrected(window, &SCREENS), Some(better), "{window:?}");
    }
}
