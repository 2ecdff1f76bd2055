//! One error type for everything a user can meet: a code, the facts of the case, and a cause.
//!
//! The words a user reads are not here. They live in the catalogues (`errors.<code>` in
//! `ui/src/i18n/*.json`), so that window, command line and workbook say the same in three
//! languages. [`Error::detail`] is for the copyable details only and never holds a token, a row
//! or a person.

use std::fmt;

/// `Result` with our [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, exit $exit:literal, retry $retry:literal;)*) => {
        /// What went wrong, as far as a user can act on it. A variant exists only if some text
        /// or action differs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All codes, for tests that every one has its text in every language.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The short text shown in brackets and used as the catalogue's key.
            pub fn as_str(self) -> &'static str { match self { $(Code::$name => $text),* } }

            /// The command line's exit code (2 input, 3 token, 4 quota, 5 network or
            /// server, 6 incomplete, 7 archive or disk, 130 cancelled).
            pub fn exit(self) -> u8 { match self { $(Code::$name => $exit),* } }

            /// Whether asking again later, with nothing changed, may succeed.
            pub fn retry(self) -> bool { match self { $(Code::$name => $retry),* } }

            /// The code whose text this is.
            pub fn parse(text: &str) -> Option<Code> {
                match text { $($text => Some(Code::$name),)* _ => None }
            }
        }
    };
}

codes! {
    /// The server code is not one of the accepted forms; nothing was sent.
    ServerName = "SRV-1", exit 2, retry false;
    /// The token has characters that cannot be sent in a header.
    TokenShape = "TOK-1", exit 2, retry false;
    /// wolkvox refused the token.
    TokenRefused = "TOK-2", exit 3, retry false;
    /// No token is stored for this operation.
    TokenMissing = "TOK-3", exit 3, retry false;
    /// The server answered with a redirect; it was not followed.
    Redirected = "NET-RED", exit 5, retry false;
    /// A web page came instead of data (captive portal, proxy, login page).
    WebPage = "NET-HTML", exit 5, retry true;
    /// No connection: name not found, refused, reset, offline.
    Unreachable = "NET-DNS", exit 5, retry true;
    /// The server answered 5xx.
    ServerDown = "NET-5", exit 5, retry true;
    /// The answer ended before it was complete.
    Cut = "NET-CUT", exit 5, retry true;
    /// The answer came slower than the floor.
    Slow = "NET-SLOW", exit 5, retry true;
    /// The answer did not come within its time.
    TimedOut = "NET-TIME", exit 5, retry true;
    /// The answer's head is not acceptable.
    BadHead = "NET-HDR", exit 5, retry false;
    /// The connection is not trusted.
    Untrusted = "TLS-1", exit 5, retry false;
    /// A proxy on the way refuses.
    Proxy = "PRX-1", exit 5, retry false;
    /// The server asks to wait (429).
    AskedToWait = "QUO-1", exit 5, retry true;
    /// The day's calls are used up.
    QuotaSpent = "QUO-2", exit 4, retry true;
    /// Another program is using the token now.
    Simultaneous = "QUO-3", exit 5, retry true;
    /// wolkvox is in maintenance or backup.
    Maintenance = "NET-MNT", exit 5, retry true;
    /// wolkvox refused in words that we do not know.
    Refused = "API-1", exit 5, retry true;
    /// The answer has an unexpected form.
    Shape = "API-2", exit 5, retry true;
    /// The answer's own count and its rows differ.
    CountDiffers = "API-3", exit 6, retry true;
    /// The server does not know the report.
    UnknownReport = "API-4", exit 5, retry false;
    /// The server misses a parameter.
    MissingParameter = "API-5", exit 5, retry false;
    /// More rows in one second than the server can deliver.
    RowCap = "CAP-1", exit 6, retry false;
    /// The answer is larger than the limit.
    TooLarge = "CAP-2", exit 6, retry false;
    /// The disk is full.
    DiskFull = "DSK-1", exit 7, retry true;
    /// A file or folder could not be read or written.
    Disk = "DSK-2", exit 7, retry true;
    /// A chosen file or folder is not what it should be: of another program, damaged, too large.
    NotOurs = "FIL-1", exit 2, retry false;
    /// The desktop did not do what it was asked: copy, print, ask, start anew.
    Desktop = "SYS-1", exit 7, retry true;
    /// Something in the archive is damaged.
    ArchiveDamaged = "ARC-1", exit 7, retry false;
    /// The archive was made by a newer version.
    ArchiveNewer = "ARC-2", exit 7, retry false;
    /// Another program holds the archive or the token's request lock.
    Busy = "ARC-3", exit 5, retry true;
    /// This computer has no place to keep a secret.
    KeyringAbsent = "KEY-1", exit 3, retry false;
    /// The place for secrets is locked, or its prompt was refused.
    KeyringLocked = "KEY-2", exit 3, retry true;
    /// The place for secrets did not answer in time.
    KeyringSilent = "KEY-3", exit 3, retry true;
    /// The stored secret cannot be read.
    KeyringUnreadable = "KEY-4", exit 3, retry false;
    /// The workbook could not be written.
    Export = "XLS-1", exit 7, retry true;
    /// The workbook's place is not usable (a folder, too long a name, no rights).
    ExportPlace = "XLS-2", exit 7, retry false;
    /// A report file is not valid; it says where and why.
    ReportFile = "REP-1", exit 2, retry false;
    /// The input is not acceptable.
    Usage = "USE-1", exit 2, retry false;
    /// What was named does not exist.
    NotFound = "USE-2", exit 2, retry false;
    /// The question needs a report that is not held or not known.
    NeedsReport = "KPI-1", exit 6, retry false;
    /// The user cancelled; what was fetched is kept.
    Cancelled = "CAN-1", exit 130, retry true;
    /// Our own fault.
    Internal = "INT-1", exit 7, retry false;
}

/// An error: what kind, the facts for its text, and the technical cause.
#[derive(Debug)]
pub struct Error {
    code: Code,
    params: Vec<(&'static str, String)>,
    detail: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind; `detail` is plain English for the copyable details.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Error { code, params: Vec::new(), detail: detail.into(), source: None }
    }

    /// Adds a fact that the user's text names, for instance `("file", "Ventas.xlsx")`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// Adds the technical cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The input `what` is not acceptable, because `why` (English, for details).
    pub fn usage(what: &'static str, why: impl Into<String>) -> Self {
        let why = why.into();
        Error::new(Code::Usage, format!("{what}: {why}")).with("what", what).with("why", why)
    }

    /// What kind of error.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The facts that the text names, in the order they were added.
    pub fn params(&self) -> &[(&'static str, String)] {
        &self.params
    }

    /// Plain English for the copyable details; no token, no rows, no persons.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.detail, self.code.as_str())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|cause| cause as _)
    }
}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Self {
        let code = match cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Code::DiskFull,
            _ => Code::Disk,
        };
        Error::new(code, cause.to_string()).because(cause)
    }
}
