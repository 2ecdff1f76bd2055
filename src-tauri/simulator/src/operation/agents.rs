//! The working day of one agent, second by second: pauses, calls and the waiting between them.

use std::collections::VecDeque;
use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use fastrand::Rng;

use super::Operation;
use super::calendar::{length, pace, pauses, rng, shift};
use super::calls::{Answered, Call, Event, Interaction, Passage, Silence, State};
use super::people::{CUSTOMERS, Team};
use super::stories::{LEAKING_POINT, REPEAT_CALLERS, SHORT_CALLS_AGENT};

/// 23:49:54, so that the call of the midnight story is answered at 23:50:00.
const MIDNIGHT_RING: u32 = 85_794;
const MIDNIGHT_TALK: u32 = 1200;
/// Ringing, talking, passing on and wrapping up together never take longer.
const LONGEST_CALL: u32 = 2100;
/// The server writes unix times of a wall clock at GMT-5.
const ZONE: i64 = 5 * 3600;

/// Everything that one agent left behind on one day.
pub(crate) struct Shift {
    pub(crate) events: Vec<Event>,
    pub(crate) passages: Vec<Passage>,
}

/// Unix time of a second of a day.
pub(crate) fn unix(date: NaiveDate, at: u32) -> i64 {
    date.and_time(NaiveTime::MIN).and_utc().timestamp() + i64::from(at) + ZONE
}

/// A caller; some customers keep calling back.
pub(crate) fn caller(rng: &mut Rng) -> u32 {
    if rng.f64() < 0.016 { rng.u32(..REPEAT_CALLERS) } else { rng.u32(..CUSTOMERS) }
}

/// The menu that a caller chose.
pub(crate) fn menu(rng: &mut Rng) -> usize {
    let chosen = rng.f64();
    [0.32, 0.56, 0.76, 0.9, 1.0].iter().position(|edge| chosen < *edge).unwrap_or(0)
}

/// The queue behind a menu.
pub(crate) fn queue(rng: &mut Rng, point: usize) -> u8 {
    if rng.f64() < 0.15 { 5 } else { point as u8 }
}

/// The day of the agent at `place` of the roster; empty when off or absent.
pub(crate) fn day(operation: &Operation, date: NaiveDate, place: usize) -> Shift {
    let mut rng = rng(operation.seed, date, place as u64 + 1);
    let agent = &operation.agents[place];
    let Some((starts, ends)) = shift(&mut rng, &operation.stories, date, place, agent) else {
        return Shift { events: Vec::new(), passages: Vec::new() };
    };
    let night =
        agent.id == operation.stories.midnight_agent && date == operation.stories.midnight_day;
    let mut walk = Walk {
        pauses: pauses(&mut rng, date, starts, ends).into(),
        operation,
        date,
        place,
        rng,
        now: starts,
        ends,
        turn: 0,
        midnight: night,
        shift: Shift { events: Vec::with_capacity(256), passages: Vec::new() },
    };
    walk.through();
    walk.shift
}

struct Walk<'a> {
    operation: &'a Operation,
    date: NaiveDate,
    place: usize,
    rng: Rng,
    now: u32,
    ends: u32,
    turn: u32,
    midnight: bool,
    pauses: VecDeque<(u32, State, u32)>,
    shift: Shift,
}

impl Walk<'_> {
    fn through(&mut self) {
        while self.now < self.ends {
            if let Some((state, secs)) = self.due_pause() {
                self.push(state, secs, None);
            } else if self.midnight && self.now + LONGEST_CALL >= MIDNIGHT_RING {
                self.midnight_call();
            } else if let Some(until) = self.dead_dialler() {
                self.push(State::Ready, until - self.now, None);
            } else if self.wait() {
                self.take_call();
            }
        }
        self.push(State::Logout, 0, None);
    }

    /// A pause whose moment has come. One that would make the midnight call late is left out.
    fn due_pause(&mut self) -> Option<(State, u32)> {
        let (_, state, secs) = *self.pauses.front().filter(|(moment, _, _)| *moment <= self.now)?;
        self.pauses.pop_front();
        let late = self.midnight && self.now + secs + LONGEST_CALL > MIDNIGHT_RING;
        (!late).then_some((state, secs))
    }

    fn push(&mut self, state: State, secs: u32, call: Option<Call>) {
        let silence = if state == State::Talk { self.silence(secs) } else { Silence::default() };
        let agent = self.place as u16;
        self.shift.events.push(Event { agent, at: self.now, secs, state, call, silence });
        self.now += secs;
    }

    /// The hour of the bad detection, if it concerns this agent today.
    fn bad_hour(&self) -> Option<Range<u32>> {
        let stories = &self.operation.stories;
        let predictive = self.operation.agents[self.place].team == Team::Predictive;
        let hour = stories.bad_amd_hour * 3600;
        (predictive && self.date == stories.bad_amd_day).then_some(hour..hour + 3600)
    }

    /// Until when a predictive agent waits in vain, if now is that hour.
    fn dead_dialler(&self) -> Option<u32> {
        let hour = self.bad_hour().filter(|hour| hour.contains(&self.now))?;
        Some(hour.end.min(self.next_end()))
    }

    /// The next pause or the end of the shift.
    fn next_end(&self) -> u32 {
        self.pauses.front().map_or(u32::MAX, |(moment, _, _)| *moment).min(self.ends)
    }

    /// Waits for a call; false if a pause or the end of the shift came first.
    fn wait(&mut self) -> bool {
        let busy = pace(self.now / 3600).max(0.2);
        let wanted = length(&mut self.rng, 128.0 / busy, 2, 1500);
        let bad = self.bad_hour().map(|hour| hour.start).filter(|start| *start > self.now);
        let night = self.midnight.then_some(MIDNIGHT_RING - LONGEST_CALL);
        let room = bad.into_iter().chain(night).fold(self.next_end(), u32::min) - self.now;
        self.push(State::Ready, wanted.min(room), None);
        wanted < room
    }

    fn take_call(&mut self) {
        if self.rng.f64() < 0.015 {
            return self.internal_call();
        }
        match self.operation.agents[self.place].team {
            Team::Inbound => self.inbound_call(),
            Team::Predictive => self.outbound_call(Interaction::Predictive, 190.0, 0),
            Team::Manual => {
                let dialling = self.rng.u32(6..28);
                self.outbound_call(Interaction::Manual, 180.0, dialling);
            }
        }
    }

    fn call(&mut self, kind: Interaction, campaign: Option<u8>, at: u32) -> Call {
        self.turn += 1;
        Call {
            line: 12_000 + self.place as u32,
            unix: unix(self.date, at),
            turn: 40_000 + self.turn,
            customer: caller(&mut self.rng),
            kind,
            campaign,
            skill: 0,
        }
    }

    fn inbound_call(&mut self) {
        let mut point = menu(&mut self.rng);
        let leaking = self.date >= self.operation.stories.leak_from && point == LEAKING_POINT;
        if leaking && self.rng.bool() {
            point = 0;
        }
        let short = self.place == SHORT_CALLS_AGENT;
        let talk = if short {
            length(&mut self.rng, 32.0, 6, 90)
        } else {
            length(&mut self.rng, 310.0, 12, 1500)
        };
        let ring = self.rng.u32(3..12);
        self.answer(point, ring, talk);
    }

    fn midnight_call(&mut self) {
        self.midnight = false;
        let room = MIDNIGHT_RING.saturating_sub(self.now);
        self.push(State::Ready, room, None);
        self.answer(0, 6, MIDNIGHT_TALK);
    }

    /// An inbound call from the menu to the disposition.
    fn answer(&mut self, point: usize, ring: u32, talk: u32) {
        let menu_secs = length(&mut self.rng, 48.0, 8, 240);
        let waited = length(&mut self.rng, 22.0, 0, 300);
        let left_menu = self.now.saturating_sub(waited);
        // The queue ends when the agent picks up: waiting and ringing together.
        let queue_secs = self.now - left_menu + ring;
        let mut call = self.call(Interaction::Inbound, None, left_menu.saturating_sub(menu_secs));
        call.skill = queue(&mut self.rng, point);
        self.push(State::Ring, ring, Some(call));
        self.push(State::Talk, talk, Some(call));
        let secs = talk + self.hand_over(call, talk);
        self.wrap_up(call);
        let answered = self.coded(secs);
        self.shift.passages.push(Passage {
            call,
            point: point as u8,
            at: left_menu,
            menu_secs,
            queue_secs: Some(queue_secs),
            answered: Some(answered),
        });
    }

    fn outbound_call(&mut self, kind: Interaction, mean: f64, dialling: u32) {
        let campaign = self.campaign(kind);
        let call = self.call(kind, Some(campaign), self.now);
        if dialling > 0 {
            self.push(State::Ring, dialling, Some(call));
        }
        let hung_up = self.rng.f64() < 0.16;
        let mean = if hung_up { 14.0 } else { mean };
        let talk = length(&mut self.rng, mean, 4, 1200);
        self.push(State::Talk, talk, Some(call));
        self.hand_over(call, talk);
        self.wrap_up(call);
    }

    /// Six predictive campaigns come first in the list, then two that agents dial themselves.
    fn campaign(&mut self, kind: Interaction) -> u8 {
        if kind == Interaction::Predictive { self.rng.u8(0..6) } else { self.rng.u8(6..8) }
    }

    fn internal_call(&mut self) {
        let mut call = self.call(Interaction::Internal, None, self.now);
        call.customer = self.rng.u32(..self.operation.agents.len() as u32);
        let secs = self.rng.u32(15..120);
        self.push(State::Talk, secs, Some(call));
    }

    /// Passes some calls on; the seconds that this took.
    fn hand_over(&mut self, call: Call, talk: u32) -> u32 {
        let short = self.place == SHORT_CALLS_AGENT;
        let chance = if short { 0.45 } else { 0.055 };
        if talk == MIDNIGHT_TALK || self.rng.f64() >= chance {
            return 0;
        }
        let conference = !short && self.rng.f64() < 0.3;
        let kind = if conference { Interaction::Conference } else { Interaction::Transfer };
        let longest = if short { 30 } else { 150 };
        let secs = self.rng.u32(8..longest);
        self.push(State::Talk, secs, Some(Call { kind, skill: (call.skill + 1) % 6, ..call }));
        secs
    }

    fn wrap_up(&mut self, call: Call) {
        let secs = length(&mut self.rng, 60.0, 3, 420);
        self.push(State::Acw, secs, Some(call));
    }

    fn coded(&mut self, secs: u32) -> Answered {
        let code = if self.rng.f64() < 0.07 { 9 } else { self.rng.u8(0..9) };
        Answered { agent: self.place as u16, secs, code, detail: self.rng.u8(10..15) }
    }

    /// Hold and mute within a conversation; never more than the conversation itself.
    fn silence(&mut self, talk: u32) -> Silence {
        if talk < 40 || self.rng.f64() >= 0.24 {
            return Silence::default();
        }
        let uses = self.rng.u32(1..4);
        let hold = self.rng.u32(4..=talk / 4);
        let mute = if self.rng.f64() < 0.4 { self.rng.u32(2..=talk / 5) } else { 0 };
        Silence { uses, hold, mute }
    }
}
