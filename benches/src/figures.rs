//! Figures, their targets, and how they are printed.

use crate::Result;
use crate::args::Args;
use crate::duck;
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// What a figure must be.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Target {
    /// At most so many times the yardstick.
    RatioAtMost(f64),
    /// At least so many times the yardstick.
    RatioAtLeast(f64),
    /// Below this, in the figure's own unit.
    Below(f64),
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Unit {
    Milliseconds,
    MegabytesPerSecond,
    /// Of memory.
    Megabytes,
}

/// A median, and what it is measured against.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) ours: f64,
    pub(crate) unit: Unit,
    /// The yardstick's name and its median, if there is one.
    pub(crate) against: Option<(String, f64)>,
    pub(crate) target: Option<Target>,
}

impl Figure {
    pub(crate) fn ms(what: impl Into<String>, ours: f64) -> Figure {
        Figure { what: what.into(), ours, unit: Unit::Milliseconds, against: None, target: None }
    }

    /// So many bytes in so many milliseconds.
    pub(crate) fn rate(what: impl Into<String>, bytes: usize, ms: f64) -> Figure {
        Figure { unit: Unit::MegabytesPerSecond, ..Figure::ms(what, rate(bytes, ms)) }
    }

    /// A memory peak; none where the system does not tell.
    pub(crate) fn peak(peak: Option<f64>, limit: Option<f64>) -> Option<Figure> {
        let figure = Figure { unit: Unit::Megabytes, ..Figure::ms("most memory at once", peak?) };
        Some(Figure { target: limit.map(Target::Below), ..figure })
    }

    pub(crate) fn against(self, name: &str, value: f64) -> Figure {
        Figure { against: Some((name.to_owned(), value)), ..self }
    }

    pub(crate) fn target(self, target: Target) -> Figure {
        Figure { target: Some(target), ..self }
    }

    fn ratio(&self) -> Option<f64> {
        self.against.as_ref().map(|(_, value)| self.ours / value)
    }

    /// Whether the target holds; none if there is none, or nothing to compare with.
    fn holds(&self) -> Option<bool> {
        Some(match self.target? {
            Target::RatioAtMost(most) => self.ratio()? <= most,
            Target::RatioAtLeast(least) => self.ratio()? >= least,
            Target::Below(limit) => self.ours < limit,
        })
    }

    fn line(&self) -> String {
        let unit = self.unit.text();
        let mut line = format!("  {:<46}{:>9} {unit}", self.what, number(self.ours));
        if let (Some((name, value)), Some(ratio)) = (&self.against, self.ratio()) {
            line += &format!("  {name} {} {unit}, ratio {ratio:.2}", number(*value));
        }
        let Some(target) = self.target else { return line };
        let wanted = match target {
            Target::RatioAtMost(most) => format!("at most {most:.2} times"),
            Target::RatioAtLeast(least) => format!("at least {least:.2} times"),
            Target::Below(limit) => format!("below {} {unit}", number(limit)),
        };
        let verdict = match self.holds() {
            Some(true) => "holds",
            Some(false) => "MISSED",
            None => "not compared",
        };
        format!("{line}  target {wanted}: {verdict}")
    }
}

impl Unit {
    fn text(self) -> &'static str {
        match self {
            Unit::Milliseconds => "ms",
            Unit::MegabytesPerSecond => "MB/s",
            Unit::Megabytes => "MB",
        }
    }
}

pub(crate) fn rate(bytes: usize, ms: f64) -> f64 {
    bytes as f64 / 1e3 / ms
}

fn number(value: f64) -> String {
    match value.abs() {
        size if size < 10.0 => format!("{value:.2}"),
        size if size < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// What the run prints.
pub(crate) struct Sheet {
    quick: bool,
    all: Vec<Figure>,
}

impl Sheet {
    pub(crate) fn begin(args: &Args) -> Sheet {
        let threads = threads();
        let memory = memory().map_or(String::new(), |gib| format!(", {gib:.0} GiB"));
        say(&format!("Machine: {threads} threads{memory}. Medians; yardsticks in the same run."));
        say(&duck::introduction());
        if args.quick {
            say("Quick run: a tenth of the data. The targets are meant for the whole.");
        }
        Sheet { quick: args.quick, all: Vec::new() }
    }

    pub(crate) fn title(&self, name: &str, about: &str) {
        say(&format!("\n{name}: {about}"));
    }

    pub(crate) fn add(&mut self, figures: Vec<Figure>) {
        figures.iter().for_each(|figure| say(&figure.line()));
        self.all.extend(figures);
    }

    pub(crate) fn end(&self) {
        let count =
            |verdict| self.all.iter().filter(|figure| figure.holds() == Some(verdict)).count();
        let wanted = self.all.iter().filter(|figure| figure.target.is_some()).count();
        let open = wanted - count(true) - count(false);
        let quick = if self.quick { " (quick run)" } else { "" };
        let mut line = format!("\n{} of {wanted} targets hold{quick}", count(true));
        if open > 0 {
            line += &format!(", {open} were not compared");
        }
        say(&line);
        for missed in self.all.iter().filter(|figure| figure.holds() == Some(false)) {
            say(&format!("MISSED:{}", missed.line()));
        }
    }
}

/// Threads that the engine and its yardstick may use.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn memory() -> Option<f64> {
    let info = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = info.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some((kib / f64::from(1 << 20)).ceil())
}

/// The middle of the samples.
pub(crate) fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    match samples.len() {
        0 => f64::NAN,
        count => (samples[(count - 1) / 2] + samples[count / 2]) / 2.0,
    }
}

/// Milliseconds that the work takes.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let started = Instant::now();
    let done = work()?;
    Ok((started.elapsed().as_secs_f64() * 1e3, done))
}

/// Medians of two works that take turns, so that a slow moment of the machine meets both. Each
/// says its own milliseconds; a first turn of both warms up and does not count.
pub(crate) fn versus(
    turns: usize,
    mut ours: impl FnMut() -> Result<f64>,
    mut other: impl FnMut() -> Result<f64>,
) -> Result<(f64, f64)> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for turn in 0..=turns {
        let (a, b) = (ours()?, other()?);
        if turn > 0 {
            first.push(a);
            second.push(b);
        }
    }
    Ok((median(first), median(second)))
}

#[expect(clippy::print_stdout, reason = "figures are for reading")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "standard output is for figures")]
pub(crate) fn complain(text: &str) {
    eprintln!("{text}");
}
