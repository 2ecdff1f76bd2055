//! The one thread that talks to the keyring, and the clock beside it.

use crate::outcome;
use crate::place::{Open, Place};
use atalaya_core::{Code, Error, Result};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Work for the owner thread.
type Job = Box<dyn FnOnce(&mut Place) + Send>;

/// Starts the owner thread, hands it work and replaces it when it does not answer.
pub(crate) struct Owner {
    limit: Duration,
    open: Open,
    jobs: Mutex<Option<Sender<Job>>>,
}

impl Owner {
    pub(crate) fn new(limit: Duration, open: Open) -> Self {
        Owner { limit, open, jobs: Mutex::new(None) }
    }

    /// Runs `work` on the owner thread and waits for it within the limit. Work is tried a second
    /// time, on a store opened anew, if the first store turns out to be dead.
    ///
    /// Callers queue for the lock and not for the thread: work that waits behind a hang must not
    /// happen later, after its caller was told that it failed.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Place) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let (answer, answered) = mpsc::sync_channel(1);
        self.hand_over(
            &mut jobs,
            Box::new(move |place| {
                let _ = answer.send(place.try_twice(&mut work));
            }),
        )?;
        match answered.recv_timeout(self.limit) {
            Ok(outcome) => outcome.map_err(|failure| outcome::told(&failure)),
            Err(gone) => {
                *jobs = None;
                Err(lost(gone))
            }
        }
    }

    fn hand_over(&self, jobs: &mut Option<Sender<Job>>, job: Job) -> Result<()> {
        let sender = match jobs.take() {
            Some(sender) => sender,
            None => self.start()?,
        };
        // A thread that ended by itself is noticed by the answer that never comes.
        let _ = sender.send(job);
        *jobs = Some(sender);
        Ok(())
    }

    fn start(&self) -> Result<Sender<Job>> {
        let (sender, jobs) = mpsc::channel::<Job>();
        let mut place = Place::new(Open::clone(&self.open));
        std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            for job in jobs {
                job(&mut place);
            }
        })?;
        Ok(sender)
    }
}

fn lost(gone: RecvTimeoutError) -> Error {
    match gone {
        RecvTimeoutError::Timeout => {
            Error::new(Code::KeyringSilent, "the keyring did not answer in time")
        }
        RecvTimeoutError::Disconnected => {
            Error::new(Code::Internal, "the thread of the keyring ended by itself")
        }
    }
}
