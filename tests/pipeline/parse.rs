//! Bytes to typed rows: fixtures with golden readings, values, hostile bodies.

mod golden;
mod hostile;
pub(crate) mod reports;
mod values;
