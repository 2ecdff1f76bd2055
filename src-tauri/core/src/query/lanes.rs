//! Events of agents as lanes of a timeline, cut to the pixels that a screen has.
//!
//! A pixel belongs to the event that covers most of it, so a short event never hides a long one and
//! a lane has at most one span per pixel, however many events there are. Seconds per state are
//! exact all the same.

use super::condition::named;
use super::engine::{Engine, engine_error};
use super::filter::Filters;
use super::frame::frame;
use super::table::Table;
use crate::reports::{AT, Report, Role, is_unknown, normal_form};
use crate::time::Window;
use crate::{Code, Error, Result};
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::logical_expr::{Expr, cast, lit};
use std::collections::{BTreeMap, HashMap};
use tokio_util::sync::CancellationToken;

/// Longer events are no states; the cap keeps sums inside 64 bits.
const LONGEST: i64 = 366 * 86_400;

/// Which lanes.
#[derive(Clone, Debug)]
pub struct LanesRequest {
    /// Of which rows.
    pub filters: Filters,
    /// The stretch that is drawn. The table's period may begin earlier, for events that reach in.
    pub stretch: Window,
    /// Pixels of the stretch, at least one.
    pub width: u32,
}

/// Lanes by agent id, with the states that they name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// States as first received, empty where a row has none; spans point into this list.
    pub states: Vec<String>,
    /// A lane per agent that has an event in the stretch.
    pub agents: BTreeMap<String, AgentLane>,
}

/// The events of one agent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgentLane {
    /// Name that a row shows.
    pub name: Option<String>,
    /// `[start, end, state, events]`: seconds from the start of the stretch, end exclusive.
    pub spans: Vec<[i64; 4]>,
    /// Seconds inside the stretch by state, exact.
    pub seconds: Vec<i64>,
    /// Events that touch the stretch.
    pub events: u64,
    /// Seconds that more than one event covers.
    pub overlap: i64,
    /// Events without a readable start or duration.
    pub unread: u64,
}

/// An event inside the stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    start: i64,
    end: i64,
    state: usize,
}

impl Engine {
    /// The lanes of a report whose rows are events of agents. `NeedsReport` for any other.
    pub async fn lanes(
        &self,
        table: &Table,
        request: &LanesRequest,
        token: &CancellationToken,
    ) -> Result<Lanes> {
        let columns = columns(&table.report)?;
        let rows = frame(self, table, &request.filters).await?.select(columns);
        let rows = rows.map_err(engine_error)?;
        let batches = self.run(token, rows.collect()).await?;
        let stretch = request.stretch;
        let width = i64::from(request.width);
        self.blocking(move |_| {
            let mut gathered = Gathered::new(stretch);
            batches.iter().for_each(|batch| gathered.take(batch));
            Ok(gathered.lanes(width))
        })
        .await
    }
}

/// Agent, state, start, whether the start is known, duration, name.
fn columns(report: &Report) -> Result<Vec<Expr>> {
    let lacks = || {
        Error::new(Code::NeedsReport, format!("{} has no events of agents", report.code))
            .with("report", "agent_14")
    };
    let role = |role| report.by_role(role).map(|column| named(&column.name)).ok_or_else(lacks);
    let time = report.time.as_deref().map(named).ok_or_else(lacks)?;
    let name = report.by_role(Role::AgentName).map(|column| named(&column.name));
    let text = |column: Expr| cast(column, DataType::Utf8);
    Ok(vec![
        text(role(Role::Agent)?).alias("_lane_agent"),
        text(role(Role::Status)?).alias("_lane_state"),
        cast(named(AT), DataType::Int64).alias("_lane_at"),
        time.is_not_null().alias("_lane_timed"),
        cast(role(Role::Duration)?, DataType::Int64).alias("_lane_seconds"),
        text(name.unwrap_or_else(|| lit(""))).alias("_lane_name"),
    ])
}

/// Events as they are read.
struct Gathered {
    from: i64,
    length: i64,
    states: Vec<String>,
    by_form: HashMap<String, usize>,
    agents: BTreeMap<String, (AgentLane, Vec<Piece>)>,
}

impl Gathered {
    fn new(stretch: Window) -> Self {
        Gathered {
            from: stretch.from.and_utc().timestamp(),
            length: stretch.seconds(),
            states: Vec::new(),
            by_form: HashMap::new(),
            agents: BTreeMap::new(),
        }
    }

    fn take(&mut self, batch: &RecordBatch) {
        let [agents, states, starts, timed, seconds, names] = batch.columns() else { return };
        let (agents, states) = (agents.as_string::<i32>(), states.as_string::<i32>());
        let (starts, seconds) =
            (starts.as_primitive::<Int64Type>(), seconds.as_primitive::<Int64Type>());
        let (timed, names) = (timed.as_boolean(), names.as_string::<i32>());
        for row in 0..batch.num_rows() {
            let start = starts.value(row).div_euclid(1000) - self.from;
            let known = timed.value(row) && seconds.is_valid(row) && seconds.value(row) >= 0;
            let length = if known { seconds.value(row).min(LONGEST) } else { 0 };
            let state = if states.is_valid(row) { states.value(row) } else { "" };
            let agent = if agents.is_valid(row) { agents.value(row).trim() } else { "" };
            if start >= self.length || start + length < i64::from(length == 0) {
                continue;
            }
            let state = self.state(state);
            let (lane, pieces) = self.agents.entry(agent.to_owned()).or_default();
            if !known {
                lane.unread += 1;
                continue;
            }
            let name = if names.is_valid(row) { names.value(row).trim() } else { "" };
            if lane.name.is_none() && !is_unknown(name) {
                lane.name = Some(name.to_owned());
            }
            let piece =
                Piece { start: start.max(0), end: (start + length).min(self.length), state };
            lane.events += 1;
            pieces.push(piece);
        }
    }

    /// The place of a state in the list; spellings of one state share it.
    fn state(&mut self, text: &str) -> usize {
        let text = if is_unknown(text) { "" } else { text.trim() };
        let form = normal_form(text);
        if let Some(place) = self.by_form.get(&form) {
            return *place;
        }
        self.states.push(text.to_owned());
        self.by_form.insert(form, self.states.len() - 1);
        self.states.len() - 1
    }

    fn lanes(self, width: i64) -> Lanes {
        let (length, states) = (self.length, self.states.len());
        let agents = self.agents.into_iter().map(|(agent, (mut lane, mut pieces))| {
            pieces.sort_unstable();
            lane.seconds = vec![0; states];
            for piece in &pieces {
                lane.seconds[piece.state] += piece.end - piece.start;
            }
            lane.overlap = overlap(&pieces);
            lane.spans = spans(&pieces, length, width);
            (agent, lane)
        });
        Lanes { agents: agents.collect(), states: self.states }
    }
}

/// Seconds that more than one of the events covers, each counted once per event too many.
fn overlap(pieces: &[Piece]) -> i64 {
    let (mut covered, mut twice) = (0, 0);
    for piece in pieces {
        twice += (piece.end.min(covered) - piece.start).max(0);
        covered = covered.max(piece.end);
    }
    twice
}

/// The pixels of a stretch; their borders are whole seconds.
struct Pixels {
    length: i64,
    width: i64,
}

impl Pixels {
    /// The pixel of a second.
    fn of(&self, second: i64) -> usize {
        (((second + 1) * self.width - 1) / self.length) as usize
    }

    /// The first second of a pixel.
    fn border(&self, pixel: usize) -> i64 {
        pixel as i64 * self.length / self.width
    }
}

/// Events in order of start, cut to spans that do not overlap.
fn spans(pieces: &[Piece], length: i64, width: i64) -> Vec<[i64; 4]> {
    let pixels = Pixels { length, width: width.clamp(1, length) };
    let owners = owners(pieces, &pixels);
    let mut spans: Vec<[i64; 4]> = Vec::new();
    let mut place_of = vec![usize::MAX; owners.len()];
    let mut last = None;
    for (pixel, owner) in owners.iter().enumerate() {
        let Some(owner) = *owner else {
            last = None;
            continue;
        };
        let piece = pieces[owner];
        let begin = pixels.border(pixel).max(piece.start);
        let end = pixels.border(pixel + 1).min(piece.end);
        match spans.last_mut() {
            Some(span) if last == Some(owner) => span[1] = end,
            _ => spans.push([begin, end, piece.state as i64, 1]),
        }
        place_of[pixel] = spans.len() - 1;
        last = Some(owner);
    }
    count_hidden(pieces, &pixels, &owners, &place_of, &mut spans);
    spans
}

/// For every pixel, the event that covers most of it; of equals the first.
fn owners(pieces: &[Piece], pixels: &Pixels) -> Vec<Option<usize>> {
    let mut owners = vec![None; pixels.width as usize];
    let mut covers = vec![0; owners.len()];
    for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.end > piece.start) {
        for pixel in pixels.of(piece.start)..=pixels.of(piece.end - 1) {
            let begin = pixels.border(pixel).max(piece.start);
            let cover = pixels.border(pixel + 1).min(piece.end) - begin;
            if cover > covers[pixel] {
                (owners[pixel], covers[pixel]) = (Some(number), cover);
            }
        }
    }
    owners
}

/// Events that own no pixel are counted to the span that shows in their place, which then reaches
/// over all that it stands for inside its pixels.
fn count_hidden(
    pieces: &[Piece],
    pixels: &Pixels,
    owners: &[Option<usize>],
    place_of: &[usize],
    spans: &mut [[i64; 4]],
) {
    let mut shown = vec![false; pieces.len()];
    owners.iter().flatten().for_each(|owner| shown[*owner] = true);
    for (piece, _) in pieces.iter().zip(&shown).filter(|(_, shown)| !**shown) {
        let last = pixels.length - 1;
        let pixel = pixels.of(piece.start.min(last));
        let Some(span) = place_of.get(pixel).and_then(|place| spans.get_mut(*place)) else {
            continue;
        };
        span[3] += 1;
        span[0] = span[0].min(piece.start.max(pixels.border(pixel)));
        span[1] = span[1].max(piece.end.min(pixels.border(pixel + 1)));
    }
}
