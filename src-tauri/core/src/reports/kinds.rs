//! The words of a report file that say what a column is and how it adds up.

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Free text, kept as received.
    Text,
    /// An identifier or phone: digits stay text, zeros stay.
    Id,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A share, kept as a ratio: `34.64 %` is 0.3464.
    Percent,
    /// A stretch of time, in whole seconds.
    Duration,
    /// A wall-clock moment, whole seconds.
    Datetime,
    /// A day.
    Date,
    /// An hour or slot of the day, kept as `HH:MM`.
    Hour,
    /// One of a short list of values; compared in its normal form.
    Choice,
}

impl Kind {
    /// Every kind with its name in report files and in the API.
    pub const ALL: &[(Kind, &str)] = &[
        (Kind::Text, "text"),
        (Kind::Id, "id"),
        (Kind::Integer, "integer"),
        (Kind::Decimal, "decimal"),
        (Kind::Percent, "percent"),
        (Kind::Duration, "duration"),
        (Kind::Datetime, "datetime"),
        (Kind::Date, "date"),
        (Kind::Hour, "hour"),
        (Kind::Choice, "choice"),
    ];

    /// Its name in report files and in the API.
    pub fn name(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, _)| *kind == self).map_or("text", |(_, name)| name)
    }

    /// Whether values are numbers that can be compared, summed and averaged.
    pub fn is_number(self) -> bool {
        matches!(self, Kind::Integer | Kind::Decimal | Kind::Percent | Kind::Duration)
    }

    /// Whether values are text in the archive.
    pub fn is_text(self) -> bool {
        matches!(self, Kind::Text | Kind::Id | Kind::Hour | Kind::Choice)
    }
}

/// What one row stands for, and so how windows may be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grain {
    /// A row is a fact with a time: windows concatenate.
    Event,
    /// The answer sums its window: one call a day, measures add up as their column says.
    Daily,
    /// Figures are valid only for the asked window; never concatenated.
    Exact,
}

/// How a measure of a `daily` report adds up over days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Days add up.
    Sum,
    /// Days average, weighted by that column.
    WeightedBy(String),
    /// Cannot be put together; shown per day only.
    None,
}

/// What a column means to KPIs, timelines and joins, whatever its name in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Agent id.
    Agent,
    /// Agent name.
    AgentName,
    /// Agent's identity document.
    AgentDocument,
    /// State of an agent.
    Status,
    /// Start of the event.
    Start,
    /// End of the event.
    End,
    /// How long the event took.
    Duration,
    /// Call or chat id that links reports (`conn_id`).
    Call,
    /// Customer id.
    Customer,
    /// Phone or address of the customer.
    Phone,
    /// Campaign id.
    Campaign,
    /// Kind of call or channel.
    Interaction,
    /// Outcome (AMD verdict, queue answer).
    Outcome,
    /// Skill (queue) id.
    Skill,
    /// Routing point (IVR) id.
    RoutingPoint,
    /// Time in the IVR.
    IvrTime,
    /// Time in the queue.
    QueueTime,
    /// Time with the agent.
    TalkTime,
    /// IVR time and agent time together, as wolkvox sums them.
    TotalTime,
    /// Whether the call was passed to an agent.
    ToAgent,
    /// Time on hold.
    HoldTime,
    /// Time muted.
    MuteTime,
    /// Hold plus mute.
    HoldMuteTime,
    /// A number of actions.
    Count,
    /// General disposition code.
    Disposition,
    /// Specific disposition code.
    Disposition2,
    /// Where the interaction went.
    Destination,
    /// A voice file's name.
    File,
}

impl Role {
    /// Every role with its name in report files and in the API.
    pub const ALL: &[(Role, &str)] = &[
        (Role::Agent, "agent"),
        (Role::AgentName, "agent_name"),
        (Role::AgentDocument, "agent_document"),
        (Role::Status, "status"),
        (Role::Start, "start"),
        (Role::End, "end"),
        (Role::Duration, "duration"),
        (Role::Call, "call"),
        (Role::Customer, "customer"),
        (Role::Phone, "phone"),
        (Role::Campaign, "campaign"),
        (Role::Interaction, "interaction"),
        (Role::Outcome, "outcome"),
        (Role::Skill, "skill"),
        (Role::RoutingPoint, "routing_point"),
        (Role::IvrTime, "ivr_time"),
        (Role::QueueTime, "queue_time"),
        (Role::TalkTime, "talk_time"),
        (Role::TotalTime, "total_time"),
        (Role::ToAgent, "to_agent"),
        (Role::HoldTime, "hold_time"),
        (Role::MuteTime, "mute_time"),
        (Role::HoldMuteTime, "hold_mute_time"),
        (Role::Count, "count"),
        (Role::Disposition, "disposition"),
        (Role::Disposition2, "disposition_2"),
        (Role::Destination, "destination"),
        (Role::File, "file"),
    ];

    /// Its name in report files and in the API.
    pub fn name(self) -> &'static str {
        Role::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, name)| name)
    }
}
