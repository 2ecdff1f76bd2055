//! Pause, resume and cancel of a run, and what the run tells while it goes.

use crate::time::Window;
use crate::{Code, Error, Result};
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// The user's hand on a run. Clones steer the same run.
#[derive(Clone)]
pub struct Control {
    cancel: CancellationToken,
    paused: watch::Sender<bool>,
}

impl Default for Control {
    fn default() -> Self {
        Control { cancel: CancellationToken::new(), paused: watch::Sender::new(false) }
    }
}

impl Control {
    /// Ends the run at the next await; what was kept stays.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Holds the run before its next request. A request on its way ends first, because its cost
    /// is spent already.
    pub fn pause(&self) {
        self.paused.send_replace(true);
    }

    /// Lets a paused run go on.
    pub fn resume(&self) {
        self.paused.send_replace(false);
    }

    /// Whether the run is held.
    pub fn is_paused(&self) -> bool {
        *self.paused.borrow()
    }

    /// The token that every await of the run listens to.
    pub fn token(&self) -> &CancellationToken {
        &self.cancel
    }

    /// Waits while the run is held; an error if it was cancelled.
    pub async fn gate(&self) -> Result<()> {
        let mut paused = self.paused.subscribe();
        tokio::select! {
            () = self.cancel.cancelled() => Err(cancelled()),
            // The sender lives as long as `self`, so waiting cannot fail.
            _ = paused.wait_for(|held| !held) => {
                if self.cancel.is_cancelled() { Err(cancelled()) } else { Ok(()) }
            }
        }
    }
}

/// The error of a run that the user ended.
pub fn cancelled() -> Error {
    Error::new(Code::Cancelled, "cancelled by the user")
}

/// What a run tells while it goes.
#[derive(Clone, Debug)]
pub enum Step {
    /// So many windows are needed, as known now; grows when one is halved.
    Windows(u32),
    /// A request goes out.
    Asking(Window),
    /// Its answer arrives: bytes and rows so far of this request.
    Heard {
        /// Bytes of this answer so far.
        bytes: u64,
        /// Rows of this answer so far.
        rows: u64,
    },
    /// A request ended, with or without success.
    Answered {
        /// Bytes of the answer.
        bytes: u64,
    },
    /// A window is kept.
    Kept {
        /// Rows kept.
        rows: u64,
    },
    /// A window could not be kept whole.
    Trouble {
        /// The window.
        window: Window,
        /// `partial` or `failed`.
        state: &'static str,
        /// Why.
        code: Code,
    },
    /// Nothing is asked for this long, because of this.
    Waiting {
        /// Why.
        code: Code,
        /// How long.
        wait: Duration,
    },
}
