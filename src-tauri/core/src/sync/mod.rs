//! Plan, fetch, keep: the only place where `wolkvox` meets `archive`.
