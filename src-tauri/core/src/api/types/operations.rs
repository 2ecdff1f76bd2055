//! Operations: where reports come from.

use super::ErrorView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an operation's token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TokenPlace {
    /// In the system's keyring.
    Keyring,
    /// In memory, for this run only.
    Session,
    /// From the environment of a headless run.
    Environment,
    /// Nowhere: the user must give it.
    Absent,
    /// None is needed (sample data).
    NotNeeded,
    /// The keyring did not answer, so it is not known.
    Unknown,
}

/// An operation as shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OperationView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address asked, for instance `https://wv0015.wolkvox.com`; empty for sample data.
    pub address: String,
    /// IANA zone.
    pub zone: String,
    /// Whether it is the built-in sample operation.
    pub sample: bool,
    /// Where its token is.
    pub token: TokenPlace,
    /// Today in the operation's zone.
    pub today: String,
}

/// All operations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OperationList {
    /// In order of name.
    pub operations: Vec<OperationView>,
}

/// Names an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OperationKey {
    /// Id.
    pub operation: String,
}

/// Text typed as server code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ServerText {
    /// `0015`, `wv0015` or a pasted address.
    pub text: String,
}

/// A server code that was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ServerView {
    /// The code, for instance `0015`.
    pub code: String,
    /// The address that will be asked.
    pub address: String,
}

/// A connection to try, before anything is stored.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConnectionTry {
    /// Server code as typed; used when `operation` is null.
    pub server: Option<String>,
    /// Token as typed; null tries the stored one of `operation`.
    pub token: Option<String>,
    /// An existing operation.
    pub operation: Option<String>,
}

/// A step of the connection test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TestStep {
    /// The address was found and answers.
    Address,
    /// The token was accepted.
    Token,
    /// Calls left today were read.
    Quota,
    /// Names of agents, campaigns, skills were loaded.
    Names,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StepResult {
    /// The step.
    pub step: TestStep,
    /// Whether it went well; null if it was not reached.
    pub ok: Option<bool>,
    /// Why it failed.
    pub error: Option<ErrorView>,
}

/// A connection test's result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConnectionView {
    /// In order; all four always present.
    pub steps: Vec<StepResult>,
    /// Calls left today, if known.
    pub quota: Option<QuotaView>,
    /// How many names were loaded (agents, campaigns, skills, routing points, codes).
    pub names: u32,
}

/// The day's calls of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuotaView {
    /// Calls allowed a day, if known.
    pub limit: Option<u64>,
    /// Calls left today, if known: wolkvox's last word less what we asked since.
    pub left: Option<u64>,
    /// Calls that this program made today.
    pub ours: u64,
}

/// A new operation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NewOperation {
    /// Name; must be new.
    pub name: String,
    /// Server code as typed.
    pub server: String,
    /// IANA zone; null is America/Bogota.
    pub zone: Option<String>,
    /// The token; goes to the keyring, or to memory if `session_only`.
    pub token: String,
    /// Keep the token for this run only, because the user chose so after being told.
    pub session_only: bool,
}

/// A token for an existing operation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NewToken {
    /// Id.
    pub operation: String,
    /// The token.
    pub token: String,
    /// Keep it for this run only.
    pub session_only: bool,
}

/// Removes an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OperationRemoval {
    /// Id.
    pub operation: String,
    /// Also delete what was fetched for it.
    pub erase_archive: bool,
}
