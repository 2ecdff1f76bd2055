//! One test binary for the way of the data; a module per stage.

#[path = "../support/mod.rs"]
mod support;

mod api;
mod archive;
mod crash;
mod export;
mod home;
mod kpis;
mod parse;
mod query;
mod reports;
mod sync;
mod texts;
mod tidy;
mod timeline;
mod truth;
mod upkeep;
mod wolkvox;
