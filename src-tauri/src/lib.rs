//! The shell: the only Rust that knows Tauri. It gives the core a window, folders, the keyring
//! and the sample operation, and hands two commands through: [`ipc::call`] and [`ipc::rows`].

mod clipboard;
#[cfg(target_os = "linux")]
mod environment;
mod facts;
mod folders;
mod graphics;
mod host;
mod instance;
mod ipc;
mod place;
mod program;
mod window;

use folders::Folders;
use host::Desktop;
use program::Program;
use std::sync::Arc;
use tauri::{AppHandle, Manager, Wry};

/// Opens the window and runs until it is closed.
pub fn run() {
    let folders = Folders::find();
    #[cfg(target_os = "linux")]
    environment::settle(folders.as_ref().ok().map(|folders| folders.config.as_path()));
    let mut builder = tauri::Builder::default();
    if folders.as_ref().is_ok_and(|folders| !folders.chosen) {
        builder = builder.plugin(second_start()).plugin(remembered_place());
    }
    #[cfg(not(target_os = "linux"))]
    {
        builder = builder.plugin(tauri_plugin_clipboard_manager::init());
    }
    let started = builder
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![ipc::call, ipc::rows])
        .setup(move |app| {
            let config = folders.as_ref().ok().map(|folders| folders.config.clone());
            let host = Arc::new(Desktop::new(app.handle().clone(), config));
            let web_view = folders.as_ref().ok().and_then(Folders::web_view);
            app.manage(Program::opening(folders, host));
            Ok(window::open(app.handle(), web_view)?)
        })
        .run(tauri::generate_context!());
    #[cfg(target_os = "linux")]
    let started = started.inspect_err(environment::once_more);
    // Nothing is open yet and there is no window to say it in.
    started.expect("the window could not be opened");
}

/// On a second start by the same user the first window comes forward. This only carries the
/// message; whether a start is the second is decided by [`instance`]'s lock.
fn second_start() -> tauri::plugin::TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .callback(|app: &AppHandle, _, _| window::bring_forward(app))
        .build()
}

/// The window comes back where it was and as large as it was; when it is shown stays ours.
fn remembered_place() -> tauri::plugin::TauriPlugin<Wry> {
    use tauri_plugin_window_state::StateFlags;
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_filename("window.json")
        .build()
}
