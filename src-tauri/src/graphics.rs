//! Safe graphics: for screens that stay blank with the driver's own acceleration. Asked for by
//! `--safe-graphics`, or by the setting of that name, of which a file tells before anything is open.
//! Where there is nothing to accelerate with, half of it is always on.

use atalaya_core::Result;
use std::path::Path;

/// The setting's name to the window.
pub(crate) const SETTING: &str = "safe_graphics";
/// The file that is there while the setting is on.
const MARKER: &str = "safe-graphics";

/// The switch on the command line.
#[cfg(target_os = "linux")]
const SWITCH: &str = "--safe-graphics";
/// What WebKitGTK reads when it starts; each is left alone if the user has set it.
#[cfg(target_os = "linux")]
const VARIABLES: &[&str] = &["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];
/// Which of them we set, and for which process: `4711 NAME NAME`. A restart inherits them.
#[cfg(target_os = "linux")]
const OURS: &str = "ATALAYA_SAFE_GRAPHICS";

/// Keeps the setting where the next start finds it. Its value is the window's JSON.
pub(crate) fn remember(config: &Path, value: Option<&str>) -> Result<()> {
    let marker = config.join(MARKER);
    if matches!(value, Some("\"on\"" | "true")) {
        crate::instance::private_folder().create(config)?;
        std::fs::write(marker, "")?;
        return Ok(());
    }
    match std::fs::remove_file(marker) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(cause.into()),
        _ => Ok(()),
    }
}

/// Starts the program anew with the variables if they are wanted, or without ours if they are not
/// any more. A running program cannot change its environment without endangering its threads.
#[cfg(target_os = "linux")]
pub(crate) fn settle(config: Option<&Path>) {
    use std::os::unix::process::CommandExt;

    let inherited = std::env::var(OURS).unwrap_or_default();
    let (process, ours) = inherited.split_once(' ').unwrap_or_default();
    if process == std::process::id().to_string() {
        return;
    }
    let ours: Vec<&str> = ours.split(' ').filter(|name| VARIABLES.contains(name)).collect();
    let switched = std::env::args_os().any(|argument| argument == SWITCH);
    let is_safe = switched || config.is_some_and(|config| config.join(MARKER).exists());
    let wanted = match (is_safe, has_device()) {
        (true, _) => VARIABLES,
        (false, false) => &VARIABLES[..1],
        (false, true) => &[],
    };
    let free = |name: &&&str| ours.contains(name) || std::env::var_os(name).is_none();
    let set: Vec<&str> = wanted.iter().filter(free).copied().collect();
    let Ok(program) = std::env::current_exe() else { return };
    if set == ours {
        return;
    }
    let mut anew = std::process::Command::new(program);
    anew.args(std::env::args_os().skip(1));
    for name in &ours {
        anew.env_remove(name);
    }
    anew.envs(set.iter().map(|name| (name, "1")));
    anew.env(OURS, format!("{} {}", std::process::id(), set.join(" ")));
    // Returns only if it failed; then the window opens as it is.
    let _ = anew.exec();
}

/// Whether the computer has a device that draws. Without one (virtual machines, remote desktops)
/// WebKitGTK emulates it, for more than twice the time of a frame and twice the memory.
#[cfg(target_os = "linux")]
fn has_device() -> bool {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

/// Other systems draw without WebKitGTK.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle(_: Option<&Path>) {}
