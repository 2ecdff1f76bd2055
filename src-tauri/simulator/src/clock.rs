//! Durations and moments as the API writes them.

use chrono::NaiveDateTime;

/// Seconds as `HH:MM:SS`. Hours keep growing above 24, as in the monthly sums of the real reports.
pub fn clock_text(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The seconds of an `HH:MM:SS` text, or nothing if it is not one.
pub fn seconds(text: &str) -> Option<u64> {
    let mut parts = text.split(':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, rest) = (parts.next()??, parts.next()??, parts.next()??);
    let whole = parts.next().is_none() && minutes < 60 && rest < 60;
    whole.then_some(hours * 3600 + minutes * 60 + rest)
}

/// A moment as the parameters `date_ini` and `date_end` carry it: `YYYYMMDDHHMMSS`.
pub fn stamp(moment: NaiveDateTime) -> String {
    moment.format("%Y%m%d%H%M%S").to_string()
}

/// The moment of a `YYYYMMDDHHMMSS` text.
pub fn moment(stamp: &str) -> Option<NaiveDateTime> {
    let digits = stamp.len() == 14 && stamp.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return None;
    }
    NaiveDateTime::parse_from_str(stamp, "%Y%m%d%H%M%S").ok()
}
