//! The places beside the reports, on the real core: scorecard, coverage, team.

use crate::driver::in_window;
use crate::screen::Screen;
use crate::tour::{call, open_sample, period};
use serde_json::{Value, json};

#[tokio::test]
async fn scorecard_coverage_and_team() {
    in_window("places", async |screen| {
        let operation = open_sample(screen).await;
        let (from, to) = period(screen, 7).await;
        for report in ["agent_14", "agent_9", "agent_13", "diagram_11"] {
            fetch(screen, &operation, report, &from, &to).await;
        }
        screen.click("button", "Tablero de agentes").await;
        screen.shows("Toda la operación").await;
        let asked = json!({ "operation": operation, "from": from, "to": to });
        let card = call(screen, "scorecard", asked).await;
        let aht = card["everybody"][0]["value"].as_f64().expect("a known AHT").round() as u64;
        screen.shows(&format!("{}:{:02}", aht / 60, aht % 60)).await;
        screen.picture("scorecard").await;

        screen.click("button", "Cobertura").await;
        screen.shows("sin movimiento").await;
        screen.no_longer_shows("[USE-1]").await;
        screen.picture("coverage").await;

        screen.click("button", "Equipo").await;
        let roster = call(screen, "roster", json!({ "operation": operation })).await;
        let first = roster["people"][0]["agent_id"].as_str().expect("an id").to_owned();
        screen.shows(&first).await;
        screen.picture("team").await;
        screen.text("sin clasificar)").await.click().await.expect("the switch to states");
        screen.shows("Almuerzo").await;
        screen.picture("states").await;
    })
    .await;
}

async fn fetch(screen: &Screen, operation: &str, report: &str, from: &str, to: &str) {
    let request = json!({ "operation": operation, "report": report, "from": from, "to": to });
    let run = call(screen, "fetch", request).await["run"].clone();
    screen
        .becomes(&format!("has fetched {report}"), async || {
            let runs = call(screen, "runs", json!({})).await["runs"].clone();
            let is_ours = |one: &&Value| one["run"] == run;
            let ours = runs.as_array().and_then(|all| all.iter().find(is_ours).cloned());
            ours.is_some_and(|one| one["state"] == "done")
        })
        .await;
}
