//! Bytes to typed rows: fixtures with golden readings, values, hostile bodies.

mod golden;
mod hostile;
mod quick;
pub(crate) mod reports;
mod values;
