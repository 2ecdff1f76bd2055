//! The command line as users have it: the real program as a child process, against a simulated
//! operation on this computer.

mod archive;
mod bench;
mod copies;
mod demo;
mod editions;
mod exits;
mod exporting;
mod fetching;
mod figures;
#[path = "../support/golden.rs"]
mod golden;
mod keeping;
mod kinds;
mod operations;
mod rows;
mod sealed;
mod words;
