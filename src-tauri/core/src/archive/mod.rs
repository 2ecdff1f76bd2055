//! What was fetched, kept: one immutable Parquet segment per window, and a ledger in SQLite that
//! says what each window's state is. Readers see only what the ledger lists.
//!
//! ```text
//! ledger.sqlite            windows and their states, operations (no tokens), quota, roster, settings
//! writer.lock              held per commit by whoever changes files and ledger together
//! readers.lock             held (shared) by whoever pinned a generation
//! open.lock                held (shared) by whoever has the ledger open
//! restore-waiting/         a backup that takes the archive's place at an opening (see `takeover`)
//! archive/operation=<id>/report=<code>/subject=<hash>/<from>_<to>_<attempt>.parquet
//! ```
//!
//! Killed at any instant, each window is old or new at the next opening, and nothing that was
//! acknowledged is lost (see [`Archive::commit`]).

mod backup;
mod commit;
mod coverage;
mod density;
mod facts;
mod failures;
mod fault;
mod footer;
mod forget;
mod home;
mod layout;
mod ledger;
mod lock;
mod migrate;
mod names;
mod open;
mod operations;
mod pins;
mod pseudonyms;
mod quota;
mod rebuild;
mod replaced;
mod roster;
mod runs;
mod segment;
mod settings;
mod shared;
mod stretch;
mod sweep;
mod takeover;
mod templates;
mod text;
mod types;
mod verify;

pub use backup::Copied;
pub use commit::{NewWindow, Swap};
pub use coverage::Emptiness;
pub use facts::Part;
pub use forget::Forgotten;
pub use open::{Archive, Limits};
pub use pins::Pin;
pub use quota::Quota;
pub use rebuild::Rebuilt;
pub use replaced::Replaced;
pub use roster::{RosterEntry, StateClass, StateMeaning};
pub use runs::Run;
pub use segment::{Facts, Staged, Staging};
pub use settings::{ExportEntry, View};
pub use templates::Template;
pub use types::{
    DayCoverage, DayState, Operation, OperationId, Place, SegmentFile, Subject, WindowRecord,
    WindowState,
};
pub use verify::{Finding, FindingKind, VerifyReport};
