//! Calls and states as they are kept: small, numbered, without text.

/// What an agent is doing. The first four are wolkvox's own, the others the operation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Ready,
    Ring,
    Talk,
    Acw,
    Break,
    Lunch,
    Restroom,
    Training,
    Meeting,
    BackOffice,
    Trouble,
    Logout,
}

impl State {
    /// As `agent_2` writes it.
    pub(crate) fn upper(self) -> &'static str {
        match self {
            State::Ready => "READY",
            State::Ring => "RING",
            State::Talk => "TALK",
            State::Acw => "ACW",
            State::Break => "BREAK",
            State::Lunch => "ALMUERZO",
            State::Restroom => "BAÑO",
            State::Training => "CAPACITACION",
            State::Meeting => "REUNION",
            State::BackOffice => "BACK OFFICE",
            State::Trouble => "FALLA TECNICA",
            State::Logout => "LOGOUT",
        }
    }

    /// As `agent_14` writes it: its page shows wolkvox's own states in mixed case.
    pub(crate) fn mixed(self) -> &'static str {
        match self {
            State::Ready => "Ready",
            State::Ring => "Ring",
            State::Talk => "talk",
            other => other.upper(),
        }
    }
}

/// How a call came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interaction {
    Inbound,
    Predictive,
    Manual,
    Internal,
    Transfer,
    Conference,
}

impl Interaction {
    /// The documented value of `type_interaction`.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Interaction::Inbound => "inbound",
            Interaction::Predictive => "out_pre",
            Interaction::Manual => "outbound_ma",
            Interaction::Internal => "internal call",
            Interaction::Transfer => "transfer",
            Interaction::Conference => "conference",
        }
    }
}

/// A call, whoever takes part in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    /// First part of its number.
    pub(crate) line: u32,
    /// Unix time of its start, GMT-5, the third part.
    pub(crate) unix: i64,
    /// Last part.
    pub(crate) turn: u32,
    pub(crate) customer: u32,
    pub(crate) kind: Interaction,
    /// Place in the list of campaigns.
    pub(crate) campaign: Option<u8>,
    /// Place in the list of skills.
    pub(crate) skill: u8,
}

impl Call {
    /// The dotted number that links the reports.
    pub(crate) fn conn_id(&self) -> String {
        format!("{}.0000.{}.{}", self.line, self.unix, self.turn)
    }
}

/// Use of the hold and mute keys within one conversation, seconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Silence {
    pub(crate) uses: u32,
    pub(crate) hold: u32,
    pub(crate) mute: u32,
}

/// One state of one agent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event {
    /// Place in the roster.
    pub(crate) agent: u16,
    /// Seconds after the midnight with which the day of its shift began.
    pub(crate) at: u32,
    pub(crate) secs: u32,
    pub(crate) state: State,
    pub(crate) call: Option<Call>,
    pub(crate) silence: Silence,
}

impl Event {
    pub(crate) fn ends(&self) -> u32 {
        self.at + self.secs
    }
}

/// One passage through the IVR.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage {
    pub(crate) call: Call,
    /// Place in the list of routing points.
    pub(crate) point: u8,
    /// End of the menu, seconds after midnight.
    pub(crate) at: u32,
    pub(crate) menu_secs: u32,
    /// Time in the queue, if it came to one.
    pub(crate) queue_secs: Option<u32>,
    pub(crate) answered: Option<Answered>,
}

/// The part of a passage with an agent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered {
    pub(crate) agent: u16,
    pub(crate) secs: u32,
    pub(crate) code: u8,
    pub(crate) detail: u8,
}

impl Passage {
    pub(crate) fn ends(&self) -> u32 {
        self.at + self.queue_secs.unwrap_or(0) + self.answered.map_or(0, |with| with.secs)
    }
}

/// One verdict of the answering machine detection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dial {
    pub(crate) at: u32,
    pub(crate) customer: u32,
    pub(crate) campaign: u8,
    pub(crate) human: bool,
}
