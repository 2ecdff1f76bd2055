//! What the page may ask for. This set grows only by changing this file, with a reason.

use crate::driver::in_window;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Every permission of every window.
const PERMITTED: &[&str] =
    &["allow-call", "allow-rows", "core:event:allow-listen", "core:event:allow-unlisten"];

fn read(path: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&file).expect("a file of the repository");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn no_permission_was_added() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities");
    let names: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of the repository")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["main.json"]);
    let capability = read("src-tauri/capabilities/main.json");
    let permitted: BTreeSet<_> = capability["permissions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|permission| permission.as_str().expect("a plain name, without a scope"))
        .collect();
    assert_eq!(permitted, PERMITTED.iter().copied().collect());
    assert_eq!(capability["windows"], json!(["main"]));
    assert!(capability.get("remote").is_none(), "no page of another origin is let in");
}

#[test]
fn no_configuration_opens_more() {
    let security = read("tauri.conf.json")["app"]["security"].clone();
    assert_eq!(security["freezePrototype"], true);
    assert!(security.get("capabilities").is_none(), "capabilities are in their own file");
    assert!(security.get("assetProtocol").is_none(), "the page reads no files");
    assert!(security.get("dangerousDisableAssetCspModification").is_none());
    let scripts = &security["csp"]["script-src"];
    assert_eq!(scripts, "'self'");
    for file in ["tauri.windows.conf.json", "tauri.macos.conf.json"] {
        assert!(read(file).get("app").is_none(), "{file} would replace the window's settings");
    }
}

#[tokio::test]
async fn the_shell_refuses_everything_else() {
    in_window("refuses", async |screen| {
        for command in [
            "plugin:app|version",
            "plugin:event|emit",
            "plugin:window|close",
            "plugin:webview|create_webview_window",
            "plugin:path|resolve_directory",
            "plugin:dialog|open",
            "plugin:dialog|save",
            "plugin:opener|open_path",
            "plugin:opener|open_url",
            "plugin:clipboard-manager|read_text",
            "plugin:window-state|restore_state",
            "plugin:fs|read_file",
            "plugin:shell|execute",
            "anything",
        ] {
            let answer = screen.invoke(command, json!({})).await;
            let refusal = answer.expect_err(command);
            let refusal = refusal.as_str().expect("Tauri refuses in words").to_owned();
            let by_right = ["not allowed", "not found"].iter().any(|why| refusal.contains(why));
            assert!(by_right, "{command} was refused for another reason: {refusal}");
        }
    })
    .await;
}
