//! The shape of days and hours, and who works when.

use chrono::{Datelike, NaiveDate, Weekday};
use fastrand::Rng;

use super::calls::State;
use super::people::Agent;
use super::stories::{LATE_AGENT, Stories};

/// A generator that depends on nothing but its three arguments.
pub(crate) fn rng(seed: u64, date: NaiveDate, salt: u64) -> Rng {
    let day = date.num_days_from_ce().unsigned_abs();
    let mixed = seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(u64::from(day).wrapping_mul(0xBF58_476D_1CE4_E5B9))
        .wrapping_add(salt.wrapping_mul(0x94D0_49BB_1331_11EB));
    Rng::with_seed(mixed ^ (mixed >> 31))
}

/// Traffic of an hour against the average one; lunch dips, nights are silent.
pub(crate) fn pace(hour: u32) -> f64 {
    match hour {
        6 => 0.35,
        7 => 0.6,
        8 => 0.95,
        9 => 1.2,
        10 => 1.35,
        11 => 1.3,
        12 => 0.8,
        13 => 0.65,
        14 => 1.0,
        15 => 1.2,
        16 => 1.25,
        17 => 1.1,
        18 => 0.85,
        19 => 0.6,
        20 => 0.45,
        21..=23 => 0.25,
        _ => 0.0,
    }
}

/// Traffic of a day against a normal weekday.
pub(crate) fn volume(date: NaiveDate, stories: &Stories) -> f64 {
    if date == stories.empty_sunday {
        return 0.0;
    }
    match date.weekday() {
        Weekday::Mon => 1.12,
        Weekday::Fri => 1.05,
        Weekday::Sat => 0.35,
        Weekday::Sun => 0.03,
        _ => 1.0,
    }
}

/// A length around `mean` seconds with a long tail, within `least..=most`.
pub(crate) fn length(rng: &mut Rng, mean: f64, least: u32, most: u32) -> u32 {
    let tail = -(1.0 - rng.f64()).ln();
    ((mean * (0.35 + 0.65 * tail)) as u32).clamp(least, most)
}

const HOUR: u32 = 3600;

/// Log-in and log-out of an agent on a day, seconds after midnight, or nothing if off or absent.
pub(crate) fn shift(
    rng: &mut Rng,
    stories: &Stories,
    date: NaiveDate,
    place: usize,
    agent: &Agent,
) -> Option<(u32, u32)> {
    // The first agent never misses a shift: examples can rely on someone being there.
    let absent = rng.f64() < 0.035 && place > 0 && agent.id != stories.midnight_agent;
    let (starts, ends) = match date.weekday() {
        _ if date == stories.empty_sunday => return None,
        Weekday::Sun if place.is_multiple_of(9) && place < 27 => (9 * HOUR, 13 * HOUR),
        Weekday::Sun => return None,
        Weekday::Sat if place % 5 < 2 => (8 * HOUR, 14 * HOUR),
        Weekday::Sat => return None,
        _ => (agent.starts, agent.ends),
    };
    let early = starts.saturating_sub(rng.u32(0..240));
    let over = ends + rng.u32(0..300);
    let late = lateness(rng, stories, date, place);
    (!absent).then_some((if late > 0 { starts + late } else { early }, over))
}

fn lateness(rng: &mut Rng, stories: &Stories, date: NaiveDate, place: usize) -> u32 {
    let weekday = date.weekday().num_days_from_monday() < 5;
    let habit = place == LATE_AGENT && date >= stories.late_from && weekday;
    let chance = if habit { 0.8 } else { 0.04 };
    let minutes = if habit { 20..56 } else { 3..12 };
    if rng.f64() < chance { rng.u32(minutes) * 60 + rng.u32(0..60) } else { 0 }
}

/// The pauses of a shift in order: moment, state and length.
pub(crate) fn pauses(
    rng: &mut Rng,
    date: NaiveDate,
    starts: u32,
    ends: u32,
) -> Vec<(u32, State, u32)> {
    let span = ends.saturating_sub(starts);
    let at = |share: f64| starts + (f64::from(span) * share) as u32;
    let mut pauses = vec![
        (at(0.2 + 0.08 * rng.f64()), State::Break, rng.u32(540..960)),
        (at(0.36 + 0.3 * rng.f64()), State::Restroom, rng.u32(120..420)),
        (at(0.7 + 0.1 * rng.f64()), State::Break, rng.u32(540..1020)),
    ];
    if span > 7 * HOUR {
        pauses.push((at(0.42 + 0.16 * rng.f64()), State::Lunch, rng.u32(2700..3660)));
    }
    if date.weekday() == Weekday::Mon {
        pauses.push((at(0.1), State::Meeting, rng.u32(900..1500)));
    }
    for (chance, state, longest) in [
        (0.12, State::Training, 3600),
        (0.25, State::BackOffice, 1800),
        (0.05, State::Trouble, 1200),
        (0.5, State::Restroom, 360),
    ] {
        if rng.f64() < chance {
            pauses.push((at(0.12 + 0.7 * rng.f64()), state, rng.u32(longest / 3..longest)));
        }
    }
    pauses.sort_by_key(|(moment, _, _)| *moment);
    pauses
}
