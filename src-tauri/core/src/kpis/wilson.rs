//! How far a rate can be trusted.

/// Below this many units a rate is shown, but marked as resting on too few.
pub const FEW: u64 = 30;

/// 97.5 % point of the normal distribution: two sides make 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % interval of a rate: `successes` of `n`. Without units anything from 0 to 1 is
/// possible. Unlike the usual plus-minus it stays within these and does not shrink to nothing
/// when one agent has 4 successes of 4.
pub fn wilson(successes: u64, n: u64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (n, rate) = (n as f64, successes.min(n) as f64 / n as f64);
    let scale = 1.0 + Z * Z / n;
    let middle = (rate + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}
