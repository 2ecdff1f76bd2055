//! The diagnosis tells how things stand and names nobody.

use super::desk::{Desk, period};
use crate::support::world::World;
use atalaya_core::api::App;
use atalaya_core::api::types::{
    NewView, Nothing, PickerKey, RosterLine, RosterView, RowsRequest, Setting,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

const ROSTERED: &str = "Zoraida Quesada";
const SECRET_WORDS: &str = "Zoraida Quesada llamó al 573001234567";

#[tokio::test]
async fn a_world_full_of_names_leaves_none_of_them_in_the_file() {
    let world = World::with_days(3).await;
    let reports = world.folder.path().join("data/reports");
    std::fs::create_dir(&reports).expect("a new folder");
    std::fs::write(reports.join("mine_1.toml"), "code = [").expect("writable");
    let desk = Arc::new(Desk::default());
    let app = world.seen_by(Arc::<Desk>::clone(&desk));
    let (from, to) = period();
    for report in ["agent_13", "campaign_7"] {
        let end = world.fetch(report, &[], &from, &to).await;
        assert!(end.error.is_none(), "{report}: {:?}", end.error);
    }
    fill(&world, &app).await;
    let target = world.folder.path().join("diagnosis.json");
    desk.answers(&target);
    app.diagnostics(Nothing {}).await.expect("written");
    let text = std::fs::read_to_string(&target).expect("a text");

    let mut secrets = persons_in_rows(&world, &app).await;
    assert!(secrets.len() > 10, "the rows hold persons: {secrets:?}");
    secrets.extend(names(&world).await);
    let folder = world.folder.path().file_name().expect("a name").to_string_lossy();
    secrets.extend([
        world.simulation.token().to_owned(),
        world.operation.clone(),
        "Prueba".to_owned(),
        "Clara".to_owned(),
        "Quesada".to_owned(),
        "573001234567".to_owned(),
        "9917".to_owned(),
        folder.into_owned(),
        std::env::temp_dir().display().to_string(),
    ]);
    let lower = text.to_lowercase();
    for secret in secrets {
        assert!(!lower.contains(&secret.to_lowercase()), "{secret} is in {text}");
    }
    tells(&serde_json::from_str(&text).expect("JSON"));
}

/// What a helper needs is there.
fn tells(told: &Value) {
    assert_eq!(told["version"], "test");
    assert_eq!(told["computer"]["system"], "Linux of the test");
    assert_eq!(told["operations"][0]["place"], "loopback");
    assert_eq!(told["verify"]["findings"], json!([]));
    assert_eq!(told["archive"]["files"], 4);
    assert_eq!(told["archive"]["parts"][0]["operation"], 1);
    assert!(told["ledger"]["windows"].as_u64() > Some(0));
    assert_eq!(told["refused_reports"][0]["file"], "mine_1.toml");
    assert_eq!(told["settings"]["values"]["window.theme"], "\"dark\"");
    let names = told["settings"]["names"].as_array().expect("names");
    assert!(names.contains(&json!("window.targets")));
    let run = &told["runs"][0];
    assert_eq!((&run["outcome"], &run["report"]), (&json!("failed"), &json!("agent_2")));
    assert_eq!(
        run["error"],
        json!({ "code": "API-1", "retry": true, "params": { "status": 500 } })
    );
    assert_eq!(run["params"], json!(["agent_id"]));
}

/// Persons wherever the program keeps something.
async fn fill(world: &World, app: &Arc<App>) {
    let line = RosterLine {
        agent_id: "9917".into(),
        name: ROSTERED.into(),
        aliases: vec!["Zori Quesada".into()],
        team: "Equipo de Clara".into(),
        excluded_from: None,
        excluded_to: None,
    };
    let roster = RosterView { operation: world.operation.clone(), people: vec![line] };
    app.set_roster(roster).await.expect("a roster");
    let view = NewView { name: "Vista de Clara".into(), body: "{}".into(), replace: false };
    app.save_view(view).await.expect("a view");
    for (key, value) in [("theme", "\"dark\""), ("targets", "\"Clara\"")] {
        let setting = Setting { key: key.into(), value: Some(value.into()) };
        app.set_setting(setting).await.expect("a setting");
    }
    let operation = app.operation(&world.operation).expect("it is there").id;
    let diagnosis = json!({
        "report": "agent_2", "params": { "agent_id": "9917" }, "requests": 1, "note": SECRET_WORDS,
        "error": { "code": "API-1", "retry": true, "detail": SECRET_WORDS,
            "params": { "words": SECRET_WORDS, "status": 500 } },
    });
    let now = "2026-03-19T17:00:00Z".parse().expect("a moment");
    let run = app.archive().start_run(&operation, now, &diagnosis).expect("a run");
    app.archive().end_run(run, now, "failed", &diagnosis).expect("its end");
}

/// Texts of the columns that hold persons, as far as they are long enough to be looked for.
async fn persons_in_rows(world: &World, app: &Arc<App>) -> BTreeSet<String> {
    let (from, to) = period();
    let mut found = BTreeSet::new();
    for code in ["agent_13", "campaign_7"] {
        let report = app.report(code).expect("a known report");
        let personal = report.columns.iter().filter(|column| column.personal);
        let columns: Vec<String> = personal.map(|column| column.name.clone()).collect();
        let request = RowsRequest {
            table: world.table(code, &[], &from, &to),
            narrowing: Default::default(),
            sort: Vec::new(),
            columns,
            offset: 0,
            limit: 2000,
            view: String::new(),
            revision: 0,
        };
        let rows = app.rows(request).await.expect("rows").rows;
        let texts = rows.iter().flatten().filter_map(Value::as_str);
        found.extend(texts.filter(|text| text.len() >= 5).map(str::to_owned));
    }
    found
}

/// Names that the operation told.
async fn names(world: &World) -> Vec<String> {
    let key =
        PickerKey { operation: world.operation.clone(), picker: "agents".into(), refresh: true };
    let list = world.app.names(key).await.expect("names");
    assert!(list.names.len() > 3);
    list.names
        .into_iter()
        .flat_map(|named| [named.id, named.name])
        .filter(|n| n.len() > 4)
        .collect()
}
