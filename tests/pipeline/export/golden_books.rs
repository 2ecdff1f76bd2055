//! Whole workbooks of a simulated operation, compared with what they were, part by part.

use super::skip;
use crate::support::golden;
use crate::support::world::{World, anchor, quick};
use atalaya_core::api::types::{
    EditionView, ExportPlace, ExportRequest, ExportSheet, Narrowing, OperationKey, RosterLine,
    RosterView, ScorecardRequest, Setting, StateLine, StatesView,
};
use atalaya_simulator::Config;
use chrono::Days;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Days of the simulated operation: two whole weeks, the latter of which is shown.
const HISTORY: u32 = 14;
const SHOWN: u64 = 7;
pub(super) const REPORTS: [&str; 5] =
    ["agent_14", "agent_9", "agent_13", "diagram_11", "campaign_7"];

/// An operation with few people, one of them excluded, with classes of states and with targets.
pub(super) async fn operation() -> World {
    let config = Config { agents: 9, ..Config::for_tests(anchor(), HISTORY) };
    let world = World::new(config, quick()).await;
    let first = (anchor() - Days::new(u64::from(HISTORY) - 1)).to_string();
    for report in REPORTS {
        world.fetch(report, &[], &first, &anchor().to_string()).await;
    }
    let targets = json!({
        "aht": { "target": 300.0, "warn": null, "higher": false },
        "occupancy": { "target": 0.8, "warn": null, "higher": true },
        "human_rate": { "target": 0.3, "warn": null, "higher": true },
    });
    let value = Some(targets.to_string());
    let setting = Setting { key: "targets".to_owned(), value };
    world.app.set_setting(setting).await.expect("a setting of the window");
    classes(&world).await;
    exclude_the_first(&world).await;
    same_pseudonyms(&world);
    world
}

async fn classes(world: &World) {
    let key = OperationKey { operation: world.operation.clone() };
    let seen = world.app.states(key).await.expect("states are seen");
    let class = ["break", "meal", "training"].into_iter().cycle();
    let unclassed = |line: &StateLine| line.class == "unclassified";
    let states = seen.states.into_iter().filter(unclassed).zip(class);
    let states = states.map(|(line, class)| StateLine { class: class.to_owned(), ..line });
    let view = StatesView { operation: world.operation.clone(), states: states.collect() };
    world.app.set_states(view).await.expect("known classes");
}

async fn exclude_the_first(world: &World) {
    let key = OperationKey { operation: world.operation.clone() };
    let mut people = world.app.roster(key).await.expect("the roster").people;
    if people.is_empty() {
        let agent_id = world.app.first_agent(&world.operation).await.expect("an agent");
        let (name, nobody) = ("Cuenta de prueba".to_owned(), String::new());
        people.push(RosterLine {
            agent_id,
            name,
            aliases: Vec::new(),
            team: nobody,
            excluded_from: None,
            excluded_to: None,
        });
    }
    people[0].excluded_from = Some("2026-03-01".to_owned());
    let view = RosterView { operation: world.operation.clone(), people };
    world.app.set_roster(view).await.expect("kept");
}

/// Pseudonyms come from a random key; here from one that is always the same.
fn same_pseudonyms(world: &World) {
    let ledger = Connection::open(world.folder.path().join("data/ledger.sqlite"));
    let key = format!("pseudonyms.{}", world.operation);
    ledger
        .and_then(|ledger| {
            let keep = "INSERT INTO meta (key, value) VALUES (?1, ?2)";
            ledger.execute(keep, [key.as_str(), "00112233445566778899AABBCCDDEEFF"])
        })
        .expect("the ledger can be written");
}

fn sheet(world: &World, report: &str) -> ExportSheet {
    let (from, to) = period();
    ExportSheet {
        table: world.table(report, &[], &from, &to),
        narrowing: Narrowing::default(),
        sort: Vec::new(),
        columns: Vec::new(),
    }
}

fn period() -> (String, String) {
    ((anchor() - Days::new(SHOWN - 1)).to_string(), anchor().to_string())
}

/// A workbook of these reports.
pub(super) fn request(world: &World, reports: &[&str], language: &str) -> ExportRequest {
    let sheets = reports.iter().map(|report| sheet(world, report)).collect();
    ExportRequest::new(sheets, language, ExportPlace::Remembered)
}

/// The same with the scorecard.
pub(super) fn with_scorecard(world: &World, request: ExportRequest) -> ExportRequest {
    let (from, to) = period();
    let card = ScorecardRequest { operation: world.operation.clone(), from, to };
    ExportRequest { scorecard: Some(card), ..request }
}

/// The same of the last day alone; the scorecard keeps its week.
pub(super) fn of_last_day(mut request: ExportRequest) -> ExportRequest {
    for sheet in &mut request.sheets {
        sheet.table.from = anchor().to_string();
    }
    request
}

/// The same of all days that there are.
pub(super) fn whole_history(mut request: ExportRequest) -> ExportRequest {
    for sheet in &mut request.sheets {
        sheet.table.from = (anchor() - Days::new(u64::from(HISTORY) - 1)).to_string();
    }
    request
}

pub(super) async fn written(world: &World, request: ExportRequest, name: &str) -> PathBuf {
    let target = world.folder.path().join(name);
    world.app.export_to(request, target.clone()).await.expect("written");
    target
}

/// The workbook as lines of text; `None` (said aloud) without Python.
fn told(path: &Path) -> Option<String> {
    let script = golden::root().join("tests/support/workbook_text.py");
    let Ok(output) = Command::new("python3").arg(script).arg(path).output() else {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing");
        skip("python3 is not installed, so the workbooks were not compared");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

#[tokio::test(flavor = "multi_thread")]
async fn workbooks_are_what_they_were() {
    let world = operation().await;
    let client = ExportRequest {
        edition: EditionView::Client,
        mask_agents: true,
        ..with_scorecard(&world, request(&world, &["agent_14", "campaign_7"], "pt"))
    };
    let books = [
        ("one_report_es", request(&world, &["agent_14"], "es")),
        ("several_en", with_scorecard(&world, request(&world, &REPORTS, "en"))),
        ("client_pt", client),
    ];
    for (name, request) in books {
        let path = written(&world, request, &format!("{name}.xlsx")).await;
        let Some(text) = told(&path) else { return };
        golden::check(&format!("tests/golden/workbook/{name}.txt"), &text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_of_the_window_stand_on_tiles_and_thresholds() {
    let world = operation().await;
    let request = of_last_day(with_scorecard(&world, request(&world, &["agent_14"], "es")));
    let path = written(&world, request, "targets.xlsx").await;
    let Some(text) = told(&path) else { return };
    let said: Vec<&str> = text.lines().filter(|line| line.contains(" Meta 0:05:00: ")).collect();
    assert_eq!(said.len(), 2, "the report's tile and the scorecard's: {said:?}");
    let in_words = |line: &&str| line.contains("✓ Meta") || line.contains("✗ Meta");
    assert!(said.iter().all(in_words), "{said:?}");
    let threshold = (300.0_f64 / 86_400.0).to_string();
    let is_editable = |line: &str| line.contains(&threshold[..12]) && line.contains("#FFF8DC");
    assert!(text.lines().any(is_editable), "a cell that the reader may change");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clients_edition_shows_no_agent_on_any_page() {
    let world = operation().await;
    let client = ExportRequest {
        edition: EditionView::Client,
        mask_agents: true,
        ..with_scorecard(&world, request(&world, &["agent_14", "agent_9", "agent_13"], "es"))
    };
    let path = written(&world, client, "client.xlsx").await;
    let Some(text) = told(&path) else { return };
    let internal = with_scorecard(&world, request(&world, &["agent_14", "agent_9"], "es"));
    let Some(shown) = told(&written(&world, internal, "internal.xlsx").await) else { return };
    let (from, to) = period();
    let rows = world.held(world.table("agent_9", &[], &from, &to)).await;
    let name =
        |row: &String| serde_json::from_str::<Vec<Value>>(row).ok()?[0].as_str().map(str::to_owned);
    let names: BTreeSet<String> = rows.iter().filter_map(name).collect();
    assert!(names.len() >= 5, "{names:?}");
    for name in &names {
        assert!(shown.contains(name), "{name}");
        assert!(!text.contains(name), "{name}");
    }
}
