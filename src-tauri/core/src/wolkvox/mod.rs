//! The wolkvox API over HTTPS: requests, limits, outcomes, retries. Knows no disk but the lock.

mod ask;
mod client;
mod failure;
pub mod information;
mod limits;
mod lock;
mod outcome;
mod retry;
mod server;
mod words;

pub use ask::{Heard, ask};
pub use client::{Answer, Client};
pub use limits::Limits;
pub use lock::RequestLock;
pub use outcome::{Head, Outcome, Refusal, classify, retry_after};
pub use retry::{Next, next, wait};
pub use server::{Endpoint, ServerCode};
