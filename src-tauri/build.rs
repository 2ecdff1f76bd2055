//! Embeds the window's configuration and its least set of permissions.
fn main() {
    // Runs with the repository root as its folder, because the root package is the shell.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/**/*.json")
            .app_manifest(tauri_build::AppManifest::new().commands(&["call", "rows"])),
    )
    .expect("the shell's configuration must be valid to build it");
}
