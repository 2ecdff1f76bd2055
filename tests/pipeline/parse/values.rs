//! Single values: what is read, what is unknown, what stays text.

use atalaya_core::reports::values::{
    Value, date, datetime, decimal, duration, hour, integer, percent,
};
use chrono::NaiveDateTime;

fn all<T: PartialEq + std::fmt::Debug>(
    read: impl Fn(&str) -> Value<T>,
    cases: &[(&str, Value<T>)],
) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text:?}");
    }
}

#[test]
fn signs_for_no_value_are_unknown_in_every_kind() {
    for text in ["", " ", "-", "--", " -- ", "\t", "\u{a0}"] {
        assert_eq!(duration(text), Value::Unknown, "{text:?}");
        assert_eq!(integer(text), Value::Unknown, "{text:?}");
        assert_eq!(decimal(text), Value::Unknown, "{text:?}");
        assert_eq!(percent(text), Value::Unknown, "{text:?}");
        assert_eq!(datetime(text), Value::Unknown, "{text:?}");
        assert_eq!(date(text), Value::Unknown, "{text:?}");
        assert_eq!(hour(text), Value::Unknown, "{text:?}");
    }
}

#[test]
fn durations() {
    use Value::{Known, Unread};
    all(
        duration,
        &[
            ("00:00:00", Known(0)),
            ("02:02:47", Known(7367)),
            ("4:38:08", Known(16_688)),
            ("41:00:01", Known(147_601)),
            ("1234:00:00", Known(4_442_400)),
            (" 00:01:00 ", Known(60)),
            ("75", Known(75)),
            ("75.00", Known(75)),
            ("12:5:3", Unread),
            ("12:60:00", Unread),
            ("12:00:60", Unread),
            ("-00:00:05", Unread),
            ("-5", Unread),
            ("75.5", Unread),
            ("1:00", Unread),
            (":00:00", Unread),
            ("00:00:00:00", Unread),
            ("1 day, 02:00:00", Unread),
            ("99999999999999999999", Unread),
            ("1e3", Unread),
            ("００:００:０１", Unread),
        ],
    );
}

#[test]
fn whole_numbers() {
    use Value::{Known, Unread};
    all(
        integer,
        &[
            ("0", Known(0)),
            ("-0", Known(0)),
            ("007", Known(7)),
            ("1,234", Known(1234)),
            ("1,234,567", Known(1_234_567)),
            ("12.00", Known(12)),
            ("-3", Known(-3)),
            ("9223372036854775807", Known(i64::MAX)),
            ("9223372036854775808", Unread),
            ("1,23", Unread),
            (",123", Unread),
            ("1.5", Unread),
            ("1e400", Unread),
            ("NaN", Unread),
            ("12 calls", Unread),
        ],
    );
}

#[test]
fn decimals_and_percents() {
    use Value::{Known, Unread};
    all(
        decimal,
        &[
            ("12.5", Known(12.5)),
            ("1,234.5", Known(1234.5)),
            (".5", Known(0.5)),
            ("-2.25", Known(-2.25)),
            ("1e3", Known(1000.0)),
            ("1e400", Unread),
            ("NaN", Unread),
            ("inf", Unread),
            ("1,5", Unread),
            (".", Unread),
            ("e5", Unread),
        ],
    );
    assert_eq!(decimal("-0").known().map(f64::is_sign_negative), Some(false));
    all(
        percent,
        &[
            ("0 %", Known(0.0)),
            ("100 %", Known(1.0)),
            ("34.64%", Known(0.3464)),
            ("34.64 %", Known(0.3464)),
            ("91.30 %", Known(0.913)),
            ("1e2 %", Unread),
            ("15,233.33 %", Known(152.3333)),
            ("50", Known(0.5)),
            ("%", Unread),
            ("34,64 %", Unread),
            ("34.64 % %", Unread),
        ],
    );
}

#[test]
fn moments() {
    use Value::{Known, Unread};
    all(
        datetime,
        &[
            ("1970-01-01 00:00:00", Known(0)),
            ("2026-03-01 08:00:01", Known(1_772_352_001)),
            ("2026-03-01T08:00:01", Known(1_772_352_001)),
            ("20260301080001", Known(1_772_352_001)),
            ("2026-03-01", Known(1_772_323_200)),
            ("2024-02-29 23:59:59", Known(1_709_251_199)),
            ("0000-00-00 00:00:00", Unread),
            ("0000-00-00", Unread),
            ("2026-02-30 00:00:00", Unread),
            ("2026-02-29", Unread),
            ("2026-13-01", Unread),
            ("2026-03-01 24:00:00", Unread),
            ("2026-03-01 12:5:3", Unread),
            ("01/03/2026 08:00:00", Unread),
            ("2026-03-01 08:00", Unread),
        ],
    );
    all(
        date,
        &[
            ("2026-03-01", Known(20_513)),
            ("20260301", Known(20_513)),
            ("2026-03-01 00:00:00", Known(20_513)),
            ("2026-03-01 08:00:00", Unread),
            ("2026-3-1", Unread),
        ],
    );
}

#[test]
fn moments_agree_with_a_calendar() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..20_000 {
        let seconds = random.i64(-62_135_596_800..253_402_300_800);
        let moment = chrono::DateTime::from_timestamp(seconds, 0).expect("in range").naive_utc();
        let text = moment.format("%Y-%m-%d %H:%M:%S").to_string();
        assert_eq!(datetime(&text), Value::Known(seconds), "{text}");
    }
    for _ in 0..20_000 {
        let (month, day) = (random.u8(0..15), random.u8(0..35));
        let text = format!("{:04}-{month:02}-{day:02} 00:00:00", random.u16(1900..2200));
        let known = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok();
        assert_eq!(datetime(&text).known(), known.map(|m| m.and_utc().timestamp()), "{text}");
    }
}

#[test]
fn hours() {
    let slot =
        |text: &str| hour(text).known().map(|slot| String::from_utf8_lossy(&slot).into_owned());
    for (text, expected) in [
        ("0", "00:00"),
        ("8", "08:00"),
        ("23", "23:00"),
        ("08", "08:00"),
        ("8:30", "08:30"),
        ("08:30", "08:30"),
        ("08:30:00", "08:30"),
    ] {
        assert_eq!(slot(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["24", "24:00", "08:60", "08:30:01", "8 am", "08:00 - 09:00", "123"] {
        assert_eq!(hour(text), Value::Unread, "{text}");
    }
}
