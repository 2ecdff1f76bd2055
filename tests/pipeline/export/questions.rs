//! A page per question, and layouts that leave some out.

use super::golden_books::{REPORTS, operation, request, whole_history, with_scorecard, written};
use crate::support::world::World;
use atalaya_core::api::types::{ExportRequest, Look, Nothing, QuestionView};
use calamine::{Reader, Xlsx, open_workbook};

/// The questions of these reports and of the scorecard.
async fn listed(world: &World) -> Vec<QuestionView> {
    let list = world.app.reports(Nothing {}).await.expect("the list");
    let own = list.reports.into_iter().filter(|report| REPORTS.contains(&report.code.as_str()));
    list.scorecard.into_iter().chain(own.flat_map(|report| report.questions)).collect()
}

async fn sheets(world: &World, request: ExportRequest, look: Look, name: &str) -> Vec<String> {
    let path = written(world, ExportRequest { look: Some(look), ..request }, name).await;
    let book: Xlsx<_> = open_workbook(path).expect("a workbook");
    book.sheet_names()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_listed_question_has_a_page_that_a_layout_can_leave_out() {
    let world = operation().await;
    let questions = listed(&world).await;
    let asked = || whole_history(with_scorecard(&world, request(&world, &REPORTS, "en")));
    let all = sheets(&world, asked(), Look::default(), "all.xlsx").await;
    for question in &questions {
        assert!(all.contains(&question.title.en), "{}: {all:?}", question.name);
    }
    for half in 0..2 {
        let left: Vec<_> = questions.iter().skip(half).step_by(2).collect();
        let without = left.iter().map(|question| question.name.clone()).collect();
        let look = Look { without, ..Look::default() };
        let some = sheets(&world, asked(), look, &format!("half{half}.xlsx")).await;
        let is_kept = |name: &&String| left.iter().all(|question| question.title.en != **name);
        assert_eq!(some, all.iter().filter(is_kept).cloned().collect::<Vec<_>>());
        assert_eq!(some.len(), all.len() - left.len());
    }
    let look = Look { questions: false, ..Look::default() };
    let none = sheets(&world, asked(), look, "none.xlsx").await;
    assert_eq!(none.len(), all.len() - questions.len());
}
