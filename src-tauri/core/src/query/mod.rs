//! Questions to the held rows: filters, sorts, pages, counts, aggregates.
//!
//! ```text
//! select ──▶ Table (report, period, segments and when each counts)
//!              │ + Filters, Sort: typed, checked against the report's columns
//!              ├─▶ frame      DataFusion: counts, distinct values, aggregates, KPIs
//!              └─▶ row index  Parquet read directly: pages and row streams in order
//! ```
//!
//! Both ways evaluate the very same conditions (`condition`), so a count, a page and a KPI can
//! never differ about which rows belong. No SQL text exists anywhere.

mod aggregate;
mod bucket;
mod cache;
mod condition;
mod distinct;
mod engine;
mod filter;
mod footer;
mod frame;
mod grouping;
mod index;
mod keys;
mod lanes;
mod order;
mod packing;
mod page;
mod read;
mod read_filter;
mod seen;
mod segments;
mod select;
mod split;
mod table;
mod text;
mod values;
mod words;

pub use aggregate::{Aggregate, AggregateRequest, Group, Measure, MeasureFn, Order, OrderBy};
pub use bucket::{Bucket, Spot};
pub use condition::condition;
pub use distinct::{Distinct, DistinctRequest};
pub(crate) use engine::engine_error;
pub use engine::{Engine, Limits};
pub use filter::{Filter, Filters, Join, Question, Sort, Test, Value, kind_of};
pub use frame::frame;
pub use lanes::{AgentLane, Lanes, LanesRequest};
pub use page::{Page, PageRequest};
pub use read_filter::{read_filter, read_sort, read_value};
pub(crate) use seen::Seen;
pub use select::{Chosen, Held, choose, choose_agent_days};
pub use table::{Source, Table};
pub use text::fold;
pub use values::{json, json_rows};
