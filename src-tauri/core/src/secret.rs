//! Tokens: a type that cannot be printed or serialised, and the place where they are kept.

use crate::{Code, Error, Result};
use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use zeroize::Zeroizing;

/// Longest token accepted, in bytes: what the Windows store holds (2,560 bytes of UTF-16) with
/// room to spare.
pub const TOKEN_BYTES_MAX: usize = 512;

/// A wolkvox token. Its text leaves only through [`Token::expose`]; it has no `Serialize`.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Reads pasted text: outer blanks and a pasted `wolkvox-token:` prefix are dropped; anything
    /// else than visible ASCII is refused.
    pub fn read(pasted: &str) -> Result<Self> {
        let text = pasted.trim();
        let text = match text.split_once(':') {
            Some((name, rest)) if name.trim().eq_ignore_ascii_case("wolkvox-token") => rest.trim(),
            _ => text,
        };
        let fits = !text.is_empty() && text.len() <= TOKEN_BYTES_MAX;
        if !fits || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::new(
                Code::TokenShape,
                "the token has characters that cannot be sent",
            ));
        }
        Ok(Token(Zeroizing::new(text.to_owned())))
    }

    /// The text itself, for the request header and the store only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Keeps one token per operation id. Calls may block up to a few seconds: never call them on the
/// thread that draws.
pub trait SecretStore: Send + Sync {
    /// The token of the operation; `None` if none is kept.
    fn get(&self, operation: &str) -> Result<Option<Token>>;
    /// Keeps the token, replacing an earlier one.
    fn set(&self, operation: &str, token: &Token) -> Result<()>;
    /// Forgets the token; forgetting what is not there is fine.
    fn remove(&self, operation: &str) -> Result<()>;
    /// Whether what is kept outlives this run.
    fn lasting(&self) -> bool;
}

/// Keeps tokens in memory for this run: the announced fall-back where no keyring exists.
#[derive(Default)]
pub struct MemoryStore(Mutex<HashMap<String, Token>>);

impl MemoryStore {
    fn tokens(&self) -> std::sync::MutexGuard<'_, HashMap<String, Token>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl SecretStore for MemoryStore {
    fn get(&self, operation: &str) -> Result<Option<Token>> {
        Ok(self.tokens().get(operation).cloned())
    }

    fn set(&self, operation: &str, token: &Token) -> Result<()> {
        self.tokens().insert(operation.to_owned(), token.clone());
        Ok(())
    }

    fn remove(&self, operation: &str) -> Result<()> {
        self.tokens().remove(operation);
        Ok(())
    }

    fn lasting(&self) -> bool {
        false
    }
}
