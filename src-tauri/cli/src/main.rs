//! Atalaya without a window: the same commands for schedules, servers and analysts.
//!
//! Results go to stdout, progress and diagnostics to stderr. Exit codes: 0 done, 2 usage, 3 token,
//! 4 quota, 5 network or server, 6 done but incomplete, 7 archive or disk, 130 cancelled.

mod args;
mod asking;
mod copying;
mod demo;
mod exporting;
mod fetching;
mod figures;
mod human;
mod interrupt;
mod operations;
mod output;
mod rows;
mod simulate;
mod surface;
mod trial;

use args::{Cli, Command};
use atalaya_core::api::types::ErrorView;
use atalaya_core::{Error, Result};
use clap::Parser;
use output::{Done, Output};
use std::process::ExitCode;
use surface::Surface;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refusal) => return refused(&refusal),
    };
    let output = Output { json: cli.wants_json(), lang: cli.lang.as_str() };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(run(cli, &output)),
        Err(cause) => Err(cause.into()),
    };
    ExitCode::from(match ended {
        Ok(done) => done.exit(),
        Err(error) => {
            output.error(&ErrorView::from(&error));
            error.code().exit()
        }
    })
}

/// Help and version as they are; words that cannot be read as a refusal in the form and language
/// that the same words ask for.
fn refused(refusal: &clap::Error) -> ExitCode {
    if !refusal.use_stderr() {
        let _ = refusal.print();
        return ExitCode::SUCCESS;
    }
    let (json, lang) = args::form_of(std::env::args());
    let output = Output { json, lang: lang.as_str() };
    let said = refusal.to_string();
    if json {
        let why = said.trim().trim_start_matches("error: ").to_owned();
        output.error(&ErrorView::from(&Error::usage("command", why)));
    } else {
        output.tell(&output.word("errors.USE-1.title"));
        output.tell(said.trim_end());
    }
    ExitCode::from(2)
}

async fn run(cli: Cli, output: &Output) -> Result<Done> {
    match cli.command {
        Command::Simulate { port, seed, days } => {
            return simulate::simulate(port, seed, days, output).await;
        }
        Command::Reports { code } => {
            return asking::reports(cli.data_dir, code.as_deref(), output);
        }
        Command::Restore { folder } => {
            return copying::restore(cli.data_dir, folder, output).await;
        }
        _ => {}
    }
    let surface = Surface::open(cli.data_dir, cli.lang.as_str())?;
    match cli.command {
        Command::Operation(command) => operations::run(&surface, command, output).await,
        Command::Plan(target) => fetching::plan(&surface, &target, output).await,
        Command::Fetch { target, reread, wait } => {
            fetching::fetch(&surface, &target, reread, wait, output).await
        }
        Command::Coverage(target) => asking::coverage(&surface, &target, output).await,
        Command::Rows { target, narrowing, sort, columns, offset, limit, format } => {
            let wanted = rows::Wanted { sort, columns, offset, limit, format };
            rows::rows(&surface, &target, &narrowing, wanted, output).await
        }
        Command::Kpis { target, narrowing, by, kpi } => {
            figures::kpis(&surface, &target, &narrowing, by, kpi, output).await
        }
        Command::Export {
            reports,
            period,
            narrowing,
            out,
            template,
            edition,
            mask_agents,
            detail,
        } => {
            let wanted = exporting::Wanted { out, template, edition, mask_agents, detail };
            exporting::export(&surface, &reports, &period, &narrowing, wanted, output).await
        }
        Command::Verify { full } => asking::verify(&surface, full, output).await,
        Command::Demo { out } => demo::demo(&surface, out, output).await,
        Command::Backup { folder } => copying::backup(&surface, folder, output).await,
        Command::Simulate { .. } | Command::Reports { .. } | Command::Restore { .. } => {
            Ok(Done::Whole)
        }
    }
}
