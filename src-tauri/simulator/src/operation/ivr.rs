//! Callers that no agent ever meets: served by the menu, or lost in the queue.

use chrono::NaiveDate;
use fastrand::Rng;

use super::Operation;
use super::agents::{caller, menu, queue, unix};
use super::calendar::{length, pace, rng, volume};
use super::calls::{Call, Interaction, Passage};
use super::stories::LEAKING_POINT;

const SERVED_AN_HOUR: f64 = 24.0;
const LOST_AN_HOUR: f64 = 5.0;
const LEAKED_AN_HOUR: f64 = 15.0;

/// The passages of a day that end without an agent.
pub(crate) fn without_agent(operation: &Operation, date: NaiveDate) -> Vec<Passage> {
    let mut rng = rng(operation.seed, date, 0x1F4);
    let busy = volume(date, &operation.stories);
    let leaking = date >= operation.stories.leak_from;
    let mut turn = 0;
    let mut passages = Vec::new();
    for hour in 6..22 {
        let factor = busy * pace(hour);
        let leaked = if leaking { LEAKED_AN_HOUR } else { 0.0 };
        for (rate, ends) in
            [(SERVED_AN_HOUR, Ends::Served), (LOST_AN_HOUR, Ends::Lost), (leaked, Ends::Leaked)]
        {
            for _ in 0..whole(&mut rng, rate * factor) {
                turn += 1;
                passages.push(passage(&mut rng, date, hour, turn, ends));
            }
        }
    }
    passages
}

#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Served,
    Lost,
    Leaked,
}

/// Rounds up or down so that the average is right.
fn whole(rng: &mut Rng, expected: f64) -> u32 {
    (expected + rng.f64()) as u32
}

fn passage(rng: &mut Rng, date: NaiveDate, hour: u32, turn: u32, ends: Ends) -> Passage {
    let point = if ends == Ends::Leaked { LEAKING_POINT } else { menu(rng) };
    let menu_secs = length(rng, 55.0, 5, 400);
    let at = (hour * 3600 + rng.u32(..3600)).max(menu_secs);
    let patience = if ends == Ends::Leaked { 160.0 } else { 70.0 };
    let queue_secs = (ends != Ends::Served).then(|| length(rng, patience, 5, 900));
    let call = Call {
        line: 11_000 + point as u32,
        unix: unix(date, at - menu_secs),
        turn: 10_000 + turn,
        customer: caller(rng),
        kind: Interaction::Inbound,
        campaign: None,
        skill: queue(rng, point),
    };
    Passage { call, point: point as u8, at, menu_secs, queue_secs, answered: None }
}
