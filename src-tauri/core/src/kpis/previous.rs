//! The period that a period is compared with.

use crate::time::{Window, end_of_day};
use chrono::{Datelike, Duration, Months, NaiveDate, NaiveTime};

/// The previous equal period: whole months with as many months before; anything else is moved
/// back by whole weeks, so that weekdays meet weekdays. Months differ in length, so both day
/// counts belong beside the comparison. Returns `None` before the calendar begins.
pub fn previous_period(period: &Window) -> Option<Window> {
    match whole_months(period) {
        Some(months) => months_before(period, months),
        None => weeks_before(period),
    }
}

/// How many whole months the period is made of; `None` if it is not.
fn whole_months(period: &Window) -> Option<u32> {
    let (first, last) = (period.from.date(), period.to.date());
    let ends_a_month = last.succ_opt()?.day() == 1;
    if !period.is_whole_days() || first.day() != 1 || !ends_a_month {
        return None;
    }
    let months = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    u32::try_from(months(last) - months(first) + 1).ok()
}

fn months_before(period: &Window, months: u32) -> Option<Window> {
    let first = period.from.date().checked_sub_months(Months::new(months))?;
    let last = period.from.date().pred_opt()?;
    Some(Window { from: first.and_time(NaiveTime::MIN), to: end_of_day(last) })
}

fn weeks_before(period: &Window) -> Option<Window> {
    let days = (period.to.date() - period.from.date()).num_days() + 1;
    let shift = Duration::days((days + 6) / 7 * 7);
    Some(Window {
        from: period.from.checked_sub_signed(shift)?,
        to: period.to.checked_sub_signed(shift)?,
    })
}
