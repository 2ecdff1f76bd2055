//! Report files: those that come with the program, the format, and what it refuses.

use atalaya_core::reports::{Catalogue, Fold, Grain, Kind, Role, Shape, Texts, parse_report};
use atalaya_core::{Code, Error};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A small valid file; each bad variant changes one place of it.
const GOOD: &str = include_str!("../fixtures/reports/demo_1.toml");

/// What is replaced, by what, the line of the refusal, and a part of its reason.
const BAD: &[(&str, &str, usize, &str)] = &[
    // not TOML, or not this form
    ("version = 1", "version = ", 3, "value"),
    ("family = \"demo\"", "family = \"demo", 2, "invalid basic string"),
    ("grain = \"event\"", "grain = \"event\"\ngrain = \"daily\"", 5, "duplicate key"),
    ("version = 1", "version = \"one\"", 3, "expected u32"),
    ("version = 1", "version = 1\ncolour = \"red\"", 4, "unknown field `colour`"),
    ("kind = \"id\"", "kind = \"id\"\nlenght = 3", 28, "unknown field `lenght`"),
    ("required = true\n", "", 11, "missing field `required`"),
    ("en = \"Example\", ", "", 8, "missing field `en`"),
    ("pt = \"Ninguém\"", "fr = \"Personne\"", 41, "unknown field `fr`"),
    ("label.pt = \"Chamada\"\n", "", 28, "missing field `pt`"),
    ("time = \"date\"", "time = \"date\"\nshape = { tree = \"x\" }", 6, "unknown variant `tree`"),
    // words that mean nothing
    ("code = \"demo_1\"", "code = \"demo_2\"", 1, "differs from the file name 'demo_1'"),
    ("code = \"demo_1\"", "code = \"Demo-1\"", 1, "code 'Demo-1' is not like agent_2"),
    ("code = \"demo_1\"", "code = \"demo_1_\"", 1, "is not like agent_2"),
    ("family = \"demo\"", "family = \"agent\"", 2, "family is not the first word"),
    ("version = 1", "version = 0", 3, "versions start at 1"),
    ("grain = \"event\"", "grain = \"hourly\"", 4, "unknown grain 'hourly'; known: event, daily"),
    ("kind = \"id\"", "kind = \"number\"", 27, "unknown kind 'number'; known: text, id"),
    ("role = \"start\"", "role = \"begin\"", 21, "unknown role 'begin'"),
    ("role = \"start\"", "role = \"duration\"", 21, "role duration does not fit datetime"),
    ("filters = \"skill\"", "picker = \"queues\"", 15, "unknown picker 'queues'; known: agents"),
    ("color = \"aux1\"", "color = \"#c04\"", 40, "unknown color '#c04'; known: ready, talk"),
    ("name = \"share\"", "name = \"Share %\"", 45, "'Share %' is not a name"),
    ("name = \"share\"", "name = \"_day\"", 45, "'_day' is not a name"),
    ("kpis = [\"aht\"]", "kpis = [\"AHT\"]", 7, "'AHT' is not a name"),
    ("es = \"Ejemplo\"", "es = \" \"", 8, "this text is empty"),
    ("all = \"all\"", "all = \"\"", 14, "all is empty"),
    // words that disagree with each other
    ("time = \"date\"\n", "", 4, "grain event needs a time column"),
    ("time = \"date\"", "time = \"moment\"", 5, "time: no column 'moment'"),
    ("time = \"date\"", "time = \"call\"", 5, "time: 'call' is id"),
    ("grain = \"event\"", "grain = \"exact\"", 5, "time is for grain event only"),
    ("[\"call\"]", "[\"call\", \"skil\"]", 6, "natural_key: no column 'skil'"),
    ("[\"call\"]", "[\"call\", \"call\"]", 6, "natural_key: 'call' comes twice"),
    ("kpis = [\"aht\"]", "charts = [\"a\", \"a\"]", 7, "charts: 'a' comes twice"),
    ("filters = \"skill\"", "filters = \"queue\"", 15, "filters: no column 'queue'"),
    ("name = \"skill_id\"", "name = \"date_ini\"", 35, "wire: no parameter 'skill_id'"),
    ("name = \"share\"", "name = \"call\"", 45, "column 'call' comes twice"),
    ("name = \"share\"", "name = \"share\"\nwire = \"call\"", 46, "wire name 'call' comes twice"),
    ("name = \"share\"", "name = \"share\"\nwire = \" \"", 46, "wire is empty"),
    ("skill {skill_id}", "skill {skill", 35, "braces do not match"),
    ("skill {skill_id}", "skill skill_id}", 35, "braces do not match"),
    ("kind = \"percent\"", "kind = \"datetime\"\nrole = \"start\"", 47, "role 'start' comes twice"),
    (
        "kind = \"percent\"",
        "kind = \"percent\"\nfold = \"sum\"",
        47,
        "fold is for numbers of daily",
    ),
    ("kind = \"percent\"", "kind = \"percent\"\npersonal = true", 47, "only text can be masked"),
    ("kind = \"choice\"", "kind = \"text\"", 40, "values are for kind choice; this is text"),
    ("value = \"no_answer\"", "value = \"NO-ANSWER\"", 41, "is written 'no_answer' here"),
    ("value = \"no_answer\"", "value = \"sales\"", 41, "value 'sales' comes twice"),
    ("time = \"date\"", "time = \"date\"\nshape = { keyed = \"x\" }", 6, "shape: no column 'x'"),
    ("time = \"date\"", "time = \"date\"\nshape = { keyed = \"share\" }", 6, "must be text"),
    (
        "time = \"date\"",
        "time = \"date\"\nshape = { nested = \"x\" }",
        6,
        "no column is inside 'x'",
    ),
    ("name = \"share\"", "name = \"share\"\ninside = \"x\"", 46, "inside needs shape"),
];

/// The same for a daily report.
const BAD_DAILY: &[(&str, &str, usize, &str)] = &[
    ("kind = \"percent\"", "kind = \"percent\"", 44, "needs fold"),
    ("kind = \"percent\"", "kind = \"percent\"\nfold = \"sum\"", 46, "shares do not add up"),
    ("kind = \"percent\"", "kind = \"percent\"\nfold = \"mean\"", 46, "unknown variant `mean`"),
    (
        "kind = \"percent\"",
        "kind = \"percent\"\nfold = { weighted_by = \"calls\" }",
        46,
        "weighted_by: no column 'calls'",
    ),
    (
        "kind = \"percent\"",
        "kind = \"percent\"\nfold = { weighted_by = \"skill\" }",
        46,
        "weighted_by: no column 'skill'",
    ),
    ("kind = \"id\"", "kind = \"id\"\nfold = \"sum\"", 27, "fold is for numbers"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn texts(report: &atalaya_core::reports::Report) -> Vec<&Texts> {
    let mut all = vec![&report.title, &report.question];
    for column in &report.columns {
        all.extend([&column.label, &column.meaning]);
        all.extend(column.values.iter().map(|value| &value.label));
    }
    all.extend(report.params.iter().map(|param| &param.label));
    all
}

fn param<'a>(error: &'a Error, name: &str) -> &'a str {
    error.params().iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

/// How a file is refused: `line: reason`.
fn refusal(text: &str) -> String {
    match parse_report("demo_1.toml", text) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => {
            assert_eq!(error.code(), Code::ReportFile);
            assert_eq!(param(&error, "file"), "demo_1.toml");
            format!("{}: {}", param(&error, "line"), param(&error, "why"))
        }
    }
}

fn check(good: &str, bad: &[(&str, &str, usize, &str)]) {
    let mut wrong = Vec::new();
    for (from, to, line, why) in bad {
        assert!(good.contains(from), "the table names text that is not in the file: {from}");
        let got = refusal(&good.replacen(from, to, 1));
        if !(got.starts_with(&format!("{line}: ")) && got.contains(why)) {
            wrong.push(format!("{to:?}\n  wanted {line}: …{why}…\n  got    {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_bad_file_is_refused_with_line_and_reason() {
    assert_eq!(refusal(GOOD), "accepted");
    check(GOOD, BAD);
    check(&GOOD.replace("time = \"date\"\n", "").replace("\"event\"", "\"daily\""), BAD_DAILY);
}

#[test]
fn an_empty_file_and_a_file_without_columns_are_refused() {
    assert_eq!(refusal(""), "1: missing field `code`");
    let head = GOOD.split("\n[[params]]").next().unwrap_or_default();
    assert_eq!(refusal(&format!("columns = []\n{head}")), "1: a report has columns");
}

#[test]
fn the_built_in_files_are_all_read() {
    let folder = root().join("src-tauri/core/reports");
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("the folder is part of the source") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("readable");
        let report = parse_report(&name, &text).unwrap_or_else(|error| panic!("{error}"));
        let listed = Catalogue::built_in().get(&report.code);
        assert_eq!(listed.map(AsRef::as_ref), Some(&report), "build script list");
        files += 1;
    }
    assert_eq!(Catalogue::built_in().all().len(), files);
}

#[test]
fn reports_come_by_family_and_number() {
    let codes: Vec<_> = Catalogue::built_in().all().iter().map(|r| r.code.as_str()).collect();
    let expected = ["agent_2", "agent_9", "agent_13", "agent_14", "campaign_7", "diagram_11"];
    assert_eq!(codes, expected);
    assert!(Catalogue::built_in().get("agent_99").is_none());
    let error = Catalogue::built_in().named("agent_99").expect_err("there is none");
    assert_eq!(error.code(), Code::NotFound);
}

/// The documented response of each report, in order.
#[test]
fn built_in_columns_are_the_documented_ones() {
    let documented: BTreeMap<&str, &str> = [
        (
            "agent_2",
            "agent_id agent_status time date_ini date_end conn_id type_interaction destiny \
             telephone campaign_id",
        ),
        ("agent_9", "agent_name count hold_time mute_time total_time"),
        ("agent_13", "agent_name agent_id conn_id date telephone type_interaction time"),
        (
            "agent_14",
            "agent_id agent_status time date_ini date_end conn_id type_interaction destinity \
             telephone campaign_id agent_dni agent_name",
        ),
        (
            "diagram_11",
            "conn_id time_on_rp end_date_rp rp_id ani customer_id time_on_skill skill_id \
             skill_result go_to_agent agent_id agent_name time_with_agent cod_act cod_act_2 \
             type_interaction total_time",
        ),
        ("campaign_7", "customer_id campaign_id file_name telephone result date"),
    ]
    .into();
    for report in Catalogue::built_in().all() {
        let names: Vec<_> = report.columns.iter().map(|column| column.wire.as_str()).collect();
        assert_eq!(names.join(" "), documented[report.code.as_str()], "{}", report.code);
        assert!(report.columns.iter().all(|column| column.name == column.wire));
    }
}

#[test]
fn both_state_reports_carry_the_same_roles() {
    let catalogue = Catalogue::built_in();
    let one = catalogue.get("agent_2").expect("built in");
    let all = catalogue.get("agent_14").expect("built in");
    for column in &one.columns {
        let role = column.role.expect("every column of agent_2 has a role");
        let twin = all.by_role(role).expect("agent_14 has the role too");
        assert_eq!((&twin.kind, &twin.values), (&column.kind, &column.values), "{}", column.name);
    }
}

#[test]
fn what_names_a_person_is_marked() {
    let roles = [Role::Customer, Role::Phone, Role::Destination, Role::AgentDocument];
    for report in Catalogue::built_in().all() {
        for column in &report.columns {
            let person = column.role.is_some_and(|role| roles.contains(&role));
            assert_eq!(column.personal, person, "{} {}", report.code, column.name);
        }
    }
}

#[test]
fn built_in_texts_are_short_where_space_is_short() {
    for report in Catalogue::built_in().all() {
        for column in &report.columns {
            for lang in ["es", "en", "pt"] {
                let label = column.label.get(lang);
                assert!(label.chars().count() <= 24, "{} {label}: a header is short", report.code);
                assert!(column.meaning.get(lang).ends_with('.'), "{} {label}", report.code);
            }
        }
        assert!(!report.kpis.is_empty() && !report.charts.is_empty(), "{}", report.code);
        assert!(!report.caution.en.is_empty(), "{}", report.code);
        for text in texts(report) {
            assert!([&text.es, &text.en, &text.pt].iter().all(|text| !text.contains("  ")));
        }
    }
}

#[test]
fn hold_and_mute_adds_up_over_days() {
    let report = Catalogue::built_in().get("agent_9").expect("built in");
    assert_eq!((report.grain, report.may_total, &report.time), (Grain::Daily, true, &None));
    let sums = report.columns.iter().filter(|column| column.fold == Fold::Sum).count();
    assert_eq!(sums, 4, "all but the name");
}

#[test]
fn a_campaign_question_is_answered_from_all_campaigns() {
    let report = Catalogue::built_in().get("campaign_7").expect("built in");
    let complete = report.complete(&BTreeMap::new()).expect("the all-value stands in");
    assert_eq!(complete["campaign_id"], "all");
    let filters = report.param("campaign_id").and_then(|param| param.filters.clone());
    assert_eq!(filters.as_deref(), Some("campaign_id"));
    let one = Catalogue::built_in().get("agent_2").expect("built in");
    assert!(one.complete(&BTreeMap::new()).is_err(), "agent_2 has no all-value");
}

fn fixture(code: &str) -> atalaya_core::reports::Report {
    let file = format!("{code}.toml");
    let path = root().join("tests/fixtures/reports").join(&file);
    let text = fs::read_to_string(path).expect("a fixture");
    parse_report(&file, &text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn nested_hours_need_no_code() {
    let report = fixture("agent_5");
    assert_eq!(report.shape, Shape::Nested("status_x_hour".to_owned()));
    let inside = report.columns.iter().filter(|column| column.inside.is_some()).count();
    assert_eq!((report.columns.len(), inside), (16, 14));
    let aht = report.column("aht").expect("documented");
    assert_eq!(aht.fold, Fold::WeightedBy("calls".to_owned()));
}

#[test]
fn an_object_of_objects_needs_no_code() {
    let report = fixture("cdr_4");
    assert_eq!(report.shape, Shape::Keyed("band".to_owned()));
    assert_eq!(report.column("band").map(|column| column.values.len()), Some(5));
}

#[test]
fn a_column_named_by_a_parameter_needs_no_code() {
    let report = fixture("skill_1");
    let custom = report.column("service_level_custom").expect("documented");
    assert_eq!(custom.wire, "service_level_{services_time}seg");
    let complete = report.complete(&BTreeMap::new()).expect("optional");
    assert_eq!(complete.get("services_time"), None);
}

#[test]
fn other_documented_oddities_need_no_code() {
    let campaign = fixture("campaign_3");
    assert!(campaign.columns.iter().any(|column| column.name == "opt12"));
    let chat = fixture("chat_1");
    let answers = chat.column("agent_answers").expect("documented");
    assert_eq!((answers.wire.as_str(), answers.kind), ("agent_anwers ", Kind::Integer));
}

#[test]
fn a_parameter_may_list_its_values() {
    let listed = GOOD.replace(
        "label = { es = \"Cola\", en = \"Queue\", pt = \"Fila\" }\n\n[[columns]]\nname = \"date\"",
        "label = { es = \"Cola\", en = \"Queue\", pt = \"Fila\" }\n\
         values = [{ value = \"cod_act1\", label = { es = \"1\", en = \"1\", pt = \"1\" } }]\n\n\
         [[columns]]\nname = \"date\"",
    );
    let report = parse_report("demo_1.toml", &listed).expect("valid");
    let given = |value: &str| BTreeMap::from([("skill_id".to_owned(), value.to_owned())]);
    assert_eq!(report.complete(&given("COD_ACT1")).expect("listed")["skill_id"], "cod_act1");
    assert_eq!(report.complete(&given("ALL")).expect("the all-value")["skill_id"], "all");
    let error = report.complete(&given("cod_act3")).expect_err("not listed");
    assert_eq!((error.code(), param(&error, "known")), (Code::Usage, "cod_act1"));
}

#[test]
fn a_user_adds_reports_and_a_bad_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &[u8]| {
        fs::write(folder.path().join(name), text).expect("written");
    };
    write("demo_1.toml", GOOD.as_bytes());
    write("demo_2.toml", GOOD.as_bytes());
    write("demo_3.toml", b"code = \"demo_3\"\n# \xf1");
    write("notes.txt", b"not a report");
    let (catalogue, refused) = Catalogue::with_folder(folder.path());
    assert_eq!(catalogue.all().len(), Catalogue::built_in().all().len() + 1);
    assert!(catalogue.get("demo_1").is_some());
    let refused: Vec<_> = refused.iter().map(Error::detail).collect();
    assert_eq!(
        refused,
        [
            "demo_2.toml:1: code 'demo_1' differs from the file name 'demo_2'",
            "demo_3.toml:2: the text is not UTF-8",
        ]
    );
}

#[test]
fn a_user_file_replaces_a_built_in_one_only_with_a_higher_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let built_in = root().join("src-tauri/core/reports/agent_9.toml");
    let text = fs::read_to_string(built_in).expect("readable");
    let path = folder.path().join("agent_9.toml");
    fs::write(&path, &text).expect("written");
    let (_, refused) = Catalogue::with_folder(folder.path());
    assert_eq!(refused.len(), 1, "the same version is refused");
    fs::write(&path, text.replace("version = 1", "version = 2")).expect("written");
    let (catalogue, refused) = Catalogue::with_folder(folder.path());
    assert!(refused.is_empty());
    assert_eq!(catalogue.get("agent_9").map(|report| report.version), Some(2));
    assert_eq!(catalogue.all().len(), Catalogue::built_in().all().len());
}

#[test]
fn a_folder_that_does_not_exist_holds_no_reports() {
    let (catalogue, refused) = Catalogue::with_folder(Path::new("/nonexistent/atalaya"));
    assert_eq!(catalogue.all(), Catalogue::built_in().all());
    assert!(refused.is_empty());
}
