//! Pictures and texts: saved, copied, refused.

use super::desk::{Copied, Desk, at_desk, names_in};
use crate::support::world::World;
use atalaya_core::Code;
use atalaya_core::api::types::{
    CopyRequest, Nothing, Picture, SavedFile, Setting, SettingKey, TextFile, TicketKey,
};
use serde_json::json;
use std::sync::Arc;

/// A grey dot.
const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

fn picture(name: &str, base64: &str) -> Picture {
    Picture { name: name.to_owned(), png: format!("data:image/png;base64,{base64}") }
}

fn text(name: &str, text: &str) -> TextFile {
    TextFile { name: name.to_owned(), text: text.to_owned() }
}

#[tokio::test]
async fn a_picture_is_saved_where_the_user_says_and_shown_there() {
    let (world, desk, app) = at_desk().await;
    let folder = world.folder.path().join("Informes");
    std::fs::create_dir(&folder).expect("a new folder");
    let target = folder.join("Marzo.png");
    std::fs::write(&target, "an older picture").expect("writable");
    desk.answers(&target);
    let saved = app.save_picture(picture("Llamadas/día: 18", DOT)).await.expect("saved");
    assert_eq!(desk.seen().asked, ["Llamadas día 18.png"]);
    let bytes = std::fs::read(&target).expect("the picture");
    assert!(bytes.starts_with(b"\x89PNG") && saved.bytes == bytes.len() as u64);
    assert_eq!((saved.name.as_str(), saved.folder.as_str()), ("Marzo.png", "Informes"));
    assert_eq!(names_in(&folder), ["Marzo.png"]);
    app.show_export(TicketKey { ticket: saved.ticket }).await.expect("shown");
    assert_eq!(desk.seen().revealed, [target]);
}

#[tokio::test]
async fn a_closed_dialog_saves_nothing() {
    let (_world, desk, app) = at_desk().await;
    desk.closes();
    let saved = app.save_text(text("figures.csv", "a;b")).await.expect("no error");
    assert_eq!(saved, SavedFile::default());
    assert_eq!(desk.seen().asked, ["figures.csv"]);
}

#[tokio::test]
async fn a_missing_ending_is_added_and_never_hits_another_file() {
    let (world, desk, app) = at_desk().await;
    let folder = world.folder.path();
    std::fs::write(folder.join("Marzo 2.5.csv"), "somebody's").expect("writable");
    desk.answers(folder.join("Marzo 2.5"));
    let saved = app.save_text(text("x.CSV", "día;n\r\n")).await.expect("saved");
    assert_eq!(saved.name, "Marzo 2.5 (2).csv");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a text");
    assert_eq!(read("Marzo 2.5 (2).csv"), "día;n\r\n");
    assert_eq!(read("Marzo 2.5.csv"), "somebody's");
    let place = folder.join("gone/x.csv");
    desk.answers(place);
    let nowhere = app.save_text(text("x.csv", "a")).await.expect_err("no such folder");
    assert_eq!(nowhere.code(), Code::ExportPlace);
    assert!(!format!("{:?}", nowhere.params()).contains("gone"), "no folder crosses");
}

#[tokio::test]
async fn what_is_no_picture_or_text_is_refused_before_anything_is_asked() {
    let (_world, desk, app) = at_desk().await;
    let endless = "A".repeat(24 * 1024 * 1024);
    let mut huge = String::from("iVBORw0KGgoAAAANSUhEUgAB");
    huge.push_str("AAAAAQAACAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
    let refused = ["", "AAAA", "not base64", &DOT[..60], &endless, &huge];
    for base64 in refused {
        let error = app.save_picture(picture("x", base64)).await.expect_err("no picture");
        assert_eq!(error.code(), Code::Usage, "{}", base64.len());
        let error = app.copy_picture(picture("x", base64)).await.expect_err("no picture");
        assert_eq!(error.code(), Code::Usage);
    }
    let other = Picture { name: "x".into(), png: format!("data:image/svg+xml;base64,{DOT}") };
    assert_eq!(app.copy_picture(other).await.expect_err("no PNG").code(), Code::Usage);
    for name in ["x.exe", "x.html", "x.csv.sh"] {
        let error = app.save_text(text(name, "a")).await.expect_err("another ending");
        assert_eq!(error.code(), Code::Usage, "{name}");
    }
    let long = "a".repeat(16 * 1024 * 1024 + 1);
    assert_eq!(app.save_text(text("x.txt", &long)).await.expect_err("long").code(), Code::Usage);
    let copy = CopyRequest { text: String::new(), html: Some(long) };
    assert_eq!(app.copy_text(copy).await.expect_err("long").code(), Code::Usage);
    let seen = desk.seen();
    assert!(seen.asked.is_empty() && seen.copied.is_empty());
}

#[tokio::test]
async fn names_that_no_system_takes_become_others() {
    let (_world, desk, app) = at_desk().await;
    desk.closes();
    for name in ["CON", "..", "a/../../b", "", "x".repeat(400).as_str()] {
        app.save_picture(picture(name, DOT)).await.expect("closed");
    }
    let asked = std::mem::take(&mut desk.seen().asked);
    let long = format!("{}.png", "x".repeat(100));
    assert_eq!(asked, ["Atalaya.png", "Atalaya.png", "a .. .. b.png", "Atalaya.png", &long]);
}

#[tokio::test]
async fn text_and_pictures_reach_the_clipboard() {
    let (_world, desk, app) = at_desk().await;
    let html = Some("<table><tr><td>1</td></tr></table>".to_owned());
    app.copy_text(CopyRequest { text: "1\t2".into(), html: html.clone() }).await.expect("copied");
    app.copy_text(CopyRequest { text: "ñ".into(), html: None }).await.expect("copied");
    app.copy_picture(picture("", DOT)).await.expect("copied");
    let seen = desk.seen();
    assert_eq!(
        seen.copied[..2],
        [Copied::Text("1\t2".into(), html), Copied::Text("ñ".into(), None)]
    );
    assert!(matches!(&seen.copied[2], Copied::Picture(png) if png.starts_with(b"\x89PNG")));
}

#[tokio::test]
async fn a_surface_without_a_desktop_says_so() {
    let world = World::with_days(1).await;
    let copy = json!({ "text": "a", "html": null });
    let dot = json!({ "name": "a", "png": format!("data:image/png;base64,{DOT}") });
    for (name, request) in [
        ("copy_text", copy),
        ("copy_picture", dot),
        ("print", json!({})),
        ("restart", json!({})),
        ("read_view_file", json!({})),
        ("choose_export_folder", json!({})),
        ("restore", json!({})),
    ] {
        let error = world.app.call(name, request).await.expect_err(name);
        assert_eq!(error.code(), Code::Desktop, "{name}");
    }
}

#[tokio::test]
async fn print_and_restart_reach_the_desktop() {
    let (_world, desk, app) = at_desk().await;
    app.print(Nothing {}).await.expect("printed");
    app.restart(Nothing {}).await.expect("restarted");
    let seen = desk.seen();
    assert_eq!((seen.prints, seen.restarts), (1, 1));
}

#[tokio::test]
async fn the_folder_of_workbooks_is_chosen_and_told_by_its_name() {
    let (world, desk, app) = at_desk().await;
    let usual = app.export_folder(Nothing {}).await.expect("a folder").name;
    let reports = world.folder.path().join("Reportes");
    std::fs::create_dir(&reports).expect("a new folder");
    desk.closes();
    assert_eq!(app.choose_export_folder(Nothing {}).await.expect("as it was").name, usual);
    desk.answers(&reports);
    assert_eq!(app.choose_export_folder(Nothing {}).await.expect("chosen").name, "Reportes");
    assert_eq!(app.export_folder(Nothing {}).await.expect("kept").name, "Reportes");
    app.choose_export_folder(Nothing {}).await.expect("again");
    assert_eq!(desk.seen().asked.last(), Some(&reports.display().to_string()));
    std::fs::remove_dir(&reports).expect("removable");
    assert_eq!(app.export_folder(Nothing {}).await.expect("it is gone").name, usual);
}

#[tokio::test]
async fn the_surface_hears_of_settings_that_it_needs_at_the_start() {
    let (world, desk, app) = at_desk().await;
    let set = |value: Option<&str>| Setting {
        key: "safe_graphics".into(),
        value: value.map(str::to_owned),
    };
    app.set_setting(set(Some("true"))).await.expect("kept");
    app.set_setting(set(None)).await.expect("forgotten");
    let told = [Some("true".to_owned()), None].map(|value| ("safe_graphics".to_owned(), value));
    assert_eq!(desk.seen().settings, told);

    let stubborn = Arc::new(Desk::without_settings());
    let other = world.seen_by(stubborn);
    other.set_setting(set(Some("true"))).await.expect_err("the surface could not keep it");
    let key = SettingKey { key: "safe_graphics".into() };
    assert_eq!(other.setting(key).await.expect("asked").value, None);
}
