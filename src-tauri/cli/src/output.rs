//! How results are printed: one JSON document, or lines for people.

use crate::human;
use atalaya_core::api::types::ErrorView;
use atalaya_core::{Code, Error, Result, texts};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{ErrorKind, IsTerminal, Write};

/// How a command ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// All of it.
    Whole,
    /// With an answer that does not stand on the whole period.
    Incomplete,
    /// With an answer, and an error that ended it early (its exit code).
    Ended(u8),
}

impl Done {
    pub(crate) fn exit(self) -> u8 {
        match self {
            Done::Whole => 0,
            Done::Incomplete => 6,
            Done::Ended(code) => code,
        }
    }
}

/// Where and how to print.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    pub(crate) json: bool,
    pub(crate) lang: &'static str,
}

impl Output {
    /// Prints the JSON document, or the lines for people.
    pub(crate) fn answer<T: Serialize>(
        &self,
        answer: &T,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<()> {
        if self.json { self.print(&pretty(answer)?) } else { self.print_all(lines()) }
    }

    /// Prints an answer beside the error that ended it early.
    pub(crate) fn answer_with_error<T: Serialize>(
        &self,
        answer: &T,
        error: Option<&ErrorView>,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<()> {
        let Some(error) = error else { return self.answer(answer, lines) };
        if !self.json {
            self.answer(answer, lines)?;
            self.error(error);
            return Ok(());
        }
        let mut document = serde_json::to_value(answer).map_err(unwritten)?;
        if let Value::Object(fields) = &mut document {
            fields.insert("error".to_owned(), self.error_value(error));
        }
        self.print(&pretty(&document)?)
    }

    /// Prints an error that left no answer, or one beside an answer for people.
    pub(crate) fn error(&self, error: &ErrorView) {
        if self.json {
            // Nowhere is left to say that this cannot be written either.
            let _ = self.print(&format!("{:#}", json!({ "error": self.error_value(error) })));
            return;
        }
        let text = |part: &str| self.text(&format!("errors.{}.{part}", error.code), &[]);
        self.tell(&format!("{} [{}]", text("title"), error.code));
        self.tell(&text("cause"));
        for (name, value) in &error.params {
            let key = format!("facts.{name}");
            let label = self.text(&key, &[]);
            if label != key && !value.is_empty() {
                self.tell(&format!("  {label}: {value}"));
            }
        }
        self.tell(&text("safe"));
        self.tell(&text("next"));
        // Often the reason said above, with a word before it.
        let said = |value: &String| !value.is_empty() && error.detail.ends_with(value.as_str());
        if !error.detail.is_empty() && !error.params.values().any(said) {
            self.tell(&format!("({})", error.detail));
        }
    }

    fn error_value(&self, error: &ErrorView) -> Value {
        let text = |part: &str| self.text(&format!("errors.{}.{part}", error.code), &[]);
        json!({
            "code": error.code,
            "message": format!("{}. {}", text("title").trim_end_matches('.'), text("cause")),
            "hint": text("next"),
            "detail": error.detail,
            "retry": error.retry,
        })
    }

    /// A text of the catalogue.
    pub(crate) fn text(&self, key: &str, params: &[(&str, String)]) -> String {
        texts::text(self.lang, key, params)
    }

    /// A text of the catalogue that takes nothing.
    pub(crate) fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// What an error code means, in a few words.
    pub(crate) fn reason(&self, code: &str) -> String {
        format!("{} [{code}]", self.word(&format!("errors.{code}.title")))
    }

    /// A whole number in the reader's form.
    pub(crate) fn count(&self, number: u64) -> String {
        human::count(number, self.lang)
    }

    /// Prints lines of the result.
    pub(crate) fn print_all(&self, lines: impl IntoIterator<Item = String>) -> Result<()> {
        lines.into_iter().try_for_each(|line| self.print(&line))
    }

    /// Prints a line of the result. A reader that has gone (`| head`) is no error: what a command
    /// does beside printing still happens.
    pub(crate) fn print(&self, line: &str) -> Result<()> {
        let mut out = std::io::stdout().lock();
        match writeln!(out, "{line}").and_then(|()| out.flush()) {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(cause.into()),
            _ => Ok(()),
        }
    }

    /// Tells something beside the result. What cannot be told is not worth ending for.
    pub(crate) fn tell(&self, line: &str) {
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    /// Tells how far something is: on a terminal in one line, which the next one replaces.
    pub(crate) fn progress(&self, line: &str) {
        let mut err = std::io::stderr();
        let _ = match err.is_terminal() {
            true => write!(err, "\r\x1b[K{line}").and_then(|()| err.flush()),
            false => writeln!(err, "{line}"),
        };
    }

    /// Whether somebody may be looking at what is told.
    pub(crate) fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// Clears the line of [`Output::progress`] on a terminal.
    pub(crate) fn progress_end(&self) {
        let mut err = std::io::stderr();
        if err.is_terminal() {
            let _ = write!(err, "\r\x1b[K").and_then(|()| err.flush());
        }
    }

    /// How a command ended whose answer stands on so many missing days; says so to people.
    pub(crate) fn covered(&self, missing: u32) -> Done {
        if missing == 0 {
            return Done::Whole;
        }
        self.tell(&self.word("cli.incomplete"));
        Done::Incomplete
    }
}

/// The name of a unit-like value in JSON (`held`, `keyring`).
pub(crate) fn name_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

pub(crate) fn pretty<T: Serialize>(answer: &T) -> Result<String> {
    serde_json::to_string_pretty(answer).map_err(unwritten)
}

pub(crate) fn unwritten(cause: serde_json::Error) -> Error {
    Error::new(Code::Internal, "the answer could not be written").because(cause)
}
