//! The archive, with real files in temporary folders.

mod commit;
mod coverage;
mod crash;
mod damage;
mod forget;
mod given;
mod ledger;
mod moving;
mod pins;
mod takeover;
mod words;
