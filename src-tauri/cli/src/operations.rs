//! `operation add | list | test | remove`.

use crate::args::OperationCommand;
use crate::human::{Side, Table};
use crate::output::{Done, Output, name_of};
use crate::surface::{Surface, environment_token};
use atalaya_core::api::types::{
    ConnectionTry, ConnectionView, Nothing, OperationList, OperationRemoval,
};
use atalaya_core::archive::Place;
use atalaya_core::secret::Token;
use atalaya_core::wolkvox::ServerCode;
use atalaya_core::{Code, Error, Result};
use std::io::Read;

pub(crate) async fn run(
    surface: &Surface,
    command: OperationCommand,
    output: &Output,
) -> Result<Done> {
    match command {
        OperationCommand::Add { name, server, loopback, zone, token_stdin } => {
            let place = place(server.as_deref(), loopback)?;
            add(surface, &name, place, &zone, token_stdin, output).await
        }
        OperationCommand::List => list(surface, output).await,
        OperationCommand::Test { name } => test(surface, &name, output).await,
        OperationCommand::Remove { name, erase_archive } => {
            let id = surface.app.archive().operation_named(&name)?.id.0;
            let removal = OperationRemoval { operation: id, erase_archive };
            surface.app.remove_operation(removal).await?;
            output.answer(&Nothing {}, || vec![output.text("cli.removed", &[("name", name)])])?;
            Ok(Done::Whole)
        }
    }
}

fn place(server: Option<&str>, loopback: Option<u16>) -> Result<Place> {
    match (server, loopback) {
        (_, Some(port)) => Ok(Place::Loopback(port)),
        (Some(server), None) => Ok(Place::Wolkvox(ServerCode::read(server)?.as_str().to_owned())),
        (None, None) => Err(Error::usage("server", "say --server or --loopback")),
    }
}

/// Adds an operation without any network call. A token from the environment is used by each run
/// and never stored; one from standard input goes to the keyring, or nothing is added.
async fn add(
    surface: &Surface,
    name: &str,
    place: Place,
    zone: &str,
    token_stdin: bool,
    output: &Output,
) -> Result<Done> {
    let from_environment = environment_token()?.is_some();
    let token = if token_stdin { Some(read_token()?) } else { None };
    if token.is_none() && !from_environment {
        return Err(Error::new(Code::TokenMissing, "give a token: --token-stdin or ATALAYA_TOKEN")
            .with("operation", name));
    }
    let operation = surface.app.add_place(name, place, Some(zone))?;
    let kept = match token {
        Some(token) => surface.app.keep_token(&operation.id, token, false).await,
        None => Err(Error::new(Code::TokenMissing, "the environment's token is never stored")),
    };
    if let Err(error) = kept {
        if !from_environment {
            surface.app.archive().remove_operation(&operation.id, false)?;
            return Err(error);
        }
        surface.lend_token(&operation.id)?;
        output.tell(&output.word("cli.token_not_stored"));
    }
    let added = surface.app.operation_view(operation).await;
    output.answer(&added, || vec![output.text("cli.added", &[("name", name.to_owned())])])?;
    Ok(Done::Whole)
}

fn read_token() -> Result<Token> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text)?;
    Token::read(&text)
}

async fn list(surface: &Surface, output: &Output) -> Result<Done> {
    // With several operations it is not known whose the environment's token is.
    if let [only] = surface.app.archive().operations()?.as_slice() {
        surface.lend_token(&only.id)?;
    }
    let list = surface.app.operations(Nothing {}).await?;
    output.answer(&list, || list_lines(&list, output))?;
    Ok(Done::Whole)
}

fn list_lines(list: &OperationList, output: &Output) -> Vec<String> {
    let heads = ["facts.name", "cli.head.address", "workbook.zone", "cli.head.token"];
    let mut table = Table::new(heads.map(|head| (output.word(head), Side::Left)).into());
    for one in &list.operations {
        let token = output.word(&format!("cli.token.{}", name_of(&one.token)));
        table.row(vec![one.name.clone(), one.address.clone(), one.zone.clone(), token]);
    }
    table.lines()
}

async fn test(surface: &Surface, name: &str, output: &Output) -> Result<Done> {
    let operation = surface.operation(Some(name))?;
    let request = ConnectionTry { server: None, token: None, operation: Some(operation.id.0) };
    let view = surface.app.try_connection(request).await?;
    let failed = view.steps.iter().find_map(|step| step.error.as_ref());
    output.answer_with_error(&view, failed, || step_lines(&view, output))?;
    Ok(match failed {
        Some(error) => Done::Ended(Code::parse(&error.code).unwrap_or(Code::Internal).exit()),
        None => Done::Whole,
    })
}

fn step_lines(view: &ConnectionView, output: &Output) -> Vec<String> {
    let mut lines: Vec<String> = view
        .steps
        .iter()
        .map(|step| {
            let sign = match step.ok {
                Some(true) => "✓",
                Some(false) => "✗",
                None => "·",
            };
            format!("{sign} {}", output.word(&format!("cli.step.{}", name_of(&step.step))))
        })
        .collect();
    if let Some((limit, left)) =
        view.quota.as_ref().and_then(|quota| Some((quota.limit?, quota.left?)))
    {
        let used = output.count(limit.saturating_sub(left));
        lines.push(output.text("cli.quota", &[("used", used), ("limit", output.count(limit))]));
    }
    lines
}
