//! Under what figures are asked: period, days that are not held, state classes.

use super::states::StateClasses;
use crate::time::Window;
use chrono::NaiveDate;

/// What the rows of a question stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The period asked; if today is in it, ending at the moment it was read.
    pub period: Window,
    /// Days of the period that are not wholly held.
    pub missing: Vec<NaiveDate>,
    /// The operation's state classes.
    pub classes: StateClasses,
    /// Phones that many people share (reception desks, resellers): their calls are no repeats.
    pub shared_phones: Vec<String>,
}

impl Scope {
    /// A period that is wholly held, with no classified states.
    pub fn held(period: Window) -> Self {
        Scope {
            period,
            missing: Vec::new(),
            classes: StateClasses::default(),
            shared_phones: Vec::new(),
        }
    }

    /// Whether all of the period is held: only then "no rows" means zero.
    pub fn is_covered(&self) -> bool {
        self.missing.is_empty()
    }
}
