//! Operations: added, tested, removed; the sample operation.

use super::app::App;
use super::types::*;
use crate::archive::{Operation, OperationId, Place};
use crate::secret::Token;
use crate::wolkvox::{Client, Endpoint, RequestLock, ServerCode, information};
use crate::{Code, Error, Result};
use chrono::Days;
use chrono_tz::Tz;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The zone of most operations: wolkvox shows its dates in GMT-5.
const USUAL_ZONE: Tz = chrono_tz::America::Bogota;

/// Name of the sample operation.
const SAMPLE_NAME: &str = "Operación de ejemplo";

/// A plan of so many calls is big: the day's calls are asked for before it starts.
pub const BIG_PLAN: u64 = 10;
/// How long wolkvox's word on the day's calls is good enough.
const QUOTA_LASTS: chrono::Duration = chrono::Duration::hours(1);

impl App {
    /// All operations by name.
    pub async fn operations(self: &Arc<Self>, _: Nothing) -> Result<OperationList> {
        let mut operations = Vec::new();
        for operation in self.archive.operations()? {
            operations.push(self.operation_view(operation).await);
        }
        Ok(OperationList { operations })
    }

    /// Whether the typed text is a server code; asks nothing of the network.
    pub async fn check_server(self: &Arc<Self>, request: ServerText) -> Result<ServerView> {
        let code = ServerCode::read(&request.text)?;
        let address = Endpoint::Wolkvox(code.clone()).address();
        Ok(ServerView { code: code.as_str().to_owned(), address })
    }

    /// Adds an operation and keeps its token. Makes no network call. If the token cannot be kept,
    /// nothing is added.
    pub async fn add_operation(self: &Arc<Self>, request: NewOperation) -> Result<OperationView> {
        let place = Place::Wolkvox(ServerCode::read(&request.server)?.as_str().to_owned());
        let zone = read_zone(request.zone.as_deref())?;
        let token = Token::read(&request.token)?;
        let operation = self.archive.add_operation(&request.name, place, zone)?;
        if let Err(error) = self.keep_token(&operation.id, token, request.session_only).await {
            self.archive.remove_operation(&operation.id, false)?;
            return Err(error);
        }
        Ok(self.operation_view(operation).await)
    }

    /// Adds an operation at any place without a token; for the command line and tests.
    pub fn add_place(&self, name: &str, place: Place, zone: Option<&str>) -> Result<Operation> {
        self.archive.add_operation(name, place, read_zone(zone)?)
    }

    /// Replaces the token of an operation.
    pub async fn set_token(self: &Arc<Self>, request: NewToken) -> Result<OperationView> {
        let operation = self.operation(&request.operation)?;
        let token = Token::read(&request.token)?;
        self.keep_token(&operation.id, token, request.session_only).await?;
        Ok(self.operation_view(operation).await)
    }

    /// Forgets an operation and its token; keeps what was fetched unless told otherwise.
    pub async fn remove_operation(self: &Arc<Self>, request: OperationRemoval) -> Result<Nothing> {
        let operation = self.operation(&request.operation)?;
        self.session.remove(&operation.id.0)?;
        if !matches!(operation.place, Place::Sample { .. }) {
            let id = operation.id.0.clone();
            // A computer without a keyring has nothing to forget there.
            match self.in_store(move |store| store.remove(&id)).await {
                Err(error) if error.code() != Code::KeyringAbsent => return Err(error),
                _ => {}
            }
        }
        self.archive.remove_operation(&operation.id, request.erase_archive)?;
        Ok(Nothing {})
    }

    /// Opens the sample operation, made on first use.
    pub async fn open_sample(self: &Arc<Self>, _: Nothing) -> Result<OperationView> {
        let held = self.archive.operations()?;
        let sample =
            held.into_iter().find(|operation| matches!(operation.place, Place::Sample { .. }));
        let operation = match sample {
            Some(operation) => operation,
            None => {
                let yesterday = self.clock.wall(USUAL_ZONE).date() - Days::new(1);
                let place = Place::Sample { seed: 1, anchor: yesterday };
                let added = self.archive.add_operation(SAMPLE_NAME, place, USUAL_ZONE)?;
                // Names and calls left, as a connected operation has them. Without them it works too.
                let _ = self.get_to_know(&added).await;
                added
            }
        };
        Ok(self.operation_view(operation).await)
    }

    async fn get_to_know(&self, operation: &Operation) -> Result<()> {
        let client = self.client(operation).await?;
        let cancel = CancellationToken::new();
        self.load_names(&client, Some(operation), &cancel).await?;
        self.hear_quota(&client, operation, &cancel).await
    }

    /// The day's calls, as wolkvox tells them: asked unless it told within the hour. Worth a call
    /// before a plan of [`BIG_PLAN`] calls or more, because other programs share the calls.
    pub async fn ask_quota(self: &Arc<Self>, key: OperationKey) -> Result<QuotaView> {
        let operation = self.operation(&key.operation)?;
        let today = self.clock.wall(operation.zone).date();
        let told = self.archive.quota(&operation.id, today)?.told_at;
        if told.is_none_or(|at| self.clock.now() - at >= QUOTA_LASTS) {
            let client = self.client(&operation).await?;
            self.hear_quota(&client, &operation, &CancellationToken::new()).await?;
        }
        self.quota(key).await
    }

    async fn hear_quota(
        &self,
        client: &Client,
        operation: &Operation,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let _alone = self.alone(client, cancel).await?;
        let quota = information::quota(client, cancel).await.map_err(|refusal| refusal.error)?;
        self.note_quota(operation, &quota)
    }

    /// The right to ask this client's server, which no other request has meanwhile.
    pub(super) async fn alone(
        &self,
        client: &Client,
        cancel: &CancellationToken,
    ) -> Result<RequestLock> {
        RequestLock::take(&self.runtime_folder, client.endpoint(), &self.limits, cancel).await
    }

    /// Forgets the sample operation with all its rows.
    pub async fn wipe_sample(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        for operation in self.archive.operations()? {
            if matches!(operation.place, Place::Sample { .. }) {
                self.archive.remove_operation(&operation.id, true)?;
            }
        }
        Ok(Nothing {})
    }

    /// Tests a connection step by step: address, token, calls left, names. Costs six calls at
    /// most. Stores nothing but the names and calls of an operation that exists.
    pub async fn try_connection(
        self: &Arc<Self>,
        request: ConnectionTry,
    ) -> Result<ConnectionView> {
        let existing = match &request.operation {
            Some(id) => Some(self.operation(id)?),
            None => None,
        };
        let client = self.client_to_try(&request, existing.as_ref()).await?;
        let cancel = CancellationToken::new();
        let alone = self.alone(&client, &cancel).await?;
        let told = information::quota(&client, &cancel).await;
        drop(alone);
        let info = match told {
            Ok(info) => info,
            Err(refusal) => return Ok(failed_test(&refusal.error)),
        };
        let mut view = ConnectionView {
            steps: vec![
                passed(TestStep::Address),
                passed(TestStep::Token),
                passed(TestStep::Quota),
            ],
            quota: Some(QuotaView {
                limit: info.limit,
                left: info.left,
                ours: info.used_by_token.unwrap_or(0),
            }),
            names: 0,
        };
        if let Some(operation) = &existing {
            self.note_quota(operation, &info)?;
        }
        view.steps.push(match self.load_names(&client, existing.as_ref(), &cancel).await {
            Ok(names) => {
                view.names = names;
                passed(TestStep::Names)
            }
            Err(error) => {
                StepResult { step: TestStep::Names, ok: Some(false), error: Some((&error).into()) }
            }
        });
        Ok(view)
    }

    async fn client_to_try(
        &self,
        request: &ConnectionTry,
        existing: Option<&Operation>,
    ) -> Result<Client> {
        let typed = request.token.as_deref().filter(|token| !token.trim().is_empty());
        match (existing, &request.server, typed) {
            (Some(operation), None, None) => self.client(operation).await,
            (Some(Operation { place: Place::Wolkvox(code), .. }), None, Some(token)) => {
                Client::new(
                    Endpoint::Wolkvox(ServerCode::read(code)?),
                    &Token::read(token)?,
                    self.limits.clone(),
                )
            }
            (_, Some(server), Some(token)) => Client::new(
                Endpoint::Wolkvox(ServerCode::read(server)?),
                &Token::read(token)?,
                self.limits.clone(),
            ),
            _ => Err(Error::new(Code::TokenMissing, "server and token are needed for a test")),
        }
    }

    fn note_quota(&self, operation: &Operation, info: &information::Quota) -> Result<()> {
        let today = self.clock.wall(operation.zone).date();
        self.archive.tell_quota(&operation.id, today, info.limit, info.left, self.clock.now())
    }

    /// Keeps a token in the store, or in memory for this run.
    pub async fn keep_token(
        &self,
        id: &OperationId,
        token: Token,
        session_only: bool,
    ) -> Result<()> {
        if session_only {
            return self.session.set(&id.0, &token);
        }
        let key = id.0.clone();
        self.in_store(move |store| store.set(&key, &token)).await?;
        self.session.remove(&id.0)
    }

    /// An operation as shown.
    pub async fn operation_view(&self, operation: Operation) -> OperationView {
        let sample = matches!(operation.place, Place::Sample { .. });
        OperationView {
            token: if sample {
                TokenPlace::NotNeeded
            } else {
                self.token_place(&operation.id).await
            },
            address: address(&operation.place),
            zone: operation.zone.name().to_owned(),
            today: self.clock.wall(operation.zone).date().to_string(),
            id: operation.id.0,
            name: operation.name,
            sample,
        }
    }

    async fn token_place(&self, id: &OperationId) -> TokenPlace {
        if self.host.token_override(&id.0).is_some() {
            return TokenPlace::Environment;
        }
        if self.session.get(&id.0).is_ok_and(|token| token.is_some()) {
            return TokenPlace::Session;
        }
        let key = id.0.clone();
        match self.in_store(move |store| store.get(&key)).await {
            Ok(Some(_)) => TokenPlace::Keyring,
            Ok(None) => TokenPlace::Absent,
            Err(error) if error.code() == Code::KeyringAbsent => TokenPlace::Absent,
            Err(_) => TokenPlace::Unknown,
        }
    }
}

fn address(place: &Place) -> String {
    match place {
        Place::Wolkvox(code) => ServerCode::read(code)
            .map_or_else(|_| String::new(), |code| Endpoint::Wolkvox(code).address()),
        Place::Loopback(port) => Endpoint::Loopback(*port).address(),
        Place::Sample { .. } => String::new(),
    }
}

fn read_zone(zone: Option<&str>) -> Result<Tz> {
    match zone {
        None => Ok(USUAL_ZONE),
        Some(name) => {
            name.parse().map_err(|_| Error::usage("zone", format!("no time zone '{name}'")))
        }
    }
}

fn passed(step: TestStep) -> StepResult {
    StepResult { step, ok: Some(true), error: None }
}

/// The test of a connection whose first call failed: the address stands if the server answered.
fn failed_test(error: &Error) -> ConnectionView {
    let answered = matches!(
        error.code(),
        Code::TokenRefused
            | Code::QuotaSpent
            | Code::Simultaneous
            | Code::Maintenance
            | Code::Refused
    );
    let past_token = matches!(error.code(), Code::QuotaSpent | Code::Simultaneous);
    let fail = |step| StepResult { step, ok: Some(false), error: Some(error.into()) };
    let open = |step| StepResult { step, ok: None, error: None };
    let steps = match (answered, past_token) {
        (false, _) => vec![
            fail(TestStep::Address),
            open(TestStep::Token),
            open(TestStep::Quota),
            open(TestStep::Names),
        ],
        (true, false) => vec![
            passed(TestStep::Address),
            fail(TestStep::Token),
            open(TestStep::Quota),
            open(TestStep::Names),
        ],
        (true, true) => vec![
            passed(TestStep::Address),
            passed(TestStep::Token),
            fail(TestStep::Quota),
            open(TestStep::Names),
        ],
    };
    ConnectionView { steps, quota: None, names: 0 }
}
