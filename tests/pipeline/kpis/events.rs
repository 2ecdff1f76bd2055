//! Status events of agents.

use super::frames::{agent_2, agent_14, figure, figures, group, march, parts};
use atalaya_core::kpis::{By, Scope, StateClass, StateClasses};
use atalaya_core::time::Window;

/// Agent 1: 600 ready, calls A (internal, 100 s), B (talk 200 + 100 s in two rows, ACW 60) and a
/// ring C without answer; break 300. Agent 2: takes over B (50 s), rang C and took it (40 s), 30
/// hours logged out, a state nobody knows for 25 hours, and rows with faults.
const ROWS: &[&str] = &[
    "02 08:00:00 | 1 | READY      | 600   |||              | inbound",
    "02 08:10:00 | 1 | Talk       | 100   ||| A            | Internal call",
    "02 08:58:00 | 1 | TALK       | 200   ||| B            | inbound",
    "02 09:02:00 | 1 | talk       | 100   ||| B            | inbound",
    "02 09:05:00 | 1 | ACW        | 60    ||| B            | inbound",
    "02 09:10:00 | 1 | RING       | 20    ||| C            | inbound",
    "02 09:20:00 | 1 | Break      | 300   |||              | ",
    "02 09:11:00 | 2 | ring       | 10    ||| C            | inbound",
    "02 09:12:00 | 2 | TALK       | 40    ||| C            | inbound",
    "02 23:59:00 | 2 | TALK       | 50    ||| B            | ",
    "03 00:01:00 | 2 | TALK       | 5     ||| B            | ",
    "03 08:00:00 | 2 | Log-Out    | 108000|||              | ",
    "03 09:00:00 | 2 | Cosa Nueva | 90000 |||              | ",
    "03 10:00:00 | 2 | TALK       | 0     ||| Z            | inbound",
    "03 10:01:00 | 2 | TALK       | 77    ||| -            | inbound",
    "03 10:02:00 | 2 | TALK       |       ||| Y            | inbound",
    "03 10:03:00 | 2 | --         | 11    |||              | ",
];

#[test]
fn times_and_shares() {
    let logged = figure(&agent_2(), ROWS, "logged_time");
    // 600+100+200+100+60+20+300 +10+40+50+5 +90000 +0+77; a talk of unknown length and a row
    // without state are excluded.
    assert_eq!(parts(&logged), (Some(91562.0), Some(91562.0), None, 14, 2));
    let talk = figure(&agent_2(), ROWS, "talk_time");
    assert_eq!(parts(&talk), (Some(572.0), Some(572.0), None, 8, 2));
    let aux = figure(&agent_2(), ROWS, "aux_share");
    assert_eq!(parts(&aux), (Some(90300.0 / 91562.0), Some(90300.0), Some(91562.0), 14, 2));
    // Without the internal call: 472 talk + 60 ACW, in 1262 s not auxiliary.
    let occupancy = figure(&agent_2(), ROWS, "occupancy");
    assert_eq!(parts(&occupancy), (Some(532.0 / 1262.0), Some(532.0), Some(1262.0), 12, 2));
    let use_ = figure(&agent_2(), ROWS, "utilisation");
    assert_eq!(parts(&use_), (Some(1262.0 / 91562.0), Some(1262.0), Some(91562.0), 14, 2));
}

#[test]
fn calls_count_once_per_agent() {
    // Agent 1: A, B. Agent 2: C, B. Not Z (0 s), not the one without id, not Y (unknown length).
    let handled = figure(&agent_2(), ROWS, "handled_calls");
    assert_eq!(parts(&handled), (Some(4.0), Some(4.0), None, 4, 3));
    // 572 − 77 without id + 60 ACW, over 4.
    let aht = figure(&agent_2(), ROWS, "aht");
    assert_eq!(parts(&aht), (Some(555.0 / 4.0), Some(555.0), Some(4.0), 4, 3));
    let acw = figure(&agent_2(), ROWS, "avg_acw");
    assert_eq!(parts(&acw), (Some(60.0), Some(60.0), Some(1.0), 1, 1));
    // C rang at both and agent 2 took it.
    let ring = figure(&agent_2(), ROWS, "ring_no_answer");
    assert_eq!(parts(&ring), (Some(0.5), Some(1.0), Some(2.0), 2, 1));
    assert!(ring.few && ring.interval.is_some());
}

#[test]
fn agent_14_shares_the_formulas() {
    let rows: Vec<String> = ROWS.iter().map(|row| format!("{row} | Ana")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for name in ["occupancy", "aht", "logged_time", "ring_no_answer"] {
        assert_eq!(figure(&agent_14(), &rows, name), figure(&agent_2(), ROWS, name));
    }
}

#[test]
fn groups_add_up_to_the_total() {
    let names = ["logged_time", "handled_calls", "occupancy", "aht", "ring_no_answer", "avg_acw"];
    let totals = figures(&agent_2(), ROWS, &names, &[], &march(31));
    let column = |name: &str| By::Column(name.to_owned());
    let groupings = [
        vec![column("agent_id")],
        vec![column("type_interaction")],
        vec![By::Day],
        vec![By::Hour],
        vec![By::Week],
        vec![By::Month],
        vec![By::StateClass],
        vec![By::Weekday, By::Hour],
    ];
    for by in groupings {
        let grouped = figures(&agent_2(), ROWS, &names, &by, &march(31));
        for total in &totals {
            let of_kpi = || grouped.iter().filter(|figure| figure.kpi == total.kpi);
            let sum = |part: fn(&atalaya_core::kpis::Figure) -> Option<f64>| {
                of_kpi().filter_map(part).sum::<f64>()
            };
            assert_eq!(
                sum(|f| f.numerator),
                total.numerator.unwrap_or(0.0),
                "{by:?} {}",
                total.kpi
            );
            assert_eq!(sum(|f| f.denominator), total.denominator.unwrap_or(0.0), "{by:?}");
            assert_eq!(of_kpi().map(|f| f.n).sum::<u64>(), total.n, "{by:?} {}", total.kpi);
            assert_eq!(of_kpi().map(|f| f.excluded).sum::<u64>(), total.excluded, "{by:?}");
        }
    }
}

#[test]
fn a_call_belongs_to_the_hour_of_its_first_talk() {
    let by_hour = figures(&agent_2(), ROWS, &["handled_calls"], &[By::Hour], &march(31));
    let hours: Vec<(String, Option<f64>)> =
        by_hour.iter().map(|figure| (group(figure), figure.value)).collect();
    // B of agent 1 talks at 08:58 and 09:02: it counts at 8. B of agent 2 before midnight.
    assert_eq!(hours[0], ("00:00".to_owned(), Some(0.0)));
    assert_eq!(hours[1], ("08:00".to_owned(), Some(2.0)));
    assert_eq!(hours[2], ("09:00".to_owned(), Some(1.0)));
    assert_eq!(hours.last(), Some(&("23:00".to_owned(), Some(1.0))));
}

#[test]
fn groups_carry_readable_values() {
    let groups = |by| -> Vec<String> {
        let found = figures(&agent_2(), ROWS, &["logged_time"], &[by], &march(31));
        found.iter().map(group).collect()
    };
    assert_eq!(groups(By::Day), ["2026-03-02", "2026-03-03"]);
    assert_eq!(groups(By::Weekday), ["1", "2"]);
    assert_eq!(groups(By::Week), ["2026-03-02"]);
    assert_eq!(groups(By::Month), ["2026-03"]);
    assert_eq!(groups(By::Column("type_interaction".into())), ["-", "inbound", "internal_call"]);
    let sunday = ["01 10:00:00 | 1 | READY | 60 |||| "];
    let found = figures(&agent_2(), &sunday, &["logged_time"], &[By::Weekday], &march(31));
    assert_eq!(group(&found[0]), "7");
}

#[test]
fn classes_show_what_aux_is_made_of() {
    let scope = Scope {
        classes: StateClasses::new([
            ("BREAK", StateClass::Break),
            ("cosa nueva", StateClass::LoggedOut),
            ("Ready", StateClass::Meal),
        ]),
        ..march(31)
    };
    let by_class = figures(&agent_2(), ROWS, &["logged_time"], &[By::StateClass], &scope);
    let found: Vec<(String, Option<f64>)> = by_class.iter().map(|f| (group(f), f.value)).collect();
    // The four states of wolkvox cannot be reclassified; a state that was logged out adds nothing.
    assert!(found.contains(&("ready".to_owned(), Some(600.0))));
    assert!(found.contains(&("break".to_owned(), Some(300.0))));
    assert!(found.contains(&("logged_out".to_owned(), Some(0.0))));
    // A row without a state is a group of its own, and unknown rather than zero.
    assert!(found.contains(&("-".to_owned(), None)));
    let plain = figures(&agent_2(), ROWS, &["logged_time"], &[By::StateClass], &march(31));
    assert!(plain.iter().any(|f| group(f) == "unclassified" && f.value == Some(90300.0)));
}

#[test]
fn nothing_is_not_zero() {
    let names = ["aht", "occupancy", "handled_calls", "logged_time"];
    let covered = figures(&agent_2(), &[], &names, &[], &march(31));
    let values: Vec<_> = covered.iter().map(|figure| figure.value).collect();
    assert_eq!(values, [None, None, Some(0.0), Some(0.0)]);
    let holes =
        Scope { missing: vec![Window::day(march(2).period.from.date()).from.date()], ..march(2) };
    let uncovered = figures(&agent_2(), &[], &names, &[], &holes);
    assert!(uncovered.iter().all(|figure| figure.value.is_none()));
    // Rows, but no denominator: unknown. Rows, but none usable: unknown too.
    let rows = ["02 08:00:00 | 1 | Break | 60 |||| "];
    let aht = figure(&agent_2(), &rows, "aht");
    assert_eq!((aht.value, aht.denominator, aht.n), (None, Some(0.0), 0));
    assert_eq!(figure(&agent_2(), &rows, "occupancy").value, None);
    assert_eq!(figure(&agent_2(), &rows, "handled_calls").value, Some(0.0));
    let unreadable = ["02 08:00:00 | 1 | TALK | ||| A | inbound"];
    let talk = figure(&agent_2(), &unreadable, "talk_time");
    assert_eq!((talk.value, talk.excluded), (None, 1));
}
