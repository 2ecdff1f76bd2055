use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{Operation, REPORTS, Row};
use crate::clock::seconds;
use crate::config::Config;

fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 19).expect("a valid date")
}

fn day(date: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
    let midnight = date.and_hms_opt(0, 0, 0).expect("midnight exists");
    (midnight, midnight + TimeDelta::seconds(86_399))
}

fn params(api: &str, operation: &Operation) -> BTreeMap<String, String> {
    let pair = |key: &str, value: &str| BTreeMap::from([(key.to_owned(), value.to_owned())]);
    match api {
        "agent_2" => pair("agent_id", &operation.agents()[0].id),
        "campaign_7" => pair("campaign_id", "all"),
        _ => BTreeMap::new(),
    }
}

fn rows(operation: &Operation, api: &str, date: NaiveDate) -> Vec<Row> {
    let (from, to) = day(date);
    operation.rows(api, &params(api, operation), from, to)
}

fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    &row.iter().find(|(known, _)| *known == name).expect("a documented column").1
}

#[test]
fn same_configuration_same_rows() {
    let one = Operation::new(&Config::for_tests(anchor(), 10));
    let other = Operation::new(&Config::for_tests(anchor(), 5));
    for api in REPORTS {
        assert_eq!(rows(&one, api, anchor()), rows(&other, api, anchor()), "{api}");
    }
}

#[test]
fn events_of_an_agent_follow_one_another() {
    let operation = Operation::new(&Config::for_tests(anchor(), 3));
    let mut last: HashMap<String, String> = HashMap::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for row in rows(&operation, "agent_14", anchor()) {
        let agent = cell(&row, "agent_id").to_owned();
        *numbers.entry(agent.clone()).or_default() += 1;
        let end = last.remove(&agent);
        if let Some(end) = end {
            assert_eq!(end, cell(&row, "date_ini"));
        }
        if cell(&row, "agent_status") != "LOGOUT" {
            last.insert(agent, cell(&row, "date_end").to_owned());
        }
    }
    assert!(numbers.len() > 30);
    let usual = numbers.values().filter(|count| (130..=330).contains(*count)).count();
    assert!(usual * 10 >= numbers.len() * 8, "{numbers:?}");
}

#[test]
fn hold_and_mute_of_days_add_up_to_the_month() {
    let operation = Operation::new(&Config::for_tests(anchor(), 31));
    let (_, to) = day(anchor());
    let (from, _) = day(operation.first_day());
    let none = BTreeMap::new();
    let month = operation.sum_seconds("agent_9", &none, from, to, "total_time");
    let by_day = |date| {
        let (from, to) = day(date);
        operation.sum_seconds("agent_9", &none, from, to, "total_time")
    };
    let days: u64 = operation.first_day().iter_days().take(31).map(by_day).sum();
    assert_eq!(month, days);
    let talk = rows(&operation, "agent_14", anchor());
    let talked: u64 = talk
        .iter()
        .filter(|row| cell(row, "agent_status") == "talk")
        .filter_map(|row| seconds(cell(row, "time")))
        .sum();
    let silent = by_day(anchor());
    assert!(silent > 0 && silent < talked / 3, "{silent} of {talked}");
}

#[test]
fn calls_link_the_reports() {
    let operation = Operation::new(&Config::for_tests(anchor(), 3));
    let events = rows(&operation, "agent_14", anchor());
    let mut talk: HashMap<(&str, &str), u64> = HashMap::new();
    for row in events.iter().filter(|row| cell(row, "agent_status") == "talk") {
        let key = (cell(row, "conn_id"), cell(row, "agent_id"));
        *talk.entry(key).or_default() += seconds(cell(row, "time")).expect("a duration");
    }
    for row in &rows(&operation, "agent_13", anchor()) {
        assert!(talk.contains_key(&(cell(row, "conn_id"), cell(row, "agent_id"))));
    }
    let passages = rows(&operation, "diagram_11", anchor());
    let answered: Vec<&Row> =
        passages.iter().filter(|row| cell(row, "go_to_agent") == "yes").collect();
    assert!(answered.len() > 200 && answered.len() < passages.len());
    for row in answered {
        let with = seconds(cell(row, "time_with_agent")).expect("a duration");
        assert_eq!(talk[&(cell(row, "conn_id"), cell(row, "agent_id"))], with);
    }
    let unique: HashSet<&str> = passages.iter().map(|row| cell(row, "conn_id")).collect();
    assert_eq!(unique.len(), passages.len());
}

#[test]
fn stories_can_be_found_from_any_weekday() {
    // A Thursday, a Saturday, a Sunday and a Monday.
    [0, 2, 3, 4].into_iter().for_each(|later| find_stories(anchor() + TimeDelta::days(later)));
}

fn find_stories(anchor: NaiveDate) {
    let operation = Operation::new(&Config::sample(anchor));
    let stories = operation.stories();
    assert!(REPORTS.iter().all(|api| rows(&operation, api, stories.empty_sunday).is_empty()));
    let busy = rows(&operation, "campaign_7", stories.busy_day).len();
    assert!((62_000..67_000).contains(&busy), "{busy}");
    let bad_hour = format!("{} {:02}:", stories.bad_amd_day, stories.bad_amd_hour);
    let dials = rows(&operation, "campaign_7", stories.bad_amd_day);
    assert!((5000..=8000).contains(&dials.len()), "{}", dials.len());
    let hour: Vec<&Row> =
        dials.iter().filter(|row| cell(row, "date").starts_with(&bad_hour)).collect();
    let machine = |row: &&&Row| cell(row, "result").eq_ignore_ascii_case("machine");
    assert!(hour.len() > 200 && hour.iter().all(|row| machine(&row)));
    let night = rows(&operation, "agent_14", stories.midnight_day);
    let start = format!("{} 23:50:00", stories.midnight_day);
    let call = night
        .iter()
        .find(|row| cell(row, "date_ini") == start && cell(row, "agent_status") == "talk")
        .expect("the midnight call");
    assert_eq!(cell(call, "agent_id"), stories.midnight_agent);
    assert_eq!(cell(call, "time"), "00:20:00");
}

#[test]
fn the_leak_shows() {
    let operation = Operation::new(&Config::for_tests(anchor(), 21));
    let stories = operation.stories().clone();
    let lost_share = |date: NaiveDate| {
        let all = rows(&operation, "diagram_11", date);
        let of_point = |row: &&Row| {
            cell(row, "rp_id") == stories.leaking_point && cell(row, "skill_id") != "-"
        };
        let queued: Vec<&Row> = all.iter().filter(of_point).collect();
        let lost = queued.iter().filter(|row| cell(row, "skill_result") == "ABANDON").count();
        lost as f64 / queued.len() as f64
    };
    assert!(lost_share(stories.leak_from) > 0.5);
    assert!(lost_share(stories.leak_from - TimeDelta::days(7)) < 0.25);
}

#[test]
fn an_open_day_ends_now() {
    let operation = Operation::new(&Config::for_tests(anchor(), 3));
    let today = rows(&operation, "agent_14", anchor() + TimeDelta::days(1));
    let noon = operation.now().format("%Y-%m-%d %H:%M:%S").to_string();
    assert!(today.len() > 1000);
    assert!(today.iter().all(|row| cell(row, "date_end") <= noon.as_str()));
    assert!(rows(&operation, "agent_14", anchor() + TimeDelta::days(2)).is_empty());
}

#[test]
fn a_month_of_everything_is_made_quickly() {
    let started = Instant::now();
    let operation = Operation::new(&Config::for_tests(anchor(), 31));
    let (from, _) = day(operation.first_day());
    let (_, to) = day(anchor());
    for api in REPORTS {
        operation.count(api, &params(api, &operation), from, to);
    }
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
