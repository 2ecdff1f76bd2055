//! `kpis`: of a report, grouped, and the scorecard.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of};
use serde_json::{Value, json};

fn figures(document: &Value) -> &Vec<Value> {
    document["kpis"].as_array().expect("figures")
}

fn named<'d>(document: &'d Value, kpi: &str) -> Vec<&'d Value> {
    figures(document).iter().filter(|figure| figure["kpi"] == kpi).collect()
}

fn total(document: &Value, kpi: &str, part: &str) -> f64 {
    named(document, kpi).iter().filter_map(|figure| figure[part].as_f64()).sum()
}

#[test]
fn figures_are_ratios_of_sums_with_their_n() {
    let bench = Bench::new();
    bench.fetch("campaign_7", TWO_DAYS);
    let kpis = bench.ask("kpis", "campaign_7", TWO_DAYS, &["--json"]).ends(0).document();
    bench.golden("kpis", &kpis);
    assert_eq!(kpis["coverage"], json!({ "days": 2, "held": 1, "missing": 0, "open": 1 }));
    let rate = named(&kpis, "human_rate")[0];
    let (value, above, below) = (&rate["value"], &rate["numerator"], &rate["denominator"]);
    let ratio = above.as_f64().expect("a sum") / below.as_f64().expect("a sum");
    assert!((value.as_f64().expect("known") - ratio).abs() < 1e-12);

    // The same by hand from the rows.
    let humans = ["--where", "result = human", "--json", "--limit", "0"];
    let humans = bench.ask("rows", "campaign_7", TWO_DAYS, &humans).ends(0).document();
    assert_eq!(above.as_f64(), humans["total"].as_f64());
}

#[test]
fn groups_add_up() {
    let bench = Bench::new();
    bench.fetch("campaign_7", TWO_DAYS);
    let kpis = |more: &[&str]| {
        let words = [more, &["--json"]].concat();
        bench.ask("kpis", "campaign_7", TWO_DAYS, &words).ends(0).document()
    };
    let whole = kpis(&[]);
    for by in ["day", "hour", "weekday", "campaign_id", "result"] {
        let grouped = kpis(&["--by", by]);
        let calls = total(&grouped, "amd_calls", "value");
        assert_eq!(calls, total(&whole, "amd_calls", "value"), "{by}");
        assert!(figures(&grouped).iter().all(|figure| figure["group"][by].is_string()), "{by}");
    }
    bench.golden("kpis_by_weekday", &kpis(&["--by", "weekday", "--kpi", "human_rate"]));
    let days = kpis(&["--by", "day"]);
    let days: Vec<_> =
        named(&days, "amd_calls").iter().map(|f| f["group"]["day"].clone()).collect();
    assert_eq!(days, ["2026-03-16", "2026-03-17"]);

    let narrowed = kpis(&["--where", "result = machine"]);
    assert_eq!(named(&narrowed, "machine_rate")[0]["value"], json!(1.0));
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    let bench = Bench::new();
    bench.fetch("campaign_7", ONE_DAY);
    let ask = |words: [&'static str; 2]| [&["kpis", "campaign_7"][..], &ONE_DAY, &words].concat();
    assert_eq!(error_of(&bench.json(&ask(["--by", "nada"]), 2)), "USE-1");
    assert_eq!(error_of(&bench.json(&ask(["--kpi", "nada"]), 2)), "USE-2");
    let other = bench.json(&ask(["--kpi", "occupancy"]), 6);
    assert_eq!(error_of(&other), "KPI-1", "another report answers that");
    for words in [["--by", "day"], ["--where", "x = 1"], ["--param", "k=v"], ["--kpi", "aht"]] {
        let all = [&["kpis", "scorecard"][..], &ONE_DAY, &words].concat();
        assert_eq!(error_of(&bench.json(&all, 2)), "USE-1", "{words:?}");
    }
}

#[test]
fn what_is_not_held_is_unknown_and_never_zero() {
    let bench = Bench::new();
    let nothing = bench.ask("kpis", "campaign_7", ONE_DAY, &["--json"]).ends(6).document();
    let rate = named(&nothing, "human_rate")[0];
    assert_eq!((&rate["value"], &rate["n"]), (&Value::Null, &json!(0)));
    assert_eq!(named(&nothing, "amd_calls")[0]["value"], Value::Null, "not asked is not none");
    let shown = bench.ask("kpis", "campaign_7", ONE_DAY, &[]).ends(6);
    assert!(shown.out.contains('—'), "{}", shown.out);

    let card = [&["kpis", "scorecard"][..], &ONE_DAY].concat();
    assert_eq!(error_of(&bench.json(&card, 6)), "KPI-1");
}

#[test]
fn the_scorecard_joins_reports() {
    let bench = Bench::new();
    for report in ["agent_14", "agent_9", "agent_13", "diagram_11"] {
        bench.fetch(report, ONE_DAY);
    }
    let words = [&["kpis", "scorecard"][..], &ONE_DAY].concat();
    let card = bench.json(&words, 0);
    bench.golden("scorecard", &card);
    assert_eq!(card["agents"].as_array().map(Vec::len), Some(6));
    assert_eq!(card["needs"], json!([]));
    let shown = bench.run(&[&words[..], &["--lang", "en"]].concat()).ends(0);
    assert!(shown.out.contains("Everybody"), "{}", shown.out);

    // On days that one source lacks there is no figure that joins it.
    let two = [&["kpis", "scorecard"][..], &TWO_DAYS].concat();
    assert_eq!(bench.json(&two, 6)["coverage"]["missing"], 1);
}
