//! The six reports, field by field as their pages list them.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::calls::{Dial, Event, Interaction, Passage, Silence, State};
use super::people::{customer_id, telephone};
use super::{Operation, Row};
use crate::clock::clock_text;

/// A question to the operation: which rows lie between two moments and have ended by now.
pub(crate) struct Window<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) from: NaiveDateTime,
    pub(crate) to: NaiveDateTime,
    pub(crate) now: NaiveDateTime,
    /// No more rows than this are made.
    pub(crate) limit: usize,
}

/// The part of a window that lies in one day, in seconds after its midnight.
struct Share {
    /// The date as text, and that of the next day, into which late shifts reach.
    dates: [String; 2],
    from: i64,
    to: i64,
    now: i64,
}

impl Share {
    fn of(window: &Window<'_>, date: NaiveDate) -> Self {
        let midnight = date.and_time(NaiveTime::MIN);
        let after = |moment: NaiveDateTime| (moment - midnight).num_seconds();
        Share {
            dates: [date.to_string(), (date + TimeDelta::days(1)).to_string()],
            from: after(window.from),
            to: after(window.to),
            now: after(window.now),
        }
    }

    fn has(&self, at: u32, ends: u32) -> bool {
        let at = i64::from(at);
        self.from <= at && at <= self.to && i64::from(ends) <= self.now
    }

    /// `YYYY-MM-DD HH:MM:SS`
    fn text(&self, at: u32) -> String {
        let date = &self.dates[usize::from(at >= 86_400)];
        format!("{date} {}", clock(at % 86_400))
    }
}

fn clock(seconds: u32) -> String {
    clock_text(u64::from(seconds))
}

impl Window<'_> {
    /// The days whose records can lie in the window: shifts of the day before reach into it.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let first = self.operation.first.max(self.from.date() - TimeDelta::days(1));
        let last = self.to.date().min(self.now.date());
        first.iter_days().take_while(move |day| *day <= last)
    }

    fn each_event(&self, mut visit: impl FnMut(&Share, &Event)) {
        for date in self.days() {
            let share = Share::of(self, date);
            let floor = self.operation.floor(date);
            for event in floor.events.iter().filter(|event| share.has(event.at, event.ends())) {
                visit(&share, event);
            }
        }
    }

    /// Rows of the events that have one, up to the limit.
    fn event_rows(&self, row: impl Fn(&Share, &Event) -> Option<Row>) -> Vec<Row> {
        let mut rows = Vec::new();
        self.each_event(|share, event| {
            if rows.len() < self.limit {
                rows.extend(row(share, event));
            }
        });
        rows
    }

    pub(crate) fn events(&self) -> Vec<Row> {
        self.event_rows(|share, event| Some(self.event_row(share, event)))
    }

    pub(crate) fn events_of(&self, agent_id: Option<&String>) -> Vec<Row> {
        let roster = &self.operation.agents;
        let Some(place) = roster.iter().position(|agent| Some(&agent.id) == agent_id) else {
            return Vec::new();
        };
        let own = |event: &Event| usize::from(event.agent) == place;
        self.event_rows(|share, event| own(event).then(|| self.single_row(share, event)))
    }

    /// `agent_2`: upper-case states, `destiny`, no name.
    fn single_row(&self, share: &Share, event: &Event) -> Row {
        let mut row = self.event_row(share, event);
        row.truncate(10);
        row[1].1 = event.state.upper().to_owned();
        row[7].0 = "destiny";
        row
    }

    /// `agent_14`
    fn event_row(&self, share: &Share, event: &Event) -> Row {
        let agent = &self.operation.agents[usize::from(event.agent)];
        let [conn_id, kind, destination, phone, campaign] = self.call_cells(event);
        vec![
            ("agent_id", agent.id.clone()),
            ("agent_status", event.state.mixed().to_owned()),
            ("time", clock(event.secs)),
            ("date_ini", share.text(event.at)),
            ("date_end", share.text(event.ends())),
            ("conn_id", conn_id),
            ("type_interaction", kind),
            ("destinity", destination),
            ("telephone", phone),
            ("campaign_id", campaign),
            ("agent_dni", agent.dni.clone()),
            ("agent_name", agent.name.clone()),
        ]
    }

    /// Number, kind, destination, telephone and campaign of an event's call; empty without one.
    fn call_cells(&self, event: &Event) -> [String; 5] {
        let Some(call) = event.call else {
            return Default::default();
        };
        let (campaigns, skills) = (&self.operation.campaigns, &self.operation.skills);
        let campaign = call.campaign.map(|place| campaigns[usize::from(place)].id.clone());
        let skill = || skills[usize::from(call.skill)].id.clone();
        let (destination, phone) = match call.kind {
            Interaction::Internal => {
                let other = &self.operation.agents[call.customer as usize].id;
                (other.clone(), other.clone())
            }
            Interaction::Predictive | Interaction::Manual => {
                (telephone(call.customer), telephone(call.customer))
            }
            _ => (skill(), telephone(call.customer)),
        };
        let kind = call.kind.text().to_owned();
        [call.conn_id(), kind, destination, phone, campaign.unwrap_or_default()]
    }

    /// `agent_13`: the part of a call that was a transfer or a conference.
    pub(crate) fn hand_overs(&self) -> Vec<Row> {
        self.event_rows(|share, event| {
            let passed_on = |kind| matches!(kind, Interaction::Transfer | Interaction::Conference);
            let call = event.call.filter(|call| passed_on(call.kind))?;
            let agent = &self.operation.agents[usize::from(event.agent)];
            (event.state == State::Talk).then(|| {
                vec![
                    ("agent_name", agent.name.clone()),
                    ("agent_id", agent.id.clone()),
                    ("conn_id", call.conn_id()),
                    ("date", share.text(event.at)),
                    ("telephone", telephone(call.customer)),
                    ("type_interaction", call.kind.text().to_owned()),
                    ("time", clock(event.secs)),
                ]
            })
        })
    }

    /// `agent_9`: the uses of hold and mute in conversations that began in the window, one row
    /// for each agent who was logged in, without a date.
    pub(crate) fn silences(&self) -> Vec<Row> {
        let mut sums: BTreeMap<u16, Silence> = BTreeMap::new();
        self.each_event(|_, event| {
            let sum = sums.entry(event.agent).or_default();
            sum.uses += event.silence.uses;
            sum.hold += event.silence.hold;
            sum.mute += event.silence.mute;
        });
        sums.into_iter().map(|(agent, sum)| self.silence_row(agent, sum)).collect()
    }

    fn silence_row(&self, agent: u16, sum: Silence) -> Row {
        vec![
            ("agent_name", self.operation.agents[usize::from(agent)].name.clone()),
            ("count", sum.uses.to_string()),
            ("hold_time", clock(sum.hold)),
            ("mute_time", clock(sum.mute)),
            ("total_time", clock(sum.hold + sum.mute)),
        ]
    }

    /// `diagram_11`
    pub(crate) fn passages(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for date in self.days() {
            let share = Share::of(self, date);
            let floor = self.operation.floor(date);
            let room = self.limit - rows.len();
            let inside = |passage: &&Passage| share.has(passage.at, passage.ends());
            let found = floor.passages.iter().filter(inside).take(room);
            rows.extend(found.map(|one| self.passage_row(&share, one)));
        }
        rows
    }

    fn passage_row(&self, share: &Share, passage: &Passage) -> Row {
        let operation = self.operation;
        let dash = || "-".to_owned();
        let with = passage.answered;
        let agent = with.map(|with| &operation.agents[usize::from(with.agent)]);
        let code = |place: u8| operation.codes[usize::from(place)].code.to_owned();
        let queued = passage.queue_secs.is_some();
        let skill = &operation.skills[usize::from(passage.call.skill)].id;
        let result = match (queued, agent) {
            (false, _) => "-",
            (true, None) => "ABANDON",
            (true, Some(_)) => "ANSWER",
        };
        let kind = if queued { passage.call.kind.text() } else { "-" };
        vec![
            ("conn_id", passage.call.conn_id()),
            ("time_on_rp", clock(passage.menu_secs)),
            ("end_date_rp", share.text(passage.at)),
            ("rp_id", operation.points[usize::from(passage.point)].id.clone()),
            ("ani", telephone(passage.call.customer)),
            ("customer_id", customer_id(passage.call.customer)),
            ("time_on_skill", clock(passage.queue_secs.unwrap_or(0))),
            ("skill_id", if queued { skill.clone() } else { dash() }),
            ("skill_result", result.to_owned()),
            ("go_to_agent", if agent.is_some() { "yes" } else { "no" }.to_owned()),
            ("agent_id", agent.map_or_else(dash, |agent| agent.id.clone())),
            ("agent_name", agent.map_or_else(dash, |agent| agent.name.clone())),
            ("time_with_agent", with.map_or_else(dash, |with| clock(with.secs))),
            ("cod_act", with.map_or_else(dash, |with| code(with.code))),
            ("cod_act_2", with.map_or_else(dash, |with| code(with.detail))),
            ("type_interaction", kind.to_owned()),
            ("total_time", clock(passage.menu_secs + with.map_or(0, |with| with.secs))),
        ]
    }

    /// `campaign_7` of one campaign, or of all.
    pub(crate) fn dials(&self, campaign_id: Option<&String>) -> Vec<Row> {
        let Some(asked) = campaign_id else {
            return Vec::new();
        };
        let all = asked.eq_ignore_ascii_case("all");
        let campaigns = &self.operation.campaigns;
        let place = campaigns.iter().position(|campaign| campaign.id == *asked);
        let mut rows = Vec::new();
        for date in self.days() {
            let share = Share::of(self, date);
            let room = self.limit - rows.len();
            let dials = self.operation.dials(date);
            let of_campaign = |dial: &Dial| all || place == Some(usize::from(dial.campaign));
            let inside = |dial: &&Dial| share.has(dial.at, dial.at) && of_campaign(dial);
            let found = dials.iter().filter(inside).take(room);
            rows.extend(found.map(|dial| self.dial_row(&share, dial)));
        }
        rows
    }

    /// The page documents lower case, the Manager shows upper case: some campaigns write one,
    /// some the other.
    fn dial_row(&self, share: &Share, dial: &Dial) -> Row {
        let campaign = &self.operation.campaigns[usize::from(dial.campaign)];
        let result = match (dial.human, dial.campaign % 3 == 1) {
            (true, false) => "human",
            (true, true) => "HUMAN",
            (false, false) => "machine",
            (false, true) => "MACHINE",
        };
        vec![
            ("customer_id", customer_id(dial.customer)),
            ("campaign_id", campaign.id.clone()),
            ("file_name", if dial.human { "" } else { campaign.file_name }.to_owned()),
            ("telephone", telephone(dial.customer)),
            ("result", result.to_owned()),
            ("date", share.text(dial.at)),
        ]
    }
}
