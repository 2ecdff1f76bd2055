//! The real window, driven through WebKitWebDriver. Needs a display and a session bus:
//! `scripts/with-display cargo test --test e2e`.
#![cfg(target_os = "linux")]

mod capabilities;
mod desktop;
mod driver;
mod graphics;
mod keyboard;
mod millions;
mod pictures;
#[path = "../../src-tauri/src/place.rs"]
mod place;
mod places;
mod policy;
mod process;
mod screen;
mod shell;
mod speed;
mod tour;
