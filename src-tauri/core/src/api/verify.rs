//! The check of the archive.

use super::app::{App, blocking};
use super::types::*;
use crate::Result;
use crate::archive::Finding;
use crate::time::moment_text;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

impl App {
    /// Checks the archive against its ledger. Damaged segments are set aside, so that the rest can
    /// be asked again and the next fetch reads their windows anew.
    pub async fn verify(self: &Arc<Self>, request: VerifyRequest) -> Result<VerifyView> {
        let (archive, now) = (self.archive.clone(), self.clock.now());
        let never = CancellationToken::new();
        let found = blocking(move || {
            let found = archive.verify(request.full, &mut |_, _| {}, &never)?;
            if !found.problems.is_empty() {
                archive.set_aside(&found, now)?;
            }
            Ok(found)
        })
        .await?;
        Ok(VerifyView {
            windows: found.windows,
            files: found.files,
            orphans: found.orphans,
            findings: found.problems.iter().map(finding_view).collect(),
        })
    }
}

fn finding_view(finding: &Finding) -> FindingView {
    let subject = finding.subject.as_ref();
    FindingView {
        kind: finding.kind.name().to_owned(),
        report: subject.map_or_else(String::new, |subject| subject.report.clone()),
        from: finding.window.map_or_else(String::new, |window| moment_text(window.from)),
        to: finding.window.map_or_else(String::new, |window| moment_text(window.to)),
    }
}
