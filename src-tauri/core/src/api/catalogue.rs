//! Reports and KPIs as the window sees them.

use super::App;
use super::book::question;
use super::types::*;
use crate::Result;
use crate::reports::{Catalogue, Choice, Column, DAY, Grain, Kind, Param, Report};
use std::sync::Arc;

impl App {
    /// The codes of all reports, in order.
    pub fn catalogue_codes(&self) -> Vec<String> {
        self.catalogue.all().iter().map(|report| report.code.clone()).collect()
    }

    /// All reports, with the report files that could not be read.
    pub async fn reports(self: &Arc<Self>, _: Nothing) -> Result<ReportList> {
        Ok(report_list(&self.catalogue, self.refused.clone()))
    }
}

/// All reports as shown, beside the files that could not be read.
pub fn report_list(catalogue: &Catalogue, refused: Vec<RefusedFile>) -> ReportList {
    ReportList {
        reports: catalogue.all().iter().map(|report| report_view(report)).collect(),
        scorecard: question::of(None),
        refused,
    }
}

/// A report as shown.
pub fn report_view(report: &Report) -> ReportView {
    let mut columns = Vec::with_capacity(report.columns.len() + 1);
    if report.grain == Grain::Daily {
        columns.push(day_column());
    }
    columns.extend(report.columns.iter().map(column_view));
    ReportView {
        code: report.code.clone(),
        family: report.family.clone(),
        title: (&report.title).into(),
        question: (&report.question).into(),
        caution: (&report.caution).into(),
        grain: match report.grain {
            Grain::Event => GrainView::Event,
            Grain::Daily => GrainView::Daily,
            Grain::Exact => GrainView::Exact,
        },
        time: report.time.clone(),
        params: report.params.iter().map(param_view).collect(),
        columns,
        kpis: report.kpis.clone(),
        charts: report.charts.clone(),
        questions: question::of(Some(report)),
    }
}

/// The day that a row of a daily report sums: ours, not wolkvox's.
fn day_column() -> ColumnView {
    let texts =
        |es: &str, en: &str, pt: &str| TextsView { es: es.into(), en: en.into(), pt: pt.into() };
    ColumnView {
        name: DAY.to_owned(),
        kind: KindView::Date,
        role: None,
        label: texts("Día", "Day", "Dia"),
        meaning: texts(
            "Día que resume la fila: se pide un día por consulta",
            "Day that the row sums: one day is asked per query",
            "Dia que a linha resume: pede-se um dia por consulta",
        ),
        values: Vec::new(),
        personal: false,
    }
}

fn column_view(column: &Column) -> ColumnView {
    ColumnView {
        name: column.name.clone(),
        kind: kind_view(column.kind),
        role: column.role.map(|role| role.name().to_owned()),
        label: (&column.label).into(),
        meaning: (&column.meaning).into(),
        values: column.values.iter().map(choice_view).collect(),
        personal: column.personal,
    }
}

fn choice_view(choice: &Choice) -> ChoiceView {
    ChoiceView {
        value: choice.value.clone(),
        label: (&choice.label).into(),
        color: choice.color.clone(),
    }
}

fn param_view(param: &Param) -> ParamView {
    ParamView {
        name: param.name.clone(),
        required: param.required,
        all: param.all.clone(),
        picker: param.picker.map(|picker| picker.name().to_owned()),
        label: (&param.label).into(),
    }
}

fn kind_view(kind: Kind) -> KindView {
    match kind {
        Kind::Text => KindView::Text,
        Kind::Id => KindView::Id,
        Kind::Integer => KindView::Integer,
        Kind::Decimal => KindView::Decimal,
        Kind::Percent => KindView::Percent,
        Kind::Duration => KindView::Duration,
        Kind::Datetime => KindView::Datetime,
        Kind::Date => KindView::Date,
        Kind::Hour => KindView::Hour,
        Kind::Choice => KindView::Choice,
    }
}
