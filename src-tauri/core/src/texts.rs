//! The catalogues of user texts, shared with the window.
//!
//! They are the window's own files, in the form of i18next: nested keys, `{{name}}` to fill in,
//! and `_one`, `_many`, `_other` endings chosen by `count`. So window, command line and workbook
//! say the same.

use crate::{Code, Error};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The files of `ui/src/i18n/`, listed by the build script: `(file name, content)`.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/text_files.rs"));

/// The language that stands in where another has no text.
const FALL_BACK: &str = "en";

/// The texts of one language, by full key (`errors.TOK-2.title`).
type Language = BTreeMap<String, String>;

/// All texts in all languages.
pub struct Catalogue {
    languages: BTreeMap<String, Language>,
}

/// What a user reads about an error, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorText {
    /// What happened, in a few words.
    pub title: String,
    /// Why.
    pub cause: String,
    /// What is safe.
    pub safe: String,
    /// What to do next.
    pub next: String,
    /// Facts of the case that have a name in the catalogue: `(name, value)`.
    pub facts: Vec<(String, String)>,
}

impl Catalogue {
    /// The texts that come with the program.
    pub fn built_in() -> &'static Catalogue {
        // A test reads each of the files, so none is empty here unseen.
        static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| {
            let language = |(file, text): &(&str, &str)| {
                let tag = file.strip_suffix(".json").unwrap_or(file);
                (tag.to_owned(), read(text).unwrap_or_default())
            };
            Catalogue { languages: FILES.iter().map(language).collect() }
        });
        &BUILT_IN
    }

    /// The languages there are (`en`, `es`, `pt`).
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The keys and raw texts of a language, in order of their keys; none if it is not known.
    pub fn entries(&self, lang: &str) -> impl Iterator<Item = (&str, &str)> {
        let language = self.languages.get(lang);
        language.into_iter().flatten().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The text of a key with its names filled in. A `count` among them chooses the plural form.
    /// English stands in for a missing text, and the key itself where there is none at all, so
    /// that a gap is seen and never empty.
    pub fn text(&self, lang: &str, key: &str, params: &[(&str, String)]) -> String {
        let count = params.iter().find(|(name, _)| *name == "count");
        let count = count.and_then(|(_, value)| value.parse().ok());
        for lang in [lang, FALL_BACK] {
            if let Some(raw) =
                self.languages.get(lang).and_then(|texts| raw(texts, lang, key, count))
            {
                return fill(raw, lang, params);
            }
        }
        key.to_owned()
    }

    /// What a user reads about an error.
    pub fn error(&self, lang: &str, error: &Error) -> ErrorText {
        let code = error.code().as_str();
        let part = |part: &str| self.text(lang, &format!("errors.{code}.{part}"), &[]);
        // Why a place cannot be used is one of a few reasons, which have words.
        let is_place = error.code() == Code::ExportPlace;
        let reason = |name: &str, value: &String| match name {
            "why" if is_place => self.text(lang, &format!("reasons.{value}"), &[]),
            _ => value.clone(),
        };
        let named = |(name, value): &(&'static str, String)| {
            let key = format!("facts.{name}");
            let label = self.text(lang, &key, &[]);
            (label != key && !value.is_empty()).then(|| (label, reason(name, value)))
        };
        ErrorText {
            title: part("title"),
            cause: part("cause"),
            safe: part("safe"),
            next: part("next"),
            facts: error.params().iter().filter_map(named).collect(),
        }
    }
}

/// The plural form that i18next chooses as well (Unicode CLDR): in Portuguese zero is singular,
/// in Spanish and Portuguese whole millions have a form of their own ("un millón **de** filas").
pub fn plural(lang: &str, count: u64) -> &'static str {
    let millions = count > 0 && count.is_multiple_of(1_000_000);
    match (lang, count) {
        ("pt", 0) | (_, 1) => "one",
        ("es" | "pt", _) if millions => "many",
        _ => "other",
    }
}

/// The flat texts of a catalogue file; `None` if it is not an object of texts and objects.
fn read(text: &str) -> Option<Language> {
    let mut texts = Language::new();
    flatten("", &serde_json::from_str(text).ok()?, &mut texts)?;
    Some(texts)
}

fn flatten(key: &str, value: &serde_json::Value, texts: &mut Language) -> Option<()> {
    match value {
        serde_json::Value::String(text) => {
            texts.insert(key.to_owned(), text.clone());
            Some(())
        }
        serde_json::Value::Object(inner) => inner.iter().try_for_each(|(name, value)| {
            let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            flatten(&key, value, texts)
        }),
        _ => None,
    }
}

fn raw<'a>(texts: &'a Language, lang: &str, key: &str, count: Option<u64>) -> Option<&'a str> {
    let form = count.map(|count| plural(lang, count));
    let forms = form.into_iter().chain(count.map(|_| "other"));
    let plurals = forms.filter_map(|form| texts.get(&format!("{key}_{form}")));
    plurals.chain(texts.get(key)).next().map(String::as_str)
}

/// Fills in `{{name}}` and `{{name, number}}`; a name that is not given stays empty, as in the
/// window. Values are filled in once: braces in a value are only text.
fn fill(raw: &str, lang: &str, params: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inner, after)) = after.split_once("}}") else { break };
        let (name, format) = inner.split_once(',').unwrap_or((inner, ""));
        let value = params.iter().find(|(known, _)| *known == name.trim());
        filled.push_str(before);
        match value {
            Some((_, value)) if format.trim() == "number" => filled.push_str(&grouped(lang, value)),
            Some((_, value)) => filled.push_str(value),
            None => {}
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// `184232` as `184.232` (es, pt) or `184,232`; what is no whole number stays as it is.
fn grouped(lang: &str, value: &str) -> String {
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mark = if matches!(lang, "es" | "pt") { '.' } else { ',' };
    let mut text = String::with_capacity(value.len() * 4 / 3);
    for (at, digit) in value.chars().enumerate() {
        if at > 0 && (value.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// The text of `key` in `lang` from the built-in catalogue (see [`Catalogue::text`]).
pub fn text(lang: &str, key: &str, params: &[(&str, String)]) -> String {
    Catalogue::built_in().text(lang, key, params)
}
