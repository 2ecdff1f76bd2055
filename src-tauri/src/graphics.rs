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
/// What WebKitGTK reads for it when it starts.
#[cfg(target_os = "linux")]
pub(crate) const VARIABLES: &[(&str, &str)] =
    &[("WEBKIT_DISABLE_DMABUF_RENDERER", "1"), ("WEBKIT_DISABLE_COMPOSITING_MODE", "1")];

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

/// Which of the variables this start needs.
#[cfg(target_os = "linux")]
pub(crate) fn wanted(config: Option<&Path>) -> &'static [(&'static str, &'static str)] {
    let switched = std::env::args_os().any(|argument| argument == SWITCH);
    let is_safe = switched || config.is_some_and(|config| config.join(MARKER).exists());
    match (is_safe, has_device()) {
        (true, _) => VARIABLES,
        (false, false) => &VARIABLES[..1],
        (false, true) => &[],
    }
}

/// Whether the computer has a device that draws. Without one (virtual machines, remote desktops)
/// WebKitGTK emulates it, for more than twice the time of a frame and twice the memory.
#[cfg(target_os = "linux")]
fn has_device() -> bool {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}
