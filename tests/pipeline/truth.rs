//! What is held equals what an unlimited, faultless server would have told.

use crate::support::world::{World, anchor, quick};
use atalaya_core::api::types::{KpisRequest, Narrowing};
use atalaya_simulator::{BusyDay, Config};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

fn span(days: u64) -> (NaiveDate, NaiveDate) {
    (anchor() - Days::new(days - 1), anchor())
}

async fn equals_truth(world: &World, report: &str, params: &[(&str, &str)], days: u64) {
    let (from, to) = span(days);
    let end = world.fetch(report, params, &from.to_string(), &to.to_string()).await;
    assert!(end.error.is_none(), "{report}: {:?}", end.error);
    let table = world.table(report, params, &from.to_string(), &to.to_string());
    let held = world.held(table).await;
    let mut truth = Vec::new();
    if report == "agent_9" {
        // Sums of a window: the truth of days is one answer per day.
        for day in from.iter_days().take(days as usize) {
            truth.extend(world.truth(report, params, start(day), stop(day)));
        }
        truth.sort();
    } else {
        truth = world.truth(report, params, start(from), stop(to));
    }
    assert!(!truth.is_empty(), "{report}: the simulated operation has rows");
    assert_eq!(held.len(), truth.len(), "{report}: number of rows");
    assert!(held == truth, "{report}: rows differ from the truth");
}

fn start(day: NaiveDate) -> chrono::NaiveDateTime {
    day.and_hms_opt(0, 0, 0).expect("midnight exists")
}

fn stop(day: NaiveDate) -> chrono::NaiveDateTime {
    day.and_hms_opt(23, 59, 59).expect("the last second exists")
}

#[tokio::test]
async fn each_report_equals_the_truth() {
    let world = World::with_days(6).await;
    for report in ["agent_9", "agent_13", "agent_14", "diagram_11", "campaign_7"] {
        equals_truth(&world, report, &[], 6).await;
    }
    let agent = world.simulation.operation().agents()[0].id.clone();
    equals_truth(&world, "agent_2", &[("agent_id", &agent)], 6).await;
    assert_eq!(world.simulation.max_in_flight(), 1, "one request at a time");
}

#[tokio::test]
async fn forty_days_with_a_day_far_beyond_the_row_cap() {
    let busy = BusyDay { date: anchor() - Days::new(11), rows: 150_000, from_hour: 10, hours: 2 };
    let config = Config { busy_days: vec![busy], ..Config::for_tests(anchor(), 40) };
    let world = World::new(config, quick()).await;
    equals_truth(&world, "campaign_7", &[], 40).await;

    let requests = world.simulation.requests();
    assert_eq!(world.simulation.max_in_flight(), 1, "one request at a time");
    for seen in &requests {
        let (Some(from), Some(to)) = (seen.from, seen.to) else { continue };
        assert!((to - from).num_days() < 31, "a window of more than 31 days was asked");
    }
    let mut answered = BTreeSet::new();
    for seen in requests.iter().filter(|seen| seen.rows > 0 && seen.rows < 59_000) {
        assert!(answered.insert((seen.from, seen.to)), "asked twice: {seen:?}");
    }
    let wasted = requests.iter().filter(|seen| seen.rows >= 59_000).count();
    assert!(wasted <= 12, "{wasted} answers were cut");

    world.simulation.clear_requests();
    let (from, to) = span(40);
    let again = world.fetch("campaign_7", &[], &from.to_string(), &to.to_string()).await;
    assert!(again.error.is_none());
    let closed_before = anchor() - Days::new(1);
    for seen in world.simulation.requests() {
        assert!(
            seen.to.is_some_and(|to| to.date() >= closed_before),
            "a closed window was asked again: {seen:?}"
        );
    }
}

#[tokio::test]
async fn figures_equal_those_counted_from_the_truth() {
    let world = World::with_days(6).await;
    let (from, to) = span(6);
    let end = world.fetch("campaign_7", &[], &from.to_string(), &to.to_string()).await;
    assert!(end.error.is_none());
    let all = [("campaign_id".to_owned(), "all".to_owned())].into();
    let rows = world.simulation.operation().rows("campaign_7", &all, start(from), stop(to));
    let humans = rows
        .iter()
        .filter(|row| {
            row.iter().any(|(name, text)| *name == "result" && text.eq_ignore_ascii_case("human"))
        })
        .count();
    let request = KpisRequest {
        table: world.table("campaign_7", &[], &from.to_string(), &to.to_string()),
        narrowing: Narrowing::default(),
        kpis: vec!["human_rate".to_owned()],
        by: None,
        view: String::new(),
        revision: 0,
    };
    let view = world.app.kpis(request).await.expect("figures of held rows");
    assert_eq!(view.kpis[0].numerator, Some(humans as f64));
    assert_eq!(view.kpis[0].n, rows.len() as u64);
    assert_eq!((view.coverage.days, view.coverage.missing), (6, 0));
}
