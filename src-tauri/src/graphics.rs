//! `--safe-graphics`: for screens that stay blank with the driver's own acceleration.

/// The switch on the command line.
#[cfg(target_os = "linux")]
const SWITCH: &str = "--safe-graphics";

/// What WebKitGTK reads when it starts; each is left alone if the user has set it.
#[cfg(target_os = "linux")]
const VARIABLES: &[&str] = &["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];

/// Starts the program anew with the variables, if the switch was given. A running program cannot
/// change its environment without endangering its threads.
#[cfg(target_os = "linux")]
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt;

    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let given = arguments.len();
    arguments.retain(|argument| argument != SWITCH);
    if arguments.len() == given {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let unset = VARIABLES.iter().filter(|name| std::env::var_os(name).is_none());
    let mut anew = std::process::Command::new(program);
    anew.args(arguments).envs(unset.map(|name| (name, "1")));
    // Returns only if it failed; then the window opens as if the switch had not been given.
    let _ = anew.exec();
}

/// Other systems draw without WebKitGTK.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle() {}
