//! Hold against the time a call takes, a point per agent: long calls because of waiting, or despite
//! none?

use super::card_page::Card;
use super::questions::{chart, column, number};
use crate::export::{ChartForm, Datum, Page, SmallTable};
use crate::kpis::scorecard::{AgentRow, KPIS};
use crate::kpis::{FEW, Figure, Kpi, aht, hold_share_of_talk};
use crate::reports::Kind;

/// Agents from which a middle means something.
const AGENTS: usize = 4;
/// Names that find room among the points.
const NAMES: usize = 10;

/// An agent's place.
struct Point {
    name: String,
    /// Hold as a share of talk, seconds of a call, calls.
    hold: f64,
    aht: f64,
    calls: u64,
}

impl Card<'_> {
    /// The page; none with fewer than a handful of agents on enough calls.
    pub(super) fn hold_page(&self) -> Option<Page> {
        let said = self.said;
        let mut points: Vec<Point> =
            self.card.agents.iter().filter_map(|row| self.point(row)).collect();
        points.sort_by(|a, b| b.aht.total_cmp(&a.aht).then_with(|| a.name.cmp(&b.name)));
        let (firm, few): (Vec<Point>, Vec<Point>) =
            points.into_iter().partition(|point| point.calls >= FEW);
        if firm.len() < AGENTS {
            return None;
        }
        let middle = (
            median(firm.iter().map(|point| point.hold).collect()),
            median(firm.iter().map(|point| point.aht).collect()),
        );
        let mut rows: Vec<Vec<Datum>> =
            firm.iter().map(|point| self.firm_row(point, middle)).collect();
        rows.extend(few.iter().map(|point| self.few_row(point)));
        let mut notes = vec![
            said.words("hold_source", &[("period", self.period.clone())]),
            said.word("hold_note"),
        ];
        if !few.is_empty() {
            notes.push(said.words("hold_few", &[("count", few.len().to_string())]));
        }
        let mut spec =
            chart(ChartForm::Scatter, said.word("q_hold"), said.word("q_hold_alt"), firm.len());
        spec.series = vec![1, 2, 4, 5];
        spec.category_title = title(&hold_share_of_talk::KPI, self);
        spec.value_title = format!("{} ({})", title(&aht::KPI, self), said.word("min_s"));
        spec.labelled = farthest(&firm, middle);
        Some(Page {
            name: said.word("q_hold_sheet"),
            title: said.word("q_hold"),
            notes,
            tables: vec![SmallTable {
                name: "q_hold".to_owned(),
                columns: vec![
                    column(said.word("agent"), Kind::Text),
                    column(title(&hold_share_of_talk::KPI, self), Kind::Percent),
                    column(title(&aht::KPI, self), Kind::Duration),
                    column(said.word("calls"), Kind::Integer),
                    column(said.word("median_hold"), Kind::Percent),
                    column(said.word("median_aht"), Kind::Duration),
                    column(said.word("verdict"), Kind::Text),
                ],
                rows,
                chart: Some(spec),
                ..SmallTable::default()
            }],
            ..Page::default()
        })
    }

    fn point(&self, row: &AgentRow) -> Option<Point> {
        let (hold, aht) = (of(row, &hold_share_of_talk::KPI)?, of(row, &aht::KPI)?);
        Some(Point { name: self.name(row), hold: hold.value?, aht: aht.value?, calls: aht.n })
    }

    fn firm_row(&self, point: &Point, (hold, aht): (f64, f64)) -> Vec<Datum> {
        let verdict = match (point.aht > aht, point.hold > hold) {
            (true, true) => "hold_long_much",
            (true, false) => "hold_long_little",
            (false, true) => "hold_short_much",
            (false, false) => "hold_short_little",
        };
        vec![
            Datum::Text(point.name.clone()),
            Datum::Number(point.hold),
            Datum::Number(point.aht),
            Datum::Number(point.calls as f64),
            Datum::Number(hold),
            Datum::Number(aht),
            Datum::Text(self.said.word(verdict)),
        ]
    }

    fn few_row(&self, point: &Point) -> Vec<Datum> {
        vec![
            Datum::Text(point.name.clone()),
            Datum::Few(point.hold),
            Datum::Few(point.aht),
            number(Some(point.calls as f64)),
            Datum::Blank,
            Datum::Blank,
            Datum::Text(self.said.word("few")),
        ]
    }
}

fn of<'a>(row: &'a AgentRow, kpi: &Kpi) -> Option<&'a Figure> {
    let at = KPIS.iter().position(|known| known.name == kpi.name)?;
    row.figures.get(at)
}

fn title(kpi: &Kpi, card: &Card<'_>) -> String {
    kpi.title.get(card.said.0).to_owned()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => 0.0,
        length if length % 2 == 1 => values[half],
        _ => (values[half - 1] + values[half]) / 2.0,
    }
}

/// The points furthest from the middle, as both directions spread.
fn farthest(points: &[Point], (hold, aht): (f64, f64)) -> Vec<usize> {
    let spread = |of: fn(&Point) -> f64| {
        let (low, high) = points
            .iter()
            .map(of)
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        (high - low).max(f64::MIN_POSITIVE)
    };
    let (across, up) = (spread(|point| point.hold), spread(|point| point.aht));
    let away = |point: &Point| ((point.hold - hold) / across).hypot((point.aht - aht) / up);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| away(&points[*b]).total_cmp(&away(&points[*a])).then(a.cmp(b)));
    // Names are wide and low: two so close would lie on each other.
    let meet = |a: &Point, b: &Point| {
        (a.hold - b.hold).abs() < 0.25 * across && (a.aht - b.aht).abs() < 0.08 * up
    };
    let mut named: Vec<usize> = Vec::new();
    for at in order {
        if named.len() < NAMES && !named.iter().any(|other| meet(&points[*other], &points[at])) {
            named.push(at);
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::{Point, farthest, median};

    #[test]
    fn the_middle_is_that_of_the_sorted_values() {
        assert_eq!(median(vec![9.0, 1.0, 5.0]), 5.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 8.0]), 3.0);
    }

    #[test]
    fn the_points_that_stand_out_are_named() {
        let point = |hold: f64, aht: f64| Point { name: String::new(), hold, aht, calls: 50 };
        let mut points: Vec<Point> = (0..30).map(|n| point(0.1, 300.0 + f64::from(n))).collect();
        points.push(point(0.9, 310.0));
        points.push(point(0.1, 900.0));
        let named = farthest(&points, (0.1, 315.0));
        assert_eq!(named.len(), 3, "those in the crowd would lie on each other");
        assert!(named[..2].contains(&30) && named[..2].contains(&31), "{named:?}");
    }
}
