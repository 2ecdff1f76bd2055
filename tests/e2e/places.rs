//! The places beside the reports, on the real core: scorecard, coverage, team, timeline; and a chart
//! that filters everything else.

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

#[tokio::test]
async fn the_timeline_is_walked_by_keys_and_leads_to_the_rows() {
    in_window("timeline", async |screen| {
        let operation = open_sample(screen).await;
        let (_, day) = period(screen, 1).await;
        fetch(screen, &operation, "agent_14", &day, &day).await;
        screen.click("button", "Línea de tiempo").await;
        let asked = json!({ "table": { "operation": operation, "report": "agent_14",
            "from": day, "to": day }, "width": 900 });
        let lanes = call(screen, "timeline", asked).await["lanes"].clone();
        let lanes = lanes.as_array().expect("lanes");
        screen.shows(&format!("{} agentes", lanes.len())).await;
        screen.shows(lanes[0]["name"].as_str().expect("a name")).await;
        screen.picture("day").await;
        press(screen, ".timeline-lanes", "ArrowRight").await;
        let said = "return document.querySelector('.timeline-said').textContent";
        let first = lanes[0]["name"].as_str().expect("a name").to_owned();
        screen
            .becomes("tells the state at the cursor", async || {
                screen.run(said, &[]).await.as_str().is_some_and(|said| said.starts_with(&first))
            })
            .await;
        screen.picture("cursor").await;
        press(screen, ".timeline-lanes", "Enter").await;
        screen.shows("Evento por agente total").await;
        screen.shows("filtro").await;
        screen.picture("rows").await;
    })
    .await;
}

#[tokio::test]
async fn a_mark_of_a_chart_filters_everything_else() {
    in_window("marks", async |screen| {
        let operation = open_sample(screen).await;
        let (from, to) = period(screen, 7).await;
        fetch(screen, &operation, "campaign_7", &from, &to).await;
        screen.click("button", "AMD: detalle de contestadora").await;
        screen.shows("sin filtros").await;
        let drawn = "return document.querySelectorAll('.chart-walk').length === 2
            && [...document.querySelectorAll('.chart-walk')].every(it => it.querySelector('canvas'))";
        screen.becomes("draws its charts", async || screen.run(drawn, &[]).await == true).await;
        press(screen, ".chart-walk", "ArrowRight").await;
        press(screen, ".chart-walk", "Enter").await;
        screen.shows("filtro").await;
        screen.no_longer_shows("sin filtros").await;
        screen.picture("filtered").await;
        let shown = screen.run("return document.querySelector('.rows').innerText", &[]).await;
        let filters =
            screen.run("return document.querySelectorAll('.filter-bar .chip').length", &[]);
        assert!(filters.await.as_u64() > Some(2), "a chip says what the chart chose: {shown}");
        screen.click("button", "Deshacer (Ctrl+Z)").await;
        screen.shows("sin filtros").await;
    })
    .await;
}

/// What the last column is once another was hidden or widened: the room there is, else its own width.
#[tokio::test]
async fn the_last_column_fills_the_grid_or_keeps_its_width() {
    in_window("columns", async |screen| {
        let operation = open_sample(screen).await;
        let (from, to) = period(screen, 1).await;
        for (report, title, hidden) in [
            ("campaign_7", "AMD: detalle de contestadora", "date"),
            ("diagram_11", "IVR vs. transferido al agente", "total_time"),
        ] {
            fetch(screen, &operation, report, &from, &to).await;
            screen.click("button", title).await;
            screen.shows("sin filtros").await;
            last_column(screen, hidden).await;
            let menu = "document.querySelector(`.ag-header-cell[col-id=${arguments[0]}]`)
                .dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }))";
            screen.run(menu, &[json!(hidden)]).await;
            screen.click("menuitem", "Ocultar la columna").await;
            let last = if report == "campaign_7" { "result" } else { "type_interaction" };
            last_column(screen, last).await;
            if report == "campaign_7" {
                screen.run(WIDENED, &[json!("customer_id")]).await;
                last_column(screen, last).await;
            }
            screen.picture(report).await;
        }
    })
    .await;
}

/// Draws the edge of a column's head so far to the right that no room is left.
const WIDENED: &str = "const edge = document.querySelector(
        `.ag-header-cell[col-id=${arguments[0]}] .ag-header-cell-resize`);
    const { left, top } = edge.getBoundingClientRect();
    const tell = (at, type, x) => at.dispatchEvent(new PointerEvent(type, { bubbles: true,
        cancelable: true, buttons: 1, clientX: x, clientY: top + 5, pointerId: 1,
        isPrimary: true, pointerType: 'mouse' }));
    tell(edge, 'pointerdown', left);
    tell(document, 'pointermove', left + 50);
    tell(document, 'pointermove', left + 900);
    tell(document, 'pointerup', left + 900);";

/// Waits until that column is the last one, ends where the grid does, and can be read.
async fn last_column(screen: &Screen, name: &str) {
    let fills = "const view = document.querySelector('.ag-grid-viewport');
        view.scrollLeft = view.scrollWidth;
        const heads = [...document.querySelectorAll('.ag-header-cell')]
            .map(it => [it.getAttribute('col-id'), it.getBoundingClientRect()])
            .sort(([, a], [, b]) => b.right - a.right);
        const [id, box] = heads[0] ?? [];
        return id === arguments[0] && box.width > 100
            && Math.abs(box.right - view.getBoundingClientRect().left - view.clientWidth) < 2";
    let what = format!("ends with {name}");
    screen.becomes(&what, async || screen.run(fills, &[json!(name)]).await == true).await;
}

/// Presses a key in the first element that fits.
async fn press(screen: &Screen, selector: &str, key: &str) {
    let press = "const at = document.querySelector(arguments[0]); at.focus();
        at.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[1], bubbles: true }));";
    screen.run(press, &[json!(selector), json!(key)]).await;
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
