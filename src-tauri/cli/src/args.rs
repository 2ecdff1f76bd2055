//! The command line's words.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Call-center reports from wolkvox: fetched, kept, summed and exported (unofficial).
#[derive(Parser)]
#[command(name = "atalaya-cli", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// Folder of the archive; default is ATALAYA_DATA_DIR, else the one that the window uses.
    #[arg(long, global = true)]
    pub(crate) data_dir: Option<PathBuf>,
    /// One JSON document on stdout; progress and diagnostics on stderr.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of texts.
    #[arg(long, global = true, value_enum, default_value_t = Lang::Es)]
    pub(crate) lang: Lang,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// Whether results and errors are JSON documents: `--format` overrides `--json`.
    pub(crate) fn wants_json(&self) -> bool {
        match &self.command {
            Command::Rows { format: Some(format), .. } => *format == RowFormat::Json,
            _ => self.json,
        }
    }
}

/// The form and language that words ask for which cannot be read otherwise.
pub(crate) fn form_of(words: impl Iterator<Item = String>) -> (bool, Lang) {
    let words: Vec<String> = words.collect();
    let said = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].clone());
    let said = said
        .or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned)));
    let lang = said.and_then(|lang| Lang::from_str(&lang, false).ok()).unwrap_or(Lang::Es);
    (words.iter().any(|word| word == "--json"), lang)
}

/// A language of the program.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    Es,
    En,
    Pt,
}

impl Lang {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Lang::Es => "es",
            Lang::En => "en",
            Lang::Pt => "pt",
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Add, list, test or remove operations.
    #[command(subcommand)]
    Operation(OperationCommand),
    /// The known reports, or one of them in full.
    Reports {
        /// Report code, for instance campaign_7.
        code: Option<String>,
    },
    /// Calls needed, days held and quota left, before anything is asked.
    Plan(Target),
    /// Fetch what is missing and keep it.
    Fetch {
        #[command(flatten)]
        target: Target,
        /// Read closed days again too (the five-minute floor still holds).
        #[arg(long)]
        reread: bool,
        /// Wait for the server as long as it asks, instead of parking after a minute.
        #[arg(long)]
        wait: bool,
    },
    /// What is held, day by day.
    Coverage(Target),
    /// Rows that are held.
    Rows {
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        narrowing: WhereArgs,
        /// Sort keys: col or col:desc, joined by commas.
        #[arg(long, value_delimiter = ',')]
        sort: Vec<String>,
        /// Columns, joined by commas.
        #[arg(long, value_delimiter = ',')]
        columns: Vec<String>,
        #[arg(long, default_value_t = 0)]
        offset: u64,
        #[arg(long, default_value_t = 1000)]
        limit: u64,
        /// Overrides --json.
        #[arg(long, value_enum)]
        format: Option<RowFormat>,
    },
    /// KPIs of a report or of the scorecard.
    Kpis {
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        narrowing: WhereArgs,
        /// Group by a column, or by day, hour or weekday.
        #[arg(long)]
        by: Option<String>,
        /// KPI names, joined by commas; default is the report's own.
        #[arg(long, value_delimiter = ',')]
        kpi: Vec<String>,
    },
    /// Write a workbook of what is held.
    Export {
        /// Report codes, or `scorecard`; those of the template unless given.
        #[arg(required_unless_present = "template")]
        reports: Vec<String>,
        #[command(flatten)]
        period: Period,
        #[command(flatten)]
        narrowing: WhereArgs,
        /// The file.
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
        /// A layout: the name of a kept template, or the file of one.
        #[arg(long, value_name = "NAME|FILE")]
        template: Option<String>,
        /// For whom it is made; internal unless the template says otherwise.
        #[arg(long, value_enum)]
        edition: Option<Edition>,
        /// Give agents other names too; in the client's edition.
        #[arg(long)]
        mask_agents: bool,
        /// Where the rows go: into the workbook, to a file per report beside it, or nowhere.
        #[arg(long, value_enum)]
        detail: Option<Detail>,
    },
    /// Check the archive against its ledger.
    Verify {
        /// Also read every file and compare its hash.
        #[arg(long)]
        full: bool,
    },
    /// Copy the archive to a new folder. Tokens are never in it.
    Backup {
        /// The folder; it must not exist yet.
        folder: PathBuf,
    },
    /// Put a backup in the archive's place; what was there is kept beside it.
    Restore {
        /// The backup's folder.
        folder: PathBuf,
    },
    /// Run the sample operation on this computer until ended.
    Simulate {
        /// 0 takes a free one.
        #[arg(long, default_value_t = 0)]
        port: u16,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, default_value_t = 40)]
        days: u32,
    },
    /// Sample operation, 31 days of the first reports, KPIs and a workbook, in one go.
    Demo {
        /// The file.
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
}

#[derive(Subcommand)]
pub(crate) enum OperationCommand {
    /// Add an operation; asks nothing of the network.
    Add {
        name: String,
        /// Server code: 0015, wv0015 or the address.
        #[arg(long, required_unless_present = "loopback")]
        server: Option<String>,
        /// A server on this computer, for the simulator and tests.
        #[arg(long, conflicts_with = "server", value_name = "PORT")]
        loopback: Option<u16>,
        /// Time zone of the operation.
        #[arg(long, default_value = "America/Bogota")]
        zone: String,
        /// Read the token from standard input; else it comes from ATALAYA_TOKEN.
        #[arg(long)]
        token_stdin: bool,
    },
    /// All operations.
    List,
    /// Test the connection of an operation.
    Test { name: String },
    /// Forget an operation and its token.
    Remove {
        name: String,
        /// Also delete what was fetched for it.
        #[arg(long)]
        erase_archive: bool,
    },
}

/// A report and a period of an operation.
#[derive(Args)]
pub(crate) struct Target {
    /// Report code, for instance campaign_7; `kpis` also takes `scorecard`.
    pub(crate) report: String,
    #[command(flatten)]
    pub(crate) period: Period,
}

#[derive(Args)]
pub(crate) struct Period {
    /// First day or moment: 2026-03-01 or 2026-03-01T08:00:00.
    #[arg(long)]
    pub(crate) from: String,
    /// Last day (to its end) or moment.
    #[arg(long)]
    pub(crate) to: String,
    /// A parameter, k=v for every named report that has it, or report.k=v.
    #[arg(long = "param", value_name = "K=V")]
    pub(crate) params: Vec<String>,
    /// Name of the operation; may be left out while there is only one.
    #[arg(long)]
    pub(crate) operation: Option<String>,
}

#[derive(Args)]
pub(crate) struct WhereArgs {
    /// A condition: "column op value" with = != < <= > >= in contains starts empty notempty.
    #[arg(long = "where", value_name = "COND")]
    pub(crate) conditions: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    Json,
    Ndjson,
    Csv,
}

/// What becomes of the rows behind a workbook's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Detail {
    /// Sheets of the workbook.
    Inside,
    /// A CSV file per report beside it.
    Csv,
    /// A Parquet file per report beside it.
    Parquet,
    /// Left out.
    None,
}

/// For whom a workbook is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Edition {
    /// All that is held.
    Internal,
    /// Phones and ids masked.
    Client,
}
