//! KPIs: one file each, with formula, unit, source roles and pitfalls.
