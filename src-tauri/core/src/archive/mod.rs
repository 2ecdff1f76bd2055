//! What was fetched, kept: one immutable Parquet segment per window, and a ledger in SQLite that
//! says what each window's state is. Readers see only what the ledger lists.

mod types;

pub use types::{
    DayCoverage, DayState, Operation, OperationId, Place, SegmentFile, Subject, WindowRecord,
    WindowState,
};
