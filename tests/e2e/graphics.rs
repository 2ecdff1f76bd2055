//! What the web view reads from the environment: safe graphics by the switch, by the setting, and
//! gone again; acceleration only where something accelerates; garbage collected whole.

use crate::driver::{data_folder, in_window_at};
use crate::process::{Group, PROGRAM, on_standard_folders, until};
use serde_json::json;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const FIRST: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
const SECOND: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// On no session bus: there, windows of the same user hear of each other and only the first stays.
fn program(home: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    on_standard_folders(&mut command, home)
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .env("XDG_RUNTIME_DIR", home)
        .env_remove(FIRST)
        .env_remove(SECOND);
    command
}

/// The environment of a running program, as `NAME=value` lines.
fn environment(window: &Group) -> Vec<String> {
    let path = format!("/proc/{}/environ", window.0.id());
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.split('\0').map(str::to_owned).collect()
}

pub(crate) fn has(window: &Group, line: &str) -> bool {
    environment(window).iter().any(|known| known == line)
}

/// Waits until the program has passed the point where it may start anew.
fn open(window: &Group, home: &Path) {
    let lock = home.join(".local/share/app.atalaya.desktop/window.lock");
    until("the window works", Duration::from_secs(30), || lock.exists());
    assert!(!environment(window).is_empty(), "it still runs");
}

#[test]
fn the_switch_leaves_alone_what_the_user_set() {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = program(home.path());
    let window = Group::start(command.arg("--safe-graphics").env(FIRST, "0"));
    open(&window, home.path());
    assert!(has(&window, &format!("{SECOND}=1")), "set");
    assert!(has(&window, &format!("{FIRST}=0")), "left alone");
    let arguments = std::fs::read_to_string(format!("/proc/{}/cmdline", window.0.id()));
    let arguments = arguments.expect("it runs");
    assert!(arguments.contains("--safe-graphics"), "a restart by the window needs it again");
}

#[test]
fn the_setting_holds_from_the_start() {
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join(".config/app.atalaya.desktop");
    std::fs::create_dir_all(&config).expect("a new folder");
    std::fs::write(config.join("safe-graphics"), "").expect("a new file");
    let window = Group::start(&mut program(home.path()));
    until("the program starts anew", Duration::from_secs(10), || {
        has(&window, &format!("{FIRST}=1")) && has(&window, &format!("{SECOND}=1"))
    });
}

/// A restart inherits the environment: what an earlier start set is taken back, nothing else.
#[test]
fn switched_off_the_variables_of_an_earlier_start_go() {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = program(home.path());
    command.env("ATALAYA_ENVIRONMENT", format!("1 {SECOND}"));
    let window = Group::start(command.env(FIRST, "0").env(SECOND, "1"));
    open(&window, home.path());
    assert!(!has(&window, &format!("{SECOND}=1")), "ours");
    assert!(has(&window, &format!("{FIRST}=0")), "the user's");
}

/// Emulated acceleration is slower than none.
#[test]
fn nothing_is_accelerated_where_no_device_draws() {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let names = devices.map(|device| device.file_name().to_string_lossy().into_owned());
    let draws = names.into_iter().any(|name| name.starts_with("renderD"));
    let home = tempfile::tempdir().expect("a folder");
    let window = Group::start(&mut program(home.path()));
    open(&window, home.path());
    assert_eq!(has(&window, &format!("{FIRST}=1")), !draws);
    assert!(!has(&window, &format!("{SECOND}=1")), "only where safe graphics are asked for");
    assert!(has(&window, "JSC_useGenerationalGC=0"), "always");
}

#[tokio::test]
async fn the_setting_is_written_where_the_start_looks() {
    let home = tempfile::tempdir().expect("a folder");
    let marker = data_folder(home.path()).join("safe-graphics");
    in_window_at("graphics", home.path(), async |screen| {
        for (value, there) in [(json!("true"), true), (json!(null), false)] {
            let payload = json!({ "key": "safe_graphics", "value": value });
            let call = json!({ "name": "set_setting", "payload": payload });
            screen.invoke("call", call).await.expect("kept");
            assert_eq!(marker.exists(), there);
        }
    })
    .await;
}
