//! The row index: where the rows of a question lie, in its order. Made once per question, about
//! four bytes a row, and kept while the view is open; a page is then a matter of a few reads.

use super::engine::{Engine, IndexCell, check};
use super::filter::Question;
use super::order::make;
use super::table::Table;
use crate::Result;
use std::ops::Range;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Where the rows of a question lie.
#[derive(Debug)]
pub(super) struct RowIndex {
    /// Names the index in the cache of pages.
    pub(super) name: String,
    /// The number of each source's first row, if all rows were numbered through; one more for the
    /// end.
    pub(super) starts: Vec<u64>,
    pub(super) rows: Rows,
}

/// The rows themselves.
#[derive(Debug)]
pub(super) enum Rows {
    /// All rows of these sources, one file after the other.
    Files { sources: Vec<u32>, ends: Vec<u64> },
    /// These rows, numbered through all sources.
    Listed(Vec<u32>),
    /// The same where four bytes do not suffice.
    Wide(Vec<u64>),
}

/// A row's place: which source, which row of it.
pub(super) type Place = (u32, u32);

impl RowIndex {
    pub(super) fn len(&self) -> u64 {
        match &self.rows {
            Rows::Files { ends, .. } => ends.last().copied().unwrap_or(0),
            Rows::Listed(rows) => rows.len() as u64,
            Rows::Wide(rows) => rows.len() as u64,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let rows = match &self.rows {
            Rows::Files { sources, .. } => sources.len() * 12,
            Rows::Listed(rows) => rows.len() * 4,
            Rows::Wide(rows) => rows.len() * 8,
        };
        rows + self.starts.len() * 8 + self.name.len() + 64
    }

    /// The places of these rows of the answer; fewer if it has fewer.
    pub(super) fn places(&self, rows: Range<u64>) -> Vec<Place> {
        let rows = rows.start.min(self.len())..rows.end.min(self.len());
        match &self.rows {
            Rows::Files { sources, ends } => {
                rows.map(|row| place_in_files(sources, ends, row)).collect()
            }
            Rows::Listed(listed) => {
                let chosen = &listed[rows.start as usize..rows.end as usize];
                chosen.iter().map(|row| self.place(u64::from(*row))).collect()
            }
            Rows::Wide(listed) => {
                let chosen = &listed[rows.start as usize..rows.end as usize];
                chosen.iter().map(|row| self.place(*row)).collect()
            }
        }
    }

    fn place(&self, row: u64) -> Place {
        let source = self.starts.partition_point(|start| *start <= row) - 1;
        (source as u32, (row - self.starts[source]) as u32)
    }
}

fn place_in_files(sources: &[u32], ends: &[u64], row: u64) -> Place {
    let file = ends.partition_point(|end| *end <= row);
    let start = if file == 0 { 0 } else { ends[file - 1] };
    (sources[file], (row - start) as u32)
}

impl Engine {
    /// The index of a question, made now or kept from before. Who asks while it is being made
    /// waits for it.
    pub(super) async fn index(
        &self,
        table: &Table,
        question: &Question,
        token: &CancellationToken,
    ) -> Result<Arc<RowIndex>> {
        check(token)?;
        let name = format!("{:?} {question:?}", table.fingerprint());
        let cell = match self.indexes.get(&name) {
            Some(cell) => cell,
            None => {
                let cell = IndexCell::default();
                // A question that is given up leaves little, but not nothing.
                self.indexes.put(name.clone(), Arc::clone(&cell), 512);
                cell
            }
        };
        let make = || async {
            let (table, question) = (table.clone(), question.clone());
            let (token, key) = (token.clone(), name.clone());
            let work = move |engine: &Engine| make(engine, &table, &question, key, &token);
            self.blocking(work).await.map(Arc::new)
        };
        let made = cell.get().is_none();
        let index = Arc::clone(cell.get_or_try_init(make).await?);
        if made {
            self.indexes.put(name, cell, index.bytes());
        }
        Ok(index)
    }
}
