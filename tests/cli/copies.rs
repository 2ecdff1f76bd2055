//! `backup` and `restore`, also where the archive cannot be opened any more.

use crate::bench::{Bench, TWO_DAYS, error_of, files_below};
use serde_json::json;

const ONE: [&str; 1] = ["--json"];

#[test]
fn a_backup_is_restored_in_place_and_the_old_archive_is_kept() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    let rows = bench.ask("rows", "agent_9", TWO_DAYS, &ONE).ends(0).document();
    let backup = bench.json(&["backup", "Copia"], 0);
    bench.golden("backup", &backup);
    let again = bench.json(&["backup", "Copia"], 2);
    assert_eq!(error_of(&again), "USE-1");

    bench.run(&["operation", "remove", "Ventas", "--erase-archive"]).ends(0);
    bench.golden("restore", &bench.json(&["restore", "Copia"], 0));
    assert_eq!(bench.ask("rows", "agent_9", TWO_DAYS, &ONE).ends(0).document(), rows);
    assert_eq!(bench.json(&["verify", "--full"], 0)["findings"], json!([]));
    let kept = std::fs::read_dir(bench.path("data")).expect("a folder").flatten();
    let names: Vec<_> =
        kept.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.starts_with("before-restore-")), "{names:?}");
}

#[test]
fn a_lost_ledger_is_no_obstacle() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    bench.run(&["backup", "Copia"]).ends(0);
    std::fs::write(bench.path("data/ledger.sqlite"), "no ledger any more").expect("writable");
    assert_eq!(error_of(&bench.json(&["verify"], 7)), "ARC-1");
    let told = bench.run(&["restore", "Copia", "--lang", "en"]).ends(0);
    assert!(told.out.contains("is in its place"), "{}", told.out);
    bench.ask("rows", "agent_9", TWO_DAYS, &[]).ends(0);
}

#[test]
fn damage_and_wrong_folders_are_told() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    assert_eq!(error_of(&bench.json(&["restore", "nowhere"], 2)), "FIL-1");
    assert_eq!(error_of(&bench.json(&["backup", "../data/Copia"], 7)), "XLS-2");
    bench.run(&["backup", "Copia"]).ends(0);
    let segment = files_below(&bench.path("out/Copia"))
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "parquet"))
        .expect("a segment");
    std::fs::write(segment, "no rows here").expect("writable");
    let restored = bench.json(&["restore", "Copia"], 6);
    assert_eq!((&restored["damaged"], &restored["waits"]), (&json!(1), &json!(false)));
    bench.fetch("agent_9", TWO_DAYS);
    assert_eq!(bench.json(&["verify", "--full"], 0)["findings"], json!([]));
}
