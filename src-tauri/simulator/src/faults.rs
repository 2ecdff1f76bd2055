//! Faults on switches: what can go wrong between a client and wolkvox, chosen at run time.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

/// One way in which an answer can be wrong, late, cut or strange.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// 403 `TOKEN LIMIT EXCEEDED`.
    Quota,
    /// 403 for more than two requests at once.
    Simultaneous,
    /// 403 `PLEASE VALIDATE TOKEN`.
    BadToken,
    /// 403 while the server is in maintenance; the real text is unknown.
    Maintenance,
    /// 403 with a text that no client can know.
    UnknownForbidden(String),
    /// Any status with a JSON error body, and a `Retry-After` header if given.
    Status(u16, Option<String>),
    /// A redirect that must not be followed with the token.
    Redirect {
        /// 301, 302, 303, 307 or 308.
        status: u16,
        /// Value of `Location`.
        location: String,
    },
    /// 200 `text/html`: the login page of a captive portal.
    HtmlPage,
    /// 200 `application/json` that carries a page of HTML.
    HtmlUnderJson,
    /// The right JSON, declared as `text/html`.
    JsonUnderHtml,
    /// 200 with `data: []` and a count of 0.
    EmptyList,
    /// 200 with `data: null` and a count of 0.
    NullData,
    /// 200 without the key `data` and a count of 0.
    AbsentData,
    /// 200 without a body.
    ZeroByte200,
    /// 404 of some web server, not the envelope of the API.
    Html404,
    /// `msg` counts this many rows more than there are.
    CountMismatch(i64),
    /// `msg` counts the rows, `data` is empty.
    CountWithoutData,
    /// `code` as text, `"200"`.
    TextCode,
    /// `code` as a number, `200`.
    NumberCode,
    /// `error` is the text `"null"`.
    ErrorNullText,
    /// `error` is the empty text.
    ErrorEmpty,
    /// The rows without an envelope.
    BareList,
    /// `data` is the first row as an object.
    ObjectData,
    /// `data` is a text.
    TextData,
    /// HTTP 200 whose body has the code `"500"` and no rows.
    BodyCode500,
    /// The body ends early although `Content-Length` promised all of it.
    CutBody(Cut),
    /// A complete HTTP answer whose gzip stream is cut.
    CutGzip(Cut),
    /// Chunked transfer that ends without the last chunk.
    MissingChunkEnd,
    /// The transfer pauses.
    Stall {
        /// Bytes of the body that arrive before the pause.
        after: usize,
        /// Length of the pause.
        pause: Duration,
    },
    /// The body drips.
    SlowLoris {
        /// Speed of the body; 0 counts as 1.
        bytes_per_second: u32,
    },
    /// The connection is reset in the middle of the body.
    ResetMidBody,
    /// The connection ends before a single byte of the answer.
    CloseBeforeHeaders,
    /// So many bytes of useless header lines.
    HugeHeaders(usize),
    /// The body is padded, within valid JSON, to more than this many bytes.
    OverSize(u64),
    /// A gzip body that decodes to more than this many bytes.
    GzipBomb(u64),
    /// The answer starts this much later.
    Latency(Duration),
    /// Another value of the `Date` header, which otherwise tells the true time.
    DateHeader(String),
    /// No answer when it would carry more rows than this: the 60 second limit of the server.
    TimeoutOver(usize),
    /// A byte order mark before the JSON.
    Bom,
    /// The body in Latin-1.
    Latin1,
    /// A lone `\ud800` in every tenth row.
    LoneSurrogate,
    /// The first key of every fifth row comes twice, with another value.
    DuplicateKeys,
    /// Keys in another order in every row, and `data` before `code`.
    ShuffledKeys,
    /// Values of digits only arrive as JSON numbers.
    NumbersInsteadOfText,
    /// A column that no document knows.
    ExtraColumn(String),
    /// A documented column that does not arrive.
    MissingColumn(String),
    /// Unreadable durations and dates, blanks and dashes in every seventh row.
    BadValues,
    /// The consolidated line of the whole operation at the end of `agent_9`.
    TotalRow,
    /// Dispositions and results differ when a window is read again.
    LateChange,
    /// 404 for the first reading of each window, although it has rows.
    FalseEmpty,
    /// Texts of [`HOSTILE_TEXTS`] in the text columns of every fifth row.
    HostileText,
    /// Texts of this many letters in the text columns of every fifth row.
    LongText(usize),
    /// `data` is a list in a list in a list …, this deep.
    DeepNesting(usize),
    /// Several at once.
    All(Vec<Fault>),
}

/// Where something is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cut {
    /// After this share of the bytes, 0 to 1.
    Fraction(f64),
    /// After this many bytes.
    Bytes(usize),
}

impl Cut {
    /// The number of bytes that remain of `length`.
    pub(crate) fn of(self, length: usize) -> usize {
        match self {
            Cut::Fraction(share) => (length as f64 * share.clamp(0.0, 1.0)) as usize,
            Cut::Bytes(bytes) => bytes.min(length),
        }
    }
}

/// What the server does with a result above its row cap; the documents do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverCap {
    /// The first rows, without any sign that some are missing.
    Cut,
    /// 400 with a text about the limit.
    Refuse,
}

/// Texts that spreadsheets, XML writers and web views have stumbled over.
pub const HOSTILE_TEXTS: &[&str] = &[
    "=HYPERLINK(\"http://example.invalid\",\"x\")",
    "<r><t>x</t></r>",
    "<r></r></si></sst>",
    "_x0041_",
    "_x000D_",
    "+CMD|' /C calc'!A0",
    "-1+1",
    "@SUM(A1)",
    "\u{1}\u{b}\u{1f}\u{fffe}",
    "\ttab\r\nline",
    "]]>&amp;<!--",
    "<img src=x onerror=alert(1)>",
    "\u{202e}oirausu",
    "a\u{301}\u{302}\u{303}\u{304}",
    "😀'; DROP TABLE rows; --",
];

/// The switches of one simulation. Faults touch report requests only, unless [`Faults::everywhere`]
/// or a rule for an `information.php` code asks for more. Precedence: rules, queue, `set`,
/// `everywhere`.
#[derive(Debug)]
pub struct Faults {
    plan: Mutex<Plan>,
}

#[derive(Debug)]
struct Plan {
    always: Option<Fault>,
    everywhere: Option<Fault>,
    queue: VecDeque<Fault>,
    rules: Vec<Rule>,
    denied: HashSet<String>,
    row_cap: usize,
    over_cap: OverCap,
    tokens: Vec<String>,
}

#[derive(Debug)]
struct Rule {
    api: String,
    date: Option<NaiveDate>,
    fault: Fault,
    once: bool,
}

/// What a fault may be matched against.
pub(crate) struct Asked<'a> {
    pub(crate) report: bool,
    pub(crate) api: &'a str,
    pub(crate) window: Option<(NaiveDateTime, NaiveDateTime)>,
}

impl Rule {
    fn matches(&self, asked: &Asked<'_>) -> bool {
        let on_day = self.date.is_none_or(|day| {
            asked.window.is_some_and(|(from, to)| from.date() <= day && day <= to.date())
        });
        self.api == asked.api && on_day
    }
}

impl Faults {
    pub(crate) fn new(token: &str, row_cap: usize) -> Self {
        Faults {
            plan: Mutex::new(Plan {
                always: None,
                everywhere: None,
                queue: VecDeque::new(),
                rules: Vec::new(),
                denied: HashSet::new(),
                row_cap,
                over_cap: OverCap::Cut,
                tokens: vec![token.to_owned()],
            }),
        }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every report request has this fault from now on.
    pub fn set(&self, fault: Fault) {
        self.plan().always = Some(fault);
    }

    /// Every request of both endpoints has this fault from now on.
    pub fn everywhere(&self, fault: Fault) {
        self.plan().everywhere = Some(fault);
    }

    /// The next report request that no earlier queued fault takes has this one.
    pub fn once(&self, fault: Fault) {
        self.plan().queue.push_back(fault);
    }

    /// One fault for each of the next report requests, in this order.
    pub fn then(&self, faults: Vec<Fault>) {
        self.plan().queue.extend(faults);
    }

    /// Requests of `api` (report or information code) whose window touches `date`, or any window
    /// if none, have this fault.
    pub fn when(&self, api: &str, date: Option<NaiveDate>, fault: Fault) {
        self.plan().rules.push(Rule { api: api.to_owned(), date, fault, once: false });
    }

    /// Like [`Faults::when`], for the first such request only.
    pub fn when_once(&self, api: &str, date: Option<NaiveDate>, fault: Fault) {
        self.plan().rules.push(Rule { api: api.to_owned(), date, fault, once: true });
    }

    /// No more faults. Cap and tokens stay as they are.
    pub fn clear(&self) {
        let mut plan = self.plan();
        plan.always = None;
        plan.everywhere = None;
        plan.queue.clear();
        plan.rules.clear();
        plan.denied.clear();
    }

    /// Changes the number of rows that one answer carries.
    pub fn set_row_cap(&self, rows: usize) {
        self.plan().row_cap = rows;
    }

    /// Changes what happens above the row cap.
    pub fn set_over_cap(&self, over_cap: OverCap) {
        self.plan().over_cap = over_cap;
    }

    /// Replaces the accepted tokens; an empty list refuses everyone.
    pub fn set_tokens(&self, tokens: Vec<String>) {
        self.plan().tokens = tokens;
    }

    pub(crate) fn accepts(&self, token: &str) -> bool {
        self.plan().tokens.iter().any(|known| known == token)
    }

    pub(crate) fn cap(&self) -> (usize, OverCap) {
        let plan = self.plan();
        (plan.row_cap, plan.over_cap)
    }

    /// The faults of this request, flattened; queued ones are used up.
    pub(crate) fn take(&self, asked: &Asked<'_>) -> Vec<Fault> {
        let mut plan = self.plan();
        let fault = plan
            .by_rule(asked)
            .or_else(|| if asked.report { plan.queue.pop_front() } else { None })
            .or_else(|| if asked.report { plan.always.clone() } else { None })
            .or_else(|| plan.everywhere.clone());
        let mut flat = Vec::new();
        if let Some(fault) = fault {
            flatten(fault, &mut flat);
        }
        flat
    }

    /// Whether this window is asked for the first time under [`Fault::FalseEmpty`].
    pub(crate) fn denies(&self, window: &str) -> bool {
        self.plan().denied.insert(window.to_owned())
    }
}

impl Plan {
    fn by_rule(&mut self, asked: &Asked<'_>) -> Option<Fault> {
        let place = self.rules.iter().position(|rule| rule.matches(asked))?;
        if self.rules[place].once {
            return Some(self.rules.remove(place).fault);
        }
        Some(self.rules[place].fault.clone())
    }
}

fn flatten(fault: Fault, into: &mut Vec<Fault>) {
    match fault {
        Fault::All(faults) => faults.into_iter().for_each(|each| flatten(each, into)),
        single => into.push(single),
    }
}
