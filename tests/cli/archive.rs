//! An archive that cannot be used now: another program writes to it, it is of a newer version, or
//! its ledger is broken. Each has its code and its exit, and nothing is changed.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of};
use rusqlite::Connection;
use std::fs::File;

#[test]
fn a_writer_that_does_not_let_go_is_5_and_busy() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let lock = File::options().write(true).open(bench.path("data/writer.lock")).expect("the lock");
    lock.lock().expect("nobody else holds it");
    let busy = bench.ask("fetch", "agent_13", ONE_DAY, &["--json"]).ends(5);
    assert_eq!(busy.error(), "ARC-3");
    drop(lock);
    bench.fetch("agent_13", ONE_DAY);
    let rows = bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).ends(0).document();
    assert!(rows["total"].as_u64() > Some(0));
}

#[test]
fn an_archive_of_a_newer_version_is_7_and_stays_as_it_is() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let path = bench.path("data/ledger.sqlite");
    let ledger = Connection::open(&path).expect("a ledger");
    ledger.execute_batch("PRAGMA user_version = 999").expect("written");
    ledger.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("emptied");
    drop(ledger);
    let before = std::fs::read(&path).expect("readable");
    for words in [&["operation", "list"][..], &["verify"], &["fetch", "agent_9"]] {
        let period: &[&str] = if words[0] == "fetch" { &TWO_DAYS } else { &[] };
        let newer = bench.json(&[words, period].concat(), 7);
        assert_eq!(error_of(&newer), "ARC-2", "{words:?}");
    }
    assert!(std::fs::read(&path).expect("readable") == before, "the ledger was touched");
}

#[test]
fn a_broken_ledger_is_7_and_stays_for_repair() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let path = bench.path("data/ledger.sqlite");
    let broken = b"this was a ledger once".repeat(400);
    std::fs::write(&path, &broken).expect("writable");
    let refused = bench.json(&["operation", "list"], 7);
    assert_eq!(error_of(&refused), "ARC-1");
    assert!(std::fs::read(&path).expect("readable") == broken, "nothing was written over it");
}
