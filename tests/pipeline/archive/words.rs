//! Operations, quota, roster and the other things that are no rows.

use super::given::*;
use atalaya_core::archive::{ExportEntry, Operation, Place, RosterEntry, StateClass, StateMeaning};
use atalaya_core::reports::Picker;
use atalaya_core::{Code, Result};
use serde_json::json;

#[test]
fn operations_have_unique_names_and_keep_their_place() -> Result<()> {
    let given = given()?;
    let archive = &given.archive;
    let zone = chrono_tz::America::Sao_Paulo;
    let place = Place::Sample { seed: u64::MAX, anchor: date("2026-03-01") };
    let sample = archive.add_operation("  Ámbar ", place, zone)?;
    assert_eq!((sample.name.as_str(), sample.id.0.len()), ("Ámbar", 12));
    assert_eq!(archive.operation(&sample.id)?, sample);
    assert_eq!(archive.operation_named("áMBAR")?, sample);
    assert_eq!(code(archive.add_operation("ÁMBAR", Place::Loopback(80), zone)), Code::Usage);
    assert_eq!(code(archive.add_operation(" \n ", Place::Loopback(80), zone)), Code::Usage);
    let changed = Operation { name: "Cobranza".to_owned(), place: Place::Loopback(8080), ..sample };
    archive.change_operation(&changed)?;
    let taken = Operation { name: "ventas".to_owned(), ..changed.clone() };
    assert_eq!(code(archive.change_operation(&taken)), Code::Usage);
    assert_eq!(given.reopened()?.operations()?, [changed, given.operation.clone()]);
    assert_eq!(code(archive.operation_named("Nadie")), Code::NotFound);
    Ok(())
}

#[test]
fn a_removed_operation_can_come_back_with_its_rows() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("a", "2026-03-01")])?;
    let (archive, id) = (&given.archive, &given.operation.id);
    archive.remove_operation(id, false)?;
    assert!(archive.operations()?.is_empty());
    assert_eq!(code(archive.operation(id)), Code::NotFound);
    assert_eq!(code(archive.remove_operation(id, false)), Code::NotFound);
    let namesake = archive.add_operation("Ventas", Place::Loopback(1), given.operation.zone)?;
    assert_eq!(code(archive.revive_operation(id, "ventas")), Code::Usage);
    archive.remove_operation(&namesake.id, true)?;
    let removed = archive.removed_operations()?;
    assert_eq!(removed, std::slice::from_ref(&given.operation));
    assert_eq!(archive.revive_operation(id, "Ventas")?, given.operation);
    assert_eq!(given.ids(day("2026-03-01"))?, ["a"]);
    Ok(())
}

#[test]
fn erasing_an_operation_leaves_nothing_of_it() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("a", "2026-03-01")])?;
    let (archive, id) = (&given.archive, &given.operation.id);
    archive.count_call(id, date("2026-03-01"))?;
    let secret = RosterEntry {
        agent: "7".to_owned(),
        name: "Unlikely Canary Name".to_owned(),
        ..RosterEntry::default()
    };
    archive.put_roster(id, &[secret])?;
    let pin = archive.pin()?;
    archive.remove_operation(id, true)?;
    assert_eq!(given.files().len(), 1, "still pinned");
    drop(pin);
    assert!(given.files().is_empty());
    assert!(archive.windows(&given.subject, day("2026-03-01"))?.is_empty());
    assert_eq!(code(archive.operation(id)), Code::NotFound);
    assert_eq!(code(archive.remove_operation(id, true)), Code::NotFound);
    for entry in std::fs::read_dir(given.home())?.flatten().filter(|e| e.path().is_file()) {
        let bytes = std::fs::read(entry.path())?;
        let found = bytes.windows(20).any(|part| part == b"Unlikely Canary Name");
        assert!(!found, "{:?} still knows the agent", entry.path());
    }
    Ok(())
}

#[test]
fn calls_count_by_day_and_what_wolkvox_says_wins() -> Result<()> {
    let given = given()?;
    let (archive, id) = (&given.archive, &given.operation.id);
    let (monday, tuesday) = (date("2026-03-02"), date("2026-03-03"));
    assert_eq!((archive.quota(id, monday)?.calls, archive.quota(id, monday)?.left()), (0, None));
    assert_eq!((archive.count_call(id, monday)?, archive.count_call(id, monday)?), (1, 2));
    archive.tell_quota(id, monday, Some(1000), Some(900), utc(NOW))?;
    assert_eq!(archive.count_call(id, monday)?, 3);
    let quota = given.reopened()?.quota(id, monday)?;
    assert_eq!((quota.calls, quota.calls_since, quota.left()), (3, 1, Some(899)));
    assert_eq!((quota.limit, quota.told_at), (Some(1000), Some(utc(NOW))));
    // The next day begins anew; the limit is the one last told.
    let quota = archive.quota(id, tuesday)?;
    assert_eq!((quota.calls, quota.limit, quota.left()), (0, Some(1000), Some(1000)));
    assert_eq!(archive.count_call(id, tuesday)?, 1);
    assert_eq!(archive.quota(id, tuesday)?.left(), Some(999));
    assert_eq!(archive.quota(id, date("2026-03-01"))?.limit, None, "not known then");
    Ok(())
}

#[test]
fn density_keeps_the_peak_and_forgets_it_slowly() -> Result<()> {
    let given = given()?;
    let archive = &given.archive;
    assert_eq!(archive.density(&given.subject)?, None);
    archive.learn_density(&given.subject, day("2026-03-01"), 86_400)?;
    archive.learn_density(&given.subject, day("2026-03-02"), 0)?;
    let known = archive.density(&given.subject)?.expect("learned");
    assert!((known - 0.9).abs() < 1e-9, "{known}");
    Ok(())
}

#[test]
fn the_roster_takes_in_names_and_keeps_what_people_decided() -> Result<()> {
    let given = given()?;
    let (archive, id) = (&given.archive, &given.operation.id);
    let entry = RosterEntry {
        agent: "0071".to_owned(),
        name: "Ana".to_owned(),
        aliases: vec!["ana_p".to_owned()],
        team: "Norte".to_owned(),
        excluded_from: Some(date("2026-03-10")),
        excluded_to: None,
    };
    archive.put_roster(id, std::slice::from_ref(&entry))?;
    let listed = [("0071", "Ana Pérez"), ("72", "Luis")].map(|(a, n)| (a.into(), n.into()));
    assert_eq!(archive.merge_agents(id, &listed)?, 2);
    assert_eq!(archive.merge_agents(id, &listed)?, 0);
    let roster = archive.roster(id)?;
    assert_eq!((roster[0].name.as_str(), roster[0].team.as_str()), ("Ana Pérez", "Norte"));
    assert_eq!(roster[0].aliases, ["ana_p", "Ana"]);
    assert_eq!((roster[1].agent.as_str(), roster[1].team.as_str()), ("72", ""));
    let left_out = |day| roster[0].is_excluded(date(day));
    assert!(
        !left_out("2026-03-09")
            && left_out("2026-03-10")
            && !roster[1].is_excluded(date("2026-03-10"))
    );
    archive.remove_agent(id, "72")?;
    assert_eq!(archive.roster(id)?.len(), 1);
    Ok(())
}

#[test]
fn a_state_means_the_same_however_it_is_written() -> Result<()> {
    let given = given()?;
    let (archive, id) = (&given.archive, &given.operation.id);
    let meal = StateMeaning { class: StateClass::Meal, color: Some("aux2".to_owned()) };
    archive.set_state_meaning(id, " ALMUERZO-Sede ", Some(&meal))?;
    assert_eq!(archive.state_meanings(id)?.get("almuerzo_sede"), Some(&meal));
    archive.set_state_meaning(id, "almuerzo sede", None)?;
    assert!(archive.state_meanings(id)?.is_empty());
    for (class, name) in StateClass::ALL {
        assert_eq!((class.name(), StateClass::parse(name)), (*name, Some(*class)));
    }
    Ok(())
}

#[test]
fn settings_views_exports_names_and_runs_come_back_as_they_went_in() -> Result<()> {
    let given = given()?;
    let (archive, id) = (&given.archive, &given.operation.id);
    archive.set_setting("language", Some(&json!("es")))?;
    archive.set_setting("folder", Some(&json!({"export": "/tmp"})))?;
    archive.set_setting("folder", None)?;
    assert_eq!(archive.setting("language")?, Some(json!("es")));
    assert_eq!(archive.settings()?.len(), 1);

    let view = archive.save_view("Lunes", &json!({"filters": []}))?;
    let again = archive.save_view("LUNES", &json!({"filters": [1]}))?;
    assert_eq!(view.id, again.id);
    assert_eq!(archive.views()?, [again]);
    archive.remove_view(view.id)?;
    assert_eq!(code(archive.remove_view(view.id)), Code::NotFound);
    assert_eq!(code(archive.save_view(" ", &json!({}))), Code::Usage);

    let export = ExportEntry {
        at: utc(NOW),
        path: "/tmp/Ventas.xlsx".into(),
        edition: "client".to_owned(),
        facts: json!({"rows": 12}),
    };
    archive.log_export(&export)?;
    assert_eq!(archive.exports(10)?, [export]);

    let names = [("2", "Beta"), ("1", "Alfa")].map(|(i, n)| (i.to_owned(), n.to_owned()));
    archive.put_names(id, Picker::Campaigns, &names, utc(NOW))?;
    archive.put_names(id, Picker::Campaigns, &names[1..], utc(NOW))?;
    assert_eq!(archive.names(id, Picker::Campaigns)?, names[1..]);
    assert_eq!(archive.names_read(id, Picker::Campaigns)?, Some(utc(NOW)));
    assert_eq!(archive.names_read(id, Picker::Skills)?, None);

    let run = archive.start_run(id, utc(NOW), &json!({"trigger": "user"}))?;
    assert_eq!(archive.runs(id, 5)?[0].finished, None);
    archive.end_run(run, utc(NOW), Code::QuotaSpent.as_str(), &json!({"calls": 7}))?;
    let ended = &archive.runs(id, 5)?[0];
    assert_eq!((ended.outcome.as_str(), &ended.diagnosis), ("QUO-2", &json!({"calls": 7})));
    assert_eq!(code(archive.end_run(99, utc(NOW), "", &json!({}))), Code::NotFound);
    Ok(())
}
