//! `export`: workbooks, read back as a spreadsheet program would.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of};
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::path::Path;

pub(crate) fn sheets(file: &Path) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
    book.worksheets()
}

/// How many data rows a sheet's range holds, told by a column of texts that is never empty.
fn rows_with(range: &Range<Data>, text: &str) -> usize {
    range.rows().filter(|row| row.iter().any(|cell| cell.to_string().contains(text))).count()
}

#[test]
fn a_workbook_holds_the_rows_that_are_held() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    let words = ["--out", "Marzo.xlsx", "--json"];
    let written = bench.ask("export", "agent_9", TWO_DAYS, &words).ends(0).document();
    bench.golden("export", &written);
    let rows = bench.ask("rows", "agent_9", TWO_DAYS, &["--json"]).ends(0).document();
    assert_eq!(written["rows"], rows["total"]);

    let sheets = sheets(&bench.path("out/Marzo.xlsx"));
    assert!(sheets.len() >= 3, "summary, rows, origin: {}", sheets.len());
    let name = rows["rows"][0]["agent_name"].as_str().expect("a name");
    let rows_of =
        |rows: &Vec<serde_json::Value>| rows.iter().filter(|row| row["agent_name"] == name).count();
    let wanted = rows_of(rows["rows"].as_array().expect("rows"));
    assert!(sheets.iter().any(|(_, range)| rows_with(range, name) == wanted));
    let windows = sheets.iter().any(|(_, range)| rows_with(range, "agent_9") > 0);
    assert!(windows, "the origin names the report");
}

#[test]
fn several_reports_make_one_workbook() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    bench.fetch("agent_13", ONE_DAY);
    let words = [
        &["export", "agent_9", "agent_13", "--edition", "internal", "--out", "Dos.xlsx"][..],
        // Reaches the report that has the column.
        &["--where", "type_interaction notempty"],
        &ONE_DAY,
    ]
    .concat();
    let written = bench.json(&words, 0);
    let total = |report: &str, more: &[&str]| {
        let words = [more, &["--json", "--limit", "0"]].concat();
        bench.ask("rows", report, ONE_DAY, &words).document()["total"].as_u64()
    };
    let filtered = total("agent_13", &["--where", "type_interaction notempty"]);
    assert_eq!(written["rows"].as_u64(), total("agent_9", &[]).zip(filtered).map(|(a, b)| a + b));
    let sheets = sheets(&bench.path("out/Dos.xlsx"));
    assert!(sheets.len() >= 4, "{}", sheets.len());
    let said = sheets.iter().any(|(_, range)| rows_with(range, "type_interaction notempty") > 0);
    assert!(said, "the workbook tells its filter");
}

#[test]
fn what_cannot_be_exported_is_refused_and_the_old_file_stays() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    std::fs::write(bench.path("out/Marzo.xlsx"), "old").expect("a file");
    let refused = |words: &[&str]| {
        let all = [&["export"][..], words, &ONE_DAY, &["--out", "Marzo.xlsx"]].concat();
        error_of(&bench.json(&all, 2))
    };
    assert_eq!(refused(&["agent_9", "--mask-agents"]), "USE-1");
    assert_eq!(refused(&["scorecard", "--where", "agent_id = 1"]), "USE-1");
    assert_eq!(refused(&["agent_9", "agent_99"]), "USE-2");
    assert_eq!(refused(&["agent_9", "--where", "nada = 1"]), "USE-1");
    assert_eq!(refused(&["agent_9", "--param", "nada=1"]), "USE-1");
    let old = std::fs::read_to_string(bench.path("out/Marzo.xlsx")).expect("the file");
    assert_eq!(old, "old");
    let left: Vec<_> = std::fs::read_dir(bench.path("out")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing else is left");
}

#[test]
fn workbook_screen_and_command_line_show_the_same_figure() {
    let bench = Bench::new();
    bench.fetch("campaign_7", ONE_DAY);
    bench.ask("export", "campaign_7", ONE_DAY, &["--out", "AMD.xlsx"]).ends(0);
    let kpis = bench.ask("kpis", "campaign_7", ONE_DAY, &["--json"]).ends(0).document();
    let rate =
        kpis["kpis"].as_array().and_then(|all| all.iter().find(|f| f["kpi"] == "human_rate"));
    let rate = rate.and_then(|figure| figure["value"].as_f64()).expect("known");
    let sheets = sheets(&bench.path("out/AMD.xlsx"));
    let same = |cell: &Data| matches!(cell, Data::Float(value) if (value - rate).abs() < 1e-12);
    assert!(sheets[0].1.rows().flatten().any(same), "the summary has {rate}");
}

/// A file's lines without the mark by which Excel knows UTF-8.
fn lines(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("a file");
    let text = text.strip_prefix('\u{FEFF}').expect("the mark");
    text.trim_end().split("\r\n").map(str::to_owned).collect()
}

#[test]
fn rows_go_beside_the_workbook_in_both_forms() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    bench.fetch("agent_13", ONE_DAY);
    let words = |detail: &'static str| {
        let more = ["--detail", detail, "--out", "Dos.xlsx"];
        [&["export", "agent_9", "agent_13"][..], &more, &ONE_DAY].concat()
    };
    let written = bench.json(&words("csv"), 0);
    bench.golden("export_beside", &written);
    let total = |report: &str| {
        let answer = bench.ask("rows", report, ONE_DAY, &["--json", "--limit", "0"]).document();
        answer["total"].as_u64().expect("a total")
    };
    let lines = lines(&bench.path("out/Dos_agent_13.csv"));
    assert_eq!(lines.len() as u64, total("agent_13") + 1);
    assert!(lines.iter().all(|line| line.matches(';').count() >= 5), "Spanish divides by ;");
    let all = sheets(&bench.path("out/Dos.xlsx"));
    let name =
        lines[1].split(';').find(|cell| cell.len() > 12 && !cell.contains(' ')).expect("some id");
    assert!(all.iter().all(|(_, range)| rows_with(range, name) == 0), "{name} is not inside");
    assert!(all.iter().any(|(_, range)| rows_with(range, "Dos_agent_9.csv") > 0));
    bench.json(&words("parquet"), 0);
    assert!(bench.path("out/Dos_agent_9.parquet").is_file());
    let none = bench.json(&words("none"), 0);
    assert_eq!((&none["rows"], &none["beside"]), (&serde_json::json!(0), &serde_json::json!([])));
}

#[test]
fn rows_beside_are_masked_as_those_of_the_workbook() {
    let bench = Bench::new();
    bench.fetch("campaign_7", ONE_DAY);
    let client = ["--edition", "client", "--out"];
    let export = |more: &[&str]| {
        bench.ask("export", "campaign_7", ONE_DAY, &[&client[..], more].concat()).ends(0);
    };
    export(&["in.xlsx"]);
    export(&["by.xlsx", "--detail", "csv"]);
    let beside = lines(&bench.path("out/by_campaign_7.csv"));
    let heads: Vec<&str> = beside[0].split(';').collect();
    let phone = heads.iter().position(|head| *head == "Teléfono").expect("the column");
    let masked: Vec<&str> =
        beside[1..].iter().map(|line| line.split(';').nth(phone).expect("a cell")).collect();
    assert!(masked.iter().any(|name| name.starts_with("T-")));
    let inside = sheets(&bench.path("out/in.xlsx"));
    let detail = inside.iter().find(|(_, range)| {
        range.rows().next().is_some_and(|head| head.iter().any(|cell| *cell == *"Teléfono"))
    });
    let (_, detail) = detail.expect("the rows");
    let at = detail.rows().next().and_then(|head| head.iter().position(|c| *c == *"Teléfono"));
    let rows = detail.rows().skip(1).take(masked.len());
    let wanted: Vec<String> = rows.map(|row| row[at.expect("there")].to_string()).collect();
    assert_eq!(masked, wanted);
}

#[test]
fn a_template_says_what_the_command_line_leaves_open() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    bench.fetch("agent_13", ONE_DAY);
    let template = serde_json::json!({
        "atalaya_template": 1,
        "name": "Junta",
        "layout": {
            "reports": ["agent_9"],
            "edition": "client",
            "mask_agents": true,
            "detail": "none",
            "language": "pt",
            "look": { "questions": false, "checks": false, "accent": "#0B6E5B" },
        },
    });
    let file = bench.path("out/Junta.atalaya-template");
    std::fs::write(&file, template.to_string()).expect("writable");
    let file = file.to_string_lossy().into_owned();
    let words = ["export", "--template", &file, "--out", "a.xlsx"];
    assert_eq!(bench.json(&[&words[..], &ONE_DAY].concat(), 0)["rows"], 0);
    let names = |file: &str| -> Vec<String> {
        sheets(&bench.path(file)).into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names("out/a.xlsx"), ["Resumo", "Números", "Definições", "Origem dos dados"]);
    // What is said beside it wins.
    let words = [&words[..3], &["agent_13", "--detail", "inside", "--out", "b.xlsx"]].concat();
    let written = bench.json(&[&words[..], &ONE_DAY].concat(), 0);
    assert!(written["rows"].as_u64() > Some(0));
    assert_eq!(names("out/b.xlsx").len(), 5);
    let missing = ["export", "--template", "Ninguna", "--out", "c.xlsx"];
    assert_eq!(error_of(&bench.json(&[&missing[..], &ONE_DAY].concat(), 2)), "USE-2");
}
