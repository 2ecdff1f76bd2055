//! Distinct values, groups, and series that add up.

use super::world::{COLUMNS, Row, World, as_shown, at, bare, read_moment, report};
use atalaya_core::Code;
use atalaya_core::query::{
    AggregateRequest, Bucket, DistinctRequest, Filter, Filters, Measure, MeasureFn, Order, OrderBy,
    Spot, Test, Value,
};
use atalaya_core::reports::{AT, normal_form};
use atalaya_core::time::Window;
use chrono::{Datelike, Duration, Timelike};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use tokio_util::sync::CancellationToken;

fn measure(column: &str, function: MeasureFn) -> Measure {
    Measure { column: column.to_owned(), function }
}

async fn ask(world: &World, request: &AggregateRequest) -> atalaya_core::query::Aggregate {
    let token = CancellationToken::new();
    world.engine.aggregate(&world.table, request, &token).await.expect("an answer")
}

fn counted(rows: &[&Row], column: &str, form: impl Fn(&str) -> String) -> Vec<(Json, u64)> {
    let mut counts: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for row in rows {
        let shown = as_shown(row);
        *counts.entry(shown[column].as_str().map(&form)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(value, rows)| (std::cmp::Reverse(*rows), value.is_none(), value.clone()));
    counts.into_iter().map(|(value, rows)| (value.map_or(Json::Null, Json::from), rows)).collect()
}

#[tokio::test]
async fn distinct_values_have_exact_counts() {
    let world = World::calls(21, false);
    let token = CancellationToken::new();
    let ask = |column: &str, search: &str, limit| DistinctRequest {
        column: column.to_owned(),
        filters: Filters::default(),
        search: search.to_owned(),
        limit,
    };
    let rows = world.ordinary();
    let found = world.engine.distinct(&world.table, &ask("agent_name", "", 99), &token).await;
    let found: Vec<_> = found.expect("values").into_iter().map(|v| (v.value, v.rows)).collect();
    assert_eq!(found, counted(&rows, "agent_name", str::to_owned));
    let found = world.engine.distinct(&world.table, &ask("agent_status", "", 99), &token).await;
    let found = found.expect("values");
    let forms: Vec<_> = found
        .iter()
        .map(|v| (v.value.as_str().map_or(Json::Null, |t| normal_form(t).into()), v.rows))
        .collect();
    assert_eq!(forms, counted(&rows, "agent_status", normal_form));
    let found = world.engine.distinct(&world.table, &ask("agent_name", "PEREZ", 1), &token).await;
    let found = found.expect("values");
    assert_eq!(found.len(), 1);
    assert!(found[0].value.as_str().is_some_and(|name| name.to_lowercase().starts_with("ana")));
    let found = world.engine.distinct(&world.table, &ask("calls", "", 3), &token).await;
    assert_eq!(found.expect("values").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn measures_are_what_a_plain_loop_computes() {
    let world = World::calls(22, false);
    let functions = [
        measure("", MeasureFn::Rows),
        measure("time", MeasureFn::Count),
        measure("time", MeasureFn::Sum),
        measure("time", MeasureFn::Avg),
        measure("cost", MeasureFn::Min),
        measure("cost", MeasureFn::Max),
        measure("time", MeasureFn::Quantile(0.5)),
        measure("agent_id", MeasureFn::Distinct),
    ];
    let request = AggregateRequest {
        dimensions: vec!["agent_status".to_owned()],
        measures: functions.to_vec(),
        ..AggregateRequest::default()
    };
    let found = ask(&world, &request).await;
    let mut groups: BTreeMap<(bool, String), Vec<&Row>> = BTreeMap::new();
    for row in world.ordinary() {
        let form = row["agent_status"].as_str().map(normal_form);
        groups.entry((form.is_none(), form.unwrap_or_default())).or_default().push(row);
    }
    assert_eq!(found.groups.len(), groups.len());
    for (group, ((unknown, form), rows)) in found.groups.iter().zip(groups) {
        assert_eq!(group.dimensions, [if unknown { Json::Null } else { form.into() }]);
        let mut times: Vec<i64> = rows.iter().filter_map(|row| row["time"].as_i64()).collect();
        times.sort_unstable();
        let costs = || rows.iter().filter_map(|row| row["cost"].as_f64());
        let mut agents: Vec<_> = rows.iter().filter_map(|row| row["agent_id"].as_str()).collect();
        agents.sort_unstable();
        agents.dedup();
        let sum: i64 = times.iter().sum();
        let middle = times.len() / 2;
        let median = match times.len() % 2 {
            0 => (times[middle - 1] + times[middle]) as f64 / 2.0,
            _ => times[middle] as f64,
        };
        let values = &group.values;
        assert_eq!(values[0], rows.len());
        assert_eq!(values[1], times.len());
        assert_eq!(values[2], sum);
        assert!((values[3].as_f64().expect("avg") - sum as f64 / times.len() as f64).abs() < 1e-6);
        assert_eq!(values[4].as_f64(), costs().reduce(f64::min));
        assert_eq!(values[5].as_f64(), costs().reduce(f64::max));
        assert!((values[6].as_f64().expect("median") - median).abs() < 1e-6);
        assert_eq!(values[7], agents.len());
    }
}

#[tokio::test]
async fn a_call_over_midnight_counts_on_both_days_and_the_rest_is_carried_over() {
    let mut calls = [bare(at(1, "23:50:00")), bare(at(2, "23:00:00")), bare(at(2, "10:00:00"))];
    for (call, seconds) in calls.iter_mut().zip([1_200, 7_200, 60]) {
        call.insert("time", seconds.into());
    }
    let mut world = World::new(report("calls", COLUMNS), vec![calls.to_vec()]);
    world.table.period = Window::days(super::world::day(1), super::world::day(2));
    let request = AggregateRequest {
        bucket: Some(Bucket::Day),
        measures: vec![measure("time", MeasureFn::Sum), measure("", MeasureFn::Rows)],
        ..AggregateRequest::default()
    };
    let found = ask(&world, &request).await;
    let seen: Vec<_> = found.groups.iter().map(|g| (g.spot, g.values.clone())).collect();
    let from = |number| Some(Spot::From(at(number, "00:00:00")));
    assert_eq!(
        seen,
        [
            (from(1), vec![json!(600), json!(1)]),
            (from(2), vec![json!(600 + 3_600 + 60), json!(2)]),
            (Some(Spot::CarriedOver), vec![json!(3_600), json!(0)]),
        ]
    );
    assert_eq!(found.cut, [0]);
}

fn spot_of(bucket: Bucket, at: chrono::NaiveDateTime) -> Spot {
    let midnight = at.date().and_hms_opt(0, 0, 0).expect("midnight");
    let weekday = at.weekday().number_from_monday();
    match bucket {
        Bucket::Quarter => Spot::From(
            midnight + Duration::minutes(i64::from(at.hour() * 60 + at.minute() / 15 * 15)),
        ),
        Bucket::Hour => Spot::From(midnight + Duration::hours(at.hour().into())),
        Bucket::Day => Spot::From(midnight),
        Bucket::Week => Spot::From(midnight - Duration::days(i64::from(weekday) - 1)),
        Bucket::Month => Spot::From(midnight - Duration::days(at.day0().into())),
        Bucket::HourOfDay => Spot::HourOfDay(at.hour()),
        Bucket::Weekday => Spot::Weekday(weekday),
        Bucket::WeekdayHour => Spot::WeekdayHour(weekday, at.hour()),
    }
}

/// Quarter by quarter, as plain as can be: all borders are borders of quarters.
fn seconds_by_spot(world: &World, bucket: Bucket) -> BTreeMap<Spot, i64> {
    let mut spots = BTreeMap::new();
    let end = world.table.period.to + Duration::seconds(1);
    for row in world.ordinary() {
        let mut moment = read_moment(&row[AT]);
        let mut rest = if moment < end { row["time"].as_i64().unwrap_or(0) } else { 0 };
        while rest > 0 {
            let into = i64::from(moment.num_seconds_from_midnight()) % 900;
            let piece = (900 - into).min(rest);
            let spot = if moment < end { spot_of(bucket, moment) } else { Spot::CarriedOver };
            *spots.entry(spot).or_default() += piece;
            (moment, rest) = (moment + Duration::seconds(piece), rest - piece);
        }
    }
    spots
}

#[tokio::test(flavor = "multi_thread")]
async fn series_of_every_bucket_add_up_to_the_total() {
    let mut world = World::calls(23, false);
    world.table.period = Window::days(super::world::day(1), super::world::day(4));
    let total = AggregateRequest {
        measures: vec![measure("time", MeasureFn::Sum)],
        ..AggregateRequest::default()
    };
    let total = ask(&world, &total).await.groups[0].values[0].as_i64();
    for bucket in [
        Bucket::Quarter,
        Bucket::Hour,
        Bucket::Day,
        Bucket::Week,
        Bucket::Month,
        Bucket::HourOfDay,
        Bucket::Weekday,
        Bucket::WeekdayHour,
    ] {
        let request = AggregateRequest {
            bucket: Some(bucket),
            measures: vec![measure("time", MeasureFn::Sum)],
            ..AggregateRequest::default()
        };
        let found = ask(&world, &request).await;
        let seconds = |value: &Json| value.as_i64().unwrap_or(0);
        let sum = found.groups.iter().map(|group| seconds(&group.values[0])).sum::<i64>();
        assert_eq!(Some(sum), total, "{bucket:?}");
        let by_spot: BTreeMap<_, _> = found
            .groups
            .iter()
            .filter(|group| seconds(&group.values[0]) > 0)
            .map(|group| (group.spot.expect("a spot"), seconds(&group.values[0])))
            .collect();
        assert_eq!(by_spot, seconds_by_spot(&world, bucket), "{bucket:?}");
    }
}

#[tokio::test]
async fn the_first_groups_are_the_greatest_with_and_without_cuts() {
    let world = World::calls(24, true);
    let order = Some(Order { by: OrderBy::Measure(0), descending: true });
    let mut request = AggregateRequest {
        dimensions: vec!["agent_id".to_owned()],
        measures: vec![measure("time", MeasureFn::Sum)],
        filters: Filters {
            all: vec![Filter::one("agent_status", Test::IsNot(vec![Value::Text("talk".into())]))],
            ..Filters::default()
        },
        order,
        ..AggregateRequest::default()
    };
    for bucket in [None, Some(Bucket::Hour)] {
        request.bucket = bucket;
        request.limit = None;
        let all = ask(&world, &request).await.groups;
        assert!(all.is_sorted_by_key(|group| std::cmp::Reverse(group.values[0].as_i64())));
        request.limit = Some(4);
        assert_eq!(ask(&world, &request).await.groups, all[..4]);
    }
    request.order = Some(Order { by: OrderBy::Measure(1), descending: false });
    let token = CancellationToken::new();
    let refused = world.engine.aggregate(&world.table, &request, &token).await;
    assert_eq!(refused.expect_err("no such measure").code(), Code::Usage);
}
