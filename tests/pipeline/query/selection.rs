//! Which subject answers which day.

use super::world::{COLUMNS, Row, World, bare, day, report, write};
use atalaya_core::archive::{SegmentFile, WindowRecord, WindowState};
use atalaya_core::query::{Chosen, Filters, Held, Question, Table, choose, choose_agent_days};
use atalaya_core::reports::{Grain, Kind, Param, Problems, Report, Role, Texts, schema};
use atalaya_core::time::Window;
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

fn campaign_report() -> Report {
    let columns = [
        ("date_ini", Kind::Datetime, Some(Role::Start)),
        ("campaign_id", Kind::Id, Some(Role::Campaign)),
    ];
    let mut report = report("campaign_7", &columns);
    report.params.push(Param {
        name: "campaign_id".to_owned(),
        required: true,
        all: Some("all".to_owned()),
        filters: Some("campaign_id".to_owned()),
        picker: None,
        values: Vec::new(),
        label: Texts::default(),
    });
    report
}

fn record(window: Window, state: WindowState, path: &str) -> WindowRecord {
    let segment = matches!(state, WindowState::Held | WindowState::Partial).then(|| SegmentFile {
        path: path.into(),
        window,
        rows: 1,
        bytes: 1,
        span: window,
        version: 1,
    });
    WindowRecord {
        id: 1,
        window,
        state,
        closed: state != WindowState::Partial,
        fetched: DateTime::UNIX_EPOCH,
        rows: 1,
        doubtful: false,
        reason: String::new(),
        last_failure: String::new(),
        problems: Problems::default(),
        segment,
    }
}

fn days(first: u32, last: u32) -> Window {
    Window::days(day(first), day(last))
}

fn params(value: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("campaign_id".to_owned(), value.to_owned())])
}

/// A subject of campaign_7 with its windows.
fn campaign(value: &str, windows: &[(u32, u32, WindowState)]) -> Held {
    let records = windows
        .iter()
        .map(|(first, last, state)| {
            record(days(*first, *last), *state, &format!("{value} {first}"))
        })
        .collect();
    Held { params: params(value), records }
}

/// File, first and last day of its spans, kept value: one line per span.
fn lines(chosen: &Chosen) -> Vec<(String, u32, u32, String)> {
    use chrono::Datelike;
    let mut lines = Vec::new();
    for source in &chosen.table.sources {
        for span in &source.spans {
            let name = source.file.path.display().to_string();
            let kept = source.keep.as_ref().map_or(String::new(), |(_, value)| value.clone());
            lines.push((name, span.from.day(), span.to.day(), kept));
        }
    }
    lines.sort();
    lines
}

fn line(file: &str, first: u32, last: u32, kept: &str) -> (String, u32, u32, String) {
    (file.to_owned(), first, last, kept.to_owned())
}

fn numbers(dates: &[NaiveDate]) -> Vec<u32> {
    use chrono::Datelike;
    dates.iter().map(|date| date.day()).collect()
}

#[test]
fn all_answers_its_days_and_single_campaigns_the_others() {
    use WindowState::{Empty, Failed, Held as Whole, Partial};
    let report = Arc::new(campaign_report());
    let held = [
        campaign("7", &[(1, 4, Whole)]),
        campaign("all", &[(2, 3, Whole), (5, 5, Empty), (6, 6, Failed)]),
        campaign("8", &[(4, 4, Whole), (6, 6, Partial)]),
    ];
    let omitted = choose(&report, days(1, 6), &BTreeMap::new(), &held, 9);
    assert_eq!(omitted.table.generation, 9);
    let wanted = [
        line("7 1", 1, 1, ""),
        line("7 1", 4, 4, ""),
        line("8 4", 4, 4, ""),
        line("8 6", 6, 6, ""),
        line("all 2", 2, 3, ""),
    ];
    // The spans of a subject hold for all of its files; only those that touch a file matter.
    let touching: Vec<_> = lines(&omitted)
        .into_iter()
        .filter(|(file, first, last, _)| {
            let own = match file.as_str() {
                "7 1" => (1, 4),
                "8 4" => (4, 4),
                "8 6" => (6, 6),
                _ => (2, 3),
            };
            *first <= own.1 && *last >= own.0
        })
        .collect();
    assert_eq!(touching, wanted);
    assert_eq!(numbers(&omitted.held), [2, 3, 5]);
    assert_eq!(numbers(&omitted.missing), [1, 4, 6], "only some campaigns are held");

    let seven = choose(&report, days(1, 6), &params("7"), &held, 9);
    assert!(lines(&seven).contains(&line("all 2", 2, 3, "7")));
    assert!(lines(&seven).contains(&line("7 1", 1, 1, "")));
    assert!(lines(&seven).iter().all(|(file, ..)| !file.starts_with('8')));
    assert_eq!(numbers(&seven.held), [1, 2, 3, 4, 5]);
    assert_eq!(numbers(&seven.missing), [6]);

    let nine = choose(&report, days(1, 6), &params("9"), &held, 9);
    assert_eq!(numbers(&nine.held), [2, 3, 5], "held under all costs no call");
    let all = choose(&report, days(1, 6), &params("ALL"), &held, 9);
    assert_eq!(numbers(&all.held), [2, 3, 5]);
}

#[test]
fn days_that_will_be_read_again_are_open() {
    let report = Arc::new(campaign_report());
    let mut held = campaign("all", &[(1, 1, WindowState::Held), (2, 2, WindowState::Held)]);
    held.records[1].closed = false;
    let chosen = choose(&report, days(1, 3), &BTreeMap::new(), &[held], 1);
    assert_eq!(numbers(&chosen.held), [1]);
    assert_eq!(numbers(&chosen.open), [2]);
    assert_eq!(numbers(&chosen.missing), [3]);
}

#[test]
fn exact_reports_answer_only_the_identical_period() {
    let mut report = campaign_report();
    report.grain = Grain::Exact;
    let report = Arc::new(report);
    let held = [campaign("all", &[(1, 7, WindowState::Held), (1, 3, WindowState::Held)])];
    let chosen = choose(&report, days(1, 3), &BTreeMap::new(), &held, 1);
    assert_eq!(chosen.table.sources.len(), 1);
    assert_eq!(chosen.table.sources[0].file.window, days(1, 3));
    assert_eq!(chosen.held.len(), 3);
    let other = choose(&report, days(2, 3), &BTreeMap::new(), &held, 1);
    assert!(other.table.sources.is_empty());
    assert_eq!(other.missing.len(), 2);
}

fn single_report() -> Report {
    let mut columns: Vec<_> = COLUMNS.to_vec();
    columns.retain(|(name, ..)| *name != "agent_name");
    for column in columns.iter_mut().filter(|column| column.0 == "destinity") {
        column.0 = "destiny";
    }
    report("agent_2", &columns)
}

fn call(number: u32, agent: &str, destination: &'static str) -> Row {
    let mut row = bare(super::world::at(number, "08:00:00"));
    row.insert("agent_id", agent.into());
    row.insert(destination, format!("31{number}").into());
    row
}

fn filed(world: &World, report: &Report, window: Window, name: &str, rows: &[Row]) -> WindowRecord {
    let mut record = record(window, WindowState::Held, name);
    let path = world.folder.path().join(name);
    record.segment = Some(write(&path, &schema(report), window, rows));
    record
}

#[tokio::test]
async fn all_agents_answer_unless_cut_else_the_single_agents() {
    let (all, single) = (Arc::new(report("agent_14", COLUMNS)), single_report());
    let mut world = World::new(report("agent_14", COLUMNS), vec![]);
    let both = |number| ["1", "2"].map(|agent| call(number, agent, "destinity"));
    let of_all = [both(1), both(2)].concat();
    let mut cut = filed(&world, &all, days(3, 3), "cut", &both(3)[..1]);
    cut.state = WindowState::Partial;
    let held_all = [filed(&world, &all, days(1, 2), "all", &of_all), cut];
    let calls: Vec<Row> = (2..=4).map(|number| call(number, "1", "destiny")).collect();
    let held_single = [Held {
        params: BTreeMap::from([("agent_id".to_owned(), "1".to_owned())]),
        records: vec![filed(&world, &single, days(2, 4), "single", &calls)],
    }];
    let ask =
        |agent| choose_agent_days((&all, &held_all), (&single, &held_single), days(1, 4), agent, 1);
    let everyone = ask(None);
    world.table = everyone.table;
    let seen = |rows: Vec<Row>| -> Vec<(String, String)> {
        let text = |row: &Row, name| row[name].as_str().unwrap_or("").to_owned();
        rows.iter().map(|row| (text(row, "agent_id"), text(row, "destinity"))).collect()
    };
    let pair = |agent: &str, destination: &str| (agent.to_owned(), destination.to_owned());
    assert_eq!(
        seen(world.ask(&Question::default()).await),
        [
            pair("1", "311"),
            pair("2", "311"),
            pair("1", "312"),
            pair("2", "312"),
            pair("1", "313"),
            pair("1", "314"),
        ]
    );
    assert_eq!(numbers(&everyone.held), [1, 2]);
    let one = ask(Some("1"));
    assert_eq!(numbers(&one.held), [1, 2, 3, 4]);
    world.table = one.table;
    assert_eq!(seen(world.ask(&Question::default()).await).len(), 4);
    let two = ask(Some("2"));
    assert_eq!(numbers(&two.missing), [3, 4]);
    world.table = Table { generation: 2, ..two.table };
    assert_eq!(seen(world.ask(&Question::default()).await), [pair("2", "311"), pair("2", "312")]);
    let token = CancellationToken::new();
    let counted = world.engine.count(&world.table, &Filters::default(), &token).await;
    assert_eq!(counted.expect("a count"), 2);
}
