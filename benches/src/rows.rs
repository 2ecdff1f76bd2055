//! Invented rows of any report: the same seed gives the same rows. Values are spread evenly: about
//! 200 agents, 15 states, 60 campaigns, near-unique calls, customers and phones.

use crate::Result;
use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringBuilder,
    TimestampMillisecondArray, new_null_array,
};
use atalaya_core::reports::{AT, BATCH_ROWS, Column, DAY, Kind, Report, Role, TOTAL, schema};
use atalaya_core::time::Window;
use fastrand::Rng;
use std::fmt::Write;
use std::sync::Arc;

const STATES: [&str; 15] = [
    "READY",
    "TALK",
    "ACW",
    "RING",
    "PAUSA",
    "ALMUERZO",
    "CAPACITACION",
    "REUNION",
    "BACK OFFICE",
    "CALIDAD",
    "SOPORTE",
    "CHAT",
    "CORREO",
    "VISITA",
    "FIN DE TURNO",
];
const KINDS: [&str; 4] = ["inbound", "out-pre", "outbound-ma", "transfer"];

/// What the columns of a row are made of.
pub(crate) struct Draw {
    /// Seconds since 1970.
    pub(crate) at: i64,
    pub(crate) agent: u32,
    pub(crate) campaign: u32,
    pub(crate) seconds: i64,
    pub(crate) phone: u32,
    pub(crate) customer: u32,
    pub(crate) number: u64,
    dice: u32,
}

/// Draws row after row.
pub(crate) struct Draws {
    random: Rng,
    number: u64,
}

impl Draws {
    pub(crate) fn new(seed: u64) -> Draws {
        Draws { random: Rng::with_seed(seed), number: 0 }
    }

    pub(crate) fn next(&mut self, at: i64) -> Draw {
        self.number += 1;
        Draw {
            at,
            agent: self.random.u32(1..=200),
            campaign: self.random.u32(101..=160),
            seconds: self.random.i64(1..900),
            phone: self.random.u32(0..1_000_000_000),
            customer: self.random.u32(0..100_000_000),
            number: self.number,
            dice: self.random.u32(..),
        }
    }

    /// Rows spread evenly over a window, in batches as the parser hands them on.
    pub(crate) fn batches(
        &mut self,
        report: &Report,
        window: Window,
        rows: usize,
        mut each: impl FnMut(RecordBatch) -> Result<()>,
    ) -> Result<()> {
        let start = window.from.and_utc().timestamp();
        let at = |row: usize| start + window.seconds() * row as i64 / rows as i64;
        for first in (0..rows).step_by(BATCH_ROWS) {
            let here = first..rows.min(first + BATCH_ROWS);
            let draws: Vec<Draw> = here.map(|row| self.next(at(row))).collect();
            each(batch(report, &draws)?)?;
        }
        Ok(())
    }
}

impl Draw {
    pub(crate) fn state(&self) -> &'static str {
        STATES[self.dice as usize % STATES.len()]
    }

    pub(crate) fn kind(&self) -> &'static str {
        KINDS[self.dice as usize / 16 % KINDS.len()]
    }

    fn is_human(&self) -> bool {
        self.dice % 100 < 35
    }

    pub(crate) fn write_call(&self, text: &mut String) {
        put(text, format_args!("12462.{:04}.{}.{}", self.agent, self.at, self.number));
    }

    pub(crate) fn write_phone(&self, text: &mut String) {
        put(text, format_args!("573{:09}", self.phone));
    }
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("text grows in memory");
}

fn batch(report: &Report, draws: &[Draw]) -> Result<RecordBatch> {
    let schema = schema(report);
    let columns = schema.fields().iter().map(|field| match field.name().as_str() {
        AT => moments(draws, |draw| draw.at),
        DAY => days(draws),
        TOTAL => Arc::new(BooleanArray::from(vec![false; draws.len()])),
        name => match report.column(name) {
            Some(column) => values(column, draws),
            None => new_null_array(field.data_type(), draws.len()),
        },
    });
    Ok(RecordBatch::try_new(Arc::clone(&schema), columns.collect())?)
}

fn moments(draws: &[Draw], at: impl Fn(&Draw) -> i64) -> ArrayRef {
    Arc::new(draws.iter().map(|draw| Some(at(draw) * 1000)).collect::<TimestampMillisecondArray>())
}

fn days(draws: &[Draw]) -> ArrayRef {
    let day = |draw: &Draw| i32::try_from(draw.at.div_euclid(86_400)).ok();
    Arc::new(draws.iter().map(day).collect::<Date32Array>())
}

fn values(column: &Column, draws: &[Draw]) -> ArrayRef {
    match column.kind {
        Kind::Duration => Arc::new(draws.iter().map(|d| Some(d.seconds)).collect::<Int64Array>()),
        Kind::Integer => {
            Arc::new(draws.iter().map(|d| Some(i64::from(d.dice % 50))).collect::<Int64Array>())
        }
        Kind::Decimal | Kind::Percent => {
            let share = |draw: &Draw| Some(f64::from(draw.dice % 1000) / 1000.0);
            Arc::new(draws.iter().map(share).collect::<Float64Array>())
        }
        Kind::Datetime if column.role == Some(Role::End) => {
            moments(draws, |draw| draw.at + draw.seconds)
        }
        Kind::Datetime => moments(draws, |draw| draw.at),
        Kind::Date => days(draws),
        Kind::Text | Kind::Id | Kind::Hour | Kind::Choice => texts(column, draws),
    }
}

fn texts(column: &Column, draws: &[Draw]) -> ArrayRef {
    let mut cells = StringBuilder::with_capacity(draws.len(), draws.len() * 12);
    let mut text = String::new();
    for draw in draws {
        text.clear();
        write_text(column, draw, &mut text);
        cells.append_option((!text.is_empty()).then_some(&text));
    }
    Arc::new(cells.finish())
}

/// Leaves the text empty where nothing is known.
fn write_text(column: &Column, draw: &Draw, text: &mut String) {
    match column.role {
        Some(Role::Agent) => put(text, format_args!("{:04}", draw.agent)),
        Some(Role::AgentName) => put(text, format_args!("Persona Inventada {:03}", draw.agent)),
        Some(Role::AgentDocument) => put(text, format_args!("{}", 10_000_000 + draw.agent * 7919)),
        Some(Role::Status) => text.push_str(draw.state()),
        Some(Role::Call) => draw.write_call(text),
        Some(Role::Customer) => put(text, format_args!("{:08}", draw.customer)),
        Some(Role::Phone) => draw.write_phone(text),
        Some(Role::Campaign) => put(text, format_args!("{}", draw.campaign)),
        Some(Role::Interaction) => text.push_str(draw.kind()),
        Some(Role::Outcome) => text.push_str(if draw.is_human() { "HUMAN" } else { "MACHINE" }),
        Some(Role::ToAgent) => text.push_str(if draw.is_human() { "YES" } else { "NO" }),
        Some(Role::File) if draw.is_human() => {}
        Some(Role::File) => put(text, format_args!("mensaje_{}.wav", draw.campaign)),
        _ if column.kind == Kind::Hour => put(text, format_args!("{:02}:00", draw.dice % 24)),
        _ => put(text, format_args!("{}", draw.dice % 40)),
    }
}
