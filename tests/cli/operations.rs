//! `operation add | list | test | remove`.

use crate::bench::{Bench, ONE_DAY, error_of, fed, segments};
use atalaya_simulator::{Fault, SAMPLE_TOKEN};
use serde_json::json;

#[test]
fn an_operation_is_added_listed_tested_and_removed() {
    let bench = Bench::unknown();
    let port = bench.port().to_string();
    let added = bench.run(&["operation", "add", "Ventas", "--loopback", &port, "--json"]).ends(0);
    assert!(!added.err.is_empty(), "a token that is not stored is told");
    bench.golden("operation_add", &added.document());
    bench.golden("operation_list", &bench.json(&["operation", "list"], 0));
    assert!(bench.simulation().requests().is_empty(), "adding and listing ask nothing");

    bench.golden("operation_test", &bench.json(&["operation", "test", "ventas"], 0));
    assert!((2..=6).contains(&bench.simulation().requests().len()));
    bench.golden("operation_remove", &bench.json(&["operation", "remove", "Ventas"], 0));
    let list = bench.json(&["operation", "list"], 0);
    assert_eq!(list, json!({ "operations": [] }));
}

#[test]
fn removing_keeps_what_was_fetched_unless_told_to_erase() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let held = segments(&bench);
    assert!(held > 0);
    bench.run(&["operation", "remove", "Ventas"]).ends(0);
    assert_eq!(segments(&bench), held);

    bench.add("Cobranza");
    bench.fetch("agent_9", ONE_DAY);
    assert!(segments(&bench) > held);
    bench.run(&["operation", "remove", "Cobranza", "--erase-archive"]).ends(0);
    assert_eq!(segments(&bench), held, "only that operation's rows are gone");
    let gone = bench.json(&["operation", "remove", "Cobranza"], 2);
    assert_eq!(error_of(&gone), "USE-2");
}

#[test]
fn without_a_keyring_a_token_is_refused_or_only_lent() {
    let bench = Bench::unknown();
    let port = bench.port().to_string();
    let words = ["operation", "add", "Ventas", "--loopback", &port, "--json"];
    let mut bare = bench.command(&words);
    bare.env_remove("ATALAYA_TOKEN");
    assert_eq!(fed(bare, "").ends(3).error(), "TOK-3");

    let stored = [&words[..], &["--token-stdin"]].concat();
    let mut typed = bench.command(&stored);
    typed.env_remove("ATALAYA_TOKEN");
    assert_eq!(fed(typed, SAMPLE_TOKEN).ends(3).error(), "KEY-1");
    assert_eq!(bench.json(&["operation", "list"], 0), json!({ "operations": [] }));

    let both = fed(bench.command(&stored), SAMPLE_TOKEN).ends(0);
    assert!(both.err.lines().count() == 1, "the warning: {}", both.err);
    assert_eq!(both.document()["token"], "environment");
}

#[test]
fn a_token_that_cannot_be_sent_is_refused_unseen() {
    let bench = Bench::unknown();
    let port = bench.port().to_string();
    let words = ["operation", "add", "Ventas", "--loopback", &port, "--token-stdin", "--json"];
    let mut command = bench.command(&words);
    command.env_remove("ATALAYA_TOKEN");
    let ran = fed(command, "secreto\r\nX-Evil: 1").ends(2);
    assert_eq!(ran.error(), "TOK-1");
    assert!(!ran.out.contains("secreto") && !ran.err.contains("secreto"));
}

#[test]
fn names_zones_and_doubts_are_refused() {
    let bench = Bench::new();
    let port = bench.port().to_string();
    let add = |name: &str, zone: &str| {
        bench.json(&["operation", "add", name, "--loopback", &port, "--zone", zone], 2)
    };
    assert_eq!(error_of(&add("VENTAS", "America/Bogota")), "USE-1", "the same name");
    assert_eq!(error_of(&add("Otra", "Marte/Olimpo")), "USE-1");
    assert_eq!(error_of(&add("", "America/Bogota")), "USE-1");

    bench.add("Cobranza");
    let words = ["coverage", "campaign_7", "--from", "2026-03-16", "--to", "2026-03-16"];
    assert_eq!(error_of(&bench.json(&words, 2)), "USE-1", "whose token and rows?");
    bench.json(&[&words[..], &["--operation", "cobranza"]].concat(), 0);
    let unknown = [&words[..], &["--operation", "Nadie"]].concat();
    assert_eq!(error_of(&bench.json(&unknown, 2)), "USE-2");
}

#[test]
fn a_test_says_which_step_failed() {
    let mut bench = Bench::new();
    bench.simulation().faults().everywhere(Fault::BadToken);
    let refused = bench.json(&["operation", "test", "Ventas"], 3);
    assert_eq!(error_of(&refused), "TOK-2");
    let steps: Vec<_> = refused["steps"].as_array().expect("steps").iter().collect();
    assert_eq!(steps.len(), 4);
    assert_eq!((&steps[0]["ok"], &steps[1]["ok"]), (&json!(true), &json!(false)));
    bench.golden("operation_test_refused", &refused);

    bench.stop_server();
    let down = bench.run(&["operation", "test", "Ventas"]).ends(5);
    assert!(down.out.contains('✗'), "{}", down.out);
    assert!(down.err.contains("NET-DNS"), "{}", down.err);
}
