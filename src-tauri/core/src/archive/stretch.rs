//! Arithmetic of windows.

use crate::time::Window;
use chrono::Duration;

/// What is left of `window` without the others, in order.
pub(super) fn minus(window: Window, others: &[Window]) -> Vec<Window> {
    let mut others: Vec<_> = others.iter().filter(|other| other.overlaps(&window)).collect();
    others.sort();
    let second = Duration::seconds(1);
    let mut left = Vec::new();
    let mut from = window.from;
    for other in others {
        if from < other.from {
            left.push(Window { from, to: other.from - second });
        }
        from = from.max(other.to + second);
    }
    if from <= window.to {
        left.push(Window { from, to: window.to });
    }
    left
}
