//! Lanes of a timeline against the rows themselves.

use crate::support::world::{World, anchor};
use atalaya_core::Code;
use atalaya_core::api::types::{RowsRequest, TimelineRequest, TimelineView};
use chrono::{Days, NaiveDateTime};
use std::collections::BTreeMap;

const REPORT: &str = "agent_14";

/// An event as the rows tell it: agent, state, start and end in seconds from the stretch's start.
struct Event {
    agent: String,
    state: String,
    start: i64,
    end: i64,
}

async fn world() -> World {
    let world = World::with_days(9).await;
    let day = |before| (anchor() - Days::new(before)).to_string();
    let end = world.fetch(REPORT, &[], &day(7), &day(5)).await;
    assert!(end.error.is_none() && end.rows > 0, "{:?}", end.error);
    world
}

/// The middle one of the three days that are held.
fn stretch() -> (String, String) {
    let day = anchor() - Days::new(6);
    (format!("{day}T00:00:00"), format!("{day}T23:59:59"))
}

fn request(world: &World, (from, to): (&str, &str), width: u32) -> TimelineRequest {
    TimelineRequest {
        table: world.table(REPORT, &[], from, to),
        narrowing: Default::default(),
        agents: Vec::new(),
        width,
        view: String::new(),
        revision: 0,
    }
}

async fn ask(world: &World, ends: (&str, &str), width: u32) -> TimelineView {
    world.app.timeline(request(world, ends, width)).await.expect("a timeline")
}

/// The events that touch the stretch, clipped to it, read row by row.
async fn events(world: &World, (from, to): (&str, &str)) -> Vec<Event> {
    let moment = |text: &str| text.parse::<NaiveDateTime>().expect("a moment");
    let (first, last) = (moment(from), moment(to));
    let earlier = (first - Days::new(1)).format("%Y-%m-%dT%H:%M:%S").to_string();
    let columns = ["agent_id", "agent_status", "date_ini", "time"].map(str::to_owned).to_vec();
    let mut found = Vec::new();
    for page in 0.. {
        let request = RowsRequest {
            table: world.table(REPORT, &[], &earlier, to),
            narrowing: Default::default(),
            sort: Vec::new(),
            columns: columns.clone(),
            offset: page * 10_000,
            limit: 10_000,
            view: String::new(),
            revision: 0,
        };
        let rows = world.app.rows(request).await.expect("rows").rows;
        if rows.is_empty() {
            return found;
        }
        for row in rows {
            let text = |place: usize| row[place].as_str().unwrap_or_default().to_owned();
            let (Some(length), false) = (row[3].as_i64(), text(2).is_empty()) else { continue };
            let start = (moment(&text(2)) - first).num_seconds();
            let (begin, end) =
                (start.max(0), (start + length).min((last - first).num_seconds() + 1));
            if begin < end {
                let state = text(1).trim().to_lowercase();
                found.push(Event { agent: text(0), state, start: begin, end });
            }
        }
    }
    found
}

#[tokio::test]
async fn seconds_per_state_are_those_of_the_rows_whatever_the_width() {
    let world = world().await;
    let (from, to) = stretch();
    let mut truth: BTreeMap<(String, String), i64> = BTreeMap::new();
    for event in events(&world, (&from, &to)).await {
        *truth.entry((event.agent, event.state)).or_default() += event.end - event.start;
    }
    assert!(truth.len() > 20, "agents in several states");
    for width in [1, 97, 1200, 8192] {
        let view = ask(&world, (&from, &to), width).await;
        let mut told = BTreeMap::new();
        for lane in &view.lanes {
            for (state, seconds) in view.states.iter().zip(&lane.seconds) {
                if *seconds > 0 {
                    told.insert((lane.agent_id.clone(), state.label.to_lowercase()), *seconds);
                }
            }
        }
        assert_eq!(told, truth, "width {width}");
    }
}

#[tokio::test]
async fn a_lane_has_a_span_per_pixel_at_most_and_none_overlap() {
    let world = world().await;
    let (from, to) = stretch();
    for width in [1_u32, 13, 640, 1919] {
        let view = ask(&world, (&from, &to), width).await;
        assert_eq!(view.seconds, 86_400);
        for lane in &view.lanes {
            assert!(lane.spans.len() <= width as usize, "{} of {width}", lane.spans.len());
            assert!(lane.spans.iter().all(|[start, end, ..]| 0 <= *start && start < end));
            assert!(lane.spans.windows(2).all(|pair| pair[0][1] <= pair[1][0]), "overlap");
            let events: i64 = lane.spans.iter().map(|span| span[3]).sum();
            assert!(events as u64 <= lane.events && events > 0);
        }
    }
}

#[tokio::test]
async fn close_by_every_event_is_itself() {
    let world = world().await;
    let day = anchor() - Days::new(6);
    let (from, to) = (format!("{day}T10:00:00"), format!("{day}T10:29:59"));
    let mut truth: Vec<_> = events(&world, (&from, &to))
        .await
        .into_iter()
        .map(|event| (event.agent, event.start, event.end, event.state))
        .collect();
    truth.sort();
    let view = ask(&world, (&from, &to), 1800).await;
    assert!(
        view.lanes.iter().all(|lane| lane.overlap == 0),
        "the sample agents do one thing at once"
    );
    let mut told: Vec<_> = view
        .lanes
        .iter()
        .flat_map(|lane| {
            lane.spans.iter().map(|[start, end, state, events]| {
                assert_eq!(*events, 1);
                let state = view.states[*state as usize].label.to_lowercase();
                (lane.agent_id.clone(), *start, *end, state)
            })
        })
        .collect();
    told.sort();
    assert!(truth.len() > 50);
    assert_eq!(told, truth);
    assert!(truth.iter().any(|(_, start, ..)| *start == 0), "some began before the stretch");
}

#[tokio::test]
async fn states_are_classed_and_people_named_and_the_wanted_order_kept() {
    let world = world().await;
    let (from, to) = stretch();
    let all = ask(&world, (&from, &to), 600).await;
    let class =
        |state: &str| all.states.iter().find(|one| one.state == state).map(|one| &*one.class);
    assert_eq!(class("ready"), Some("ready"));
    assert_eq!(class("talk"), Some("talk"));
    assert!(all.lanes.iter().all(|lane| lane.name.is_some()), "agent_14 names its agents");
    assert!(all.missing.is_empty());
    let last = all.lanes.last().expect("lanes").agent_id.clone();
    let mut wanted = request(&world, (&from, &to), 600);
    wanted.agents = vec![last.clone(), "nobody".to_owned()];
    let two = world.app.timeline(wanted).await.expect("a timeline");
    let ids: Vec<_> = two.lanes.iter().map(|lane| lane.agent_id.as_str()).collect();
    assert_eq!(ids, [last.as_str(), "nobody"]);
    assert_eq!((two.lanes[1].events, two.lanes[1].spans.len()), (0, 0));
}

#[tokio::test]
async fn days_that_are_not_held_are_named() {
    let world = world().await;
    let day = |before| (anchor() - Days::new(before)).to_string();
    let view = ask(&world, (&day(6), &day(4)), 900).await;
    assert_eq!(view.missing, [day(4)]);
}

#[tokio::test]
async fn what_cannot_be_drawn_is_refused() {
    let world = world().await;
    let (from, to) = stretch();
    let code = |request| async { world.app.timeline(request).await.expect_err("refused").code() };
    assert_eq!(code(request(&world, (&from, &to), 0)).await, Code::Usage);
    assert_eq!(code(request(&world, (&from, &to), 9000)).await, Code::Usage);
    let long = (anchor() - Days::new(90)).to_string();
    assert_eq!(code(request(&world, (&long, &to), 900)).await, Code::Usage);
    let mut other = request(&world, (&from, &to), 900);
    other.table.report = "agent_13".to_owned();
    assert_eq!(code(other).await, Code::NeedsReport);
}
