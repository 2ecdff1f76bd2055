//! The window: shown once its page is there, and never anything but our own page.

use crate::place::{self, Area};
use std::path::PathBuf;
use std::time::Duration;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::window::Color;
use tauri::{
    AppHandle, Manager, Monitor, PhysicalPosition, PhysicalSize, Theme, Url, WebviewWindow,
    WebviewWindowBuilder,
};

/// The only window's label.
pub(crate) const MAIN: &str = "main";

/// A page that is not there by then is shown as it is: better than no window.
const PATIENCE: Duration = Duration::from_secs(3);

/// After this time a shown window stands where the desktop put it.
const PLACED: Duration = Duration::from_millis(400);

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
    scroll_at_once(&window)?;
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
        keep_on_screen(window.clone());
    }
}

/// A remembered place may lie on a screen that is gone, a remembered size on a larger one.
fn keep_on_screen(window: WebviewWindow) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PLACED).await;
        // What the desktop does not tell or do is left as it is.
        let _ = correct_place(&window);
    });
}

fn correct_place(window: &WebviewWindow) -> tauri::Result<()> {
    if window.is_maximized()? || window.is_fullscreen()? {
        return Ok(());
    }
    let at = window.outer_position()?;
    let size = window.outer_size()?;
    let screens: Vec<Area> = window.available_monitors()?.iter().map(area_of).collect();
    let now = Area { x: at.x, y: at.y, width: size.width, height: size.height };
    let Some(better) = place::corrected(now, &screens) else { return Ok(()) };
    let inner = window.inner_size()?;
    let frame =
        (size.width - inner.width.min(size.width), size.height - inner.height.min(size.height));
    window.set_size(PhysicalSize {
        width: better.width.saturating_sub(frame.0),
        height: better.height.saturating_sub(frame.1),
    })?;
    window.set_position(PhysicalPosition { x: better.x, y: better.y })
}

fn area_of(screen: &Monitor) -> Area {
    let (at, size) = (screen.position(), screen.size());
    Area { x: at.x, y: at.y, width: size.width, height: size.height }
}

/// Smooth scrolling makes the grid lag behind the wheel in WebKitGTK.
#[cfg(target_os = "linux")]
fn scroll_at_once(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt, WebViewExt};
    window.with_webview(|web_view| {
        if let Some(settings) = web_view.inner().settings() {
            settings.set_enable_smooth_scrolling(false);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn scroll_at_once(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
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
