//! A window with one word in it: the yardstick for how long Atalaya's takes to open.

use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

const PAGE: &str = "<!doctype html><title>blank</title><p>blank</p>";

fn main() {
    tauri::Builder::default()
        .register_uri_scheme_protocol("blank", |_, _| {
            let page = Response::builder().header("Content-Type", "text/html");
            page.body(PAGE.as_bytes().to_vec()).expect("a response")
        })
        .setup(|app| {
            let page = WebviewUrl::CustomProtocol("blank://localhost/".parse()?);
            WebviewWindowBuilder::new(app, "main", page).inner_size(1440.0, 900.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!("../tauri.conf.json"))
        .expect("the window opens");
}
