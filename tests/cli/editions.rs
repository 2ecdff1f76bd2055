//! `export` for outsiders, and of the scorecard.

use crate::bench::{Bench, ONE_DAY};
use crate::exporting::sheets;
use calamine::{Data, Range};
use std::collections::BTreeSet;
use std::path::Path;

/// All texts of a workbook.
fn texts(file: &Path) -> BTreeSet<String> {
    let cells = sheets(file)
        .into_iter()
        .flat_map(|(_, range)| range.rows().flatten().map(ToString::to_string).collect::<Vec<_>>());
    cells.collect()
}

fn column(range: &Range<Data>, header: &str) -> Vec<String> {
    let head = range.rows().next().expect("a header");
    let at = head.iter().position(|cell| *cell == *header).expect("the column");
    range.rows().skip(1).map(|row| row[at].to_string()).collect()
}

fn values(rows: &serde_json::Value, name: &str) -> BTreeSet<String> {
    let rows = rows["rows"].as_array().expect("rows").iter();
    rows.filter_map(|row| row[name].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_clients_edition_names_no_customer_and_stays_stable() {
    let bench = Bench::new();
    bench.fetch("campaign_7", ONE_DAY);
    let words = ["--edition", "client", "--json", "--out"];
    let export = |name: &str| {
        bench.ask("export", "campaign_7", ONE_DAY, &[&words[..], &[name]].concat()).ends(0);
        bench.path(&format!("out/{name}"))
    };
    let (first, second) = (export("a.xlsx"), export("b.xlsx"));
    let rows = bench.ask("rows", "campaign_7", ONE_DAY, &["--json", "--limit", "400"]).document();
    let (phones, customers) = (values(&rows, "telephone"), values(&rows, "customer_id"));
    assert!(phones.len() > 20 && !customers.is_empty());
    let texts = texts(&first);
    let told: Vec<_> = phones.iter().chain(&customers).filter(|one| texts.contains(*one)).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(texts.iter().any(|text| text.starts_with("Edición para el cliente")));
    // The same person has the same name, here and in the next file; different people differ.
    let detail = |file: &Path| {
        let all = sheets(file);
        let found = all
            .into_iter()
            .find(|(_, range)| range.rows().next().is_some_and(|head| head[0] == *"ID cliente"));
        found.expect("the rows").1
    };
    let (one, two) = (detail(&first), detail(&second));
    let masked = column(&one, "Teléfono");
    assert_eq!(masked, column(&two, "Teléfono"));
    assert!(masked.iter().all(|name| name.is_empty() || name.starts_with("T-")));
    let all = bench.ask("rows", "campaign_7", ONE_DAY, &["--json", "--limit", "100000"]);
    let different = values(&all.document(), "telephone").len();
    let names: BTreeSet<_> = masked.into_iter().filter(|name| !name.is_empty()).collect();
    assert_eq!(names.len(), different);
}

#[test]
fn agents_are_masked_if_wished_on_every_sheet() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let words = ["--edition", "client", "--mask-agents", "--out", "a.xlsx"];
    bench.ask("export", "agent_9", ONE_DAY, &words).ends(0);
    let rows = bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).document();
    let texts = texts(&bench.path("out/a.xlsx"));
    let names = values(&rows, "agent_name");
    let shown = |name: &&String| texts.iter().any(|text| text.contains(name.as_str()));
    let told: Vec<_> = names.iter().filter(shown).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(texts.iter().any(|text| text.starts_with("A-")));
}

#[test]
fn the_scorecard_is_a_sheet_with_the_figures_of_the_command_line() {
    let bench = Bench::new();
    bench.fetch("agent_14", ONE_DAY);
    bench.fetch("agent_9", ONE_DAY);
    let written = bench.ask("export", "scorecard", ONE_DAY, &["--out", "t.xlsx", "--json"]);
    assert_eq!(written.ends(0).document()["rows"], 0);
    let card = bench.ask("kpis", "scorecard", ONE_DAY, &["--json"]).document();
    let all = sheets(&bench.path("out/t.xlsx"));
    let (_, page) = all.iter().find(|(name, _)| name == "Tablero por agente").expect("the page");
    let agents = card["agents"].as_array().expect("agents");
    assert!(agents.len() > 3);
    for agent in agents {
        let id = agent["agent_id"].as_str().unwrap_or_default();
        let row = page.rows().find(|row| row[1] == *id);
        let Some(row) = row.filter(|_| !id.is_empty()) else { continue };
        for (nth, figure) in agent["figures"].as_array().expect("figures").iter().enumerate() {
            let cell = &row[3 + 2 * nth];
            let scale = if figure["unit"] == "s" { 86_400.0 } else { 1.0 };
            match (figure["value"].as_f64(), cell) {
                (None, cell) => assert_eq!(cell, &Data::Empty, "{figure}"),
                (Some(value), Data::DateTime(time)) => {
                    assert!((time.as_f64() * scale - value).abs() < 1e-6, "{figure}");
                }
                (Some(value), cell) => {
                    let shown: f64 = cell.to_string().parse().expect("a number");
                    assert!((shown * scale - value).abs() < 1e-9, "{figure}");
                }
            }
        }
    }
}

#[test]
fn every_figure_of_the_workbook_is_that_of_kpis() {
    let bench = Bench::new();
    bench.fetch("diagram_11", ONE_DAY);
    bench.ask("export", "diagram_11", ONE_DAY, &["--out", "d.xlsx"]).ends(0);
    let kpis = bench.ask("kpis", "diagram_11", ONE_DAY, &["--json"]).ends(0).document();
    let all = sheets(&bench.path("out/d.xlsx"));
    let (_, page) = all.iter().find(|(name, _)| name == "Cifras").expect("the figures");
    for figure in kpis["kpis"].as_array().expect("figures") {
        let name = format!("KPI_{}_diagram_11", figure["kpi"].as_str().unwrap_or_default());
        let row = page.rows().find(|row| row[9].to_string() == name).expect("a row");
        let value = figure["value"].as_f64().expect("known");
        let shown = match &row[2] {
            Data::DateTime(time) => time.as_f64() * 86_400.0,
            cell => cell.to_string().parse().expect("a number"),
        };
        assert!((shown - value).abs() < 1e-6, "{figure}");
        assert_eq!(row[6].to_string(), figure["n"].to_string());
    }
}
