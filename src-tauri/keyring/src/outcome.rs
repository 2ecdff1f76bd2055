//! From a store's failure to one of our codes. Only texts without content cross: the store's
//! error values carry the raw secret in some variants, so they are never kept as a cause.

use crate::place::Failure;
use atalaya_core::{Code, Error};
use keyring_core::Error as StoreError;

pub(crate) fn told(failure: &Failure) -> Error {
    match failure {
        Failure::Absent(StoreError::NoStorageAccess(cause)) => locked(cause.as_ref()),
        Failure::Absent(error) => absent(error),
        Failure::Store(error) => answered(error),
    }
}

/// What is stored under an operation cannot be a token of ours.
pub(crate) fn not_a_token() -> Error {
    Error::new(Code::KeyringUnreadable, "the stored secret is not a token")
}

fn answered(error: &StoreError) -> Error {
    match error {
        StoreError::NoStorageAccess(cause) => locked(cause.as_ref()),
        StoreError::PlatformFailure(_) | StoreError::NoDefaultStore => absent(error),
        StoreError::NoEntry => unreadable("the entry vanished between two calls"),
        StoreError::BadEncoding(_) => unreadable("the stored secret is not text"),
        StoreError::BadDataFormat(..) => unreadable("the stored secret has another form"),
        StoreError::BadStoreFormat(_) => unreadable("the keyring itself has another form"),
        StoreError::Ambiguous(_) => unreadable("the keyring holds several secrets by this name"),
        StoreError::TooLong(..) => unreadable("the secret is too long for the keyring"),
        StoreError::NotSupportedByStore(_) => unreadable("the keyring does not offer this"),
        _ => unreadable("the keyring answered in a way that is not known"),
    }
}

fn absent(error: &StoreError) -> Error {
    Error::new(Code::KeyringAbsent, format!("no keyring can be reached: {}", platform(error)))
}

/// The system's words, which name its parts and never a secret.
fn platform(error: &StoreError) -> String {
    match error {
        StoreError::PlatformFailure(cause) => cause.to_string(),
        _ => "none is set up".to_owned(),
    }
}

fn locked(cause: &(dyn std::error::Error + Send + Sync)) -> Error {
    Error::new(Code::KeyringLocked, format!("the keyring is locked or was refused: {cause}"))
}

fn unreadable(why: &str) -> Error {
    Error::new(Code::KeyringUnreadable, why)
}
