//! The text catalogues: complete in three languages, filled in and counted like the window does.

use atalaya_core::archive::{DayState, WindowState};
use atalaya_core::reports::{AT, DAY, EXTRA, Kind, ProblemKind, TOTAL, UNREAD};
use atalaya_core::texts::{Catalogue, plural};
use atalaya_core::{Code, Error};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 3] = ["es", "en", "pt"];
const FORMS: [&str; 3] = ["_one", "_many", "_other"];

/// Words of programmers. A manager's text says what they mean instead.
const RAW_WORDS: &[&str] = &[
    "panic",
    "http",
    "json",
    "null",
    "nan",
    "sql",
    "parquet",
    "exception",
    "stack",
    "thread",
    "socket",
    "timeout",
    "backoff",
    "stub",
    "todo",
    "500",
    "503",
    "404",
    "403",
    "keyring",
    "ipc",
];

/// The sections that Rust reads, for the search of used keys.
const SECTIONS: &[&str] = &[
    "app.",
    "cli.",
    "columns.",
    "errors.",
    "facts.",
    "kinds.",
    "kpi.",
    "problems.",
    "states.",
    "workbook.",
];

fn texts(lang: &str) -> BTreeMap<&'static str, &'static str> {
    Catalogue::built_in().entries(lang).collect()
}

/// The key without its plural ending.
fn stem(key: &str) -> &str {
    FORMS.iter().find_map(|form| key.strip_suffix(form)).unwrap_or(key)
}

fn stems(lang: &str) -> BTreeSet<&'static str> {
    texts(lang).into_keys().map(stem).collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(name, _)| name)
        .collect()
}

fn has(lang: &str, key: &str) -> bool {
    texts(lang).contains_key(key)
}

#[test]
fn the_three_languages_have_the_same_texts() {
    let found: Vec<_> = Catalogue::built_in().languages().collect();
    for lang in LANGUAGES {
        assert!(found.contains(&lang));
        assert!(texts(lang).len() > 200, "{lang} was not read");
        assert_eq!(stems(lang), stems("en"), "{lang}");
        for (key, text) in texts(lang) {
            assert!(!text.trim().is_empty(), "{lang} {key} is empty");
            assert!(!text.contains("  ") && !text.contains('\n'), "{lang} {key}");
        }
    }
}

#[test]
fn the_three_languages_fill_in_the_same_names() {
    let english = texts("en");
    for lang in LANGUAGES {
        for (key, text) in texts(lang) {
            let twin =
                english.get(key).or_else(|| english.get(format!("{}_other", stem(key)).as_str()));
            let twin = twin.expect("the same texts");
            assert_eq!(placeholders(text), placeholders(twin), "{lang} {key}");
        }
    }
}

#[test]
fn plural_forms_are_complete() {
    for lang in LANGUAGES {
        let own = texts(lang);
        let plurals: BTreeSet<_> = own.keys().filter(|key| stem(key) != **key).collect();
        assert!(!plurals.is_empty());
        for key in plurals {
            let wanted: &[&str] = if lang == "en" { &["_one", "_other"] } else { &FORMS };
            let found: Vec<_> = FORMS
                .into_iter()
                .filter(|form| has(lang, &format!("{}{form}", stem(key))))
                .collect();
            assert_eq!(found, wanted, "{lang} {key}");
        }
    }
}

#[test]
fn every_error_has_its_four_texts() {
    for lang in LANGUAGES {
        for code in Code::ALL {
            for part in ["title", "cause", "safe", "next"] {
                let key = format!("errors.{}.{part}", code.as_str());
                let text = texts(lang).get(key.as_str()).copied().unwrap_or_default();
                assert!(!text.is_empty(), "{lang} {key}");
                // Which facts a case carries varies, so they are listed beside the text.
                assert!(placeholders(text).is_empty(), "{lang} {key}");
                assert_eq!(text.ends_with('.'), part != "title", "{lang} {key}");
            }
        }
        let known = texts(lang).into_keys().filter(|key| key.starts_with("errors."));
        assert_eq!(known.count(), Code::ALL.len() * 4, "{lang} has texts of codes that are gone");
    }
}

#[test]
fn every_state_kind_and_problem_has_its_text() {
    for lang in LANGUAGES {
        for (_, name) in ProblemKind::ALL {
            assert!(has(lang, &format!("problems.{name}_other")), "{lang} {name}");
        }
        for (_, name) in WindowState::ALL {
            assert!(has(lang, &format!("states.window.{name}")), "{lang} {name}");
        }
        for (_, name) in DayState::ALL {
            assert!(has(lang, &format!("states.day.{name}")), "{lang} {name}");
        }
        for (_, name) in Kind::ALL {
            assert!(has(lang, &format!("kinds.{name}")), "{lang} {name}");
        }
        for name in [AT, DAY, EXTRA, TOTAL, UNREAD] {
            assert!(has(lang, &format!("columns.{name}")), "{lang} {name}");
        }
    }
}

#[test]
fn texts_are_in_plain_words() {
    for lang in LANGUAGES {
        for (key, text) in texts(lang) {
            let lower = text.to_lowercase();
            let mut words = lower.split(|c: char| !c.is_alphanumeric());
            let raw = words.find(|word| RAW_WORDS.contains(word));
            assert!(raw.is_none(), "{lang} {key}: {raw:?}");
        }
    }
}

#[test]
fn sheet_names_fit_excel() {
    for lang in LANGUAGES {
        for name in ["summary", "origin", "definitions", "checks"] {
            let text = Catalogue::built_in().text(lang, &format!("workbook.{name}"), &[]);
            let fits =
                text.chars().count() <= 31 && !text.contains(['[', ']', ':', '*', '?', '/', '\\']);
            assert!(fits, "{lang} {text}");
        }
    }
}

#[test]
fn plural_forms_follow_unicode() {
    let cases = [
        ("es", 0, "other"),
        ("es", 1, "one"),
        ("es", 2, "other"),
        ("es", 1_000_000, "many"),
        ("es", 1_000_001, "other"),
        ("pt", 0, "one"),
        ("pt", 1, "one"),
        ("pt", 3_000_000, "many"),
        ("en", 0, "other"),
        ("en", 1, "one"),
        ("en", 1_000_000, "other"),
    ];
    for (lang, count, form) in cases {
        assert_eq!(plural(lang, count), form, "{lang} {count}");
    }
}

#[test]
fn counts_choose_the_form_and_are_grouped() {
    let say = |lang: &str, count: u64| {
        Catalogue::built_in().text(lang, "cli.rows", &[("count", count.to_string())])
    };
    assert_eq!(say("es", 1), "1 fila");
    assert_eq!(say("es", 184_232), "184.232 filas");
    assert_eq!(say("es", 2_000_000), "2.000.000 de filas");
    assert_eq!(say("pt", 0), "0 linha");
    assert_eq!(say("en", 60_000), "60,000 rows");
    assert_eq!(say("en", 999), "999 rows");
    assert_eq!(say("fr", 2), "2 rows", "English stands in");
}

#[test]
fn names_are_filled_in_once() {
    let catalogue = Catalogue::built_in();
    let sheet = |title: &str| {
        let params = [("title", title.to_owned()), ("part", "1".into()), ("parts", "3".into())];
        catalogue.text("es", "workbook.part", &params)
    };
    assert_eq!(sheet("Ventas"), "Ventas (1 de 3)");
    assert_eq!(sheet("{{part}}"), "{{part}} (1 de 3)", "a value is only text");
    assert_eq!(catalogue.text("es", "cli.written", &[]), "Guardado: ");
    assert_eq!(catalogue.text("es", "cli.no_such_text", &[]), "cli.no_such_text");
}

#[test]
fn an_error_is_told_with_its_named_facts() {
    let error = Error::new(Code::ReportFile, "detail")
        .with("file", "demo_1.toml")
        .with("line", 12)
        .with("unnamed", "x")
        .with("why", "");
    let told = Catalogue::built_in().error("es", &error);
    assert_eq!(told.title, "El archivo de un reporte tiene un error");
    let facts = [("Archivo", "demo_1.toml"), ("Línea", "12")];
    assert_eq!(told.facts, facts.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

/// Keys written in the Rust sources exist. Keys made from parts are checked above.
#[test]
fn keys_used_in_the_code_exist() {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["src", "core/src", "cli/src"] {
        rust_files(&root.join(folder), &mut files);
    }
    assert!(files.len() > 10, "the sources are searched");
    let known = stems("en");
    let mut gaps = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("readable");
        let used = literals(&source).filter(|key| !known.contains(key));
        gaps.extend(used.map(|key| format!("{}: {key}", file.display())));
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a source that look like keys of the catalogue.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    let endings = [".xlsx", ".rs", ".json", ".toml", ".csv", ".db", "."];
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    source.split('"').filter(move |text| {
        SECTIONS.iter().any(|section| text.starts_with(section))
            && text.chars().all(plain)
            && !endings.iter().any(|ending| text.ends_with(ending))
            && *text != "app.atalaya.desktop" // the program's identifier, no key
    })
}
