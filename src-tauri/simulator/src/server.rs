//! The two endpoints on loopback: who may ask, what is asked, and the answer.

use std::io::Result;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, TimeDelta};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::answer::{Answer, instead, table};
use crate::clock::moment;
use crate::delivery::{After, Delivery, pause};
use crate::dress::disfigure;
use crate::faults::{Asked, Fault, Faults, OverCap};
use crate::http::{self, Request};
use crate::information::{self, Consumption, LISTS};
use crate::log::{Log, Seen};
use crate::operation::{Operation, REPORTS, Row};
use crate::quota::{Flight, Flights, Quota, SIMULTANEOUS};

const REPORTS_PATH: &str = "/api/v2/reports_manager.php";
const INFORMATION_PATH: &str = "/api/v2/information.php";
const LONGEST_WINDOW: TimeDelta = TimeDelta::days(31);

/// What all connections share.
pub(crate) struct Shared {
    pub(crate) operation: Arc<Operation>,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) quota: Quota,
    pub(crate) flights: Arc<Flights>,
    pub(crate) latency: Range<Duration>,
}

/// Accepts connections until stopped.
pub(crate) async fn accept(
    listener: TcpListener,
    shared: Arc<Shared>,
    stop: CancellationToken,
    tasks: TaskTracker,
) {
    loop {
        let stream = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        // A failed accept (a client that left at once) concerns nobody else.
        let Ok((stream, _)) = stream else { continue };
        let (shared, stop) = (Arc::clone(&shared), stop.clone());
        tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                // A broken connection is the client's business; what was asked is in the log.
                _ = converse(stream, shared) => {}
            }
        });
    }
}

async fn converse(mut stream: TcpStream, shared: Arc<Shared>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = http::read(&mut stream, &mut buffer).await? {
        if respond(&mut stream, request, &shared).await? == After::Close {
            break;
        }
    }
    Ok(())
}

/// A request with what can be read of it.
struct Question {
    request: Request,
    api: String,
    window: Option<(NaiveDateTime, NaiveDateTime)>,
    number: u64,
    faults: Vec<Fault>,
}

async fn respond(stream: &mut TcpStream, request: Request, shared: &Arc<Shared>) -> Result<After> {
    let flight = shared.flights.enter();
    let after = if request.keep_alive { After::Keep } else { After::Close };
    let gzip = request.gzip;
    let mut question = note(request, shared);
    let refused = shared.refuses(&question.request, &flight);
    if refused.is_none() {
        question.faults = shared.faults.take(&question.asked());
    }
    pause(stream, shared.delay(&question.faults)).await?;
    let (faults, number) = (question.faults.clone(), question.number);
    let answer = match refused.or_else(|| instead(&faults)) {
        Some(answer) => answer,
        None => shared.answer(question).await,
    };
    if !faults.contains(&Fault::CloseBeforeHeaders) {
        shared.log.answered(number, answer.status, answer.rows);
    }
    let flight = Some(flight);
    Delivery { stream, answer, faults: &faults, gzip, flight, after }.send().await
}

/// Enters the request into the log.
fn note(mut request: Request, shared: &Shared) -> Question {
    let api = request.params.remove("api").unwrap_or_default();
    let at = |key: &str| request.params.get(key).and_then(|text| moment(text));
    let (from, to) = (at("date_ini"), at("date_end"));
    let token_ok = request.token.as_ref().is_some_and(|token| shared.faults.accepts(token));
    let number = shared.log.arrived(Seen {
        at: Instant::now(),
        endpoint: request.path.clone(),
        api: api.clone(),
        params: request.params.clone(),
        from,
        to,
        status: 0,
        rows: 0,
        token_ok,
    });
    Question { request, api, window: from.zip(to), number, faults: Vec::new() }
}

impl Question {
    fn asked(&self) -> Asked<'_> {
        Asked { report: self.request.path == REPORTS_PATH, api: &self.api, window: self.window }
    }

    /// The question as a key: the same window of the same subject.
    fn key(&self) -> String {
        format!("{} {:?}", self.api, self.request.params)
    }
}

impl Shared {
    /// Who may not ask: wrong path or method, no token, a wrong one, too many at once, no calls
    /// left. Every other request costs one call.
    fn refuses(&self, request: &Request, flight: &Flight) -> Option<Answer> {
        if !request.get {
            return Some(Answer::refusal(405, "METHOD NOT ALLOWED", "ONLY GET IS ALLOWED"));
        }
        if ![REPORTS_PATH, INFORMATION_PATH].contains(&request.path.as_str()) {
            return Some(Answer::refusal(404, "NOT FOUND", "NO SUCH PATH"));
        }
        let Some(token) = request.token.as_ref().filter(|token| !token.is_empty()) else {
            let msg = "PLEASE ENTER THE WOLKVOX-TOKEN";
            return Some(Answer::refusal(401, "UNAUTHORIZED", msg));
        };
        if !self.faults.accepts(token) {
            return Some(Answer::bad_token());
        }
        if flight.count > SIMULTANEOUS {
            return Some(Answer::simultaneous());
        }
        let spent = self.quota.spend(self.operation.now().date());
        (!spent).then(Answer::quota)
    }

    fn delay(&self, faults: &[Fault]) -> Duration {
        let Range { start, end } = self.latency;
        let span = end.saturating_sub(start).as_micros() as u64;
        let usual =
            start + Duration::from_micros(if span == 0 { 0 } else { fastrand::u64(..span) });
        let extra = faults.iter().find_map(|fault| match fault {
            Fault::Latency(length) => Some(*length),
            _ => None,
        });
        usual + extra.unwrap_or_default()
    }

    /// Rows are made and written on a thread of their own: a busy day takes a while.
    async fn answer(self: &Arc<Self>, question: Question) -> Answer {
        let shared = Arc::clone(self);
        let work = move || {
            let made = if question.request.path == REPORTS_PATH {
                shared.report(&question)
            } else {
                shared.information(&question)
            };
            made.unwrap_or_else(|refusal| refusal)
        };
        let made = tokio::task::spawn_blocking(work).await;
        made.unwrap_or_else(|_| Answer::refusal(500, "ERROR", "THE SIMULATION FAILED"))
    }

    fn information(&self, question: &Question) -> std::result::Result<Answer, Answer> {
        let used = self.quota.used(self.operation.now().date());
        let consumption = Consumption { limit: self.quota.limit(), used };
        let params = &question.request.params;
        if !LISTS.contains(&question.api.as_str()) {
            return Err(Answer::unknown_api());
        }
        let rows = information::rows(&self.operation, &question.api, params, &consumption)?;
        if rows.is_empty() {
            return Err(Answer::no_records());
        }
        // The page of the activity codes shows "0" for success.
        let code = if question.api == "activity_codes" { "\"0\"" } else { "\"200\"" };
        Ok(table(&rows, &question.faults, code))
    }

    fn report(&self, question: &Question) -> std::result::Result<Answer, Answer> {
        let window = valid(question)?;
        let params = &question.request.params;
        let slow = slow_over(&question.faults);
        // One row more than allowed is enough to know that there are too many.
        let limit = self.faults.cap().0.max(slow.unwrap_or(0)) + 1;
        let mut rows = self.operation.first_rows(&question.api, params, window, limit);
        if question.faults.contains(&Fault::FalseEmpty) && self.faults.denies(&question.key()) {
            return Err(Answer::no_records());
        }
        if rows.is_empty() {
            return Err(Answer::no_records());
        }
        let whole = rows.len();
        self.cap(&mut rows, slow)?;
        let reread = self.log.readings(&question.api, params) > 0;
        disfigure(&question.api, &mut rows, &question.faults, reread);
        let mut answer = table(&rows, &question.faults, code(&question.api));
        if slow.is_some() {
            // A query that is too slow is so before anything is cut off.
            answer.rows = whole;
        }
        Ok(answer)
    }

    /// Cuts off what is above the cap without a word, or refuses.
    fn cap(&self, rows: &mut Vec<Row>, slow: Option<usize>) -> std::result::Result<(), Answer> {
        let (cap, over_cap) = self.faults.cap();
        if rows.len() > cap && over_cap == OverCap::Refuse && slow.is_none() {
            let msg = "EXCEEDS THE LIMIT OF RECORDS PER QUERY";
            return Err(Answer::refusal(400, "BAD REQUEST", msg));
        }
        rows.truncate(cap);
        Ok(())
    }
}

/// Above how many rows a query is too slow.
pub(crate) fn slow_over(faults: &[Fault]) -> Option<usize> {
    faults.iter().find_map(|fault| match fault {
        Fault::TimeoutOver(rows) => Some(*rows),
        _ => None,
    })
}

/// The code of a success: live answers carry text, older pages show a number.
fn code(api: &str) -> &'static str {
    if matches!(api, "campaign_7" | "diagram_11") { "200" } else { "\"200\"" }
}

/// The window of a question that names a report and all that it needs.
fn valid(question: &Question) -> std::result::Result<(NaiveDateTime, NaiveDateTime), Answer> {
    if !REPORTS.contains(&question.api.as_str()) {
        return Err(Answer::unknown_api());
    }
    let needs = match question.api.as_str() {
        "agent_2" => &["agent_id", "date_ini", "date_end"][..],
        "campaign_7" => &["campaign_id", "date_ini", "date_end"][..],
        _ => &["date_ini", "date_end"][..],
    };
    let given =
        |name: &&str| question.request.params.get(*name).is_some_and(|value| !value.is_empty());
    if !needs.iter().all(given) {
        return Err(Answer::parameters());
    }
    // What the server says about unreadable dates and long windows is not known; these texts are
    // our own.
    let unreadable = || Answer::refusal(400, "BAD REQUEST", "INVALID DATE FORMAT");
    let (from, to) = question.window.ok_or_else(unreadable)?;
    if to - from >= LONGEST_WINDOW {
        return Err(Answer::refusal(400, "BAD REQUEST", "THE DATE RANGE EXCEEDS 31 DAYS"));
    }
    Ok((from, to))
}
