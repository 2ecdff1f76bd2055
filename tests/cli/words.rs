//! How the program speaks: usage, help, languages, tables, `reports`.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of, finished};

#[test]
fn words_that_cannot_be_read_are_2_in_the_asked_form() {
    let bench = Bench::unknown();
    let cases: &[&[&str]] = &[
        &[],
        &["nada"],
        &["rows"],
        &["rows", "agent_9", "--from", "2026-03-01"],
        &["fetch", "agent_9", "--from", "a", "--to", "b", "--nada"],
        &["operation", "add", "X"],
        &["operation", "add", "X", "--server", "0015", "--loopback", "80"],
        &["operation", "add", "X", "--loopback", "70000"],
        &["rows", "agent_9", "--from", "a", "--to", "b", "--limit", "-1"],
        &["export", "agent_9", "--from", "a", "--to", "b", "--edition", "x", "--out", "x.xlsx"],
        &["--lang", "fr", "verify"],
    ];
    for words in cases {
        assert_eq!(error_of(&bench.json(words, 2)), "USE-1", "{words:?}");
        let plain = bench.run(words).ends(2);
        assert_eq!(plain.out, "");
        assert!(!plain.err.is_empty());
    }
    assert!(!bench.path("data").exists(), "nothing was made");
}

#[test]
fn help_and_version_are_answers() {
    let bench = Bench::unknown();
    let help = bench.run(&["--help"]).ends(0);
    for verb in ["operation", "reports", "plan", "fetch", "coverage", "rows", "kpis", "export"] {
        assert!(help.out.contains(verb), "{verb}");
    }
    bench.run(&["rows", "--help"]).ends(0);
    assert!(bench.run(&["--version"]).ends(0).out.starts_with("atalaya-cli "));
}

#[test]
fn errors_speak_the_asked_language() {
    let bench = Bench::new();
    let said = ["es", "en", "pt"].map(|lang| {
        let words = ["operation", "test", "Nadie", "--lang", lang];
        let plain = bench.run(&words).ends(2);
        let json = bench.run(&[&words[..], &["--json"]].concat()).ends(2).document();
        let message = json["error"]["message"].as_str().expect("a message").to_owned();
        let title = message.split(". ").next().unwrap_or_default();
        assert!(plain.err.starts_with(title), "{title}: {}", plain.err);
        message
    });
    assert!(said[0] != said[1] && said[1] != said[2] && said[0] != said[2], "{said:?}");
}

#[test]
fn figures_are_written_as_their_readers_write_them() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let kpis = |lang: &str| bench.ask("kpis", "agent_14", ONE_DAY, &["--lang", lang]).ends(0).out;
    let (spanish, english) = (kpis("es"), kpis("en"));
    let percent = |text: &str, mark: char, end: &str| {
        text.lines().any(|line| {
            line.split(end).next().is_some_and(|before| {
                line.contains(end)
                    && before.ends_with(|c: char| c.is_ascii_digit())
                    && before.contains(mark)
            })
        })
    };
    assert!(percent(&spanish, ',', " %"), "{spanish}");
    assert!(percent(&english, '.', "%"), "{english}");
    let clock = |word: &str| {
        word.split(':').count() == 3 && word.split(':').skip(1).all(|part| part.len() == 2)
    };
    assert!(spanish.split_whitespace().any(clock), "{spanish}");
    assert!(spanish.starts_with("Indicador") && english.starts_with("Figure"), "{english}");
    // Values end where their head ends.
    let lines: Vec<&str> = english.lines().collect();
    let end =
        |line: &str, word: &str| line.find(word).map(|at| line[..at].chars().count() + word.len());
    let head = end(lines[0], "Value").expect("a head");
    for line in lines.iter().skip(2).take_while(|line| !line.starts_with('*')) {
        let before: String = line.chars().take(head).collect();
        assert!(!before.ends_with(' '), "{line}");
    }
}

#[test]
fn tables_say_unknown_and_move_no_cursor() {
    let bench = Bench::new();
    bench.simulation().faults().set(atalaya_simulator::Fault::All(vec![
        atalaya_simulator::Fault::HostileText,
        atalaya_simulator::Fault::BadValues,
    ]));
    bench.fetch("agent_14", ONE_DAY);
    let shown = bench.ask("rows", "agent_14", ONE_DAY, &["--limit", "200"]).ends(0);
    assert!(shown.out.contains('—'));
    assert!(!shown.out.chars().any(|c| c.is_control() && c != '\n'), "control characters");
    assert!(shown.err.contains("200"), "how many of how many: {}", shown.err);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    use std::process::Stdio;
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    let mut command =
        bench.command(&[&["rows", "agent_14", "--format", "csv"][..], &ONE_DAY].concat());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(0), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn reports_are_listed_with_those_of_the_user() {
    let bench = Bench::unknown();
    let list = bench.json(&["reports"], 0);
    let codes: Vec<_> = list["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .map(|report| report["code"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(
        codes,
        ["agent_2", "agent_9", "agent_13", "agent_14", "campaign_7", "diagram_11"],
        "by family and number"
    );
    bench.golden("report", &bench.json(&["reports", "campaign_7"], 0));
    assert_eq!(error_of(&bench.json(&["reports", "agent_99"], 2)), "USE-2");
    assert!(!bench.path("data").exists(), "no archive is made to list reports");

    let own = bench.path("data/reports");
    std::fs::create_dir_all(&own).expect("a folder");
    std::fs::write(own.join("bad.toml"), "code = 7").expect("a file");
    let list = bench.run(&["reports", "--json"]).ends(0);
    assert_eq!(list.document()["refused"].as_array().map(Vec::len), Some(1));
    assert!(!list.err.is_empty());
    assert_eq!(list.document()["reports"].as_array().map(Vec::len), Some(6));
}

#[test]
fn every_command_speaks_to_people_too() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    let period = TWO_DAYS;
    for words in [
        &["operation", "list"][..],
        &["operation", "test", "Ventas"],
        &["reports"],
        &["reports", "agent_9"],
        &["verify"],
    ] {
        let ran = bench.run(words).ends(0);
        assert!(!ran.out.contains("cli.") && !ran.out.is_empty(), "{words:?}: {}", ran.out);
    }
    for verb in ["plan", "fetch", "coverage", "rows", "kpis"] {
        let ran = bench.ask(verb, "agent_9", period, &[]).ends(0);
        let all = format!("{}{}", ran.out, ran.err);
        for key in ["cli.", "workbook.", "states.", "facts.", "kinds."] {
            assert!(!all.contains(key), "{verb} shows a bare key: {all}");
        }
    }
    // Without a data folder of its own, the program takes the system's for this user.
    let mut usual = bench.command(&["operation", "list", "--json"]);
    usual.env_remove("ATALAYA_DATA_DIR");
    finished(usual).ends(0);
    assert!(bench.path("home/data/app.atalaya.desktop/ledger.sqlite").exists());
}
