//! Opening the system's store, and opening it again.

use keyring_core::{CredentialStore, Entry, Error, Result};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A way to open a store.
pub type Open = Arc<dyn Fn() -> Result<Arc<CredentialStore>> + Send + Sync>;

/// Windows lets secrets roam to other computers unless asked not to; other stores know no such
/// choice and refuse the word.
const MODIFIERS: &[(&str, &str)] = if cfg!(windows) { &[("persistence", "Local")] } else { &[] };

/// The store as the owner thread holds it: opened when first needed, and again once it is dead.
pub(crate) struct Place {
    open: Open,
    store: Option<Arc<CredentialStore>>,
    absent: bool,
}

/// Why the work could not be done.
pub(crate) enum Failure {
    /// There is no store to ask.
    Absent(Error),
    /// The store was asked and said this.
    Store(Error),
}

impl Place {
    pub(crate) fn new(open: Open) -> Self {
        Place { open, store: None, absent: false }
    }

    /// The entry of a user in the open store.
    pub(crate) fn entry(&mut self, service: &str, user: &str) -> Result<Entry> {
        let store = self.opened()?;
        let modifiers: HashMap<_, _> = MODIFIERS.iter().copied().collect();
        store.build(service, user, (!modifiers.is_empty()).then_some(&modifiers))
    }

    /// Does the work; if the store was opened earlier and its daemon is gone since, once more on
    /// a new one.
    pub(crate) fn try_twice<T>(
        &mut self,
        work: &mut impl FnMut(&mut Place) -> Result<T>,
    ) -> std::result::Result<T, Failure> {
        let was_open = self.store.is_some();
        let mut outcome = work(self);
        if was_open && dead(&outcome) {
            self.store = None;
            outcome = work(self);
        }
        if dead(&outcome) {
            self.store = None;
        }
        outcome.map_err(|error| match self.absent {
            true => Failure::Absent(error),
            false => Failure::Store(error),
        })
    }

    fn opened(&mut self) -> Result<Arc<CredentialStore>> {
        if let Some(store) = &self.store {
            return Ok(Arc::clone(store));
        }
        let opened = (self.open)();
        self.absent = opened.is_err();
        let store = opened?;
        self.store = Some(Arc::clone(&store));
        Ok(store)
    }
}

fn dead<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::PlatformFailure(_)))
}

/// The way to open the system's own store.
pub(crate) fn system() -> Open {
    Arc::new(|| {
        // Set before the attempt: an attempt that hangs holds the once-only lock for ever.
        static TRIED: AtomicBool = AtomicBool::new(false);
        if TRIED.swap(true, Ordering::SeqCst) { again() } else { first() }
    })
}

/// The store that `keyring` chooses for this system. It keeps the outcome for the whole run.
fn first() -> Result<Arc<CredentialStore>> {
    match keyring::Entry::store_status() {
        Ok(()) => keyring_core::get_default_store().ok_or(Error::NoDefaultStore),
        Err(error) => Err(Error::PlatformFailure(error.to_string().into())),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn again() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// Keychain and Credential Manager are part of the system and hold no connection: the first
/// outcome stays true.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn again() -> Result<Arc<CredentialStore>> {
    keyring_core::get_default_store().ok_or(Error::NoDefaultStore)
}
