//! Pictures of the real window in each language and theme, for the README and for looking at:
//! `scripts/with-display cargo test --workspace --test e2e pictures -- --ignored`.

use crate::driver::in_window;
use crate::screen::Screen;

const AGENTS: &str = "Evento por agente total (todos los agentes)";

#[tokio::test]
#[ignore = "takes pictures, asserts nothing that the tour does not"]
async fn of_the_report_view() {
    in_window("pictures", async |screen| {
        screen.text("Explorar con datos de ejemplo").await.click().await.expect("a door");
        screen.click("button", AGENTS).await;
        screen.click("button", "Traer este período…").await;
        screen.text("Traer con").await.click().await.expect("it starts");
        screen.shows("Todo quedó guardado").await;
        screen.click("button", "Listo").await;
        screen.shows("por orden de tiempo").await;
        settled(screen).await;
        screen.picture("es-light").await;
        screen.click("button", "Ajustes").await;
        screen.picture("settings").await;
        for (language, name) in [("es", "Español"), ("en", "English"), ("pt", "Português")] {
            screen.text(name).await.click().await.expect("a language");
            for theme in ["light", "dark"] {
                let dress = "document.documentElement.dataset.theme = arguments[0]";
                screen.run(dress, &[theme.into()]).await;
                screen.picture(&format!("settings-{language}-{theme}")).await;
            }
        }
    })
    .await;
}

/// Until nothing is waited for any more.
async fn settled(screen: &Screen) {
    screen
        .becomes("has settled", async || {
            let busy = "return document.querySelectorAll('[aria-busy=true]').length";
            screen.run(busy, &[]).await == 0
        })
        .await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
}
