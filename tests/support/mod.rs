//! What several stages' tests share.
