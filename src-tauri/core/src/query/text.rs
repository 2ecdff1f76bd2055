//! Text as people compare it: without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which texts are searched and ordered: lower case, without accents
/// (`Peña, JOSÉ` → `pena, jose`).
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// [`fold`] into a buffer that is used again; its old content is dropped.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        let plain = text.nfd().filter(|c| !is_combining_mark(*c));
        folded.extend(plain.flat_map(char::to_lowercase));
    }
}
