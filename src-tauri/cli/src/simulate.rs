//! `simulate`: the sample operation as a server on this computer.

use crate::interrupt::Interrupts;
use crate::output::{Done, Output};
use atalaya_core::Result;
use atalaya_core::clock::{Clock, SystemClock};
use atalaya_simulator::Config;
use chrono::Days;
use serde_json::json;

pub(crate) async fn simulate(port: u16, seed: u64, days: u32, output: &Output) -> Result<Done> {
    let mut interrupts = Interrupts::listen()?;
    let yesterday = SystemClock.wall(chrono_tz::America::Bogota).date() - Days::new(1);
    let config = Config { port, seed, days, ..Config::sample(yesterday) };
    let simulation = atalaya_simulator::start(config).await?;
    // The token opens invented data on this computer only, so it may be shown.
    let started = json!({ "port": simulation.port(), "token": simulation.token() });
    output.answer(&started, || {
        let port = [("port", simulation.port().to_string())];
        let token = [("token", simulation.token().to_owned())];
        vec![output.text("cli.simulating", &port), output.text("cli.token_use", &token)]
    })?;
    interrupts.next().await;
    simulation.stop().await;
    Ok(Done::Whole)
}
