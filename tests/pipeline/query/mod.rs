//! Questions to held rows, answered from real Parquet files and compared with plain loops.

mod filters;
mod measured;
mod pages;
mod selection;
mod together;
mod world;
