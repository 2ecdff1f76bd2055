//! What several stages' tests share.

pub(crate) mod golden;
pub(crate) mod world;
