//! The program behind every surface: what the commands share.

use super::host::{Event, Host};
use super::runs::Runs;
use super::types::RefusedFile;
use super::{COMMANDS, Tag};
use crate::archive::{self, Archive, Operation, OperationId, Place};
use crate::clock::Clock;
use crate::query::{self, Engine};
use crate::reports::{Catalogue, Report};
use crate::secret::{SecretStore, Token};
use crate::wolkvox::{Client, Endpoint, Limits, ServerCode};
use crate::{Code, Error, Result};
use std::path::PathBuf;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What a surface gives to open the program.
pub struct Setup {
    /// Folder of everything that is kept.
    pub data_folder: PathBuf,
    /// The user's runtime folder, for locks between processes.
    pub runtime_folder: PathBuf,
    /// Clock.
    pub clock: Arc<dyn Clock>,
    /// Where tokens are kept.
    pub secrets: Arc<dyn SecretStore>,
    /// Where tokens are kept for this run only.
    pub session: Arc<dyn SecretStore>,
    /// The surface.
    pub host: Arc<dyn Host>,
    /// Limits of fetching.
    pub limits: Limits,
    /// The program's version.
    pub version: &'static str,
}

/// The program: archive, engine, catalogue, runs.
pub struct App {
    pub(super) archive: Archive,
    pub(super) engine: Engine,
    pub(super) catalogue: Catalogue,
    pub(super) refused: Vec<RefusedFile>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) secrets: Arc<dyn SecretStore>,
    pub(super) session: Arc<dyn SecretStore>,
    pub(super) host: Arc<dyn Host>,
    pub(super) limits: Limits,
    pub(super) runtime_folder: PathBuf,
    pub(super) version: &'static str,
    pub(super) runs: Runs,
    pub(super) exports: super::exports::Exports,
    pub(super) copying: super::upkeep::Copying,
}

impl App {
    /// Opens the archive and reads the catalogue. Blocks on the disk for a moment: call it off the
    /// thread that draws.
    pub fn open(setup: Setup) -> Result<Arc<App>> {
        let limits = archive::Limits { lock_wait: setup.limits.lock_wait, ..Default::default() };
        let archive = Archive::open_with(&setup.data_folder, setup.clock.as_ref(), limits)?;
        let (catalogue, refused) = Catalogue::with_folder(&setup.data_folder.join("reports"));
        Ok(Arc::new(App {
            archive,
            engine: Engine::new(&query::Limits::default())?,
            catalogue,
            refused: refused.iter().map(refused_file).collect(),
            clock: setup.clock,
            secrets: setup.secrets,
            session: setup.session,
            host: setup.host,
            limits: setup.limits,
            runtime_folder: setup.runtime_folder,
            version: setup.version,
            runs: Runs::default(),
            exports: super::exports::Exports::default(),
            copying: super::upkeep::Copying::default(),
        }))
    }

    /// The archive, for surfaces that read it directly (`verify`, tests).
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The operation of that id.
    pub fn operation(&self, id: &str) -> Result<Operation> {
        self.archive.operation(&OperationId(id.to_owned()))
    }

    /// The report of that code.
    pub fn report(&self, code: &str) -> Result<Arc<Report>> {
        self.catalogue.named(code).cloned()
    }

    /// Tells the surface that answers which read what `command` spoils are stale.
    pub(super) fn spoiled(&self, command: &str) {
        let spoils = COMMANDS.iter().find(|(name, ..)| *name == command).map_or(&[][..], |c| c.2);
        if !spoils.is_empty() {
            self.changed(spoils);
        }
    }

    pub(super) fn changed(&self, tags: &[Tag]) {
        self.host.event(Event::Changed(tags.to_vec()));
    }

    /// The token of a view's query: cancelled by the view's next question. An empty view is never
    /// superseded.
    pub(super) fn view(&self, view: &str, revision: u64) -> CancellationToken {
        if view.is_empty() { CancellationToken::new() } else { self.engine.view(view, revision) }
    }

    /// A client for the operation, with its token. The sample operation is started if needed.
    pub(super) async fn client(&self, operation: &Operation) -> Result<Client> {
        let (endpoint, token) = match &operation.place {
            Place::Sample { seed, anchor } => {
                let (port, token) = self.host.sample(*seed, *anchor).await?;
                (Endpoint::Loopback(port), token)
            }
            Place::Loopback(port) => (Endpoint::Loopback(*port), self.token(operation).await?),
            Place::Wolkvox(code) => {
                (Endpoint::Wolkvox(ServerCode::read(code)?), self.token(operation).await?)
            }
        };
        Client::new(endpoint, &token, self.limits.clone())
    }

    /// The token of the operation: from the environment of this run, this session, or the store.
    async fn token(&self, operation: &Operation) -> Result<Token> {
        let id = operation.id.0.clone();
        if let Some(token) = self.host.token_override(&id) {
            return Ok(token);
        }
        if let Some(token) = self.session.get(&id)? {
            return Ok(token);
        }
        let kept = self.in_store(move |store| store.get(&id)).await?;
        kept.ok_or_else(|| {
            Error::new(Code::TokenMissing, "no token is stored for this operation")
                .with("operation", &operation.name)
        })
    }

    /// Asks the store off the async threads, because keyrings block.
    pub(super) async fn in_store<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn SecretStore) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = Arc::clone(&self.secrets);
        blocking(move || ask(store.as_ref())).await
    }
}

/// Runs work that blocks (disk, keyring) off the async threads; a panic in it becomes an error.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|cause| Error::new(Code::Internal, "a task ended by itself").because(cause))?
}

fn refused_file(error: &Error) -> RefusedFile {
    let param =
        |name| error.params().iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    RefusedFile {
        file: param("file").unwrap_or_default(),
        line: param("line").and_then(|line| line.parse().ok()).unwrap_or(0),
        why: param("why").unwrap_or_else(|| error.detail().to_owned()),
    }
}
