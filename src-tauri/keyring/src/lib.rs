//! Tokens in the system's keyring: Secret Service, Keychain or Credential Manager.
//!
//! A keyring may be missing, locked, or simply not answer: a Secret Service with a locked
//! collection can hang for ever. So every call runs on one owner thread and has a time limit; a
//! thread that does not answer is left behind and replaced. Nothing falls back silently: a
//! keyring that cannot keep a secret says so, and the caller offers memory for this run.

mod outcome;
mod owner;
mod place;

pub use place::Open;

use atalaya_core::secret::{SecretStore, Token};
use atalaya_core::{Code, Error, Result};
use owner::Owner;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Time for one call. Long enough for a slow daemon, short enough for a waiting user.
const LIMIT: Duration = Duration::from_secs(5);

/// A keyring that failed is not tried by [`SecretStore::lasting`] again before this has passed.
const REST: Duration = Duration::from_secs(3);

/// The system's keyring, under one service name.
pub struct Keyring {
    service: Arc<str>,
    owner: Owner,
    probed: Mutex<Option<Probed>>,
}

/// What the last trial said.
#[derive(Clone, Copy)]
struct Probed {
    keeps: bool,
    at: Instant,
}

impl Keyring {
    /// The keyring under a service name: `app.atalaya.desktop` for the product, others elsewhere.
    /// Nothing is asked yet.
    pub fn new(service: &str) -> Self {
        Keyring::with(service, LIMIT, place::system())
    }

    /// The same over another way to open a store and with another time limit.
    pub fn with(service: &str, limit: Duration, open: Open) -> Self {
        Keyring {
            service: service.into(),
            owner: Owner::new(limit, open),
            probed: Mutex::new(None),
        }
    }

    /// Whether a secret can be kept now: known only by writing, reading and removing one, because
    /// a locked keyring opens and reads without complaint.
    pub fn probe(&self) -> Result<()> {
        // Its own name per process, so that two programs at once do not disturb each other.
        let user = format!("probe-{}", std::process::id());
        let outcome = self.keep(&user, Zeroizing::new("probe".to_owned()));
        let outcome = outcome.and_then(|()| self.remove(&user));
        self.remember(outcome.is_ok());
        outcome
    }

    /// Writes and reads back, since some stores accept what they do not keep.
    fn keep(&self, user: &str, secret: Zeroizing<String>) -> Result<()> {
        let (service, user) = (Arc::clone(&self.service), user.to_owned());
        let same = self.owner.ask(move |place| {
            let entry = place.entry(&service, &user)?;
            entry.set_password(&secret)?;
            Ok(*Zeroizing::new(entry.get_password()?) == *secret)
        })?;
        if same {
            return Ok(());
        }
        Err(Error::new(Code::KeyringUnreadable, "the keyring returned another secret than it took"))
    }

    fn remember(&self, keeps: bool) {
        *self.probed() = Some(Probed { keeps, at: Instant::now() });
    }

    fn probed(&self) -> std::sync::MutexGuard<'_, Option<Probed>> {
        self.probed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SecretStore for Keyring {
    fn get(&self, operation: &str) -> Result<Option<Token>> {
        let (service, user) = (Arc::clone(&self.service), operation.to_owned());
        let text =
            self.owner.ask(move |place| match place.entry(&service, &user)?.get_password() {
                Ok(text) => Ok(Some(Zeroizing::new(text))),
                Err(keyring_core::Error::NoEntry) => Ok(None),
                Err(error) => Err(error),
            })?;
        text.map(|text| Token::read(&text).map_err(|_| outcome::not_a_token())).transpose()
    }

    fn set(&self, operation: &str, token: &Token) -> Result<()> {
        let outcome = self.keep(operation, Zeroizing::new(token.expose().to_owned()));
        self.remember(outcome.is_ok());
        outcome
    }

    fn remove(&self, operation: &str) -> Result<()> {
        let (service, user) = (Arc::clone(&self.service), operation.to_owned());
        self.owner.ask(move |place| match place.entry(&service, &user)?.delete_credential() {
            Err(keyring_core::Error::NoEntry) => Ok(()),
            other => other,
        })
    }

    fn lasting(&self) -> bool {
        let last = *self.probed();
        match last {
            Some(Probed { keeps: true, .. }) => true,
            Some(Probed { at, .. }) if at.elapsed() < REST => false,
            _ => self.probe().is_ok(),
        }
    }
}
