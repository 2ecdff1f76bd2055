//! A computed KPI with everything needed to trust it.

use super::kpi::{Kpi, Unit};
use super::wilson::{FEW, wilson};

/// One KPI of one group (or of everything).
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The KPI's name.
    pub kpi: &'static str,
    /// Grouping name and value, in the order asked; a value is `None` where the row has none.
    pub group: Vec<(String, Option<String>)>,
    /// The value; `None` is unknown, never zero.
    pub value: Option<f64>,
    /// Above the line, or the sum.
    pub numerator: Option<f64>,
    /// Below the line; `None` for sums and counts too.
    pub denominator: Option<f64>,
    /// How many units it rests on (see [`Kpi::counts`]).
    pub n: u64,
    /// Rows that belong to the question and could not be used.
    pub excluded: u64,
    /// Unit of the value.
    pub unit: Unit,
    /// Wilson's 95 % interval, for rates over calls.
    pub interval: Option<(f64, f64)>,
    /// Whether a rate rests on fewer than [`FEW`] units.
    pub few: bool,
}

/// The parts of a figure as counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) n: u64,
    pub(super) excluded: u64,
    /// Rows of the group, usable or not.
    pub(super) rows: u64,
}

impl Figure {
    /// A ratio of sums. No denominator, or zero: unknown.
    pub(super) fn ratio(kpi: &Kpi, group: Vec<(String, Option<String>)>, parts: Parts) -> Figure {
        let denominator = parts.denominator.filter(|below| *below > 0.0);
        // Where the denominator is known, "none of them" is a real zero.
        let numerator = parts.numerator.or(denominator.map(|_| 0.0));
        let value = denominator.and_then(|below| numerator.map(|above| above / below));
        let interval = match (kpi.is_rate(), value, numerator) {
            (true, Some(_), Some(above)) => Some(wilson(above as u64, parts.n)),
            _ => None,
        };
        Figure {
            kpi: kpi.name,
            group,
            value,
            numerator,
            denominator: parts.denominator,
            n: parts.n,
            excluded: parts.excluded,
            unit: kpi.unit,
            interval,
            few: kpi.unit == Unit::Ratio && value.is_some() && parts.n < FEW,
        }
    }

    /// A sum or a count. Without rows it is zero only if the period is covered; if every row was
    /// unusable it is unknown.
    pub(super) fn total(
        kpi: &Kpi,
        group: Vec<(String, Option<String>)>,
        parts: Parts,
        covered: bool,
    ) -> Figure {
        let usable = parts.rows > parts.excluded || (parts.rows == 0 && covered);
        let value = if usable { Some(parts.numerator.unwrap_or(0.0)) } else { None };
        Figure {
            kpi: kpi.name,
            group,
            value,
            numerator: value,
            denominator: None,
            n: parts.n,
            excluded: parts.excluded,
            unit: kpi.unit,
            interval: None,
            few: false,
        }
    }
}
