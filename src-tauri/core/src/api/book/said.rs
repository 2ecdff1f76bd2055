//! Numbers in sentences, as the reader's language writes them.

use crate::kpis::{Figure, Kpi, Unit};
use crate::texts;
use crate::time::Window;
use chrono::NaiveDate;

/// The language of a workbook with the ways to say things in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a>(pub(super) &'a str);

impl Said<'_> {
    /// A text of the catalogue, by its name in the workbook's section.
    pub(super) fn word(self, name: &str) -> String {
        self.words(name, &[])
    }

    /// The same with names filled in; a `count` chooses the plural form.
    pub(super) fn words(self, name: &str, params: &[(&str, String)]) -> String {
        texts::text(self.0, &format!("workbook.{name}"), params)
    }

    fn decimal(self, value: f64, digits: usize) -> String {
        let text = format!("{value:.digits$}");
        if matches!(self.0, "es" | "pt") { text.replace('.', ",") } else { text }
    }

    /// `45,2 %`.
    pub(super) fn percent(self, ratio: f64) -> String {
        format!("{} %", self.decimal(ratio * 100.0, 1))
    }

    /// `3,2 puntos`, of a difference of shares.
    pub(super) fn points(self, difference: f64) -> String {
        self.words("points", &[("value", self.decimal(difference * 100.0, 1))])
    }

    /// `1.234`.
    pub(super) fn count(self, count: u64) -> String {
        let digits = count.to_string();
        let mark = if matches!(self.0, "es" | "pt") { '.' } else { ',' };
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        text
    }

    /// `1:02:03`.
    pub(super) fn length(self, seconds: f64) -> String {
        let seconds = seconds.round().max(0.0) as u64;
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// A value with its unit.
    pub(super) fn value(self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Ratio => self.percent(value),
            Unit::Seconds => self.length(value),
            Unit::Count => self.count(value.round().max(0.0) as u64),
            Unit::PerAgent => self.decimal(value, 2),
        }
    }

    /// On what a figure rests.
    pub(super) fn counted(self, kpi: &Kpi, figure: &Figure) -> String {
        let counts = self.word(&format!("counts_{}", kpi.counts.name()));
        let text = format!("n = {} {counts}", self.count(figure.n));
        if figure.few { format!("{text}, {}", self.word("few")) } else { text }
    }

    /// A figure's 95 % interval.
    pub(super) fn interval(self, figure: &Figure) -> String {
        figure.interval.map_or_else(String::new, |(low, high)| {
            let ends = [("low", self.percent(low)), ("high", self.percent(high))];
            self.words("interval_words", &ends)
        })
    }

    /// `01/03/2026 – 31/03/2026`.
    pub(super) fn period(self, window: &Window) -> String {
        let date = |day: NaiveDate| {
            day.format(if self.0 == "en" { "%Y-%m-%d" } else { "%d/%m/%Y" }).to_string()
        };
        match (window.from.date(), window.to.date()) {
            (first, last) if first == last => date(first),
            (first, last) => format!("{} – {}", date(first), date(last)),
        }
    }

    /// `10:00–11:00`, of `10:00`.
    pub(super) fn hour(self, from: &str) -> String {
        let hour: u32 = from.get(..2).and_then(|hour| hour.parse().ok()).unwrap_or_default();
        format!("{hour:02}:00–{:02}:00", (hour + 1) % 24)
    }
}
