//! A faithful stand-in for the wolkvox Reports Manager API: plain HTTP on 127.0.0.1, an invented
//! call center behind it, and every fault on a switch.
//!
//! - [`Config`] says which operation, which days and which manners.
//! - [`Operation`] is the truth, usable without a server: what each report would say.
//! - [`start`] serves it; [`Simulation`] tells what was asked and holds the switches, [`Faults`].
//!
//! # The sample operation
//!
//! Weekdays have a lunch dip, Saturdays are short, Sundays nearly silent. These [`Stories`] are
//! planted relative to the anchor day: an agent who comes late; an hour in which the answering
//! machine detection hears machines only; a menu whose callers are lost in the queue from some day
//! on; a call across midnight; a day above the 60,000 rows that one answer can carry; an agent
//! with short calls and many transfers; customers who keep calling back; a Sunday without a row.
//!
//! # Where the documents are silent
//!
//! Both ends of a window are inclusive, to the second, by the time at which a row began (the end
//! of the menu in `diagram_11`). A row exists once its event has ended. `time_with_agent` counts
//! the whole conversation of the agent, transfer included. Above the cap the first rows are sent
//! without a sign. The texts of maintenance, of unreadable dates and of the empty 404 are our own.

mod answer;
mod clock;
mod config;
mod delivery;
mod dress;
mod faults;
mod http;
mod information;
mod log;
mod operation;
mod quota;
mod server;
#[cfg(test)]
mod tests;

use std::net::Ipv4Addr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use clock::{clock_text, moment, seconds, stamp};
pub use config::{BusyDay, Clock, Config, SAMPLE_TOKEN};
pub use faults::{Cut, Fault, Faults, HOSTILE_TEXTS, OverCap};
pub use log::Seen;
pub use operation::{
    ActivityCode, Agent, Campaign, Operation, REPORTS, RoutingPoint, Row, Skill, Stories, Team,
};

use log::Log;
use quota::{Flights, Quota};
use server::Shared;

/// A running server. Dropping it ends the server too, without waiting for its connections.
pub struct Simulation {
    port: u16,
    token: String,
    shared: Arc<Shared>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// Starts serving the operation of `config` on 127.0.0.1.
pub async fn start(config: Config) -> std::io::Result<Simulation> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await?;
    let port = listener.local_addr()?.port();
    let shared = Arc::new(Shared {
        operation: Arc::new(Operation::new(&config)),
        faults: Faults::new(&config.token, config.row_cap),
        log: Log::default(),
        quota: Quota::new(config.licences),
        flights: Arc::new(Flights::default()),
        latency: config.latency,
    });
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    tasks.spawn(server::accept(listener, Arc::clone(&shared), stop.clone(), tasks.clone()));
    Ok(Simulation { port, token: config.token, shared, stop, tasks })
}

impl Simulation {
    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The accepted token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The switches.
    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    /// Every HTTP request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<Seen> {
        self.shared.log.all()
    }

    /// Forgets the requests, and with them which windows were read before.
    pub fn clear_requests(&self) {
        self.shared.log.clear();
    }

    /// The greatest number of simultaneous requests so far.
    pub fn max_in_flight(&self) -> usize {
        self.shared.flights.most()
    }

    /// Calls used today, by the clock of the operation.
    pub fn quota_used(&self) -> u64 {
        self.shared.quota.used(self.shared.operation.now().date())
    }

    /// Calls that a day allows.
    pub fn quota_limit(&self) -> u64 {
        self.shared.quota.limit()
    }

    /// Sets the calls used today, as if other tokens of the operation had spent them.
    pub fn set_quota_used(&self, calls: u64) {
        self.shared.quota.set_used(self.shared.operation.now().date(), calls);
    }

    /// The truth behind the server.
    pub fn operation(&self) -> &Operation {
        &self.shared.operation
    }

    /// Ends the server and all its connections.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
