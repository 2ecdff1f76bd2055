//! What the window asks of the computer, and the archive's upkeep, on a desk that answers dialogs.

mod copies;
mod desk;
mod diagnosis;
mod files;
mod templates;
mod views;
