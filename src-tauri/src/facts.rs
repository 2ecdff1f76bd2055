//! What is known of this computer, for the diagnosis. No paths, no names of persons.

use crate::window::MAIN;
use tauri::{AppHandle, Manager};

/// What desktops on Linux tell in the environment.
const VARIABLES: &[(&str, &str)] = &[
    ("desktop", "XDG_CURRENT_DESKTOP"),
    ("session", "XDG_SESSION_TYPE"),
    ("locale", "LANG"),
    ("dmabuf_off", "WEBKIT_DISABLE_DMABUF_RENDERER"),
    ("compositing_off", "WEBKIT_DISABLE_COMPOSITING_MODE"),
];

/// System, desktop, web view, screens.
pub(crate) fn of(app: &AppHandle) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("system", system()),
        ("architecture", std::env::consts::ARCH.to_owned()),
        ("tauri", tauri::VERSION.to_owned()),
        ("web_view", tauri::webview_version().unwrap_or_default()),
        ("screens", screens(app).unwrap_or_default()),
    ];
    let set = VARIABLES.iter().filter_map(|(name, key)| Some((*name, std::env::var(key).ok()?)));
    facts.extend(set);
    facts
}

/// The system by its own name, where it has one.
fn system() -> String {
    let told = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or_else(|| std::env::consts::OS.to_owned(), |name| name.trim_matches('"').to_owned())
}

/// Sizes and scales of the screens, and the size of the window.
fn screens(app: &AppHandle) -> Option<String> {
    let window = app.get_webview_window(MAIN)?;
    let screens = window.available_monitors().ok()?;
    let told = screens.iter().map(|screen| {
        let size = screen.size();
        format!("{}×{} at {}", size.width, size.height, screen.scale_factor())
    });
    let size = window.inner_size().ok()?;
    let told = told.collect::<Vec<_>>().join(", ");
    Some(format!("{told}; window {}×{}", size.width, size.height))
}
