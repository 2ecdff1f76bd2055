//! The way of the data, from the wolkvox API to a workbook. Nothing here knows Tauri.
//!
//! ```text
//! wolkvox/ ──▶ reports/ ──▶ archive/ ──▶ query/ ──▶ kpis/ ──▶ export/ ──▶ .xlsx
//! fetch        bytes to     Parquet      ask        formulas
//!              typed rows   + ledger      │            │
//!     ▲                        ▲          ▼            ▼
//!     └────────── sync/ ───────┘         api/ ──▶ window and command line
//! ```
//!
//! `wolkvox` knows no disk, `archive` no HTTP, `query` and `kpis` neither. Clock, zone,
//! network limits, keyring and randomness are passed in.

pub mod api;
pub mod archive;
pub mod clock;
pub mod error;
pub mod export;
pub mod kpis;
pub mod query;
pub mod reports;
pub mod secret;
pub mod sync;
pub mod texts;
pub mod time;
pub mod wolkvox;

pub use error::{Code, Error, Result};
