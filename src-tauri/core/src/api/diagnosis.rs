//! A file for whoever helps: how the program and its archive stand. It is put together from facts
//! that hold no person, so that it can be sent by mail: no names, no ids, no phones, no token, no
//! words of a server, no path.

use super::app::{App, blocking};
use super::types::*;
use crate::archive::{Archive, Operation, OperationId, Part, Run, VerifyReport};
use crate::time::moment_text;
use crate::{Code, Error, Result};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Form of the file.
const FORM: u64 = 1;
/// Fetches told of, per operation.
const RUNS: u64 = 30;
/// Settings whose value is told too.
const TOLD_SETTINGS: &[&str] = &["language", "window.theme", "window.density"];
/// What is told of a fetch: days and counts.
const TOLD_OF_RUN: &[&str] =
    &["report", "from", "to", "requests", "windows", "rows", "bytes", "troubles", "more_troubles"];
/// Facts of an error that are numbers of ours. The others may hold words of a server.
const TOLD_OF_ERROR: &[&str] = &["status", "seconds", "said", "rows", "rate", "mebibytes", "limit"];
/// Digits in a row from which on they may be a phone or an id.
const DIGITS: usize = 7;

/// Operations by number: their names and ids stay out.
type Numbers = HashMap<OperationId, usize>;

impl App {
    /// Saves the diagnosis where the user says.
    pub async fn diagnostics(self: &Arc<Self>, _: Nothing) -> Result<SavedFile> {
        let document = self.diagnosis().await?;
        let bytes = serde_json::to_vec_pretty(&document).map_err(|cause| {
            Error::new(Code::Internal, "the diagnosis could not be written").because(cause)
        })?;
        self.save_as(&format!("Atalaya diagnostics {}", self.today()?), "json", bytes).await
    }

    async fn diagnosis(self: &Arc<Self>) -> Result<Value> {
        let lasting = self.in_store(|store| Ok(store.lasting())).await?;
        let app = Arc::clone(self);
        let mut document = blocking(move || app.facts_told()).await?;
        document["keyring"] = lasting.into();
        Ok(document)
    }

    fn facts_told(&self) -> Result<Value> {
        let mut operations = self.archive.operations()?;
        let removed = self.archive.removed_operations()?;
        let present = operations.len();
        operations.extend(removed);
        let numbers: Numbers =
            (1..).zip(&operations).map(|(number, one)| (one.id.clone(), number)).collect();
        Ok(json!({
            "atalaya_diagnosis": FORM,
            "made": utc(self.clock.now()),
            "version": self.version,
            "computer": self.host.facts().into_iter().collect::<HashMap<_, _>>(),
            "operations": operations.iter().enumerate().map(|(index, operation)| json!({
                "operation": index + 1,
                "place": place(operation),
                "zone": operation.zone.name(),
                "removed": index >= present,
            })).collect::<Vec<_>>(),
            "archive": self.archive_state(&numbers)?,
            "ledger": self.archive.line_counts()?.into_iter().collect::<HashMap<_, _>>(),
            "verify": self.checked(),
            "runs": self.latest_runs(&operations)?,
            "refused_reports": self.refused.iter().map(|file| json!({
                "file": shortened(&file.file), "line": file.line, "why": shortened(&file.why),
            })).collect::<Vec<_>>(),
            "settings": self.settings_told()?,
        }))
    }

    fn archive_state(&self, numbers: &Numbers) -> Result<Value> {
        let parts = self.archive.parts()?;
        Ok(json!({
            "files": parts.iter().map(|part| part.files).sum::<u64>(),
            "bytes": parts.iter().map(|part| part.bytes).sum::<u64>(),
            "ledger_bytes": self.archive.ledger_bytes(),
            "restore_waits": Archive::restore_waits(self.archive.folder()),
            "parts": parts.iter().map(|part| part_told(part, numbers)).collect::<Vec<_>>(),
        }))
    }

    /// The quick check; it changes nothing, unlike the command that checks.
    fn checked(&self) -> Value {
        match self.archive.verify(false, &mut |_, _| {}, &CancellationToken::new()) {
            Ok(report) => checked_told(&report),
            Err(error) => json!({ "error": error.code().as_str() }),
        }
    }

    fn latest_runs(&self, operations: &[Operation]) -> Result<Vec<Value>> {
        let mut told = Vec::new();
        for (index, operation) in operations.iter().enumerate() {
            let runs = self.archive.runs(&operation.id, RUNS)?;
            told.extend(runs.iter().map(|run| run_told(index + 1, run)));
        }
        Ok(told)
    }

    fn settings_told(&self) -> Result<Value> {
        let settings = self.archive.settings()?;
        let told = settings.iter().filter(|(name, _)| TOLD_SETTINGS.contains(&name.as_str()));
        Ok(json!({
            "values": told.collect::<HashMap<_, _>>(),
            "names": settings.keys().map(|name| shortened(name)).collect::<Vec<_>>(),
        }))
    }
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn place(operation: &Operation) -> &'static str {
    use crate::archive::Place::{Loopback, Sample, Wolkvox};
    match operation.place {
        Wolkvox(_) => "wolkvox",
        Loopback(_) => "loopback",
        Sample { .. } => "sample",
    }
}

fn part_told(part: &Part, numbers: &Numbers) -> Value {
    json!({
        "operation": numbers.get(&part.operation),
        "report": part.report,
        "from": part.extent.from.date().to_string(),
        "to": part.extent.to.date().to_string(),
        "rows": part.rows,
        "files": part.files,
        "bytes": part.bytes,
    })
}

fn checked_told(report: &VerifyReport) -> Value {
    let findings = report.problems.iter().map(|finding| {
        json!({
            "kind": finding.kind.name(),
            "report": finding.subject.as_ref().map(|subject| &subject.report),
            "from": finding.window.map(|window| moment_text(window.from)),
            "to": finding.window.map(|window| moment_text(window.to)),
        })
    });
    json!({
        "windows": report.windows,
        "files": report.files,
        "orphans": report.orphans,
        "findings": findings.collect::<Vec<_>>(),
    })
}

/// Of parameters only their names: a value can be an agent or a phone.
fn run_told(operation: usize, run: &Run) -> Value {
    let mut told = picked(&run.diagnosis, TOLD_OF_RUN);
    let params = run.diagnosis.get("params").and_then(Value::as_object);
    told.insert("params".into(), params.into_iter().flat_map(Map::keys).cloned().collect());
    if let Some(error) = run.diagnosis.get("error").filter(|error| !error.is_null()) {
        let mut fault = picked(error, &["code", "retry"]);
        let facts = error.get("params").map(|facts| picked(facts, TOLD_OF_ERROR));
        fault.insert("params".into(), facts.unwrap_or_default().into());
        told.insert("error".into(), fault.into());
    }
    told.insert("operation".into(), operation.into());
    told.insert("started".into(), utc(run.started).into());
    told.insert("finished".into(), run.finished.map(utc).into());
    told.insert("outcome".into(), run.outcome.clone().into());
    told.into()
}

fn picked(from: &Value, names: &[&str]) -> Map<String, Value> {
    let held = |name: &&str| Some(((*name).to_owned(), from.get(name)?.clone()));
    names.iter().filter_map(held).collect()
}

/// Text without the folders of its paths, which may name the user, and without long numbers.
fn shortened(text: &str) -> String {
    let separators = ['/', '\\'];
    match (text.find(separators), text.rfind(separators)) {
        (Some(first), Some(last)) => masked(&format!("{}…{}", &text[..first], &text[last..])),
        _ => masked(text),
    }
}

fn masked(text: &str) -> String {
    let mut masked = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        masked.push_str(if digits.len() < DIGITS { &digits } else { "#" });
        digits.clear();
        masked.push(c);
    }
    masked.pop();
    masked
}
