//! The keyring: invented stores for what cannot be provoked, a real Secret Service for the rest.

#[cfg(target_os = "linux")]
#[path = "keyring/real.rs"]
mod real;

use atalaya_core::secret::{SecretStore, Token};
use atalaya_core::{Code, Error};
use atalaya_keyring::{Keyring, Open};
use keyring_core::api::{CredentialApi, CredentialStoreApi};
use keyring_core::{Credential, CredentialStore, Entry, Error as StoreError};
use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(200);
const SECRET: &str = "do-not-print-7d1f";

fn token() -> Token {
    Token::read(SECRET).expect("a token of visible characters")
}

/// What an invented store answers when its secret is asked for.
type Answer = Arc<dyn Fn() -> keyring_core::Result<Vec<u8>> + Send + Sync>;

/// A store whose answers a test makes up. It takes every secret.
#[derive(Clone)]
struct Invented(Answer);

impl CredentialStoreApi for Invented {
    fn vendor(&self) -> String {
        "invented".to_owned()
    }

    fn id(&self) -> String {
        "invented".to_owned()
    }

    fn build(
        &self,
        _: &str,
        _: &str,
        _: Option<&HashMap<&str, &str>>,
    ) -> keyring_core::Result<Entry> {
        Ok(Entry::new_with_credential(Arc::new(self.clone())))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl CredentialApi for Invented {
    fn set_secret(&self, _: &[u8]) -> keyring_core::Result<()> {
        Ok(())
    }

    fn get_secret(&self) -> keyring_core::Result<Vec<u8>> {
        (self.0)()
    }

    fn delete_credential(&self) -> keyring_core::Result<()> {
        self.get_secret().map(drop)
    }

    fn get_credential(&self) -> keyring_core::Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn store(
    answer: impl Fn() -> keyring_core::Result<Vec<u8>> + Send + Sync + 'static,
) -> Arc<CredentialStore> {
    Arc::new(Invented(Arc::new(answer)))
}

/// A keyring over a store that answers so.
fn keyring(answer: impl Fn() -> keyring_core::Result<Vec<u8>> + Send + Sync + 'static) -> Keyring {
    let store = store(answer);
    opened_by(Arc::new(move || Ok(Arc::clone(&store))))
}

fn opened_by(open: Open) -> Keyring {
    Keyring::with("app.atalaya.test", LIMIT, open)
}

fn code<T>(outcome: Result<T, Error>) -> Code {
    outcome.map(drop).expect_err("the keyring had to refuse").code()
}

fn gone() -> StoreError {
    StoreError::PlatformFailure("the daemon is gone".into())
}

#[test]
fn nothing_kept_is_none_and_may_be_forgotten() {
    let keyring = keyring(|| Err(StoreError::NoEntry));
    assert!(keyring.get("op").expect("an answer").is_none());
    keyring.remove("op").expect("forgetting what is not there is fine");
}

#[test]
fn what_is_kept_comes_back() {
    let keyring = keyring(|| Ok(SECRET.into()));
    keyring.set("op", &token()).expect("kept");
    let kept = keyring.get("op").expect("an answer").expect("a token");
    assert_eq!(kept.expose(), SECRET);
    assert!(keyring.lasting());
}

#[test]
fn a_silent_keyring_is_left_behind_and_asked_anew() {
    let calls = AtomicU32::new(0);
    let keyring = keyring(move || {
        if calls.fetch_add(1, Ordering::SeqCst) == 0 {
            std::thread::sleep(Duration::from_secs(3));
        }
        Ok(SECRET.into())
    });
    let began = Instant::now();
    assert_eq!(code(keyring.get("op")), Code::KeyringSilent);
    assert!(began.elapsed() < Duration::from_secs(2), "the limit was not kept");
    assert!(keyring.get("op").expect("the thread was replaced").is_some());
    assert!(began.elapsed() < Duration::from_secs(2), "the second call waited for the first");
}

#[test]
fn work_behind_a_hang_is_not_done_late() {
    let reads = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&reads);
    let keyring = Arc::new(keyring(move || {
        seen.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(LIMIT * 3);
        Ok(SECRET.into())
    }));
    let callers: Vec<_> = (0..3)
        .map(|_| {
            let keyring = Arc::clone(&keyring);
            std::thread::spawn(move || code(keyring.get("op")))
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.join().expect("a caller"), Code::KeyringSilent);
    }
    assert_eq!(reads.load(Ordering::SeqCst), 3, "each caller's work began once, when it was asked");
}

#[test]
fn what_cannot_be_read_is_said_without_its_content() {
    let bytes = || SECRET.as_bytes().to_vec();
    let answers: Vec<Answer> = vec![
        Arc::new(move || Err(StoreError::BadEncoding(bytes()))),
        Arc::new(move || Err(StoreError::BadDataFormat(bytes(), "padding".into()))),
        Arc::new(|| Err(StoreError::BadStoreFormat("header".into()))),
        Arc::new(|| Err(StoreError::Ambiguous(Vec::new()))),
        Arc::new(|| Ok(format!("{SECRET}\u{e9}").into())),
    ];
    for answer in answers {
        let keyring = keyring(move || answer());
        let error = keyring.get("op").expect_err("unreadable");
        assert_eq!(error.code(), Code::KeyringUnreadable, "{error}");
        assert!(!format!("{error} {error:?}").contains(SECRET), "the secret was printed");
    }
}

#[test]
fn a_store_that_loses_what_it_took_is_noticed_when_it_is_given() {
    let keyring = keyring(|| Ok(b"another".to_vec()));
    let error = keyring.set("op", &token()).expect_err("not kept");
    assert_eq!(error.code(), Code::KeyringUnreadable);
    assert!(!format!("{error:?}").contains(SECRET));
    assert!(!keyring.lasting());
}

#[test]
fn refused_is_told_apart_from_absent() {
    let refused = keyring(|| Err(StoreError::NoStorageAccess("dismissed".into())));
    assert_eq!(code(refused.get("op")), Code::KeyringLocked);
    assert_eq!(code(opened_by(Arc::new(|| Err(gone()))).get("op")), Code::KeyringAbsent);
}

#[test]
fn a_keyring_that_comes_later_is_found() {
    let there = Arc::new(Mutex::new(false));
    let looked = Arc::clone(&there);
    let keyring = opened_by(Arc::new(move || match *looked.lock().expect("a flag") {
        true => Ok(store(|| Ok(b"probe".to_vec()))),
        false => Err(gone()),
    }));
    assert!(!keyring.lasting());
    *there.lock().expect("a flag") = true;
    assert!(!keyring.lasting(), "a keyring that just failed rests for a moment");
    keyring.probe().expect("asked outright, it is tried at once");
    assert!(keyring.lasting());
}

#[test]
fn a_keyring_whose_daemon_died_is_opened_again() {
    let opened = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&opened);
    let keyring = opened_by(Arc::new(move || {
        let first = count.fetch_add(1, Ordering::SeqCst) == 0;
        let asked = AtomicU32::new(0);
        Ok(store(move || match first && asked.fetch_add(1, Ordering::SeqCst) > 0 {
            true => Err(gone()),
            false => Ok(SECRET.into()),
        }))
    }));
    assert!(keyring.get("op").expect("the first store").is_some());
    assert!(keyring.get("op").expect("the second store").is_some());
    assert_eq!(opened.load(Ordering::SeqCst), 2);
}

#[test]
fn a_store_that_panics_is_an_error_and_no_end() {
    let calls = AtomicU32::new(0);
    let store = store(move || {
        assert!(calls.fetch_add(1, Ordering::SeqCst) > 0, "planted");
        Ok(SECRET.into())
    });
    // Printing the trace of a panic may take longer than the other tests' limit.
    let open: Open = Arc::new(move || Ok(Arc::clone(&store)));
    let keyring = Keyring::with("app.atalaya.test", Duration::from_secs(30), open);
    assert_eq!(code(keyring.get("op")), Code::Internal);
    assert!(keyring.get("op").expect("a new thread").is_some());
}
