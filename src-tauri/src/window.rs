//! The window: shown once its page is there, and never anything but our own page.

use std::path::PathBuf;
use std::time::Duration;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewWindow, WebviewWindowBuilder};

/// The only window's label.
pub(crate) const MAIN: &str = "main";

/// A page that is not there by then is shown as it is: better than no window.
const PATIENCE: Duration = Duration::from_secs(3);

/// Canvas of the light and of the dark theme, as in the page's tokens: nothing flashes.
const LIGHT: Color = Color(0xF6, 0xF7, 0xF9, 0xFF);
const DARK: Color = Color(0x0F, 0x12, 0x16, 0xFF);

/// Opens the window, unseen until its page has loaded. Dropped files are swallowed by Tauri's own
/// handler, which is on unless switched off. `web_view` is the folder of the web view's own things.
pub(crate) fn open(app: &AppHandle, web_view: Option<PathBuf>) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let mut builder = WebviewWindowBuilder::from_config(app, config)?
        .devtools(tauri::is_dev())
        .background_color(LIGHT)
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                show(&window);
            }
        });
    if let Some(folder) = web_view {
        builder = builder.data_directory(folder);
    }
    let window = builder.build()?;
    if window.theme()? == Theme::Dark {
        window.set_background_color(Some(DARK))?;
    }
    show_later(window);
    Ok(())
}

/// The window comes forward, also from the task bar.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window manager may refuse any of these; none is worth a message.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

fn show(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(false) {
        bring_forward(window.app_handle());
    }
}

fn show_later(window: WebviewWindow) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        show(&window);
    });
}

/// Whether the address is the program's own page. The host is compared whole: `tauri.localhost`
/// as a part of another name is not ours.
fn is_own(url: &Url) -> bool {
    let (scheme, host) = if cfg!(any(windows, target_os = "android")) {
        ("http", "tauri.localhost")
    } else {
        ("tauri", "localhost")
    };
    let embedded = url.scheme() == scheme && url.host_str() == Some(host) && url.port().is_none();
    embedded || is_development(url)
}

/// The page as `tauri dev` serves it.
fn is_development(url: &Url) -> bool {
    tauri::is_dev() && url.origin().ascii_serialization() == "http://localhost:5183"
}
