//! `rows`: conditions on every kind of column, order, columns, stretches and forms.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

type Row = Map<String, Value>;

/// Rows under these conditions, by the program.
fn ask(bench: &Bench, report: &str, more: &[&str]) -> Vec<Row> {
    let words = [more, &["--json", "--limit", "100000"]].concat();
    let document = bench.ask("rows", report, ONE_DAY, &words).ends(0).document();
    let rows = document["rows"].as_array().expect("rows").iter();
    let rows: Vec<Row> = rows.map(|row| row.as_object().expect("an object").clone()).collect();
    assert_eq!(document["total"], rows.len());
    rows
}

/// The program and a reader of all rows agree on what a condition lets pass.
fn agree(bench: &Bench, report: &str, condition: &str, passes: impl Fn(&Row) -> bool) {
    let all = ask(bench, report, &[]);
    let wanted: Vec<Row> = all.into_iter().filter(|row| passes(row)).collect();
    assert_eq!(ask(bench, report, &["--where", condition]), wanted, "{condition}");
}

fn text<'r>(row: &'r Row, column: &str) -> &'r str {
    row[column].as_str().unwrap_or_default()
}

fn number(row: &Row, column: &str) -> Option<i64> {
    row[column].as_i64()
}

#[test]
fn the_form_of_rows() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let first = bench.ask("rows", "agent_14", ONE_DAY, &["--json", "--limit", "2"]).ends(0);
    bench.golden("rows", &first.document());
    let row = &first.document()["rows"][0];
    assert!(row["agent_id"].is_string() && row["time"].is_u64());
    assert_eq!(row["date_ini"].as_str().map(str::len), Some("2026-03-16T08:00:00".len()));
    // Objects keep the order of the columns.
    let (id, status) = (first.out.find("\"agent_id\""), first.out.find("\"agent_status\""));
    assert!(id < status && id.is_some(), "{}", first.out);
}

#[test]
fn conditions_on_durations() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let time = |row: &Row| number(row, "time").unwrap_or(-1);
    agree(&bench, "agent_14", "time >= 90", |row| time(row) >= 90);
    agree(&bench, "agent_14", "time>0:01:30", |row| time(row) > 90);
    agree(&bench, "agent_14", "time < 1m30", |row| (0..90).contains(&time(row)));
    agree(&bench, "agent_14", "time <= 60", |row| (0..=60).contains(&time(row)));
    agree(&bench, "agent_14", "time = 3", |row| time(row) == 3);
    agree(&bench, "agent_14", "time != 3", |row| time(row) != 3);
    agree(&bench, "agent_14", "time in 3,4,0:00:05", |row| (3..=5).contains(&time(row)));
    agree(&bench, "agent_14", "time notempty", |row| time(row) >= 0);
}

#[test]
fn conditions_on_choices_ids_and_texts() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let all = ask(&bench, "agent_14", &[]);
    let agent = text(&all[0], "agent_id").to_owned();
    let name = text(&all[0], "agent_name").to_owned();
    let lower = |row: &Row, column: &str| text(row, column).to_lowercase();
    let ready = |row: &Row| lower(row, "agent_status") == "ready";
    assert!(all.iter().any(ready), "{:?}", all[0]);
    agree(&bench, "agent_14", "agent_status = ready", ready);
    agree(&bench, "agent_14", "agent_status = READY", ready);
    agree(&bench, "agent_14", "agent_status != Ready", |row| !ready(row));
    agree(&bench, "agent_14", "agent_status in ready,talk", |row| {
        ["ready", "talk"].contains(&lower(row, "agent_status").as_str())
    });
    agree(&bench, "agent_14", &format!("agent_id = {agent}"), |row| text(row, "agent_id") == agent);
    agree(&bench, "agent_14", &format!("agent_id != {agent}"), |row| {
        text(row, "agent_id") != agent
    });
    agree(&bench, "agent_14", "campaign_id empty", |row| row["campaign_id"].is_null());
    agree(&bench, "agent_14", "campaign_id notempty", |row| !row["campaign_id"].is_null());
    agree(&bench, "agent_14", &format!("agent_name = {name}"), |row| {
        text(row, "agent_name") == name
    });
    let start: String = name.to_uppercase().chars().take(4).collect();
    agree(&bench, "agent_14", &format!("agent_name starts {start}"), |row| {
        text(row, "agent_name").to_uppercase().starts_with(&start)
    });
    agree(&bench, "agent_14", "telephone contains 300", |row| {
        text(row, "telephone").contains("300")
    });
}

#[test]
fn conditions_on_moments_days_and_numbers() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let at = |row: &Row| text(row, "date_ini").to_owned();
    let noon = "2026-03-16T12:00:00";
    agree(&bench, "agent_14", &format!("date_ini < {noon}"), |row| at(row).as_str() < noon);
    agree(&bench, "agent_14", "date_ini >= 2026-03-16 12:00:00", |row| at(row).as_str() >= noon);
    agree(&bench, "agent_14", "date_ini = 2026-03-16", |row| at(row).starts_with("2026-03-16"));
    agree(&bench, "agent_14", "date_ini > 2026-03-16", |_| false);

    bench.fetch("agent_9", TWO_DAYS);
    let count = |row: &Row| number(row, "count").unwrap_or(-1);
    agree(&bench, "agent_9", "count >= 10", |row| count(row) >= 10);
    agree(&bench, "agent_9", "count < 10.5", |row| (0..=10).contains(&count(row)));
    agree(&bench, "agent_9", "hold_time > 0:10:00", |row| number(row, "hold_time") > Some(600));
    agree(&bench, "agent_9", "_day = 2026-03-16", |row| text(row, "_day") == "2026-03-16");
    agree(&bench, "agent_9", "_day < 2026-03-16", |_| false);
}

#[test]
fn conditions_join_by_and_and_bad_ones_are_refused() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let both = ["--where", "time > 60", "--where", "agent_status = talk"];
    let found = ask(&bench, "agent_14", &both);
    let all = ask(&bench, "agent_14", &[]);
    let passes = |row: &&Row| {
        number(row, "time") > Some(60) && text(row, "agent_status").eq_ignore_ascii_case("talk")
    };
    assert_eq!(found.iter().collect::<Vec<_>>(), all.iter().filter(passes).collect::<Vec<_>>());
    for bad in [
        "",
        "time",
        "time ~ 3",
        "time = mucho",
        "nada = 1",
        "agent_name < B",
        "time contains 3",
        "agent_name contains",
        "campaign_id empty 3",
        "time = 1; DROP TABLE rows",
    ] {
        let words = [&["rows", "agent_14", "--where", bad][..], &ONE_DAY].concat();
        assert_eq!(error_of(&bench.json(&words, 2)), "USE-1", "{bad}");
    }
    // A text that looks like SQL is only text.
    agree(&bench, "agent_14", "agent_name = x' OR '1'='1", |_| false);
}

#[test]
fn rows_come_in_the_wanted_order() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let plain = ask(&bench, "agent_14", &[]);
    assert!(plain.is_sorted_by_key(|row| text(row, "date_ini").to_owned()), "time is the default");

    let sorted = ask(&bench, "agent_14", &["--sort", "agent_id,time:desc"]);
    let mut wanted = plain.clone();
    wanted.sort_by(|a, b| {
        let (a_time, b_time) = (number(a, "time"), number(b, "time"));
        text(a, "agent_id").cmp(text(b, "agent_id")).then(b_time.cmp(&a_time))
    });
    assert_eq!(sorted, wanted, "ties by arrival");

    for direction in ["campaign_id", "campaign_id:desc"] {
        let sorted = ask(&bench, "agent_14", &["--sort", direction]);
        let known: Vec<bool> = sorted.iter().map(|row| !row["campaign_id"].is_null()).collect();
        assert!(known.is_sorted_by(|a, b| a >= b), "unknown comes last: {direction}");
    }
    for bad in ["nada", "time:up"] {
        let words = [&["rows", "agent_14", "--sort", bad][..], &ONE_DAY].concat();
        assert_eq!(error_of(&bench.json(&words, 2)), "USE-1", "{bad}");
    }
}

#[test]
fn columns_and_stretches() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let all = ask(&bench, "agent_14", &[]);
    let two = ask(&bench, "agent_14", &["--columns", "time,agent_id"]);
    let names: BTreeSet<&String> = two[0].keys().collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["agent_id", "time"]);
    let words = ["--columns", "nada", "--json"];
    assert_eq!(bench.ask("rows", "agent_14", ONE_DAY, &words).ends(2).error(), "USE-1");

    let stretch = |offset: &str, limit: &str| {
        let words = ["--offset", offset, "--limit", limit, "--json"];
        bench.ask("rows", "agent_14", ONE_DAY, &words).ends(0).document()
    };
    let part = stretch("7", "5");
    assert_eq!((&part["total"], &part["offset"]), (&all.len().into(), &7.into()));
    let rows = part["rows"].as_array().expect("rows");
    assert_eq!(
        rows.iter().map(|row| row.as_object()).collect::<Vec<_>>(),
        all[7..12].iter().map(Some).collect::<Vec<_>>()
    );
    assert_eq!(stretch("1000000", "5")["rows"], Value::Array(Vec::new()));
    let usual = bench.ask("rows", "agent_14", ONE_DAY, &["--json"]).ends(0).document();
    assert_eq!(usual["rows"].as_array().map(Vec::len), Some(all.len().min(1000)));
}

#[test]
fn more_rows_than_a_page_come_whole() {
    let bench = Bench::new();
    bench.fetch("campaign_7", ["--from", "2026-03-16", "--to", "2026-03-18"]);
    let words = ["--format", "ndjson", "--limit", "50000"];
    let period = ["--from", "2026-03-16", "--to", "2026-03-18"];
    let ran = bench.ask("rows", "campaign_7", period, &words).ends(0);
    let total = bench.ask("rows", "campaign_7", period, &["--json", "--limit", "0"]).document();
    let total = total["total"].as_u64().expect("a number");
    assert!(total > 10_000, "more than a page: {total}");
    assert_eq!(ran.out.lines().count() as u64, total);
}

#[test]
fn forms_of_output_agree() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let rows = ask(&bench, "agent_9", &[]);
    // `--format` overrides `--json`.
    let lines = bench.ask("rows", "agent_9", ONE_DAY, &["--format", "ndjson", "--json"]).ends(0);
    let objects = lines.out.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    assert_eq!(objects.collect::<Vec<Row>>(), rows);

    let csv = bench.ask("rows", "agent_9", ONE_DAY, &["--format", "csv"]).ends(0);
    let mut lines = csv.out.lines();
    assert_eq!(lines.next(), Some("_day,agent_name,count,hold_time,mute_time,total_time"));
    let first = format!(
        "2026-03-16,{},{},{},{},{}",
        text(&rows[0], "agent_name"),
        rows[0]["count"],
        rows[0]["hold_time"],
        rows[0]["mute_time"],
        rows[0]["total_time"]
    );
    assert_eq!(lines.next(), Some(first.as_str()));
    assert_eq!(lines.count() + 1, rows.len());

    let error = bench.ask("rows", "agent_9", ONE_DAY, &["--format", "csv", "--sort", "x"]).ends(2);
    assert_eq!(error.out, "", "an error is no row");
}

#[test]
fn days_of_sums_are_asked_whole() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let part = ["--from", "2026-03-16T08:00:00", "--to", "2026-03-16T12:00:00"];
    for verb in ["rows", "kpis"] {
        let refused = bench.ask(verb, "agent_9", part, &["--json"]).ends(2);
        assert_eq!(refused.error(), "USE-1", "{verb}");
    }
    bench.fetch("agent_14", ONE_DAY);
    let some = bench.ask("rows", "agent_14", part, &["--json"]).ends(0).document();
    let all = ask(&bench, "agent_14", &[]);
    let inside = all.iter().filter(|row| {
        let at = text(row, "date_ini");
        ("2026-03-16T08:00:00"..="2026-03-16T12:00:00").contains(&at)
    });
    assert_eq!(some["total"], inside.count(), "a period of moments is exact");
}
