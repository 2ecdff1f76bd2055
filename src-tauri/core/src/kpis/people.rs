//! Who the rows of a scorecard belong to: names to ids, excluded days, unknown ids.

use super::evaluate::{collect, text};
use super::figure::Figure;
use super::kpi::Source;
use super::roster::{Match, Roster};
use super::scorecard::SourceRows;
use super::terms::{fails, known_text};
use crate::Result;
use crate::query::engine_error;
use crate::reports::{AT, Report, Role};
use chrono::NaiveDate;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::prelude::DataFrame;
use std::collections::{BTreeMap, BTreeSet};
use tokio_util::sync::CancellationToken;

/// The people of a scorecard.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    roster: Roster,
    /// Names that a report showed beside an id.
    shown: BTreeMap<String, String>,
    /// Names of the hold report that mean one agent.
    ids: BTreeMap<String, String>,
    /// Names of the hold report that mean nobody.
    pub(super) unmatched: Vec<String>,
    /// Names of the hold report that mean several.
    pub(super) ambiguous: Vec<String>,
}

impl People {
    /// Reads who appears in the sources.
    pub(super) async fn meet(
        sources: &[SourceRows<'_>],
        roster: &Roster,
        cancel: &CancellationToken,
    ) -> Result<People> {
        let mut people = People { roster: roster.clone(), ..People::default() };
        for part in sources.iter().filter(|part| part.source != Source::HoldMute) {
            for (id, name) in pairs(part, cancel).await? {
                people.roster.learn(&name, &id);
                people.shown.entry(id).or_insert(name);
            }
        }
        for part in sources.iter().filter(|part| part.source == Source::HoldMute) {
            people.sort_names(names(part, cancel).await?);
        }
        Ok(people)
    }

    fn sort_names(&mut self, names: BTreeSet<String>) {
        for name in names {
            match self.roster.find(&name) {
                Match::Agent(id) => drop(self.ids.insert(name, id)),
                Match::Ambiguous(_) => self.ambiguous.push(name),
                Match::Unknown => self.unmatched.push(name),
            }
        }
    }

    /// Whether the hold report has rows that belong to nobody known.
    pub(super) fn has_strangers(&self) -> bool {
        !self.unmatched.is_empty() || !self.ambiguous.is_empty()
    }

    /// Name from the roster, else as shown.
    pub(super) fn name(&self, id: &str) -> Option<String> {
        let entry = self.roster.entry(id).map(|entry| entry.name.clone());
        entry.filter(|name| !name.trim().is_empty()).or_else(|| self.shown.get(id).cloned())
    }

    /// Team from the roster.
    pub(super) fn team(&self, id: &str) -> Option<String> {
        self.roster.entry(id).and_then(|entry| entry.team.clone())
    }

    /// Ids that the roster does not know; none if there is no roster at all.
    pub(super) fn unknown_ids<'a>(
        &self,
        ids: impl Iterator<Item = &'a Option<String>>,
    ) -> Vec<String> {
        if self.roster.entries().is_empty() {
            return Vec::new();
        }
        ids.flatten().filter(|id| self.roster.entry(id).is_none()).cloned().collect()
    }

    /// Files figures under their agent; two names of one agent add up.
    pub(super) fn file(
        &self,
        figures: Vec<Figure>,
        by_agent: &mut BTreeMap<Option<String>, BTreeMap<&'static str, Figure>>,
    ) {
        for figure in figures {
            let hold = matches!(figure.kpi, "hold_time" | "mute_time");
            let key = figure.group.first().and_then(|(_, value)| value.clone());
            let agent = match (hold, key) {
                (false, id) => id,
                (true, name) => match name.and_then(|name| self.ids.get(&name).cloned()) {
                    Some(id) => Some(id),
                    None => continue,
                },
            };
            let of_agent = by_agent.entry(agent).or_default();
            match of_agent.get_mut(figure.kpi) {
                Some(sum) => merge(sum, &figure),
                None => drop(of_agent.insert(figure.kpi, figure)),
            }
        }
    }

    /// The rows without those of agents on their excluded days.
    pub(super) fn without_excluded(&self, frame: DataFrame, report: &Report) -> Result<DataFrame> {
        let mut kept = lit(true);
        for entry in self.roster.entries() {
            let Some((from, to)) = entry.excluded() else { continue };
            let Some(is_agent) = self.rows_of(&entry.agent_id, report) else { continue };
            let then = day().gt_eq(date(from)).and(day().lt_eq(date(to)));
            kept = kept.and(fails(is_agent.and(then)));
        }
        frame.filter(kept).map_err(engine_error)
    }

    fn rows_of(&self, id: &str, report: &Report) -> Option<Expr> {
        if let Some(column) = report.by_role(Role::Agent) {
            return Some(known_text(ident(&column.name)).eq(lit(id)));
        }
        let column = report.by_role(Role::AgentName)?;
        let names = self.ids.iter().filter(|(_, of)| *of == id).map(|(name, _)| lit(name.as_str()));
        Some(known_text(ident(&column.name)).in_list(names.collect(), false))
    }
}

fn merge(sum: &mut Figure, more: &Figure) {
    sum.value = sum.value.zip(more.value).map(|(a, b)| a + b);
    sum.numerator = sum.value;
    sum.n += more.n;
    sum.excluded += more.excluded;
}

/// The sources' rows of these days only.
pub(super) fn on_days<'a>(
    sources: Vec<SourceRows<'a>>,
    days: &[NaiveDate],
) -> Result<Vec<SourceRows<'a>>> {
    let days: Vec<Expr> = days.iter().map(|day| date(*day)).collect();
    let cut = |part: SourceRows<'a>| {
        let frame = part.frame.filter(day().in_list(days.clone(), false)).map_err(engine_error)?;
        Ok(SourceRows { frame, ..part })
    };
    sources.into_iter().map(cut).collect()
}

fn day() -> Expr {
    cast(ident(AT), DataType::Date32)
}

fn date(day: NaiveDate) -> Expr {
    let days = (day - NaiveDate::default()).num_days();
    lit(ScalarValue::Date32(i32::try_from(days).ok()))
}

/// The (id, name) pairs that a report shows; none if it has only one of the two.
async fn pairs(part: &SourceRows<'_>, cancel: &CancellationToken) -> Result<Vec<(String, String)>> {
    let columns = (part.report.by_role(Role::Agent), part.report.by_role(Role::AgentName));
    let (Some(id), Some(name)) = columns else { return Ok(Vec::new()) };
    let wanted = vec![
        known_text(ident(&id.name)).alias("_id"),
        known_text(ident(&name.name)).alias("_name"),
    ];
    let frame =
        part.frame.clone().select(wanted).and_then(DataFrame::distinct).map_err(engine_error)?;
    let mut pairs = Vec::new();
    for batch in collect(frame, cancel).await? {
        let pair = |row| text(&batch, "_id", row).zip(text(&batch, "_name", row));
        pairs.extend((0..batch.num_rows()).filter_map(pair));
    }
    // The engine's order is not fixed; the name shown must be.
    pairs.sort();
    Ok(pairs)
}

async fn names(part: &SourceRows<'_>, cancel: &CancellationToken) -> Result<BTreeSet<String>> {
    let Some(name) = part.report.by_role(Role::AgentName) else { return Ok(BTreeSet::new()) };
    let wanted = vec![known_text(ident(&name.name)).alias("_name")];
    let frame =
        part.frame.clone().select(wanted).and_then(DataFrame::distinct).map_err(engine_error)?;
    let mut names = BTreeSet::new();
    for batch in collect(frame, cancel).await? {
        names.extend((0..batch.num_rows()).filter_map(|row| text(&batch, "_name", row)));
    }
    Ok(names)
}
