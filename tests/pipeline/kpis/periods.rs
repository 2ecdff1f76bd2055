//! Previous periods and intervals.

use atalaya_core::kpis::{previous_period, wilson};
use atalaya_core::time::{Window, read_from, read_to};

fn window(from: &str, to: &str) -> Window {
    Window::new(read_from(from).expect("a date"), read_to(to).expect("a date")).expect("in order")
}

#[test]
fn a_month_is_compared_with_the_month_before() {
    let before = |from, to| previous_period(&window(from, to)).expect("a period");
    assert_eq!(before("2026-03-01", "2026-03-31"), window("2026-02-01", "2026-02-28"));
    assert_eq!(before("2024-03-01", "2024-03-31"), window("2024-02-01", "2024-02-29"));
    assert_eq!(before("2026-01-01", "2026-01-31"), window("2025-12-01", "2025-12-31"));
    assert_eq!(before("2026-01-01", "2026-03-31"), window("2025-10-01", "2025-12-31"));
}

#[test]
fn anything_else_moves_by_whole_weeks() {
    let before = |from, to| previous_period(&window(from, to)).expect("a period");
    assert_eq!(before("2026-03-02", "2026-03-02"), window("2026-02-23", "2026-02-23"));
    assert_eq!(before("2026-03-02", "2026-03-08"), window("2026-02-23", "2026-03-01"));
    assert_eq!(before("2026-03-02", "2026-03-09"), window("2026-02-16", "2026-02-23"));
    assert_eq!(before("2026-03-01", "2026-03-30"), window("2026-01-25", "2026-02-23"));
    let morning = before("2026-03-02T08:00:00", "2026-03-02T11:59:59");
    assert_eq!(morning, window("2026-02-23T08:00:00", "2026-02-23T11:59:59"));
    // A month short of its last second is no month.
    let cut = before("2026-03-01", "2026-03-31T12:00:00");
    assert_eq!(cut, window("2026-01-25", "2026-02-24T12:00:00"));
}

#[test]
fn the_interval_is_wilsons() {
    let near = |(low, high): (f64, f64), expected: (f64, f64)| {
        assert!(
            (low - expected.0).abs() < 5e-4 && (high - expected.1).abs() < 5e-4,
            "{low} {high}"
        );
    };
    assert_eq!(wilson(0, 0), (0.0, 1.0));
    near(wilson(4, 4), (0.5101, 1.0));
    near(wilson(0, 10), (0.0, 0.2775));
    near(wilson(50, 100), (0.4038, 0.5962));
    let (low, high) = wilson(9, 3);
    assert!((0.0..=1.0).contains(&low) && high <= 1.0);
}
