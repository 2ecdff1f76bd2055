//! Few different texts among many: each is judged once.

use std::collections::HashMap;

/// What was found out about the first texts, and by a map about more: a comparison with a handful
/// of short texts costs less than a hash.
pub(crate) struct Seen<'a, T> {
    few: Vec<(&'a str, T)>,
    more: HashMap<&'a str, T>,
}

impl<T> Default for Seen<'_, T> {
    fn default() -> Self {
        Seen { few: Vec::new(), more: HashMap::new() }
    }
}

impl<'a, T> Seen<'a, T> {
    const FEW: usize = 16;

    /// What is known of the text; it is found out where nothing is.
    pub(crate) fn get(&mut self, text: &'a str, find_out: impl FnOnce() -> T) -> &T {
        if let Some(place) = self.few.iter().position(|(known, _)| *known == text) {
            return &self.few[place].1;
        }
        if self.few.len() < Self::FEW {
            self.few.push((text, find_out()));
            return &self.few[self.few.len() - 1].1;
        }
        self.more.entry(text).or_insert_with(find_out)
    }
}
