//! The rules of the tree: who may know whom, and how long things may get.

use crate::support::golden::root;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 70;
/// Written by a program, or data.
const EXEMPT: &[&str] = &["bindings.ts", "package-lock.json"];
/// Not ours, or made.
const LEFT_OUT: &[&str] =
    &["node_modules", "target", "dist", "dist-golden", "shots", "gen", ".git", "golden"];

/// Files below a folder of the repository with one of these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "no file in {folder}");
    found.sort();
    found
}

fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            if !LEFT_OUT.contains(&name.as_str()) {
                walk(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Asserts that no file of `folder` holds any of `words`; `but` names files that may.
fn never(folder: &str, endings: &[&str], words: &[&str], but: &[&str]) {
    let mut found = Vec::new();
    for file in files(folder, endings) {
        if but.iter().any(|exempt| file.ends_with(exempt)) {
            continue;
        }
        for (place, line) in read(&file).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if let Some(word) = words.iter().find(|word| code.contains(*word)) {
                found.push(format!("{}:{}: {word}", shown(&file), place + 1));
            }
        }
    }
    assert!(found.is_empty(), "{folder} must not know: {found:#?}");
}

#[test]
fn the_core_does_not_know_tauri() {
    never("src-tauri/core", &[".toml", ".rs"], &["tauri::", "tauri ="], &[]);
    never("ui/src", &[".ts", ".tsx"], &["@tauri-apps"], &["backend/tauri.ts"]);
}

#[test]
fn stages_know_only_what_comes_before() {
    let core = "src-tauri/core/src";
    let at = |stage: &str| format!("{core}/{stage}");
    let rust: &[&str] = &[".rs"];
    let sending = ["reqwest", "crate::wolkvox", "crate::sync"];
    for stage in ["reports", "archive", "query", "kpis", "export"] {
        never(&at(stage), rust, &sending, &[]);
    }
    never(&at("wolkvox"), rust, &["crate::archive", "rusqlite", "parquet"], &[]);
    never(&at("wolkvox"), rust, &["std::fs"], &["wolkvox/lock.rs"]);
    never(&at("kpis"), rust, &["rusqlite", "std::fs", "crate::archive::Archive"], &[]);
    never(&at("query"), rust, &["rusqlite", "crate::kpis", "crate::export"], &[]);
    never(&at("archive"), rust, &["crate::query", "crate::kpis", "datafusion"], &[]);
}

/// Clock, zone and environment come in from outside; only the surfaces ask the system.
#[test]
fn the_core_is_given_its_clock_and_its_environment() {
    let words = ["Utc::now", "Local::now", "SystemTime::now", "env::var("];
    // The age of a file is told by the clock that stamped it.
    let but = ["src/clock.rs", "export/place.rs"];
    never("src-tauri/core/src", &[".rs"], &words, &but);
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    let endings = [".rs", ".ts", ".tsx", ".css", ".mjs", ".py", ".toml"];
    for folder in ["src-tauri", "tests", "ui", "benches"] {
        for file in files(folder, &endings) {
            let lines = read(&file).lines().count();
            let exempt = EXEMPT.iter().any(|name| file.ends_with(name));
            if lines > LONGEST_FILE && !exempt {
                long.push(format!("{}: {lines} lines", shown(&file)));
            }
        }
    }
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines: {long:#?}");
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for folder in ["src-tauri", "tests", "benches"] {
        for file in files(folder, &[".rs"]) {
            long.extend(long_functions(&file));
        }
    }
    assert!(long.is_empty(), "longer than {LONGEST_FUNCTION} lines: {long:#?}");
}

/// Formatted code closes a function with a brace as far in as the line that began it.
fn long_functions(file: &Path) -> Vec<String> {
    let text = read(file);
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut long = Vec::new();
    for (begin, line) in lines.iter().enumerate() {
        let words: Vec<&str> = line.split_whitespace().take(5).collect();
        if !words.contains(&"fn") || line.trim_start().starts_with("//") || line.ends_with(';') {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent(line)));
        let length = lines[begin..].iter().position(|line| **line == closing).unwrap_or(0);
        if length >= LONGEST_FUNCTION {
            long.push(format!("{}:{}: {} lines", shown(file), begin + 1, length + 1));
        }
    }
    long
}

/// What the tree may not tell: where it was made, and any server but wolkvox's own.
#[test]
fn the_tree_speaks_of_itself_alone() {
    let home = ["/ro", "ot/"].concat();
    let mut found = Vec::new();
    let endings = [".rs", ".ts", ".tsx", ".md", ".toml", ".json", ".mjs", ".py", ".css", ".html"];
    for folder in ["src-tauri", "tests", "ui", "docs", "benches", "scripts"] {
        for file in files(folder, if folder == "scripts" { &[""] } else { &endings }) {
            let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a file")).into_owned();
            for word in [home.as_str(), "registry.npmjs", "\"resolved\":"] {
                if text.contains(word) && !file.ends_with("tidy.rs") {
                    found.push(format!("{}: {word}", shown(&file)));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
