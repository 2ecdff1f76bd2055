//! Whatever is asked together, in whatever way the rows are kept, the engine takes it.

use super::frames::{
    agent_9, agent_13, agent_14, block_on, campaign_7, diagram_11, figures, frame, march,
};
use atalaya_core::kpis::{By, evaluate, of_report};
use atalaya_core::reports::{Grain, Report};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionContext};
use tokio_util::sync::CancellationToken;

fn reports() -> Vec<(Report, Vec<&'static str>)> {
    vec![
        (
            agent_14(),
            vec![
                "02 08:00:00 | 1 | TALK | 5 | 02 08:00:00 | 02 08:00:05 | A | inbound | Ana",
                "02 09:00:00 | 1 | Ready | | | | | | Ana",
            ],
        ),
        (agent_9(), vec!["02 | Ana | 1 | 2 | 3 | 5", "03 | | | | | "]),
        (agent_13(), vec!["02 08:00:00 | 1 | Ana | A | 02 08:00:00 | transfer | 3"]),
        (
            diagram_11(),
            vec!["02 08:00:00 | A | 02 08:00:00 | 3001 | 9 | 7 | 3 | yes | 1 | 40 | 49"],
        ),
        (campaign_7(), vec!["02 08:00:00 | 5 | a | machine | 02 08:00:00"]),
    ]
}

fn groupings(report: &Report) -> Vec<By> {
    let mut all = vec![By::Day, By::Week, By::Month, By::Weekday];
    if report.grain == Grain::Event {
        all.push(By::Hour);
    }
    if report.code == "agent_14" {
        all.push(By::StateClass);
    }
    all.extend(report.columns.iter().map(|column| By::Column(column.name.clone())));
    all
}

#[test]
fn every_kpi_with_every_grouping() {
    for (report, rows) in reports() {
        let names: Vec<&str> = of_report(&report).iter().map(|kpi| kpi.name).collect();
        for by in groupings(&report) {
            let together = figures(&report, &rows, &names, std::slice::from_ref(&by), &march(31));
            assert!(together.len() >= names.len(), "{} {by:?}", report.code);
            let bounded = together.iter().filter(|f| f.unit.name() == "ratio");
            for value in bounded.filter_map(|figure| figure.value) {
                assert!((0.0..=1.0).contains(&value), "{} {by:?}", report.code);
            }
        }
        for name in &names {
            let alone = figures(&report, &rows, &[name], &[], &march(31));
            let together = figures(&report, &rows, &names, &[], &march(31));
            assert!(together.contains(&alone[0]), "{name} alone and among others");
        }
    }
}

async fn kept(frame: DataFrame, folder: &std::path::Path) -> DataFrame {
    let file = folder.join("rows.parquet").to_string_lossy().into_owned();
    let options = DataFrameWriteOptions::new().with_single_file_output(true);
    frame.write_parquet(&file, options, None).await.expect("written");
    let context = SessionContext::new();
    context.read_parquet(file, ParquetReadOptions::default()).await.expect("read")
}

#[test]
fn parquet_gives_the_same_figures() {
    for (report, rows) in reports() {
        let kpis = of_report(&report);
        let names: Vec<&str> = kpis.iter().map(|kpi| kpi.name).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let cancel = CancellationToken::new();
        let found = block_on(async {
            let frame = kept(frame(&report, &rows), folder.path()).await;
            evaluate(frame, &report, &kpis, &[By::Day], &march(31), &cancel).await
        });
        let expected = figures(&report, &rows, &names, &[By::Day], &march(31));
        assert_eq!(found.expect("figures"), expected, "{}", report.code);
    }
}
