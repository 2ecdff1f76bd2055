//! The words of report files and what they stand for.

use crate::reports::{Grain, Kind, Picker, Role};

pub(super) const GRAINS: &[(Grain, &str)] =
    &[(Grain::Event, "event"), (Grain::Daily, "daily"), (Grain::Exact, "exact")];

pub(super) const PICKERS: &[(Picker, &str)] = Picker::ALL;

pub(super) const ROLES: &[(Role, &str)] = Role::ALL;

/// Colour tokens that mean the same in every chart.
pub(super) const COLORS: &[&str] =
    &["ready", "talk", "acw", "ring", "hold", "aux1", "aux2", "aux3", "logged_out"];

/// Parameters that every request carries; a report file does not declare them.
pub(super) const RESERVED_PARAMS: &[&str] = &["api", "date_ini", "date_end"];

/// Whether KPIs can read that role from a column of that kind.
pub(super) fn kind_fits(role: Role, kind: Kind) -> bool {
    match role {
        Role::Start | Role::End => kind == Kind::Datetime,
        Role::Duration
        | Role::IvrTime
        | Role::QueueTime
        | Role::TalkTime
        | Role::TotalTime
        | Role::HoldTime
        | Role::MuteTime
        | Role::HoldMuteTime => kind == Kind::Duration,
        Role::Count => kind == Kind::Integer,
        Role::Status | Role::Interaction | Role::Outcome | Role::ToAgent => {
            matches!(kind, Kind::Choice | Kind::Text)
        }
        Role::Agent
        | Role::AgentName
        | Role::AgentDocument
        | Role::Call
        | Role::Customer
        | Role::Phone
        | Role::Campaign
        | Role::Skill
        | Role::RoutingPoint
        | Role::Disposition
        | Role::Disposition2
        | Role::Destination
        | Role::File => kind.is_text(),
    }
}
