//! KPIs: figures calculated by hand, on rows with the faults that real ones have.

mod calls;
mod checks;
mod engine;
mod events;
mod frames;
mod periods;
mod scorecard;
mod words;
