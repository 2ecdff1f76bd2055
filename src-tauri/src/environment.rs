//! What WebKitGTK reads from the environment when it starts. Other systems draw without it.

use crate::graphics;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

type Variable = (&'static str, &'static str);

/// Garbage is always collected whole. Rows that scroll away leave elements that count little among
/// the objects of JavaScript and weigh much in the web view; collected by generations they stay for
/// minutes, and a gigabyte of them was seen.
const COLLECTOR: Variable = ("JSC_useGenerationalGC", "0");

/// Which variables we set, and for which process: `4711 NAME NAME`. A restart inherits them.
const OURS: &str = "ATALAYA_ENVIRONMENT";

/// The process that begins a second time.
const AGAIN: &str = "ATALAYA_AGAIN";

/// Starts the program anew with the variables that are wanted, and without those of ours that are
/// not any more; one that the user has set is left alone. A running program cannot change its
/// environment without endangering its threads.
pub(crate) fn settle(config: Option<&Path>) {
    let inherited = std::env::var(OURS).unwrap_or_default();
    let (process, ours) = inherited.split_once(' ').unwrap_or_default();
    if process == std::process::id().to_string() {
        return;
    }
    let known = || graphics::VARIABLES.iter().chain([&COLLECTOR]);
    let ours: Vec<&str> =
        ours.split(' ').filter(|name| known().any(|(known, _)| known == name)).collect();
    let is_free = |(name, _): &&Variable| ours.contains(name) || std::env::var_os(name).is_none();
    let wanted = graphics::wanted(config).iter().chain([&COLLECTOR]);
    let set: Vec<&Variable> = wanted.filter(is_free).collect();
    let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
    let Some(mut anew) = anew().filter(|_| names != ours) else { return };
    for name in &ours {
        anew.env_remove(name);
    }
    anew.envs(set.iter().copied().copied());
    anew.env(OURS, format!("{} {}", std::process::id(), names.join(" ")));
    // Returns only if it failed; then the window opens as it is.
    let _ = anew.exec();
}

/// Begins once more where the window that was to come forward closed before it answered: a moment
/// later it would not have been asked.
pub(crate) fn once_more(cause: &tauri::Error) {
    const SECOND_START: &str = "single-instance";
    let it_closed =
        matches!(cause, tauri::Error::PluginInitialization(plugin, _) if plugin == SECOND_START);
    let process = std::process::id().to_string();
    let is_second = std::env::var(AGAIN).is_ok_and(|known| known == process);
    if let Some(mut anew) = anew().filter(|_| it_closed && !is_second) {
        std::thread::sleep(Duration::from_millis(300));
        // Returns only if it failed.
        let _ = anew.env(AGAIN, process).exec();
    }
}

/// This program with the words it was started with.
fn anew() -> Option<Command> {
    let mut anew = Command::new(std::env::current_exe().ok()?);
    anew.args(std::env::args_os().skip(1));
    Some(anew)
}
