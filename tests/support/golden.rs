//! Expected files. On a developer's machine a missing or differing one is written, so that the
//! change shows in `git diff`; with `CI` set it is only compared, and the difference is left beside
//! it as `<name>.changed`.

use std::path::{Path, PathBuf};

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares `text` with the file at `path` below the repository's top folder.
pub(crate) fn check(path: &str, text: &str) {
    let file = root().join(path);
    let held = std::fs::read_to_string(&file).ok();
    if held.as_deref() == Some(text) {
        return;
    }
    if std::env::var_os("CI").is_some() {
        let changed = file.with_extension("changed");
        std::fs::write(&changed, text).expect("the difference can be written beside the file");
        panic!("{path} differs from what is made now; see {}", changed.display());
    }
    std::fs::create_dir_all(file.parent().expect("a golden file lies in a folder"))
        .expect("the folder can be made");
    std::fs::write(&file, text).expect("the golden file can be written");
    assert!(held.is_none(), "{path} was rewritten: look at the difference, then run again");
}
