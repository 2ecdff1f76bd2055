//! From a command's name and JSON to its function and back.

use super::types::*;
use super::{App, with_commands};
use crate::{Code, Error, Result};
use serde_json::Value;
use std::sync::Arc;

macro_rules! route {
    ($($name:ident($request:ty) -> $answer:ty, reads [$($read:ident),*], spoils [$($spoil:ident),*];)*) => {
        impl App {
            /// Runs the command of that name. An unknown name or a payload of the wrong form is
            /// refused before anything happens.
            pub async fn call(self: &Arc<Self>, name: &str, payload: Value) -> Result<Value> {
                // A rehearsal makes nothing stale.
                let dry = payload.get("dry") == Some(&Value::Bool(true));
                match name {
                    $(stringify!($name) => {
                        let request: $request = read(name, payload)?;
                        let answer: $answer = self.$name(request).await?;
                        if !dry {
                            self.spoiled(name);
                        }
                        write(&answer)
                    })*
                    _ => Err(Error::new(Code::NotFound, "unknown command").with("what", "command")),
                }
            }
        }
    };
}
with_commands!(route);

/// Reads a payload; the error names the command but never repeats the payload, which may hold a
/// token.
fn read<T: serde::de::DeserializeOwned>(name: &str, payload: Value) -> Result<T> {
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    serde_json::from_value(payload)
        .map_err(|_| Error::usage("request", format!("the content of '{name}' has another form")))
}

fn write<T: serde::Serialize>(answer: &T) -> Result<Value> {
    serde_json::to_value(answer).map_err(|cause| {
        Error::new(Code::Internal, "an answer could not be written").because(cause)
    })
}
