//! Filters of every kind against the same rows in memory.

use super::world::{Row, World, as_shown, at, day};
use atalaya_core::Code;
use atalaya_core::query::{
    Filter, Filters, Join, Question, Sort, Test, Value, fold, read_filter, read_sort,
};
use atalaya_core::reports::normal_form;
use tokio_util::sync::CancellationToken;

fn number(row: &Row, column: &str) -> Option<f64> {
    row[column].as_f64()
}

fn text<'a>(row: &'a Row, column: &str) -> Option<&'a str> {
    row[column].as_str()
}

fn whole(n: i64) -> Value {
    Value::Integer(n)
}

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

type Case = (&'static str, Vec<Test>, Join, Box<dyn Fn(&Row) -> bool>);

fn one(column: &'static str, test: Test, holds: impl Fn(&Row) -> bool + 'static) -> Case {
    (column, vec![test], Join::And, Box::new(holds))
}

fn number_cases() -> Vec<Case> {
    let is = |n: Option<f64>, holds: fn(f64) -> bool| n.is_some_and(holds);
    vec![
        one("time", Test::Is(vec![whole(90)]), move |r| is(number(r, "time"), |n| n == 90.0)),
        one("time", Test::IsNot(vec![whole(90)]), move |r| !is(number(r, "time"), |n| n == 90.0)),
        one("time", Test::Below(whole(90)), move |r| is(number(r, "time"), |n| n < 90.0)),
        one("time", Test::AtMost(whole(90)), move |r| is(number(r, "time"), |n| n <= 90.0)),
        one("calls", Test::Above(whole(-1)), move |r| is(number(r, "calls"), |n| n > -1.0)),
        one("calls", Test::AtLeast(Value::Number(1.5)), move |r| {
            is(number(r, "calls"), |n| n >= 1.5)
        }),
        one("cost", Test::Between(Value::Number(10.5), whole(20)), move |r| {
            is(number(r, "cost"), |n| (10.5..=20.0).contains(&n))
        }),
        one("share", Test::Is(vec![Value::Number(0.25), Value::Number(1.0)]), move |r| {
            is(number(r, "share"), |n| n == 0.25 || n == 1.0)
        }),
        one("calls", Test::Empty, |r| r["calls"].is_null()),
        one("calls", Test::NotEmpty, |r| !r["calls"].is_null()),
        one("calls", Test::Is(vec![]), |_| false),
        ("time", vec![Test::Below(whole(60)), Test::Above(whole(4_900))], Join::Or, {
            Box::new(move |r| is(number(r, "time"), |n| !(60.0..=4_900.0).contains(&n)))
        }),
        ("time", vec![Test::Above(whole(60)), Test::Below(whole(900))], Join::And, {
            Box::new(move |r| is(number(r, "time"), |n| n > 60.0 && n < 900.0))
        }),
    ]
}

fn text_cases() -> Vec<Case> {
    let unknown = |row: &Row, column: &str| matches!(text(row, column), None | Some("" | "-"));
    let has = |row: &Row, column: &str, part: &str| {
        text(row, column).is_some_and(|text| fold(text).contains(part))
    };
    vec![
        one("agent_id", Test::Is(vec![words("0003")]), |r| r["agent_id"] == "0003"),
        one("agent_id", Test::IsNot(vec![words("0003"), words("0004")]), |r| {
            r["agent_id"] != "0003" && r["agent_id"] != "0004"
        }),
        one("agent_name", Test::Is(vec![words("Ana Pérez")]), |r| r["agent_name"] == "Ana Pérez"),
        one("agent_name", Test::Contains("PEREZ".into()), move |r| has(r, "agent_name", "perez")),
        one("agent_name", Test::Lacks("Ñand".into()), move |r| !has(r, "agent_name", "nand")),
        one("agent_name", Test::Starts("osc".into()), |r| r["agent_name"] == "Óscar Ruiz"),
        one("agent_name", Test::Ends("RUIZ".into()), |r| r["agent_name"] == "Óscar Ruiz"),
        one("agent_name", Test::Empty, move |r| unknown(r, "agent_name")),
        one("agent_name", Test::NotEmpty, move |r| !unknown(r, "agent_name")),
        one("agent_status", Test::Is(vec![words("ready")]), |r| {
            text(r, "agent_status").is_some_and(|s| s.eq_ignore_ascii_case("ready"))
        }),
        one("agent_status", Test::IsNot(vec![words("No Answer"), words("ACW")]), |r| {
            let form = text(r, "agent_status").map(normal_form);
            !matches!(form.as_deref(), Some("no_answer" | "acw"))
        }),
        one("slot", Test::AtLeast(words("08:00")), |r| {
            text(r, "slot").is_some_and(|s| s >= "08:00")
        }),
    ]
}

fn time_cases() -> Vec<Case> {
    let begin = |row: &Row| row["date_ini"].as_str().map(str::to_owned);
    let on = move |row: &Row, date: &str| begin(row).is_some_and(|text| text.starts_with(date));
    let noon = Value::Moment(at(3, "12:00:00"));
    vec![
        one("date_ini", Test::Is(vec![Value::Day(day(2))]), move |r| on(r, "2026-03-02")),
        one("date_ini", Test::IsNot(vec![Value::Day(day(2))]), move |r| !on(r, "2026-03-02")),
        one("date_ini", Test::Above(Value::Day(day(4))), move |r| {
            begin(r).is_some_and(|text| text.as_str() >= "2026-03-05")
        }),
        one("date_ini", Test::AtMost(Value::Day(day(4))), move |r| {
            begin(r).is_some_and(|text| text.as_str() < "2026-03-05")
        }),
        one("date_ini", Test::Below(noon), move |r| {
            begin(r).is_some_and(|text| text.as_str() < "2026-03-03T12:00:00")
        }),
        one("due", Test::Between(Value::Day(day(3)), Value::Day(day(9))), |r| {
            text(r, "due").is_some_and(|due| ("2026-03-03"..="2026-03-09").contains(&due))
        }),
        one("due", Test::Empty, |r| r["due"].is_null()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_filter_finds_what_a_plain_loop_finds() {
    let world = World::calls(1, false);
    let token = CancellationToken::new();
    for (column, tests, join, holds) in
        number_cases().into_iter().chain(text_cases()).chain(time_cases())
    {
        let filter = Filter { column: column.to_owned(), tests, join };
        let said = format!("{filter:?}");
        let filters = Filters { all: vec![filter], ..Filters::default() };
        // By duration, then agent: `ordinary` rows in order of arrival are compared as a set here.
        let question = Question { filters: filters.clone(), sort: vec![] };
        let mut found = world.ask(&question).await;
        let mut wanted: Vec<Row> =
            world.ordinary().into_iter().filter(|row| holds(row)).map(as_shown).collect();
        let key = |row: &Row| format!("{row:?}");
        found.sort_by_key(key);
        wanted.sort_by_key(key);
        assert_eq!(found.len(), wanted.len(), "{said}");
        assert_eq!(found, wanted, "{said}");
        let counted = world.engine.count(&world.table, &filters, &token).await.expect("a count");
        assert_eq!(counted, wanted.len() as u64, "both ways of reading agree on {said}");
    }
}

#[tokio::test]
async fn filters_hold_together_and_the_quick_search_looks_into_every_text() {
    let world = World::calls(2, true);
    let filters = Filters {
        all: vec![
            Filter::one("time", Test::Above(whole(1_000))),
            Filter::one("agent_status", Test::Is(vec![words("ready")])),
        ],
        search: " óscar ".to_owned(),
        totals: false,
    };
    let found = world.ask(&Question { filters, sort: vec![] }).await;
    let holds = |row: &&Row| {
        let ready = text(row, "agent_status").is_some_and(|s| s.eq_ignore_ascii_case("ready"));
        let searched = ["agent_id", "agent_name", "agent_status", "slot", "destinity"];
        let mut texts = searched.iter().filter_map(|column| text(row, column));
        ready
            && number(row, "time").is_some_and(|n| n > 1_000.0)
            && texts.any(|text| fold(text).contains("oscar"))
    };
    let wanted = world.ordinary().into_iter().filter(holds).count();
    assert!(wanted > 0, "the case must not be empty");
    assert_eq!(found.len(), wanted);
}

#[tokio::test]
async fn totals_are_left_out_unless_asked_for() {
    let world = World::calls(3, true);
    let totals = world.rows.len() - world.ordinary().len();
    assert!(totals > 0);
    let question =
        |totals| Question { filters: Filters { totals, ..Filters::default() }, sort: vec![] };
    assert_eq!(world.ask(&question(false)).await.len(), world.ordinary().len());
    assert_eq!(world.ask(&question(true)).await.len(), world.rows.len());
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_the_names_that_can() {
    let world = World::calls(4, true);
    let token = CancellationToken::new();
    let ask = |filter: Filter| Filters { all: vec![filter], ..Filters::default() };
    let refused = [
        ask(Filter::one("agent", Test::Empty)),
        ask(Filter::one("_total", Test::Empty)),
        ask(Filter::one("time", Test::Contains("1".into()))),
        ask(Filter::one("agent_id", Test::Above(words("1")))),
        ask(Filter::one("time", Test::Is(vec![words("1")]))),
    ];
    for filters in refused {
        let error = world.engine.count(&world.table, &filters, &token).await.expect_err("refused");
        assert_eq!(error.code(), Code::Usage, "{filters:?}");
    }
    let error = read_filter(&world.table.report, "agent = 1").expect_err("no such column");
    let known = error.params().iter().find(|(name, _)| *name == "known").expect("names");
    assert!(known.1.contains("agent_id, agent_name"), "{known:?}");
}

#[test]
fn the_command_lines_filters_are_read_by_kind() {
    let report = super::world::report("calls", super::world::COLUMNS);
    let read = |text: &str| read_filter(&report, text).map(|filter| filter.tests);
    let cases: &[(&str, Test)] = &[
        ("time > 90", Test::Above(whole(90))),
        ("time>=0:01:30", Test::AtLeast(whole(90))),
        ("time < 1m30", Test::Below(whole(90))),
        ("time = 1h", Test::Is(vec![whole(3600)])),
        ("time <= 2h5m10s", Test::AtMost(whole(7510))),
        ("calls = -3", Test::Is(vec![whole(-3)])),
        ("share >= 50%", Test::AtLeast(Value::Number(0.5))),
        ("share >= 0.5", Test::AtLeast(Value::Number(0.5))),
        ("agent_id = 0001", Test::Is(vec![words("0001")])),
        ("agent_id in 0001, 0002", Test::Is(vec![words("0001"), words("0002")])),
        ("agent_name contains Ana Pérez", Test::Contains("Ana Pérez".into())),
        ("agent_name starts a", Test::Starts("a".into())),
        ("agent_name != Zoe", Test::IsNot(vec![words("Zoe")])),
        ("slot = 8:00", Test::Is(vec![words("08:00")])),
        ("due empty", Test::Empty),
        ("due notempty", Test::NotEmpty),
        ("date_ini = 2026-03-02", Test::Is(vec![Value::Day(day(2))])),
        ("date_ini < 2026-03-02T08:00:00", Test::Below(Value::Moment(at(2, "08:00:00")))),
    ];
    for (said, test) in cases {
        assert_eq!(read(said).expect(said), vec![test.clone()], "{said}");
    }
    for said in
        ["time > soon", "time ? 3", "time", "nothing = 3", "due empty 3", "calls = x", "= 3"]
    {
        assert_eq!(read(said).expect_err(said).code(), Code::Usage, "{said}");
    }
    let sort = read_sort(&report, "time:desc, agent_name").expect("a sort");
    let by = |column: &str, descending| Sort { column: column.to_owned(), descending };
    assert_eq!(sort, [by("time", true), by("agent_name", false)]);
    assert_eq!(read_sort(&report, "time:down").expect_err("no direction").code(), Code::Usage);
}
