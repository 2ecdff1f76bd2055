//! Known segment files as a DataFusion table: no listing, no schema inference, one Parquet scan.

use super::engine::engine_error;
use crate::archive::SegmentFile;
use crate::{Code, Error, Result};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::DataFusionError;
use datafusion::datasource::TableType;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::logical_expr::Expr;
use datafusion::object_store::{ObjectMeta, path::Path};
use datafusion::physical_plan::ExecutionPlan;
use std::pin::Pin;
use std::sync::Arc;

/// Files of one schema and one treatment.
#[derive(Debug)]
pub(super) struct Segments {
    schema: SchemaRef,
    files: Vec<PartitionedFile>,
}

impl Segments {
    pub(super) fn new<'a>(
        schema: SchemaRef,
        files: impl Iterator<Item = &'a SegmentFile>,
    ) -> Result<Self> {
        Ok(Segments { schema, files: files.map(located).collect::<Result<_>>()? })
    }

    async fn plan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        let threads = state.config().target_partitions().max(1);
        let source = Arc::new(ParquetSource::new(Arc::clone(&self.schema)));
        let scan = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), source)
            .with_file_groups(shared_out(&self.files, threads))
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        let options = state.default_table_options().parquet;
        // Its plan keeps footers in the session's cache.
        ParquetFormat::default().with_options(options).create_physical_plan(state, scan).await
    }
}

type Planned<'a> =
    Pin<Box<dyn Future<Output = Result<Arc<dyn ExecutionPlan>, DataFusionError>> + Send + 'a>>;

impl TableProvider for Segments {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    // The trait is written with async_trait; this is the form it stands for.
    fn scan<'this, 'state, 'columns, 'filters, 'all>(
        &'this self,
        state: &'state dyn Session,
        projection: Option<&'columns Vec<usize>>,
        _filters: &'filters [Expr],
        limit: Option<usize>,
    ) -> Planned<'all>
    where
        'this: 'all,
        'state: 'all,
        'columns: 'all,
        'filters: 'all,
        Self: 'all,
    {
        Box::pin(self.plan(state, projection, limit))
    }
}

fn located(file: &SegmentFile) -> Result<PartitionedFile> {
    let absolute = std::path::absolute(&file.path)?;
    let location = Path::from_absolute_path(absolute).map_err(|cause| {
        Error::new(Code::Disk, "the archive's folder has a name that cannot be used").because(cause)
    })?;
    let meta = ObjectMeta {
        location,
        // Files never change under their name, so the cache needs no time to tell them apart.
        last_modified: chrono::DateTime::UNIX_EPOCH,
        size: file.bytes,
        e_tag: None,
        version: None,
    };
    Ok(PartitionedFile::new_from_meta(meta))
}

/// The files in as many groups as threads, of about equal bytes.
fn shared_out(files: &[PartitionedFile], threads: usize) -> Vec<FileGroup> {
    let mut groups: Vec<(u64, Vec<PartitionedFile>)> = vec![Default::default(); threads];
    for file in files {
        let lightest = groups.iter_mut().min_by_key(|(bytes, _)| *bytes);
        if let Some((bytes, group)) = lightest {
            *bytes += file.object_meta.size.max(1);
            group.push(file.clone());
        }
    }
    groups.into_iter().filter(|(_, g)| !g.is_empty()).map(|(_, g)| FileGroup::new(g)).collect()
}

/// A table of DataFusion over these files.
pub(super) fn read(
    engine: &super::Engine,
    segments: Segments,
) -> Result<datafusion::prelude::DataFrame> {
    engine.context.read_table(Arc::new(segments)).map_err(engine_error)
}
