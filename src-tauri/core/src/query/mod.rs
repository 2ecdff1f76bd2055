//! Questions to the held rows: filters, sorts, pages, counts, aggregates.
