//! `reports`, `coverage`, `verify`: answers from what is known and held. Nothing is fetched.

use crate::args::{Target, WhereArgs};
use crate::fetching::{params, widened};
use crate::human::{Side, Table, UNKNOWN, moment};
use crate::output::{Done, Output, name_of};
use crate::surface::{Surface, data_folder};
use atalaya_core::api::types::{
    CoverageRequest, CoverageView, DayView, ErrorView, FindingView, Narrowing, RefusedFile,
    ReportList, ReportView, TableKey, TextsView, VerifyRequest, VerifyView,
};
use atalaya_core::api::{report_list, report_view};
use atalaya_core::reports::Catalogue;
use atalaya_core::{Code, Error, Result};
use std::path::PathBuf;

/// The built-in reports and the user's own; needs no archive.
pub(crate) fn reports(
    data_dir: Option<PathBuf>,
    code: Option<&str>,
    output: &Output,
) -> Result<Done> {
    let (catalogue, refused) = Catalogue::with_folder(&data_folder(data_dir)?.join("reports"));
    if let Some(code) = code {
        let report = report_view(catalogue.named(code)?.as_ref());
        output.answer(&report, || report_lines(&report, output))?;
        return Ok(Done::Whole);
    }
    let refused_files = refused.iter().map(refused_file).collect();
    let list = report_list(&catalogue, refused_files);
    output.answer(&list, || list_lines(&list, output))?;
    refused.iter().for_each(|error| output.tell(error.detail()));
    Ok(Done::Whole)
}

fn refused_file(error: &Error) -> RefusedFile {
    let view = ErrorView::from(error);
    let param = |name: &str| view.params.get(name).cloned();
    RefusedFile {
        file: param("file").unwrap_or_default(),
        line: param("line").and_then(|line| line.parse().ok()).unwrap_or(0),
        why: param("why").unwrap_or(view.detail.clone()),
    }
}

fn list_lines(list: &ReportList, output: &Output) -> Vec<String> {
    let heads = [output.word("cli.head.code"), output.word("cli.head.title")];
    let mut table = Table::new(heads.map(|head| (head, Side::Left)).into());
    for report in &list.reports {
        table.row(vec![report.code.clone(), in_language(&report.title, output.lang)]);
    }
    table.lines()
}

fn in_language(texts: &TextsView, lang: &str) -> String {
    match lang {
        "es" => &texts.es,
        "pt" => &texts.pt,
        _ => &texts.en,
    }
    .clone()
}

fn report_lines(report: &ReportView, output: &Output) -> Vec<String> {
    let say = |texts: &TextsView| in_language(texts, output.lang);
    let mut lines = vec![format!("{} · {}", report.code, say(&report.title))];
    lines
        .extend([&report.question, &report.caution].map(say).into_iter().filter(|t| !t.is_empty()));
    lines.extend(report.params.iter().map(|param| {
        let all = param.all.as_ref().map_or_else(String::new, |all| format!(" ({all})"));
        format!("--param {}=…{all}  {}", param.name, say(&param.label))
    }));
    lines.push(String::new());
    let heads = ["cli.head.column", "cli.head.kind", "cli.head.title"];
    let mut table = Table::new(heads.map(|head| (output.word(head), Side::Left)).into());
    for column in &report.columns {
        let kind = output.word(&format!("kinds.{}", name_of(&column.kind)));
        table.row(vec![column.name.clone(), kind, say(&column.label)]);
    }
    lines.extend(table.lines());
    lines
}

pub(crate) async fn coverage(surface: &Surface, target: &Target, output: &Output) -> Result<Done> {
    let key = table_key(surface, target)?;
    let request = CoverageRequest {
        operation: key.operation,
        report: key.report,
        params: key.params,
        from: key.from,
        to: key.to,
    };
    let view = surface.app.coverage(request).await?;
    if let (Some(first), Some(last)) = (view.days.first(), view.days.last()) {
        widened(&target.period, &first.date, &last.date, output);
    }
    output.answer(&view, || coverage_lines(&view, output))?;
    Ok(Done::Whole)
}

fn coverage_lines(view: &CoverageView, output: &Output) -> Vec<String> {
    let mut table = Table::new(vec![
        (output.word("workbook.day"), Side::Left),
        (output.word("workbook.state"), Side::Left),
        (output.word("workbook.rows"), Side::Right),
        (output.word("workbook.fetched"), Side::Left),
        (output.word("facts.why"), Side::Left),
    ]);
    view.days.iter().for_each(|day| table.row(day_cells(day, output)));
    let mut lines = table.lines();
    if view.maybe_absent {
        lines.push(output.word("cli.maybe_absent"));
    } else if view.unproven && view.days.iter().any(|day| day.state == "empty") {
        lines.push(output.word("cli.unproven"));
    }
    lines
}

fn day_cells(day: &DayView, output: &Output) -> Vec<String> {
    let read = day.state != "never";
    let rows = day.rows.filter(|_| read);
    vec![
        day.date.clone(),
        output.word(&format!("states.day.{}", day.state)),
        rows.map_or_else(|| UNKNOWN.to_owned(), |rows| output.count(rows)),
        day.fetched.as_deref().map_or_else(String::new, moment),
        day.reason.as_deref().map_or_else(String::new, |code| output.reason(code)),
    ]
}

pub(crate) async fn verify(surface: &Surface, full: bool, output: &Output) -> Result<Done> {
    let view = surface.app.verify(VerifyRequest { full }).await?;
    if view.findings.is_empty() {
        output.answer(&view, || vec![output.word("cli.archive_ok"), checked(&view, output)])?;
        return Ok(Done::Whole);
    }
    let damaged = Error::new(Code::ArchiveDamaged, "the archive and its ledger differ");
    output.answer_with_error(&view, Some(&ErrorView::from(&damaged)), || {
        let found = view.findings.iter().map(|finding| finding_line(finding, output));
        std::iter::once(checked(&view, output)).chain(found).collect()
    })?;
    Ok(Done::Ended(damaged.code().exit()))
}

fn checked(view: &VerifyView, output: &Output) -> String {
    let windows = ("windows", output.count(view.windows));
    output.text("cli.verified", &[windows, ("findings", view.findings.len().to_string())])
}

fn finding_line(finding: &FindingView, output: &Output) -> String {
    let what = output.word(&format!("cli.finding.{}", finding.kind));
    if finding.report.is_empty() {
        return what;
    }
    let (from, to) = (moment(&finding.from), moment(&finding.to));
    format!("{} {from} – {to}: {what}", finding.report)
}

/// The table of a target: parameters that are left out mean all that is held.
pub(crate) fn table_key(surface: &Surface, target: &Target) -> Result<TableKey> {
    let operation = surface.operation(target.period.operation.as_deref())?;
    let report = surface.app.report(&target.report)?;
    Ok(TableKey {
        operation: operation.id.0,
        params: params(&target.period, &report, std::slice::from_ref(&report))?,
        report: target.report.clone(),
        from: target.period.from.clone(),
        to: target.period.to.clone(),
    })
}

/// The conditions of a command.
pub(crate) fn narrow(args: &WhereArgs) -> Narrowing {
    Narrowing { conditions: args.conditions.clone(), ..Narrowing::default() }
}
