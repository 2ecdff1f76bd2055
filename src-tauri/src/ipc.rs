//! The two commands that the page may call. Their names are also listed in `build.rs` and in
//! `capabilities/`; nothing else of Tauri is open to the page but listening to events.

use crate::program::{Program, broken};
use atalaya_core::api::types::{ErrorView, RowsRequest};
use atalaya_core::{Error, Result};
use serde_json::Value;
use std::future::Future;
use tauri::State;
use tauri::ipc::Response;

/// Runs a command of the core by its name.
#[tauri::command]
pub(crate) async fn call(
    program: State<'_, Program>,
    name: String,
    payload: Option<Value>,
) -> Result<Value, ErrorView> {
    let app = program.app().await?;
    apart(async move { app.call(&name, payload.unwrap_or_default()).await }).await
}

/// Rows for the grid, as bytes of JSON: the page parses them once, nobody else does.
#[tauri::command]
pub(crate) async fn rows(
    program: State<'_, Program>,
    request: Value,
) -> Result<Response, ErrorView> {
    let app = program.app().await?;
    let bytes = apart(async move { app.rows_bytes(wanted(request)?).await }).await?;
    Ok(Response::new(bytes))
}

fn wanted(request: Value) -> Result<RowsRequest> {
    serde_json::from_value(request)
        .map_err(|_| Error::usage("request", "the content of 'rows' has another form"))
}

/// Runs the work as a task of its own, so that a panic in it becomes an answer.
async fn apart<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T, ErrorView> {
    match tauri::async_runtime::spawn(work).await {
        Ok(outcome) => outcome.map_err(|error| ErrorView::from(&error)),
        Err(cause) => Err(broken(&cause)),
    }
}
