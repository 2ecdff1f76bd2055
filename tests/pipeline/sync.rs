//! Plans, faults, pauses: what a run does when the server does not behave.

use crate::support::world::{World, anchor, quick};
use atalaya_core::Code;
use atalaya_core::api::types::CoverageRequest;
use atalaya_core::archive::WindowState;
use atalaya_simulator::{Config, Cut, Fault};
use chrono::{Days, Duration};
use std::time::Duration as Pause;

const REPORT: &str = "diagram_11";

/// A closed weekday in the middle of the simulated days.
fn day() -> String {
    (anchor() - Days::new(6)).to_string()
}

async fn held_equals_truth(world: &World) {
    let date = anchor() - Days::new(6);
    let held = world.held(world.table(REPORT, &[], &day(), &day())).await;
    let from = date.and_hms_opt(0, 0, 0).expect("midnight exists");
    let truth = world.truth(REPORT, &[], from, from + Duration::seconds(86_399));
    assert!(!truth.is_empty());
    assert!(held == truth, "{} rows held, {} are true", held.len(), truth.len());
}

#[tokio::test]
async fn every_form_of_a_good_answer_is_read() {
    let forms = [
        Fault::TextCode,
        Fault::NumberCode,
        Fault::ErrorNullText,
        Fault::ErrorEmpty,
        Fault::BareList,
        Fault::Bom,
        Fault::ShuffledKeys,
        Fault::NumbersInsteadOfText,
        Fault::DuplicateKeys,
        Fault::JsonUnderHtml,
        Fault::ExtraColumn("sentiment".to_owned()),
    ];
    for form in forms {
        let world = World::with_days(10).await;
        world.simulation.faults().set(form.clone());
        let end = world.fetch(REPORT, &[], &day(), &day()).await;
        assert!(end.error.is_none(), "{form:?}: {:?}", end.error);
        if !matches!(form, Fault::NumbersInsteadOfText) {
            held_equals_truth(&world).await;
        }
        assert!(end.rows > 0, "{form:?}");
    }
}

#[tokio::test]
async fn every_passing_fault_heals() {
    let faults = [
        Fault::Simultaneous,
        Fault::Maintenance,
        Fault::Status(500, None),
        Fault::Status(503, Some("0".to_owned())),
        Fault::Status(429, Some("0".to_owned())),
        Fault::CutBody(Cut::Fraction(0.5)),
        Fault::CutGzip(Cut::Fraction(0.9)),
        Fault::MissingChunkEnd,
        Fault::ResetMidBody,
        Fault::CloseBeforeHeaders,
        Fault::ZeroByte200,
        Fault::Html404,
        Fault::CountWithoutData,
        Fault::BodyCode500,
        Fault::HtmlPage,
        Fault::CountMismatch(3),
        Fault::Stall { after: 400, pause: Pause::from_secs(3) },
    ];
    for fault in faults {
        let world = World::with_days(10).await;
        world.simulation.faults().once(fault.clone());
        let end = world.fetch(REPORT, &[], &day(), &day()).await;
        assert!(end.error.is_none(), "{fault:?}: {:?}", end.error);
        assert!(end.requests >= 2, "{fault:?}: asked again");
        held_equals_truth(&world).await;
    }
}

#[tokio::test]
async fn lasting_faults_end_with_their_code_and_keep_nothing() {
    let faults = [
        (Fault::Quota, Code::QuotaSpent),
        (Fault::BadToken, Code::TokenRefused),
        (
            Fault::Redirect { status: 302, location: "http://127.0.0.1:9/".to_owned() },
            Code::Redirected,
        ),
    ];
    for (fault, code) in faults {
        let world = World::with_days(10).await;
        world.simulation.faults().set(fault.clone());
        let end = world.fetch(REPORT, &[], &day(), &day()).await;
        assert_eq!(end.error.as_ref().map(atalaya_core::Error::code), Some(code), "{fault:?}");
        let held = world.held(world.table(REPORT, &[], &day(), &day())).await;
        assert!(held.is_empty(), "{fault:?}: nothing was kept");
    }
}

#[tokio::test]
async fn a_refusal_in_unknown_words_fails_its_window_and_says_why() {
    let world = World::with_days(10).await;
    world.simulation.faults().set(Fault::UnknownForbidden("SOMETHING NEW".to_owned()));
    let end = world.fetch(REPORT, &[], &day(), &day()).await;
    assert_eq!(end.windows.len(), 1);
    assert_eq!(end.windows[0].state, WindowState::Failed);
    assert_eq!(end.windows[0].reason, Code::Refused.as_str());
}

#[tokio::test]
async fn a_failure_never_costs_what_is_held() {
    let world = World::with_days(10).await;
    assert!(world.fetch(REPORT, &[], &day(), &day()).await.error.is_none());
    world.simulation.faults().set(Fault::CutBody(Cut::Fraction(0.5)));
    let mut request = world.request(REPORT, &[], &day(), &day());
    request.reread = true;
    let run = world.app.start_fetch(request, false).await.expect("an order");
    run.ended().await;
    held_equals_truth(&world).await;
}

#[tokio::test]
async fn three_failed_windows_in_a_row_stop_the_run() {
    let world = World::with_days(40).await;
    world.simulation.faults().set(Fault::CutBody(Cut::Fraction(0.5)));
    let from = (anchor() - Days::new(39)).to_string();
    let end = world.fetch(REPORT, &[], &from, &anchor().to_string()).await;
    assert_eq!(end.error.as_ref().map(atalaya_core::Error::code), Some(Code::Cut));
    assert_eq!(end.windows.len(), 3);
    assert!(end.windows.iter().all(|window| window.state == WindowState::Failed));
}

#[tokio::test]
async fn an_empty_day_between_days_with_rows_is_asked_once_more() {
    let world = World::with_days(10).await;
    let date = anchor() - Days::new(6);
    let (from, to) = ((date - Days::new(1)).to_string(), (date + Days::new(1)).to_string());
    // Three days of their own: the agents' report sums a day.
    world.simulation.faults().when_once("agent_9", Some(date), Fault::FalseEmpty);
    let end = world.fetch("agent_9", &[], &from, &to).await;
    assert!(end.error.is_none());
    assert_eq!(end.requests, 4, "three days, and the empty one again");
    assert!(end.windows.iter().all(|window| window.state == WindowState::Held));
}

#[tokio::test]
async fn an_open_window_rests_five_minutes() {
    let world = World::with_days(10).await;
    let today = anchor().succ_opt().expect("a next day").to_string();
    let first = world.fetch(REPORT, &[], &today, &today).await;
    assert_eq!((first.requests, first.skipped.len()), (1, 0));
    let second = world.fetch(REPORT, &[], &today, &today).await;
    assert_eq!((second.requests, second.skipped.len()), (0, 1), "the floor holds");
    world.clock.forward(Duration::minutes(6));
    let third = world.fetch(REPORT, &[], &today, &today).await;
    assert_eq!((third.requests, third.skipped.len()), (1, 0));
    let held = world.held(world.table(REPORT, &[], &today, &today)).await;
    let midnight = anchor().succ_opt().and_then(|day| day.and_hms_opt(0, 0, 0)).expect("midnight");
    let truth = world.truth(REPORT, &[], midnight, midnight + Duration::seconds(86_399));
    assert!(held == truth, "the open day was replaced, not added to");
}

#[tokio::test]
async fn days_to_come_are_dropped_and_said() {
    let world = World::with_days(10).await;
    let (from, to) = (anchor().to_string(), (anchor() + Days::new(5)).to_string());
    let plan = world.app.plan(world.request(REPORT, &[], &from, &to)).await.expect("a plan");
    assert_eq!((plan.dropped_days, plan.days, plan.calls), (4, 2, 2));
}

#[tokio::test]
async fn a_cancelled_run_keeps_what_arrived_and_goes_on_later() {
    let config = Config {
        latency: Pause::from_millis(60)..Pause::from_millis(61),
        ..Config::for_tests(anchor(), 40)
    };
    let world = World::new(config, quick()).await;
    let (from, to) = ((anchor() - Days::new(39)).to_string(), anchor().to_string());
    let run = world
        .app
        .start_fetch(world.request("agent_9", &[], &from, &to), false)
        .await
        .expect("an order");
    while run.view().done < 3 {
        tokio::time::sleep(Pause::from_millis(5)).await;
    }
    run.control().cancel();
    let end = run.ended().await;
    assert_eq!(end.error.as_ref().map(atalaya_core::Error::code), Some(Code::Cancelled));
    let kept = end.windows.len();
    assert!((3..40).contains(&kept), "{kept} windows kept");
    world.simulation.clear_requests();
    let rest = world.fetch("agent_9", &[], &from, &to).await;
    assert!(rest.error.is_none(), "{:?}", rest.error);
    assert!(
        world.simulation.requests().len() <= 40 - kept + 14,
        "what is closed is not asked again"
    );
}

#[tokio::test]
async fn a_paused_run_asks_nothing_until_it_is_resumed() {
    let world = World::with_days(40).await;
    let (from, to) = ((anchor() - Days::new(39)).to_string(), anchor().to_string());
    let run = world
        .app
        .start_fetch(world.request("agent_9", &[], &from, &to), false)
        .await
        .expect("an order");
    run.control().pause();
    tokio::time::sleep(Pause::from_millis(150)).await;
    let asked = world.simulation.requests().len();
    tokio::time::sleep(Pause::from_millis(150)).await;
    assert_eq!(world.simulation.requests().len(), asked, "nothing is asked while paused");
    run.control().resume();
    assert!(run.ended().await.error.is_none());
}

/// A report that is asked per agent: without a choice, coverage tells of all that is held.
#[tokio::test]
async fn coverage_without_a_choice_is_of_all_that_is_held() {
    let world = World::with_days(10).await;
    let (first, second) = (day(), (anchor() - Days::new(5)).to_string());
    let request = CoverageRequest {
        operation: world.operation.clone(),
        report: "agent_2".to_owned(),
        params: Default::default(),
        from: first.clone(),
        to: second.clone(),
    };
    let states = async || {
        let view = world.app.coverage(request.clone()).await.expect("coverage");
        view.days.into_iter().map(|day| day.state).collect::<Vec<_>>()
    };
    assert_eq!(states().await, ["never", "never"]);
    let agents = world.simulation.operation().agents();
    for (agent, date) in [(&agents[0].id, &first), (&agents[1].id, &second)] {
        let end = world.fetch("agent_2", &[("agent_id", agent)], date, date).await;
        assert!(end.error.is_none() && end.rows > 0, "{agent} {date}: {:?}", end.error);
        assert_ne!(states().await[0], "never");
    }
    assert_eq!(states().await, ["held", "held"]);
}
