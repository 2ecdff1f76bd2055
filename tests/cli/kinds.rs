//! Kinds of column that none of the first reports has (percent, decimal, hour, date), by a report
//! file in the user's own folder.

use crate::bench::{Bench, NOW, ONE_DAY};
use atalaya_core::archive::{Archive, Facts, OperationId, Subject, Swap, WindowState};
use atalaya_core::clock::SystemClock;
use atalaya_core::reports::{Asked, Catalogue, Problems, read_slice};
use atalaya_core::time::Window;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const REPORT: &str = r#"
code = "share_1"
family = "share"
version = 1
grain = "event"
time = "date"
title = { es = "Partes", en = "Shares", pt = "Partes" }
question = { es = "¿Cuánto?", en = "How much?", pt = "Quanto?" }
"#;

const ROWS: [(&str, &str, &str, &str); 4] = [
    ("08:00", "82.5 %", "1.25", "2026-03-15"),
    ("08:30", "1,200.00 %", "-3.5", "2026-03-16"),
    ("09:00", "0 %", "10", "2026-03-17"),
    ("09:30", "--", "", ""),
];

fn report_file() -> String {
    let column = |name: &str, kind: &str| {
        format!(
            "\n[[columns]]\nname = \"{name}\"\nkind = \"{kind}\"\n\
             label = {{ es = \"{name}\", en = \"{name}\", pt = \"{name}\" }}\n\
             meaning = {{ es = \"{name}.\", en = \"{name}.\", pt = \"{name}.\" }}\n"
        )
    };
    let columns = [
        ("date", "datetime"),
        ("slot", "hour"),
        ("share", "percent"),
        ("grade", "decimal"),
        ("due", "date"),
    ];
    REPORT.to_owned() + &columns.map(|(name, kind)| column(name, kind)).concat()
}

/// An archive that holds the four rows, as a fetch would have left them.
fn held() -> Bench {
    let bench = Bench::new();
    let folder = bench.path("data");
    std::fs::create_dir_all(folder.join("reports")).expect("a folder");
    std::fs::write(folder.join("reports/share_1.toml"), report_file()).expect("a report file");
    let (catalogue, refused) = Catalogue::with_folder(&folder.join("reports"));
    assert!(refused.is_empty(), "{refused:?}");
    let report = catalogue.named("share_1").expect("known");
    let operation = bench.json(&["operation", "list"], 0);
    let operation = OperationId(id_of(&operation));
    let rows: Vec<Value> = ROWS
        .iter()
        .map(|(slot, share, grade, due)| {
            json!({ "date": format!("2026-03-16 {slot}:00"), "slot": slot, "share": share,
                    "grade": grade, "due": due })
        })
        .collect();
    let body = json!({ "code": "200", "error": null, "msg": "4 records were found", "data": rows });
    let params = BTreeMap::new();
    let window = Window::day("2026-03-16".parse().expect("a day"));
    let archive = Archive::open(&folder, &SystemClock).expect("an archive");
    let subject = Subject { operation, report: report.code.clone(), params: params.clone() };
    let mut staging = archive.stage(&subject, report, window).expect("a segment");
    let asked = Asked { report, params: &params, window };
    read_slice(&asked, body.to_string().as_bytes(), &mut staging).expect("an answer");
    let facts = Facts {
        state: WindowState::Held,
        closed: true,
        doubtful: false,
        fetched: NOW.parse().expect("a moment"),
        reason: String::new(),
        problems: Problems::default(),
    };
    let windows = vec![staging.finish(facts).expect("whole").into()];
    archive.commit(Swap { subject, grain: report.grain, windows }).expect("kept");
    bench
}

fn id_of(list: &Value) -> String {
    let first = list.get("operations").unwrap_or(list).get(0);
    first.and_then(|one| one["id"].as_str()).expect("an operation").to_owned()
}

/// The slots of the rows that a condition lets pass.
fn slots(bench: &Bench, more: &[&str]) -> Vec<String> {
    let words = [more, &["--json"]].concat();
    let document = bench.ask("rows", "share_1", ONE_DAY, &words).ends(0).document();
    let rows = document["rows"].as_array().expect("rows").iter();
    rows.map(|row| row["slot"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn values_come_as_their_kind() {
    let bench = held();
    let document = bench.ask("rows", "share_1", ONE_DAY, &["--json"]).ends(0).document();
    let row = &document["rows"][0];
    assert_eq!(row["slot"], "08:00");
    assert_eq!((row["share"].as_f64(), row["grade"].as_f64()), (Some(0.825), Some(1.25)));
    assert_eq!(row["due"], "2026-03-15");
    assert_eq!(document["rows"][1]["share"].as_f64(), Some(12.0));
    let unknown = &document["rows"][3];
    assert!(["share", "grade", "due"].iter().all(|name| unknown[name].is_null()), "{unknown}");
}

#[test]
fn conditions_and_orders_know_these_kinds() {
    let bench = held();
    let passing = |condition| slots(&bench, &["--where", condition]);
    assert_eq!(passing("share >= 82.5%"), ["08:00", "08:30"]);
    assert_eq!(passing("share < 0.9"), ["08:00", "09:00"]);
    assert_eq!(passing("share empty"), ["09:30"]);
    assert_eq!(passing("grade < 0"), ["08:30"]);
    assert_eq!(passing("grade in 10,1.25"), ["08:00", "09:00"]);
    assert_eq!(passing("due > 2026-03-15"), ["08:30", "09:00"]);
    assert_eq!(passing("slot >= 08:30"), ["08:30", "09:00", "09:30"]);
    assert_eq!(slots(&bench, &["--sort", "grade:desc"]), ["09:00", "08:00", "08:30", "09:30"]);
    assert_eq!(slots(&bench, &["--sort", "share"]), ["09:00", "08:00", "08:30", "09:30"]);
}
