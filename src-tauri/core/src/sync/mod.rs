//! Plan, fetch, keep: the only place where `wolkvox` meets `archive`.

mod attempt;
mod control;
mod fetcher;
mod plan;

pub use control::{Control, Step, cancelled};
pub use fetcher::{Desk, Fetcher, Order, RunEnd, fetch, plan_order};
pub use plan::{Plan, Planned, Question, Skipped, Why, density, is_final, plan};
