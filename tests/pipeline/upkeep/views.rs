//! Views as files.

use super::desk::at_desk;
use atalaya_core::api::types::{NewView, Nothing, ViewFile, ViewKey};
use atalaya_core::{Code, Error};

const BODY: &str = r#"{"place":"report/agent_13","filters":[{"column":"time","from":30}]}"#;

#[tokio::test]
async fn a_shared_view_comes_back_as_it_was() {
    let (world, desk, app) = at_desk().await;
    let view = NewView { name: "Lunes: pausas".into(), body: BODY.into(), replace: false };
    let view = app.save_view(view).await.expect("saved");
    let target = world.folder.path().join("Lunes.atalaya-view");
    desk.answers(&target);
    let file = app.share_view(ViewKey { id: view.id }).await.expect("written");
    assert_eq!(file.name, "Lunes.atalaya-view");
    let read = app.read_view_file(Nothing {}).await.expect("read");
    assert!(read.chosen && read.name == "Lunes: pausas");
    let same = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(same(&read.body), same(BODY));
    assert_eq!(desk.seen().asked, ["Lunes pausas.atalaya-view", "atalaya-view"]);
    assert_eq!(app.archive().views().expect("views").len(), 1, "reading saves nothing");
    desk.closes();
    assert_eq!(app.read_view_file(Nothing {}).await.expect("closed"), ViewFile::default());
    let none = app.share_view(ViewKey { id: 99 }).await.expect_err("no such view");
    assert_eq!(none.code(), Code::NotFound);
}

#[tokio::test]
async fn a_file_that_is_no_view_is_refused_with_its_reason() {
    let (world, desk, app) = at_desk().await;
    let path = world.folder.path().join("Persona Tres.atalaya-view");
    desk.answers(&path);
    let whole = format!(r#"{{"atalaya_view":1,"name":"a","body":{BODY}}}"#);
    let large = format!(r#"{{"atalaya_view":1,"name":"{}","body":{{}}}}"#, "a".repeat(1024 * 1024));
    for (content, code, word) in [
        (large.as_str(), Code::NotOurs, "larger"),
        ("", Code::NotOurs, "not a view"),
        ("PK\u{3}\u{4}", Code::NotOurs, "not a view"),
        (r#"{"version":3}"#, Code::NotOurs, "not a view"),
        (r#"{"atalaya_view":0,"name":"a","body":{}}"#, Code::NotOurs, "not a view"),
        (r#"{"atalaya_view":1,"name":"a","body":"text"}"#, Code::NotOurs, "damaged"),
        (r#"{"atalaya_view":1,"name":"a"}"#, Code::NotOurs, "damaged"),
        (&whole[..whole.len() - 1], Code::NotOurs, "not a view"),
        (r#"{"atalaya_view":2,"anything":[]}"#, Code::ArchiveNewer, "newer"),
    ] {
        std::fs::write(&path, content).expect("writable");
        let error = app.read_view_file(Nothing {}).await.expect_err(word);
        assert_eq!(error.code(), code, "{word}");
        assert!(error.detail().contains(word), "{word}: {}", error.detail());
        assert_eq!(fact(&error, "file"), Some("Persona Tres.atalaya-view"), "a name, no path");
    }
    std::fs::remove_file(&path).expect("removable");
    let gone = app.read_view_file(Nothing {}).await.expect_err("gone");
    assert_eq!((gone.code(), fact(&gone, "file").is_some()), (Code::Disk, true));
}

#[tokio::test]
async fn the_name_in_a_file_becomes_one_short_line() {
    let (world, desk, app) = at_desk().await;
    let path = world.folder.path().join("Viernes.atalaya-view");
    desk.answers(&path);
    let long = "ñ".repeat(300);
    let short = "ñ".repeat(80);
    for (name, shown) in [("  a\\n\\u0007 b ", "a b"), (" ", "Viernes"), (&long, short.as_str())] {
        let content = format!(r#"{{"atalaya_view":1,"name":"{name}","body":{{}}}}"#);
        std::fs::write(&path, content).expect("writable");
        assert_eq!(app.read_view_file(Nothing {}).await.expect("read").name, shown);
    }
}

fn fact<'a>(error: &'a Error, name: &str) -> Option<&'a str> {
    error.params().iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
}
