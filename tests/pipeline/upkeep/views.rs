//! Views as files.

use super::desk::at_desk;
use crate::support::world::{World, anchor};
use atalaya_core::api::App;
use atalaya_core::api::types::*;
use atalaya_core::{Code, Error};
use std::path::PathBuf;
use std::sync::Arc;

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
    assert_eq!(desk.seen().asked, ["Lunes pausas.atalaya-view", "atalaya-view xlsx"]);
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

/// A workbook of what was fetched, written to `name`.
async fn workbook(world: &World, app: &Arc<App>, name: &str, edition: EditionView) -> PathBuf {
    let day = anchor().to_string();
    let test = |values: &[&str]| TestView {
        op: Op::In,
        values: values.iter().map(|&value| value.to_owned()).collect(),
    };
    let filter = |column: &str, values: &[&str]| FilterView {
        column: column.to_owned(),
        tests: vec![test(values)],
        any: false,
    };
    let sheet = ExportSheet {
        table: world.table("agent_13", &[], &day, &day),
        narrowing: Narrowing {
            filters: vec![
                filter("type_interaction", &["transfer"]),
                filter("telephone", &["3001234567"]),
                filter("agent_id", &["1001"]),
            ],
            search: "Persona Tres".to_owned(),
            conditions: Vec::new(),
        },
        sort: vec![SortView { column: "time".to_owned(), descending: true }],
        columns: vec!["time".to_owned(), "type_interaction".to_owned()],
    };
    let request = ExportRequest::new(vec![sheet], "es", ExportPlace::Ask);
    let request = ExportRequest { edition, mask_agents: true, ..request };
    let target = world.folder.path().join(name);
    app.export_to(request, target.clone()).await.expect("written");
    target
}

#[tokio::test]
async fn a_workbook_opens_as_the_view_that_it_was_made_of() {
    let (world, desk, app) = at_desk().await;
    let path = workbook(&world, &app, "Marzo.xlsx", EditionView::Internal).await;
    desk.answers(&path);
    let read = app.read_view_file(Nothing {}).await.expect("read");
    assert_eq!((read.chosen, read.name.as_str()), (true, "Marzo"));
    let body: serde_json::Value = serde_json::from_str(&read.body).expect("JSON");
    let day = anchor().to_string();
    assert_eq!(body["period"], serde_json::json!({ "from": day, "to": day }));
    assert_eq!(
        (&body["atalaya"], &body["place"], &body["report"]),
        (&"view".into(), &"report".into(), &"agent_13".into())
    );
    assert_eq!(body["narrowing"]["filters"][2]["tests"][0]["values"][0], "1001");
    assert_eq!(body["narrowing"]["filters"][1]["tests"][0]["values"][0], "3001234567");
    assert_eq!(body["narrowing"]["search"], "Persona Tres");
    assert_eq!(body["sort"][0], serde_json::json!({ "column": "time", "descending": true }));
    assert_eq!(body["order"], serde_json::json!(["time", "type_interaction"]));
    assert!(body["hidden"].as_array().is_some_and(|hidden| hidden.contains(&"telephone".into())));
    assert_eq!(body.get("workbook"), None, "the window's own form");
    // The window's tests read the same file.
    let made = serde_json::json!({ "body": body, "workbook": read.workbook });
    let text = serde_json::to_string_pretty(&made).expect("JSON") + "\n";
    crate::support::golden::check("tests/golden/bookmark.json", &text);
    let choice = read.workbook.expect("a workbook");
    assert_eq!((choice.reports, choice.language), (vec!["agent_13".to_owned()], "es".to_owned()));
    assert!(choice.left_out.is_empty());
    assert_eq!(app.archive().views().expect("views").len(), 0, "reading saves nothing");
}

#[tokio::test]
async fn for_outsiders_it_names_nobody_and_says_what_is_missing() {
    let (world, desk, app) = at_desk().await;
    let path = workbook(&world, &app, "Cliente.xlsx", EditionView::Client).await;
    desk.answers(&path);
    let read = app.read_view_file(Nothing {}).await.expect("read");
    for person in ["3001234567", "Persona Tres", "1001"] {
        assert!(!read.body.contains(person), "{person}: {}", read.body);
    }
    let body: serde_json::Value = serde_json::from_str(&read.body).expect("JSON");
    assert_eq!(body["narrowing"]["filters"].as_array().map(Vec::len), Some(1));
    let choice = read.workbook.expect("a workbook");
    assert_eq!(choice.edition, EditionView::Client);
    assert!(choice.mask_agents && choice.left_out.len() == 3, "{:?}", choice.left_out);
}

#[tokio::test]
async fn a_foreign_workbook_is_refused_by_its_name() {
    let (world, desk, app) = at_desk().await;
    let path = world.folder.path().join("Ajeno.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "hola").expect("written");
    book.save(&path).expect("saved");
    desk.answers(&path);
    let error = app.read_view_file(Nothing {}).await.expect_err("foreign");
    assert_eq!((error.code(), fact(&error, "file")), (Code::NotOurs, Some("Ajeno.xlsx")));
}

/// A workbook of the command line, too: its conditions are the filters of the view.
#[tokio::test]
async fn typed_conditions_come_back_as_filters() {
    let (world, desk, app) = at_desk().await;
    let day = anchor().to_string();
    world.fetch("agent_13", &[], &day, &day).await;
    let table = world.table("agent_13", &[], &day, &day);
    let path = world.folder.path().join("Junta.xlsx");
    desk.answers(&path);
    let next = format!("date >= {day}T10:00:00");
    let until = format!("date <= {day}");
    for said in [
        &["time > 1m30", "time <= 0:20:00"][..],
        &["type_interaction in transfer,conference", "agent_name starts p"],
        &["type_interaction != transfer", "telephone notempty"],
        &[&next, &until, "agent_name contains e"],
        &["_unread empty", "time > 10"],
    ] {
        let conditions: Vec<String> = said.iter().map(|&one| one.to_owned()).collect();
        let typed = Narrowing { conditions, ..Narrowing::default() };
        let sheet = ExportSheet {
            table: table.clone(),
            narrowing: typed.clone(),
            sort: Vec::new(),
            columns: Vec::new(),
        };
        let request = ExportRequest::new(vec![sheet], "es", ExportPlace::Ask);
        app.export_to(request, path.clone()).await.expect("written");
        let body = app.read_view_file(Nothing {}).await.expect("read").body;
        let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        let filters = body["narrowing"]["filters"].clone();
        let filters: Vec<FilterView> = serde_json::from_value(filters).expect("filters");
        let total = async |narrowing: Narrowing| {
            let request = RowsRequest {
                table: table.clone(),
                narrowing,
                sort: Vec::new(),
                columns: vec!["time".to_owned()],
                offset: 0,
                limit: 1,
                view: String::new(),
                revision: 0,
            };
            app.rows(request).await.expect("rows").total
        };
        // What Atalaya keeps beside the report's columns is no filter of a view.
        let known: Vec<String> =
            typed.conditions.iter().filter(|one| !one.starts_with('_')).cloned().collect();
        let wanted = total(Narrowing { conditions: known, ..Narrowing::default() }).await;
        assert_eq!(total(Narrowing { filters, ..Narrowing::default() }).await, wanted, "{said:?}");
        assert!(wanted > 0, "{said:?} lets rows pass");
    }
}
