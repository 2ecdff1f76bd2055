//! The way to wolkvox: where requests may go, what answers mean, how failures end.

mod answers;
mod information;
mod lists;
mod lock;
mod redirects;
mod responder;
mod retries;
mod server;
mod transport;
