//! Kill -9 at random instants of a fetch: nothing acknowledged is lost, nothing is doubled.

use crate::support::world::{World, anchor};
use atalaya_core::api::types::VerifyRequest;
use chrono::Days;
use std::process::{Command, Stdio};
use std::time::Duration;

const KILLS: u32 = 25;
const DAYS: u64 = 12;
/// Tells the child where to fetch from and what to keep it in: port, token, folder.
const CHILD: &str = "ATALAYA_TEST_CHILD";

/// Runs only as the child of the test below: fetches until it is killed.
#[tokio::test]
async fn child() {
    let Ok(given) = std::env::var(CHILD) else { return };
    let parts: Vec<&str> = given.split('|').collect();
    let [folder, operation, token] = parts.as_slice() else { panic!("a child needs three things") };
    let app = crate::support::world::reopen(folder, operation, token).await;
    for report in ["agent_9", "agent_13", "campaign_7"] {
        let request = crate::support::world::request_of(operation, report, DAYS);
        let run = app.start_fetch(request, false).await.expect("an order that can be read");
        run.ended().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_at_25_random_instants() {
    let world = World::with_days(DAYS as u32).await;
    let program = std::env::current_exe().expect("the running test");
    let given = format!(
        "{}|{}|{}",
        world.folder.path().display(),
        world.operation,
        world.simulation.token()
    );
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..KILLS {
        let mut child = Command::new(&program)
            .args(["--exact", "crash::child", "--nocapture"])
            .env(CHILD, &given)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test can start itself");
        tokio::time::sleep(Duration::from_millis(random.u64(20..400))).await;
        child.kill().expect("the child is ours");
        child.wait().expect("the child ends");
    }
    let app = world.restarted().await;
    let found = app.verify(VerifyRequest { full: true }).await.expect("the archive opens");
    assert_eq!(found.findings, Vec::new(), "nothing is damaged after {KILLS} kills");
    drop(app);

    let (from, to) = (anchor() - Days::new(DAYS - 1), anchor());
    for report in ["agent_13", "campaign_7"] {
        let end = world.fetch(report, &[], &from.to_string(), &to.to_string()).await;
        assert!(end.error.is_none(), "{report}: {:?}", end.error);
        let held = world.held(world.table(report, &[], &from.to_string(), &to.to_string())).await;
        let first = from.and_hms_opt(0, 0, 0).expect("midnight exists");
        let last = to.and_hms_opt(23, 59, 59).expect("the last second exists");
        assert!(held == world.truth(report, &[], first, last), "{report} differs from the truth");
    }
    let found = world.app.verify(VerifyRequest { full: true }).await.expect("the archive opens");
    assert_eq!((found.findings.len(), found.orphans), (0, 0));
}
