//! What the home screen stands on: freshness, matters that want a look, histories, saved views.

use crate::support::world::{World, anchor};
use atalaya_core::Code;
use atalaya_core::api::types::*;
use atalaya_simulator::Fault;
use chrono::{Days, Utc};
use serde_json::json;

fn day(before: u64) -> String {
    (anchor() - Days::new(before)).to_string()
}

fn key(world: &World) -> OperationKey {
    OperationKey { operation: world.operation.clone() }
}

async fn overview(world: &World) -> OverviewView {
    world.app.overview(key(world)).await.expect("an overview")
}

fn matters(view: &OverviewView, kind: &str) -> Vec<Attention> {
    view.attention.iter().filter(|one| one.kind == kind).cloned().collect()
}

#[tokio::test]
async fn a_fresh_operation_has_nothing_and_says_so() {
    let world = World::with_days(3).await;
    let view = overview(&world).await;
    assert_eq!(view.attention, []);
    assert!(view.reports.len() >= 6);
    for report in &view.reports {
        assert_eq!((report.rows, report.last_read.as_ref()), (0, None), "{}", report.report);
        assert!(report.days.len() == 31 && report.days.iter().all(|day| day == "never"));
    }
}

#[tokio::test]
async fn freshness_follows_the_fetches() {
    let world = World::with_days(9).await;
    let end = world.fetch("agent_13", &[], &day(6), &day(4)).await;
    let view = overview(&world).await;
    let report = view.reports.iter().find(|one| one.report == "agent_13").expect("listed");
    assert_eq!(report.rows, end.rows);
    assert_eq!(report.first_day.as_deref(), Some(day(6).as_str()));
    assert_eq!(report.last_day.as_deref(), Some(day(4).as_str()));
    assert_eq!(
        report.last_read.as_deref(),
        Some(format!("{}T12:00:00", day(0).replace("18", "19")).as_str())
    );
    assert_eq!(view.to, "2026-03-19");
    let held = report.days.iter().filter(|day| *day == "held").count();
    assert_eq!(held, 3, "{:?}", report.days);
}

#[tokio::test]
async fn failed_windows_and_new_columns_want_a_look() {
    let world = World::with_days(9).await;
    world.simulation.faults().set(Fault::ExtraColumn("sentiment".to_owned()));
    world.fetch("agent_13", &[], &day(6), &day(6)).await;
    world.simulation.faults().set(Fault::Status(500, None));
    world.fetch("diagram_11", &[], &day(5), &day(5)).await;
    let view = overview(&world).await;
    let failed = matters(&view, "failed");
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].report.as_str(), failed[0].count), ("diagram_11", 1));
    assert_eq!((failed[0].from.clone(), failed[0].to.clone()), (day(5), day(5)));
    assert!(!failed[0].code.is_empty());
    let columns = matters(&view, "new_columns");
    assert_eq!(columns[0].names, ["sentiment"]);
    assert_eq!(view.attention[0].kind, "failed", "the most urgent comes first");
}

#[tokio::test]
async fn agents_outside_the_roster_and_states_without_a_class_want_a_look() {
    let world = World::with_days(9).await;
    world.fetch("agent_14", &[], &day(6), &day(6)).await;
    assert_eq!(
        matters(&overview(&world).await, "strangers"),
        [],
        "without a roster nobody is strange"
    );
    let people = vec![RosterLine {
        agent_id: "nobody".to_owned(),
        name: "Persona Inventada".to_owned(),
        aliases: Vec::new(),
        team: String::new(),
        excluded_from: None,
        excluded_to: None,
    }];
    let roster = RosterView { operation: world.operation.clone(), people };
    world.app.set_roster(roster).await.expect("kept");
    let view = overview(&world).await;
    assert!(matters(&view, "strangers")[0].count > 5);
    let open = matters(&view, "unclassified");
    let states: Vec<_> = open[0].names.clone();
    let classed = states.iter().map(|state| StateLine {
        state: state.clone(),
        class: "break".to_owned(),
        color: None,
    });
    let classed = StatesView { operation: world.operation.clone(), states: classed.collect() };
    world.app.set_states(classed).await.expect("kept");
    let rest = matters(&overview(&world).await, "unclassified");
    assert_eq!(rest.first().map_or(0, |one| one.count), open[0].count - states.len() as u64);
}

#[tokio::test]
async fn the_history_tells_how_fetches_ended_also_after_a_restart() {
    let world = World::with_days(9).await;
    let good = world.fetch("agent_13", &[], &day(6), &day(5)).await;
    world.simulation.faults().set(Fault::Quota);
    world.fetch("diagram_11", &[], &day(5), &day(5)).await;
    let app = world.restarted().await;
    // As a killed program leaves it.
    let operation = app.operation(&world.operation).expect("known").id;
    app.archive()
        .start_run(&operation, Utc::now(), &json!({ "report": "agent_9" }))
        .expect("noted");
    let runs = app.history(key(&world)).await.expect("a history").runs;
    let told: Vec<_> = runs.iter().map(|run| (run.report.as_str(), run.outcome.as_str())).collect();
    assert_eq!(told, [("agent_9", "lost"), ("diagram_11", "parked"), ("agent_13", "done")]);
    assert_eq!((runs[2].rows, runs[2].requests), (good.rows, good.requests));
    assert_eq!((runs[2].from.clone(), runs[2].to.clone()), (day(6), day(5)));
    assert_eq!(
        runs[1].error.as_ref().map(|error| error.code.as_str()),
        Some(Code::QuotaSpent.as_str())
    );
    assert!(runs[2].finished.is_some() && runs[0].finished.is_none());
}

#[tokio::test]
async fn written_workbooks_are_remembered_and_missed_once_they_are_gone() {
    let world = World::with_days(9).await;
    world.fetch("agent_13", &[], &day(6), &day(6)).await;
    let sheet = ExportSheet {
        table: world.table("agent_13", &[], &day(6), &day(6)),
        narrowing: Default::default(),
        sort: Vec::new(),
        columns: Vec::new(),
    };
    let request = ExportRequest::new(vec![sheet], "es", ExportPlace::Ask);
    let target = world.folder.path().join("reunión.xlsx");
    let written = world.app.export_to(request, target.clone()).await.expect("written");
    let log = || async { world.app.export_log(Nothing {}).await.expect("a log").exports };
    let told = log().await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].name.as_str(), told[0].there), ("reunión.xlsx", true));
    assert_eq!((told[0].rows, told[0].ticket), (written.rows, written.ticket));
    assert_eq!(told[0].reports, ["agent_13"]);
    assert_eq!((told[0].from.clone(), told[0].to.clone()), (day(6), day(6)));
    std::fs::remove_file(target).expect("removed");
    assert!(!log().await[0].there);
}

#[tokio::test]
async fn a_workbook_is_told_before_it_is_written() {
    let world = World::with_days(9).await;
    world.fetch("agent_13", &[], &day(6), &day(6)).await;
    let sheet = |conditions: &[&str]| ExportSheet {
        table: world.table("agent_13", &[], &day(6), &day(6)),
        narrowing: Narrowing {
            conditions: conditions.iter().map(|&one| one.to_owned()).collect(),
            ..Narrowing::default()
        },
        sort: Vec::new(),
        columns: Vec::new(),
    };
    let ask = |sheets, detail| {
        let request = ExportRequest::new(sheets, "es", ExportPlace::Remembered);
        world.app.export_preview(ExportRequest { detail, ..request })
    };
    let all = ask(vec![sheet(&[])], DetailView::Inside).await.expect("told");
    assert!(all.rows > 10 && all.beside.is_empty() && !all.replaces);
    assert!(all.name.starts_with(&day(6)) && all.name.ends_with("_Prueba.xlsx"), "{}", all.name);
    assert_eq!((all.soft_limit, all.sheet_limit), (200_000, 1_048_575));
    let both = vec![sheet(&[]), sheet(&["type_interaction = transfer"])];
    let both = ask(both, DetailView::Csv).await.expect("told");
    assert_eq!((both.reports.len(), both.reports[0].rows), (2, all.rows));
    assert!((1..all.rows).contains(&both.reports[1].rows), "filters count: {both:?}");
    assert_eq!(both.rows, both.reports.iter().map(|one| one.rows).sum::<u64>());
    let stem = both.name.trim_end_matches(".xlsx");
    assert_eq!(both.beside, [format!("{stem}_agent_13.csv"), format!("{stem}_agent_13 (2).csv")]);
    // What is written bears the names that were told.
    let target = world.folder.path().join(&both.name);
    let request = ExportRequest::new(vec![sheet(&[])], "es", ExportPlace::Ask);
    let request = ExportRequest { detail: DetailView::Parquet, ..request };
    let written = world.app.export_to(request, target.clone()).await.expect("written");
    assert_eq!((written.rows, written.beside.len()), (all.rows, 1));
    assert_eq!(written.beside[0].name, format!("{stem}_agent_13.parquet"));
    assert!(written.beside[0].ticket != written.ticket && written.beside[0].bytes > 0);
    let folder = serde_json::json!(world.folder.path().to_string_lossy());
    world.app.archive().set_setting("export_folder", Some(&folder)).expect("kept");
    let again = ask(vec![sheet(&[])], DetailView::Inside).await.expect("told");
    assert_eq!(again.replaces, again.name == both.name);
}

#[tokio::test]
async fn views_are_saved_renamed_replaced_and_removed() {
    let world = World::with_days(1).await;
    let app = &world.app;
    let new = |name: &str, body: &str, replace| NewView {
        name: name.to_owned(),
        body: body.to_owned(),
        replace,
    };
    let first =
        app.save_view(new("  Lunes  ", r#"{"report":"agent_13"}"#, false)).await.expect("saved");
    assert_eq!(first.name, "Lunes");
    let taken = app.save_view(new("LUNES", "{}", false)).await.expect_err("in use");
    assert_eq!(taken.code(), Code::Usage);
    let again =
        app.save_view(new("LUNES", r#"{"report":"agent_9"}"#, true)).await.expect("replaced");
    assert_eq!((again.id, again.body.as_str()), (first.id, r#"{"report":"agent_9"}"#));
    let other = app.save_view(new("Martes", "{}", false)).await.expect("saved");
    let clash = ViewName { id: other.id, name: "lunes".to_owned() };
    assert_eq!(app.rename_view(clash).await.expect_err("in use").code(), Code::Usage);
    let same = ViewName { id: other.id, name: "martes".to_owned() };
    assert_eq!(app.rename_view(same).await.expect("only its case").name, "martes");
    app.remove_view(ViewKey { id: first.id }).await.expect("removed");
    assert_eq!(
        app.remove_view(ViewKey { id: first.id }).await.expect_err("gone").code(),
        Code::NotFound
    );
    let left = app.views(Nothing {}).await.expect("views").views;
    assert_eq!(left.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["martes"]);
    for hostile in ["", "7", "[1]", "{", &format!("{{\"a\":\"{}\"}}", "x".repeat(300_000))] {
        let refused = app.save_view(new("x", hostile, true)).await.expect_err("no view");
        assert_eq!(refused.code(), Code::Usage);
    }
    assert_eq!(
        app.save_view(new("   ", "{}", true)).await.expect_err("no name").code(),
        Code::Usage
    );
}

#[tokio::test]
async fn the_calls_left_are_asked_for_once_an_hour() {
    let world = World::with_days(1).await;
    let limit = world.simulation.quota_limit();
    world.simulation.set_quota_used(limit - 70);
    let asked = || world.simulation.requests().len();
    let told = world.app.ask_quota(key(&world)).await.expect("told");
    let once = asked();
    assert!(told.left.is_some_and(|left| (60..=70).contains(&left)), "{told:?}");
    world.simulation.set_quota_used(limit - 5);
    let kept = world.app.ask_quota(key(&world)).await.expect("kept");
    assert_eq!((kept.left, asked()), (told.left, once), "within the hour nobody is asked");
    world.clock.forward(chrono::Duration::minutes(61));
    let later = world.app.ask_quota(key(&world)).await.expect("told");
    assert!(later.left.is_some_and(|left| left <= 5), "{later:?}");
}
