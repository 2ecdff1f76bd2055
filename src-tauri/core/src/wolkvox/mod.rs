//! The wolkvox API over HTTPS: requests, limits, outcomes, retries. Knows no disk.
