//! The border: bindings and the golden contract. Every command is asked once of a simulated
//! operation; what it answers is kept in `tests/golden/ipc/`, where the page's tests read it.

use crate::support::golden;
use crate::support::world::{World, anchor};
use atalaya_core::Code;
use atalaya_core::api::COMMANDS;
use chrono::Days;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn bindings_are_current() {
    golden::check("ui/src/backend/bindings.ts", &atalaya_core::api::typescript());
}

/// A request for every command, in an order in which each has what it needs.
fn requests(operation: &str) -> Vec<(&'static str, Value)> {
    let (from, to) = ((anchor() - Days::new(1)).to_string(), anchor().to_string());
    let fetch = json!({ "operation": operation, "report": "agent_13", "from": from, "to": to });
    let table = &fetch;
    let sums = json!({ "operation": operation, "report": "agent_9", "from": from, "to": to });
    let events = json!({ "operation": operation, "report": "agent_14", "from": to, "to": to });
    let one = json!({ "operation": operation });
    vec![
        ("app_info", json!({})),
        ("set_setting", json!({ "key": "theme", "value": "\"dark\"" })),
        ("setting", json!({ "key": "theme" })),
        ("check_server", json!({ "text": "wv0015" })),
        ("operations", json!({})),
        ("try_connection", json!({ "server": null, "token": null, "operation": operation })),
        ("reports", json!({})),
        ("kpi_list", json!({})),
        ("names", json!({ "operation": operation, "picker": "skills", "refresh": false })),
        ("quota", one.clone()),
        ("plan", fetch.clone()),
        ("coverage", fetch.clone()),
        (
            "rows",
            json!({ "table": table, "offset": 0, "limit": 3,
                "sort": [{ "column": "time", "descending": true }] }),
        ),
        ("distinct", json!({ "table": table, "column": "type_interaction", "limit": 5 })),
        (
            "aggregate",
            json!({ "table": table, "bucket": "day", "dimensions": ["type_interaction"],
                "measures": [{ "fold": "count", "column": null }, { "fold": "sum", "column": "time" }] }),
        ),
        ("kpis", json!({ "table": sums, "kpis": ["hold_share"], "by": "agent_name" })),
        ("timeline", json!({ "table": events, "width": 40, "agents": ["1001", "1002"] })),
        ("overview", one.clone()),
        ("views", json!({})),
        ("scorecard", json!({ "operation": operation, "from": from, "to": to })),
        ("verify", json!({ "full": true })),
        (
            "set_roster",
            json!({ "operation": operation, "people": [{ "agent_id": "1001", "name": "Persona Uno",
                "aliases": ["P. Uno"], "team": "Mañana", "excluded_from": "2026-03-02" }] }),
        ),
        ("roster", one.clone()),
        (
            "set_states",
            json!({ "operation": operation, "states": [{ "state": "almuerzo", "class": "meal" }] }),
        ),
        ("states", one),
    ]
}

/// Commands whose answers tell of this computer, of a moment or of the surface: their own tests
/// look at them.
const ELSEWHERE: &[&str] = &[
    "add_operation", // sync and e2e: needs a wolkvox address
    "set_token",
    "remove_operation",
    "open_sample",
    "wipe_sample",
    "ask_quota", // home
    "fetch",     // sync: runs go on beside the answer
    "runs",
    "pause_run",
    "resume_run",
    "cancel_run",
    "export",
    "export_preview", // home: it tells of a folder
    "cancel_export",
    "open_export",
    "show_export",
    "history", // home: they tell of moments and files
    "export_log",
    "save_view",
    "rename_view",
    "remove_view",
    "share_view", // upkeep: they ask the desktop, or tell of this computer's files
    "read_view_file",
    "templates", // upkeep
    "save_template",
    "rename_template",
    "remove_template",
    "set_usual_template",
    "share_template",
    "read_template_file",
    "choose_logo",
    "export_folder",
    "choose_export_folder",
    "copy_text",
    "copy_picture",
    "save_picture",
    "save_text",
    "print",
    "archive_facts",
    "show_archive",
    "backup",
    "restore",
    "cancel_copying",
    "withdraw_restore",
    "delete_replaced",
    "restart",
    "forget",
    "diagnostics",
];

#[test]
fn every_command_has_a_golden_file_or_a_reason() {
    let asked: BTreeSet<_> = requests("x").into_iter().map(|(name, _)| name).collect();
    let elsewhere: BTreeSet<_> = ELSEWHERE.iter().copied().collect();
    let all: BTreeSet<_> = COMMANDS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(asked.union(&elsewhere).copied().collect::<BTreeSet<_>>(), all);
    assert_eq!(asked.intersection(&elsewhere).count(), 0);
}

#[tokio::test]
async fn answers_keep_their_form() {
    let world = World::with_days(3).await;
    let (from, to) = ((anchor() - Days::new(1)).to_string(), anchor().to_string());
    for report in ["agent_9", "agent_13", "agent_14"] {
        let end = world.fetch(report, &[], &from, &to).await;
        assert!(end.error.is_none(), "{report}: {:?}", end.error);
    }
    for (name, request) in requests(&world.operation) {
        let answer = world.app.call(name, request.clone()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let pair = json!({ "request": request, "answer": answer });
        let text = serde_json::to_string_pretty(&pair).expect("JSON");
        let text = text
            .replace(&world.operation, "the-operation")
            .replace(&format!(":{}", world.simulation.port()), ":1");
        golden::check(&format!("tests/golden/ipc/{name}.json"), &(text + "\n"));
    }
}

#[tokio::test]
async fn a_wrong_call_is_refused_without_repeating_what_it_held() {
    let world = World::with_days(1).await;
    let unknown = world.app.call("no_such_command", json!({})).await.expect_err("unknown");
    assert_eq!(unknown.code(), Code::NotFound);
    let request = json!({ "operation": 7, "token": "a-secret", "session_only": true });
    let wrong = world.app.call("set_token", request).await.expect_err("another form");
    assert_eq!(wrong.code(), Code::Usage);
    assert!(!format!("{wrong:?} {wrong}").contains("a-secret"));
}
