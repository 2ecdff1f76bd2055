//! The verdicts of the answering machine detection, `campaign_7`.

use chrono::{Datelike, NaiveDate, Weekday};
use fastrand::Rng;

use super::calendar::{pace, rng, volume};
use super::calls::{Dial, Event, Interaction, State};
use super::people::CUSTOMERS;
use super::{Floor, Operation};

/// Shares of the eight campaigns in the volume, added up.
const CAMPAIGN_EDGES: [f64; 8] = [0.28, 0.44, 0.6, 0.7, 0.8, 0.88, 0.95, 1.0];
const FIRST_HOUR: u32 = 7;
const LAST_HOUR: u32 = 20;

/// The dials of a day in order of time.
pub(crate) fn day(operation: &Operation, date: NaiveDate, floor: &Floor) -> Vec<Dial> {
    let mut rng = rng(operation.seed, date, 0xD1A1);
    let mut dials = connected(floor);
    let wanted = wanted(&mut rng, operation, date);
    let hours = hours();
    for _ in dials.len()..wanted {
        let hour = hours[rng.usize(..hours.len())];
        dials.push(dial(&mut rng, operation, date, hour * 3600));
    }
    extra(&mut rng, operation, date, &mut dials);
    dials.sort_by_key(|dial| dial.at);
    dials
}

/// Rows of the day before any busy-day extra.
fn wanted(rng: &mut Rng, operation: &Operation, date: NaiveDate) -> usize {
    let usual = f64::from(rng.u32(5200..7000));
    let share = match date.weekday() {
        Weekday::Sun => volume(date, &operation.stories) / 4.0,
        _ => volume(date, &operation.stories),
    };
    (usual * share) as usize
}

/// The dialling hours, each as often as its traffic deserves.
fn hours() -> Vec<u32> {
    let times = |hour| (pace(hour) * 20.0) as usize;
    (FIRST_HOUR..=LAST_HOUR).flat_map(|hour| std::iter::repeat_n(hour, times(hour))).collect()
}

/// The people whom the dialler passed on to agents, two seconds before the agent has them.
fn connected(floor: &Floor) -> Vec<Dial> {
    let first = |event: &&Event| event.state == State::Talk;
    let dialled = |event: &Event| {
        let call = event.call.filter(|call| call.kind == Interaction::Predictive)?;
        let at = event.at.saturating_sub(2);
        Some(Dial { at, customer: call.customer, campaign: call.campaign?, human: true })
    };
    floor.events.iter().filter(first).filter_map(dialled).collect()
}

fn dial(rng: &mut Rng, operation: &Operation, date: NaiveDate, from: u32) -> Dial {
    let at = from + rng.u32(..3600);
    let chosen = rng.f64();
    let campaign = CAMPAIGN_EDGES.iter().position(|edge| chosen < *edge).unwrap_or(0);
    let stories = &operation.stories;
    let blind = date == stories.bad_amd_day && at / 3600 == stories.bad_amd_hour;
    // People answer in the evening more than at work; those passed on to agents come on top.
    let hourly = 0.35 + 0.45 * f64::from(at / 3600) / 20.0;
    let human = !blind && rng.f64() < operation.campaigns[campaign].human_share * hourly;
    Dial { at, customer: rng.u32(..CUSTOMERS), campaign: campaign as u8, human }
}

fn extra(rng: &mut Rng, operation: &Operation, date: NaiveDate, dials: &mut Vec<Dial>) {
    for busy in operation.busy_days.iter().filter(|busy| busy.date == date) {
        let from = busy.from_hour.min(23);
        let hours = busy.hours.clamp(1, 24 - from);
        for _ in 0..busy.rows {
            let hour = from + rng.u32(..hours);
            dials.push(dial(rng, operation, date, hour * 3600));
        }
    }
}
