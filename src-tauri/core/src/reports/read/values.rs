//! The texts that wolkvox sends, as typed values. Pure functions, on the hot path: no allocation
//! for the usual forms.

use crate::reports::is_unknown;
use std::borrow::Cow;

/// What a text means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<T> {
    /// It could be read.
    Known(T),
    /// It says that there is no value: blank, `-`, `--`.
    Unknown,
    /// It says something that this kind has no place for.
    Unread,
}

impl<T> Value<T> {
    /// The value, if it could be read.
    pub fn known(self) -> Option<T> {
        match self {
            Value::Known(value) => Some(value),
            _ => None,
        }
    }
}

/// Reads `text` by `read`, once outer blanks and the signs for "unknown" are out of the way.
fn value<T>(text: &str, read: impl Fn(&[u8]) -> Option<T>) -> Value<T> {
    if let Some(value) = read(text.as_bytes()) {
        return Value::Known(value);
    }
    if is_unknown(text) {
        return Value::Unknown;
    }
    read(text.trim().as_bytes()).map_or(Value::Unread, Value::Known)
}

/// Seconds of a stretch of time: `HH:MM:SS`, `H:MM:SS`, any number of hours, or plain seconds
/// (`75`, `75.0`). Fractions of a second, negative times and `12:5:3` are not read.
pub fn duration(text: &str) -> Value<i64> {
    value(text, seconds)
}

fn seconds(text: &[u8]) -> Option<i64> {
    let Some(colon) = text.iter().position(|byte| *byte == b':') else {
        return whole_seconds(text);
    };
    let [_, m1, m2, b':', s1, s2] = text.get(colon..)? else { return None };
    let minutes = below(two(*m1, *m2)?, 60)?;
    let seconds = below(two(*s1, *s2)?, 60)?;
    if colon > 7 {
        return None;
    }
    Some(digits(&text[..colon])? * 3600 + minutes * 60 + seconds)
}

fn whole_seconds(text: &[u8]) -> Option<i64> {
    let dot = text.iter().position(|byte| *byte == b'.').unwrap_or(text.len());
    let fraction = text.get(dot + 1..).unwrap_or_default();
    let whole = fraction.iter().all(|byte| *byte == b'0');
    if dot > 12 || !whole { None } else { digits(&text[..dot]) }
}

/// A whole number: sign, commas between thousands, and zeros behind a point are accepted.
pub fn integer(text: &str) -> Value<i64> {
    value(text, |text| {
        let text = std::str::from_utf8(text).ok()?;
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if !fraction.bytes().all(|byte| byte == b'0') {
            return None;
        }
        without_commas(whole)?.parse().ok()
    })
}

/// A number with decimals, point before them, commas between thousands.
pub fn decimal(text: &str) -> Value<f64> {
    value(text, |text| number(std::str::from_utf8(text).ok()?, ""))
}

/// A share as a ratio: `34.64 %`, `15,233.33 %` (152.3333), with or without the sign.
pub fn percent(text: &str) -> Value<f64> {
    value(text, |text| {
        let text = std::str::from_utf8(text).ok()?;
        let text = text.strip_suffix('%').map_or(text, str::trim_end);
        // Shifting the text rounds once: 91.3 / 100 would give 0.9129999999999999.
        number(text, "e-2")
    })
}

/// A finite number; `shift` is an exponent put behind it.
fn number(text: &str, shift: &str) -> Option<f64> {
    let (text, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    // "NaN" and "inf" would be read by the standard library.
    let plain = fraction.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    if !plain || digits(whole) + digits(fraction) == 0 {
        return None;
    }
    let whole = without_commas(whole)?;
    let value: f64 = match (fraction, exponent, shift) {
        ("", "", "") => whole.parse().ok()?,
        (_, "", _) => format!("{whole}{fraction}{shift}").parse().ok()?,
        (_, _, "") => format!("{whole}{fraction}{exponent}").parse().ok()?,
        _ => return None,
    };
    // Minus zero is zero to people.
    value.is_finite().then_some(value + 0.0)
}

/// The digits and sign of a whole part; commas must stand before groups of three.
fn without_commas(whole: &str) -> Option<Cow<'_, str>> {
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let mut groups = unsigned.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().next().is_some();
    let all_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first_fits = all_digits(first) && (!grouped || (1..=3).contains(&first.len()));
    if !first_fits || !groups.all(|group| group.len() == 3 && all_digits(group)) {
        return None;
    }
    Some(if grouped { Cow::Owned(whole.replace(',', "")) } else { Cow::Borrowed(whole) })
}

/// Seconds since 1970 of a wall-clock moment: `YYYY-MM-DD HH:MM:SS` (also with `T`) or
/// `YYYYMMDDHHMMSS`. A date alone means its first second, so that its row lands on the right day.
pub fn datetime(text: &str) -> Value<i64> {
    value(text, |text| match text.len() {
        19 if matches!(text[10], b' ' | b'T') => {
            Some(dashed_date(&text[..10])? * 86_400 + clock(&text[11..])?)
        }
        14 => {
            let [h1, h2, m1, m2, s1, s2] = text[8..] else { return None };
            Some(compact_date(&text[..8])? * 86_400 + clock(&[h1, h2, b':', m1, m2, b':', s1, s2])?)
        }
        _ => Some(days(text)? * 86_400),
    })
}

/// Days since 1970: `YYYY-MM-DD`, `YYYYMMDD`, or either with a time of midnight.
pub fn date(text: &str) -> Value<i32> {
    value(text, |text| {
        let days = match text.len() {
            19 if matches!(text[10], b' ' | b'T') && text.ends_with(b"00:00:00") => {
                dashed_date(&text[..10])?
            }
            _ => days(text)?,
        };
        i32::try_from(days).ok()
    })
}

fn days(text: &[u8]) -> Option<i64> {
    match text.len() {
        10 => dashed_date(text),
        8 => compact_date(text),
        _ => None,
    }
}

/// An hour or slot of the day as `HH:MM`: from `HH:MM`, `H:MM`, `HH:MM:00` or 0 to 23.
pub fn hour(text: &str) -> Value<[u8; 5]> {
    value(text, |text| {
        let (hour, minute) = match *text {
            [h] => (two(b'0', h)?, 0),
            [h1, h2] => (two(h1, h2)?, 0),
            [h, b':', m1, m2] | [h, b':', m1, m2, b':', b'0', b'0'] => {
                (two(b'0', h)?, two(m1, m2)?)
            }
            [h1, h2, b':', m1, m2] | [h1, h2, b':', m1, m2, b':', b'0', b'0'] => {
                (two(h1, h2)?, two(m1, m2)?)
            }
            _ => return None,
        };
        let (hour, minute) = (below(hour, 24)? as u8, below(minute, 60)? as u8);
        let digit = |value: u8| b'0' + value;
        Some([digit(hour / 10), digit(hour % 10), b':', digit(minute / 10), digit(minute % 10)])
    })
}

fn dashed_date(text: &[u8]) -> Option<i64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    civil(two(y1, y2)? * 100 + two(y3, y4)?, two(m1, m2)?, two(d1, d2)?)
}

fn compact_date(text: &[u8]) -> Option<i64> {
    let [y1, y2, y3, y4, m1, m2, d1, d2] = *text else { return None };
    civil(two(y1, y2)? * 100 + two(y3, y4)?, two(m1, m2)?, two(d1, d2)?)
}

fn clock(text: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *text else { return None };
    let (hours, minutes) = (below(two(h1, h2)?, 24)?, below(two(m1, m2)?, 60)?);
    Some(hours * 3600 + minutes * 60 + below(two(s1, s2)?, 60)?)
}

/// Days since 1970 of a date that exists (the usual arithmetic on years that begin in March).
fn civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    if year == 0 || day == 0 || day > length {
        return None;
    }
    let march_year = if month > 2 { year } else { year - 1 };
    let (era, year_of_era) = (march_year / 400, march_year % 400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
}

fn below(value: i64, limit: i64) -> Option<i64> {
    (value < limit).then_some(value)
}

/// The number of at least one and at most eighteen digits.
fn digits(text: &[u8]) -> Option<i64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    text.iter().try_fold(0, |sum: i64, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| sum * 10 + i64::from(digit))
    })
}
