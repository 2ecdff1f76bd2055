//! Journeys, verdicts, transfers, hold and mute.

use super::frames::{
    agent_9, agent_13, block_on, campaign_7, diagram_11, figure, figures, frame, group, kpis,
    march, parts,
};
use atalaya_core::Code;
use atalaya_core::kpis::{By, Scope, evaluate, needs, wilson};
use tokio_util::sync::CancellationToken;

/// A: contained, 10 s. B: contained, repeats the next day within 24 h as C. C: queued, agent.
/// D: two rows, queued in the second, lost. E: agent said by its id only. F: hidden phone,
/// contained. G: queued, unknown wait. One row without id. H: the last day.
const JOURNEYS: &[&str] = &[
    "02 08:00:00 | A || 3001 | 10 |    |    |     |    |     | ",
    "02 12:00:00 | B || 3002 | 40 | -  |    | no  | -  |     | ",
    "03 11:59:59 | C || 3002 | 20 | 7  | 30 | YES | 21 | 200 | ",
    "02 09:00:00 | D || 3003 | 15 |    |    |     |    |     | ",
    "02 09:01:00 | D || 3003 | 5  | 7  | 50 | No  |    |     | ",
    "02 10:00:00 | E || 3004 | 30 | 8  | 0  | no  | 22 | 100 | ",
    "02 11:00:00 | F || Anonymous | |    |    |     |    |     | ",
    "02 11:30:00 | G || 3005 | 12 | 8  |    | Sí  | 21 |     | ",
    "02 11:40:00 | - || 3006 | 12 | 8  | 9  | yes | 21 | 7   | ",
    "05 20:00:00 | H || 3001 | 14 |    |    |     |    |     | ",
];

#[test]
fn journeys() {
    let value = |name| parts(&figures(&diagram_11(), JOURNEYS, &[name], &[], &march(5))[0]);
    assert_eq!(value("entered_calls"), (Some(8.0), Some(8.0), None, 8, 1));
    assert_eq!(value("agent_calls"), (Some(3.0), Some(3.0), None, 3, 1));
    // A, B, F, H of 8.
    assert_eq!(value("containment"), (Some(0.5), Some(4.0), Some(8.0), 8, 1));
    assert_eq!(value("no_agent_rate"), (Some(0.625), Some(5.0), Some(8.0), 8, 1));
    // C, D, E, G queued; D lost.
    assert_eq!(value("queue_loss"), (Some(0.25), Some(1.0), Some(4.0), 4, 1));
    // A (10 s) and H (14 s) of 7 with a known time; F has none.
    assert_eq!(value("quick_exits"), (Some(2.0 / 7.0), Some(2.0), Some(7.0), 7, 2));
    assert_eq!(value("avg_ivr_time"), (Some(146.0 / 7.0), Some(146.0), Some(7.0), 7, 2));
    // C 30, D 50, E 0; G unknown.
    assert_eq!(value("avg_queue_wait"), (Some(80.0 / 3.0), Some(80.0), Some(3.0), 3, 2));
    assert_eq!(value("avg_agent_talk"), (Some(150.0), Some(300.0), Some(2.0), 2, 2));
}

#[test]
fn a_repeat_within_a_day_is_not_contained() {
    let name = ["repeat_adjusted_containment"];
    let value = |scope: &Scope| parts(&figures(&diagram_11(), JOURNEYS, &name, &[], scope)[0]);
    // Ripe and recognisable: A, B, C, D, E, G; H is of the last 24 hours, F hidden. Of A and B,
    // B called again as C.
    assert_eq!(value(&march(5)), (Some(1.0 / 6.0), Some(1.0), Some(6.0), 6, 3));
    // With 4 March missing, C of the 3rd is not ripe either.
    let day = march(4).period.to.date();
    let holes = Scope { missing: vec![day], ..march(5) };
    assert_eq!(value(&holes), (Some(0.2), Some(1.0), Some(5.0), 5, 4));
    // A reception desk's calls prove nothing.
    let shared = Scope { shared_phones: vec!["3002".to_owned()], ..march(5) };
    assert_eq!(value(&shared), (Some(0.25), Some(1.0), Some(4.0), 4, 5));
    // Exactly 24 hours is a repeat; a second more is not.
    let pair = |second: &str| {
        let rows = [
            "02 08:00:00 | A || 3 | 9 |||||| ".to_owned(),
            format!("{second} | B || 3 | 9 |||||| "),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        figures(&diagram_11(), &rows, &name, &[], &march(31))[0].numerator
    };
    assert_eq!((pair("03 08:00:00"), pair("03 08:00:01")), (Some(1.0), Some(2.0)));
}

#[test]
fn journeys_by_skill_and_day_add_up() {
    let skills = [By::Column("skill_id".to_owned())];
    let loss = figures(&diagram_11(), JOURNEYS, &["queue_loss"], &skills, &march(5));
    let of: Vec<_> = loss.iter().map(|f| (group(f), f.numerator, f.denominator)).collect();
    assert_eq!(of[0], ("-".to_owned(), Some(0.0), Some(0.0)));
    assert_eq!(loss[0].value, None);
    assert_eq!(of[1], ("7".to_owned(), Some(1.0), Some(2.0)));
    assert_eq!(of[2], ("8".to_owned(), Some(0.0), Some(2.0)));
    let days = figures(&diagram_11(), JOURNEYS, &["entered_calls"], &[By::Day], &march(5));
    assert_eq!(days.iter().filter_map(|f| f.value).sum::<f64>(), 8.0);
}

#[test]
fn verdicts_make_one() {
    let rows: Vec<String> = ["MACHINE", "machine", " Machine ", "HUMAN", "fax", "", "-"]
        .iter()
        .map(|result| format!("02 08:00:00 | 5 | a.wav | {result} | "))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let names = ["machine_rate", "human_rate", "amd_calls"];
    let found = figures(&campaign_7(), &rows, &names, &[], &march(31));
    assert_eq!(parts(&found[0]), (Some(0.75), Some(3.0), Some(4.0), 4, 3));
    assert_eq!(parts(&found[1]), (Some(0.25), Some(1.0), Some(4.0), 4, 3));
    assert_eq!(parts(&found[2]), (Some(4.0), Some(4.0), None, 4, 3));
    assert_eq!(found[0].value.zip(found[1].value).map(|(m, h)| m + h), Some(1.0));
    assert_eq!(found[0].interval, Some(wilson(3, 4)));
    let none = figures(&campaign_7(), &["02 08:00:00 | 5 | | fax | "], &names, &[], &march(31));
    assert!(none.iter().all(|figure| figure.value.is_none() && figure.excluded == 1));
}

#[test]
fn transfers() {
    let rows = [
        "02 08:00:00 | 1 | Ana | A || Transfer   | 30",
        "02 08:01:00 | 2 | Eva | A || TRANSFER   | 50",
        "02 08:02:00 | 1 | Ana | B || transfer   | ",
        "02 08:03:00 | 1 | Ana | - || transfer   | 10",
        "02 08:04:00 | - | -   | C || transfer   | 10",
        "02 08:05:00 | 1 | Ana | D || conference | 90000",
        "02 08:06:00 | 1 | Ana | E || coaching   | 1",
    ];
    let value = |name| parts(&figure(&agent_13(), &rows, name));
    assert_eq!(value("transfers"), (Some(5.0), Some(5.0), None, 5, 1));
    assert_eq!(value("conferences"), (Some(1.0), Some(1.0), None, 1, 1));
    assert_eq!(value("transferred_calls"), (Some(3.0), Some(3.0), None, 3, 2));
    assert_eq!(value("transfers_per_agent"), (Some(2.0), Some(4.0), Some(2.0), 2, 2));
    assert_eq!(value("transfer_time"), (Some(100.0), Some(100.0), None, 4, 2));
    assert_eq!(value("avg_transfer_time"), (Some(25.0), Some(100.0), Some(4.0), 4, 2));
}

#[test]
fn hold_and_mute() {
    let rows = [
        "02 | Ana | 4 | 100 | 20 | 120",
        "03 | Ana | 1 |     | 30 | 30",
        "02 | Eva |   | 50  | 30 | 80",
    ];
    let value = |name| parts(&figure(&agent_9(), &rows, name));
    assert_eq!(value("hold_mute_load"), (Some(230.0), Some(230.0), None, 3, 0));
    assert_eq!(value("hold_time"), (Some(150.0), Some(150.0), None, 2, 1));
    assert_eq!(value("hold_share"), (Some(0.75), Some(150.0), Some(200.0), 2, 1));
    assert_eq!(value("avg_hold_mute"), (Some(30.0), Some(150.0), Some(5.0), 5, 1));
    assert_eq!(value("hold_mute_actions"), (Some(5.0), Some(5.0), None, 2, 1));
    let days = figures(&agent_9(), &rows, &["hold_mute_load"], &[By::Day], &march(31));
    assert_eq!(days.iter().map(group).collect::<Vec<_>>(), ["2026-03-02", "2026-03-03"]);
}

#[test]
fn refusals_say_what_is_needed() {
    let ask = |names: &[&str], by: &[By]| {
        let (report, cancel) = (agent_9(), CancellationToken::new());
        let rows = frame(&report, &[]);
        block_on(evaluate(rows, &report, &kpis(names), by, &march(31), &cancel))
            .expect_err("refused")
    };
    let error = ask(&["aht"], &[]);
    assert_eq!((error.code(), &error.params()[1].1[..]), (Code::NeedsReport, "agent_14"));
    assert_eq!(ask(&["hold_share_of_talk"], &[]).code(), Code::NeedsReport);
    assert_eq!(ask(&["hold_time"], &[By::Hour]).code(), Code::Usage);
    assert_eq!(ask(&["hold_time"], &[By::Column("nope".to_owned())]).code(), Code::Usage);
    assert_eq!(needs("service_level").code(), Code::NeedsReport);
    assert_eq!(needs("happiness").code(), Code::NotFound);
}

#[test]
fn a_replaced_question_ends() {
    let (report, cancel) = (agent_9(), CancellationToken::new());
    cancel.cancel();
    let rows = frame(&report, &[]);
    let kpis = kpis(&["hold_time"]);
    let error = block_on(evaluate(rows, &report, &kpis, &[], &march(31), &cancel));
    assert_eq!(error.expect_err("cancelled").code(), Code::Cancelled);
}
