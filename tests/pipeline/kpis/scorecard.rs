//! One row per agent over four reports.

use super::frames::{agent_9, agent_13, agent_14, block_on, diagram_11, frame, march};
use atalaya_core::kpis::scorecard::{AgentRow, KPIS, Scorecard, SourceRows, scorecard};
use atalaya_core::kpis::{Match, Roster, RosterEntry, Source, normalise_name};
use chrono::NaiveDate;
use tokio_util::sync::CancellationToken;

const EVENTS: &[&str] = &[
    "02 08:00:00 | 1 | READY | 100 ||| | | Ana Gómez",
    "02 08:10:00 | 1 | TALK  | 300 ||| A | inbound | Ana Gómez",
    "02 08:20:00 | 1 | ACW   | 100 ||| A | inbound | Ana Gómez",
    "02 09:00:00 | 1 | TALK  | 100 ||| B | inbound | Ana Gómez",
    "02 08:00:00 | 2 | TALK  | 400 ||| C | inbound | Luis Peña",
    "02 09:00:00 | 2 | Break | 600 ||| | | Luis Peña",
    "03 08:00:00 | 1 | TALK  | 999 ||| D | inbound | Ana Gómez",
    "02 08:00:00 | 9 | TALK  | 700 ||| X | inbound | Prueba",
];
const HOLD: &[&str] = &[
    "02 | COM-ANA  GOMEZ | 2 | 60  | 20 | 80",
    "02 | Luis Peña      | 1 | 100 | 0  | 100",
    "02 | Sin Listado    | 1 | 5   | 0  | 5",
    "02 | Juan Ruiz      | 1 | 7   | 0  | 7",
    "02 | Prueba         | 1 | 50  | 0  | 50",
];
const TRANSFERS: &[&str] = &[
    "02 08:15:00 | 1 | Ana Gómez | A || transfer | 30",
    "02 08:16:00 | 1 | Ana Gómez | A || transfer | 30",
];
const JOURNEYS: &[&str] = &[
    "02 08:09:00 | A || 3001 | 10 | 7 | 5 | yes | 1 | 300 | ",
    "02 08:09:00 | E || 3002 | 10 |   |   | no  | - |     | ",
    "02 08:09:00 | F || 3003 | 10 | 7 | 5 | yes | 77 | 10 | ",
];

fn entry(id: &str, name: &str, team: Option<&str>) -> RosterEntry {
    RosterEntry {
        agent_id: id.to_owned(),
        name: name.to_owned(),
        team: team.map(str::to_owned),
        ..RosterEntry::default()
    }
}

fn roster() -> Roster {
    let test = RosterEntry {
        excluded_from: NaiveDate::from_ymd_opt(2026, 1, 1),
        ..entry("9", "Prueba", None)
    };
    Roster::new(vec![
        entry("1", "Ana Gomez", Some("Norte")),
        entry("2", "Luís  Pena", Some("Norte")),
        entry("3", "Juan Ruiz", None),
        entry("4", "JUAN RUIZ", None),
        test,
    ])
}

fn card(with_hold: bool, days: &[u32]) -> Scorecard {
    let (events, hold, transfers, journeys) = (agent_14(), agent_9(), agent_13(), diagram_11());
    let mut sources = vec![
        SourceRows { source: Source::AgentEvents, report: &events, frame: frame(&events, EVENTS) },
        SourceRows {
            source: Source::Transfers,
            report: &transfers,
            frame: frame(&transfers, TRANSFERS),
        },
        SourceRows {
            source: Source::Journeys,
            report: &journeys,
            frame: frame(&journeys, JOURNEYS),
        },
    ];
    if with_hold {
        let frame = frame(&hold, HOLD);
        sources.push(SourceRows { source: Source::HoldMute, report: &hold, frame });
    }
    let days: Vec<_> = days.iter().filter_map(|d| NaiveDate::from_ymd_opt(2026, 3, *d)).collect();
    let cancel = CancellationToken::new();
    block_on(scorecard(sources, &days, &roster(), &march(3), &cancel)).expect("a scorecard")
}

fn value(figures: &[atalaya_core::kpis::Figure], name: &str) -> Option<f64> {
    figures.iter().find(|figure| figure.kpi == name).unwrap_or_else(|| panic!("{name}")).value
}

fn agent<'a>(card: &'a Scorecard, id: &str) -> &'a AgentRow {
    card.agents.iter().find(|row| row.agent_id.as_deref() == Some(id)).expect("the agent")
}

#[test]
fn joins_four_reports() {
    let card = card(true, &[2]);
    let ana = agent(&card, "1");
    assert_eq!((ana.name.as_deref(), ana.team.as_deref()), (Some("Ana Gomez"), Some("Norte")));
    // 400 talk + 100 ACW over 2 calls; the third is not a common day.
    assert_eq!(value(&ana.figures, "aht"), Some(250.0));
    assert_eq!(value(&ana.figures, "occupancy"), Some(500.0 / 600.0));
    assert_eq!(value(&ana.figures, "hold_share_of_talk"), Some(60.0 / 400.0));
    assert_eq!(value(&ana.figures, "mute_share_of_talk"), Some(20.0 / 400.0));
    assert_eq!(value(&ana.figures, "transfers_per_handled_call"), Some(0.5));
    assert_eq!(value(&ana.figures, "agent_calls"), Some(1.0));
    let luis = agent(&card, "2");
    assert_eq!(value(&luis.figures, "aux_share"), Some(0.6));
    // Held and without a row: none, not unknown.
    assert_eq!(value(&luis.figures, "transfers_per_handled_call"), Some(0.0));
    assert_eq!(value(&luis.figures, "agent_calls"), Some(0.0));
    assert!(card.needs.is_empty());
}

#[test]
fn strangers_are_listed_and_excluded_are_gone() {
    let card = card(true, &[2]);
    assert_eq!(card.unmatched_names, ["Sin Listado"]);
    assert_eq!(card.ambiguous_names, ["Juan Ruiz"]);
    assert_eq!(card.unknown_ids, ["77"]);
    assert!(card.agents.iter().all(|row| row.agent_id.as_deref() != Some("9")));
    assert!(card.agents.iter().all(|row| row.agent_id.is_some()));
    // 77 talked in no event we hold: its shares are unknown, not zero.
    assert_eq!(value(&agent(&card, "77").figures, "hold_share_of_talk"), None);
    assert_eq!(value(&agent(&card, "77").figures, "aht"), None);
}

#[test]
fn together_is_a_ratio_of_sums() {
    let card = card(true, &[2]);
    // Talk 800, ACW 100, 3 calls; hold 160.
    assert_eq!(value(&card.everybody, "aht"), Some(300.0));
    assert_eq!(value(&card.everybody, "hold_share_of_talk"), Some(0.2));
    assert_eq!(value(&card.everybody, "transfers_per_handled_call"), Some(1.0 / 3.0));
    assert_eq!(value(&card.everybody, "agent_calls"), Some(2.0));
    assert_eq!(card.teams.len(), 1);
    assert_eq!(
        (card.teams[0].0.as_str(), value(&card.teams[0].1, "agent_calls")),
        ("Norte", Some(1.0))
    );
    assert_eq!(value(&card.teamless, "agent_calls"), Some(1.0), "teams and teamless add up");
    assert_eq!(card.everybody.len(), KPIS.len());
}

#[test]
fn what_is_not_held_is_unknown() {
    let without = card(false, &[2]);
    assert_eq!(without.needs, ["agent_9"]);
    assert_eq!(value(&agent(&without, "1").figures, "hold_share_of_talk"), None);
    assert_eq!(value(&without.everybody, "hold_share_of_talk"), None);
    assert_eq!(value(&agent(&without, "1").figures, "aht"), Some(250.0));
    let no_days = card(true, &[]);
    assert!(no_days.agents.is_empty());
    assert!(no_days.everybody.iter().all(|figure| figure.value.is_none()));
}

#[test]
fn names_meet_without_accents_case_and_prefixes() {
    let form = |name| normalise_name(name, atalaya_core::kpis::PREFIXES);
    assert_eq!(form("  ING- José   PÉREZ "), "jose perez");
    assert_eq!(form("COM-Ñandú"), "nandu");
    assert_eq!(form("com-ing-Eva"), "eva");
    assert_eq!(form("Ana-María"), "ana-maria");
    assert_eq!(form("ﬁona"), "fiona");
    assert_eq!(form("COM-"), "com-");
    let mut roster = roster();
    assert_eq!(roster.find("COM-Ana Gómez"), Match::Agent("1".to_owned()));
    assert_eq!(roster.find("nadie"), Match::Unknown);
    roster.learn("ana gomez", "5");
    assert_eq!(roster.find("Ana Gomez"), Match::Ambiguous(vec!["1".to_owned(), "5".to_owned()]));
}
