// Written by `cargo test -p atalaya-core bindings`. Do not edit.

export type AgentLine = {
/**
 * Agent id; null if only a name is known.
 */
agent_id: string | null,
/**
 * Name; null if only an id is known.
 */
name: string | null,
/**
 * Team, if the roster says one.
 */
team: string | null,
/**
 * Figures in the order of `kpis`.
 */
figures: Array<FigureView>, };

export type AggregateRequest = {
/**
 * The table.
 */
table: TableKey,
/**
 * Filters.
 */
narrowing: Narrowing,
/**
 * Time bucket, if any. Durations are cut at its borders where rows have start and end.
 */
bucket: BucketView | null,
/**
 * Columns whose values make groups.
 */
dimensions: Array<string>,
/**
 * Figures.
 */
measures: Array<MeasureView>,
/**
 * Groups wanted at most, greatest first measure first; null is all, in order.
 */
top: number | null,
/**
 * The panel that asks; empty is never superseded.
 */
view: string,
/**
 * The view's own count of its questions: a greater one cancels what runs for smaller ones.
 */
revision: number, };

export type AggregateView = {
/**
 * Names: bucket columns (`bucket`, or `weekday` and `hour`), dimensions, then `m0`, `m1`….
 */
columns: Array<string>,
/**
 * One row per group.
 */
rows: (string | number | boolean | null)[][],
/**
 * Seconds of events that reach beyond the period, by measure: what the series leaves out.
 */
carried: Array<number>, };

export type AppInfo = {
/**
 * Version of the program.
 */
version: string,
/**
 * Language kept in the settings, or guessed from the system: `es`, `en`, `pt`.
 */
language: string,
/**
 * Whether tokens outlive this run: false where the computer has no keyring.
 */
keyring: boolean, };

export type ArchiveFacts = {
/**
 * Name of its folder.
 */
folder: string,
/**
 * Segment files.
 */
files: number,
/**
 * Bytes of segments and ledger.
 */
bytes: number,
/**
 * Per operation and report.
 */
parts: Array<ArchivePart>,
/**
 * Whether a backup waits to take the archive's place at the next start.
 */
restore_waits: boolean,
/**
 * Archives that a backup replaced, kept beside this one.
 */
replaced: ReplacedView, };

export type ArchivePart = {
/**
 * Operation id.
 */
operation: string,
/**
 * Report code.
 */
report: string,
/**
 * First day held.
 */
from: string,
/**
 * Last day held.
 */
to: string,
/**
 * Rows.
 */
rows: number,
/**
 * Bytes.
 */
bytes: number, };

export type Attention = {
/**
 * `failed` or `partial` (windows), `new_columns` (of an answer), `problems` (values that could
 * not be read), `strangers` (ids in rows that the roster does not know), `unclassified`
 * (states without a class), `token` (none is kept), `refused` (report files).
 */
kind: string,
/**
 * Report code; empty if no single one is meant.
 */
report: string,
/**
 * How many.
 */
count: number,
/**
 * First day; empty if no days are meant.
 */
from: string,
/**
 * Last day.
 */
to: string,
/**
 * Error code of the latest failure; empty if none.
 */
code: string,
/**
 * A few names of what is meant: columns, ids, states. At most five.
 */
names: Array<string>, };

export type BackupView = {
/**
 * False if the user closed the dialog.
 */
done: boolean,
/**
 * Name of the backup's folder.
 */
name: string,
/**
 * Number by which it can be shown in its folder; 0 if there is none.
 */
ticket: number,
/**
 * Segment files.
 */
files: number,
/**
 * Their bytes.
 */
bytes: number,
/**
 * Segments that were missing or damaged.
 */
damaged: number, };

export type BesideFile = {
/**
 * Report code.
 */
report: string,
/**
 * File name without folder.
 */
name: string,
/**
 * Its rows.
 */
rows: number,
/**
 * Its bytes.
 */
bytes: number,
/**
 * Number by which it can be opened or shown in its folder.
 */
ticket: number, };

export type BucketView = "quarter" | "hour" | "day" | "week" | "month" | "hour_of_day" | "weekday" | "weekday_hour";

export type ChoiceView = {
/**
 * Normal form.
 */
value: string,
/**
 * Label.
 */
label: TextsView,
/**
 * Colour token, if it has a fixed one.
 */
color: string | null, };

export type ColumnView = {
/**
 * Name in queries.
 */
name: string,
/**
 * Type.
 */
kind: KindView,
/**
 * Meaning to joins and drill-downs (`agent`, `call`…), if any.
 */
role: string | null,
/**
 * Header.
 */
label: TextsView,
/**
 * What it means.
 */
meaning: TextsView,
/**
 * Known values of a choice column.
 */
values: Array<ChoiceView>,
/**
 * Whether it tells who a customer is.
 */
personal: boolean, };

export type ConnectionTry = {
/**
 * Server code as typed; used when `operation` is null.
 */
server: string | null,
/**
 * Token as typed; null tries the stored one of `operation`.
 */
token: string | null,
/**
 * An existing operation.
 */
operation: string | null, };

export type ConnectionView = {
/**
 * In order; all four always present.
 */
steps: Array<StepResult>,
/**
 * Calls left today, if known.
 */
quota: QuotaView | null,
/**
 * How many names were loaded (agents, campaigns, skills, routing points, codes).
 */
names: number, };

export type CopyRequest = {
/**
 * Plain text; tables as lines with tabs.
 */
text: string,
/**
 * The same as an HTML table, for programs that take it; null for text only.
 */
html: string | null, };

export type CoverageCount = {
/**
 * Days of the period.
 */
days: number,
/**
 * Days wholly held or proven empty.
 */
held: number,
/**
 * Days never asked, partial or failed.
 */
missing: number,
/**
 * Days still open.
 */
open: number, };

export type CoverageRequest = {
/**
 * Operation id.
 */
operation: string,
/**
 * Report code.
 */
report: string,
/**
 * Parameters; left out means all that is held.
 */
params: { [key in string]: string },
/**
 * First day.
 */
from: string,
/**
 * Last day.
 */
to: string, };

export type CoverageView = {
/**
 * Day by day.
 */
days: Array<DayView>,
/**
 * Whether the subject never returned a row: its empty days are not proven.
 */
unproven: boolean,
/**
 * Whether seven such days suggest that the report does not exist on this server.
 */
maybe_absent: boolean, };

export type DayView = {
/**
 * Date.
 */
date: string,
/**
 * `held`, `empty`, `partial`, `failed`, `open`, `never`.
 */
state: string,
/**
 * Rows, if it was asked and its segment holds no other day.
 */
rows: number | null,
/**
 * When it was last read, wall clock.
 */
fetched: string | null,
/**
 * Error code, if partial or failed.
 */
reason: string | null, };

export type DetailView = "inside" | "csv" | "parquet" | "none";

export type DistinctRequest = {
/**
 * The table.
 */
table: TableKey,
/**
 * Filters; those on `column` itself are left out.
 */
narrowing: Narrowing,
/**
 * Column name.
 */
column: string,
/**
 * Only values that contain this, without case.
 */
search: string,
/**
 * Values wanted, at most 10,000.
 */
limit: number, };

export type DistinctView = {
/**
 * Values.
 */
values: Array<ValueCount>,
/**
 * Whether there are more values than were wanted.
 */
more: boolean, };

export type EditionView = "internal" | "client";

export type ErrorView = {
/**
 * One of [`crate::Code`]'s texts.
 */
code: string,
/**
 * Facts that the text names.
 */
params: { [key in string]: string },
/**
 * Plain English for the copyable details; no token, no rows, no persons.
 */
detail: string,
/**
 * Whether asking again may succeed.
 */
retry: boolean, };

export type ExportCount = {
/**
 * Report code.
 */
report: string,
/**
 * Its rows with the sheet's filters.
 */
rows: number, };

export type ExportLog = {
/**
 * Workbooks.
 */
exports: Array<PastExport>, };

export type ExportPlace = "remembered" | "ask";

export type ExportPreview = {
/**
 * File name without folder, as it is suggested or taken.
 */
name: string,
/**
 * Name of the remembered folder, without what lies above it.
 */
folder: string,
/**
 * Whether a file of that name lies there and would be replaced.
 */
replaces: boolean,
/**
 * Reports with how many rows each brings.
 */
reports: Array<ExportCount>,
/**
 * Rows over all reports.
 */
rows: number,
/**
 * Rows of a report from which they are better kept in a file beside the workbook.
 */
soft_limit: number,
/**
 * Rows that a sheet holds; a report with more takes several.
 */
sheet_limit: number,
/**
 * Names of the files beside it.
 */
beside: Array<string>, };

export type ExportRequest = {
/**
 * Sheets in order.
 */
sheets: Array<ExportSheet>,
/**
 * Language of the workbook: `es`, `en`, `pt`.
 */
language: string,
/**
 * Where it goes.
 */
place: ExportPlace,
/**
 * The scorecard, as a page of its own; needs no sheets beside it.
 */
scorecard?: ScorecardRequest,
/**
 * For whom it is; internal unless said otherwise.
 */
edition?: EditionView,
/**
 * Whether agents are masked too; in the client's edition only.
 */
mask_agents?: boolean,
/**
 * What becomes of the rows; sheets of the workbook unless said otherwise.
 */
detail?: DetailView,
/**
 * What it shows, and its looks; the usual ones unless said otherwise.
 */
look?: Look, };

export type ExportSheet = {
/**
 * The table.
 */
table: TableKey,
/**
 * Filters.
 */
narrowing: Narrowing,
/**
 * Sort keys.
 */
sort: Array<SortView>,
/**
 * Columns in the wanted order; none is all.
 */
columns: Array<string>, };

export type ExportView = {
/**
 * Number by which it can be opened or shown in its folder; 0 if the user closed the dialog.
 */
ticket: number,
/**
 * File name without folder.
 */
name: string,
/**
 * Name of the folder, without what lies above it.
 */
folder: string,
/**
 * Rows written.
 */
rows: number,
/**
 * Bytes of the file.
 */
bytes: number,
/**
 * Whether another name was taken because the file is open elsewhere.
 */
renamed: boolean,
/**
 * Texts that were cut because Excel cannot hold them.
 */
cut_texts: number,
/**
 * Days of the period that are not wholly held.
 */
missing_days: number,
/**
 * Files with rows beside it, in order.
 */
beside: Array<BesideFile>, };

export type FetchRequest = {
/**
 * Operation id.
 */
operation: string,
/**
 * Report code.
 */
report: string,
/**
 * Parameters; a missing one becomes its all-value.
 */
params: { [key in string]: string },
/**
 * First day or moment; widened to whole days.
 */
from: string,
/**
 * Last day or moment.
 */
to: string,
/**
 * Read closed days again too.
 */
reread: boolean, };

export type FigureView = {
/**
 * KPI name.
 */
kpi: string,
/**
 * Value: seconds, ratio 0 to 1, count, or count per agent; null is unknown.
 */
value: number | null,
/**
 * `s`, `ratio`, `count` or `per_agent`.
 */
unit: string,
/**
 * Numerator.
 */
numerator: number | null,
/**
 * Denominator; null where there is none.
 */
denominator: number | null,
/**
 * Units that the figure stands on.
 */
n: number,
/**
 * Rows that could not be used.
 */
excluded: number,
/**
 * Wilson's 95 % interval, for rates over calls.
 */
interval?: [number, number],
/**
 * Whether a ratio rests on too few units to judge anybody by.
 */
few: boolean,
/**
 * Group, if grouped.
 */
group?: Record<string, string | number | null>, };

export type FilterView = {
/**
 * Column name.
 */
column: string,
/**
 * Conditions.
 */
tests: Array<TestView>,
/**
 * Whether one of them is enough; else all must hold.
 */
any: boolean, };

export type FindingView = {
/**
 * `ledger`, `overlap`, `missing`, `size`, `footer`, `facts`, `contents`, `rows`.
 */
kind: string,
/**
 * Report code; empty if the ledger itself is meant.
 */
report: string,
/**
 * First second of the window, if one is meant.
 */
from: string,
/**
 * Last second.
 */
to: string, };

export type FoldView = "sum" | "count" | "avg" | "min" | "max" | "quantile" | "distinct";

export type FolderView = {
/**
 * Its name, without what lies above it.
 */
name: string, };

export type ForgetRequest = {
/**
 * Operation id.
 */
operation: string,
/**
 * Windows that end before this day go.
 */
before: string,
/**
 * Only tell what would go.
 */
dry: boolean, };

export type ForgetView = {
/**
 * Windows.
 */
windows: number,
/**
 * Rows.
 */
rows: number,
/**
 * Bytes.
 */
bytes: number, };

export type GrainView = "event" | "daily" | "exact";

export type KindView = "text" | "id" | "integer" | "decimal" | "percent" | "duration" | "datetime" | "date" | "hour" | "choice";

export type KpiList = {
/**
 * In order of name.
 */
kpis: Array<KpiView>, };

export type KpiView = {
/**
 * Name.
 */
kpi: string,
/**
 * Title.
 */
title: TextsView,
/**
 * Formula by field.
 */
formula: TextsView,
/**
 * What to beware of.
 */
pitfall: TextsView,
/**
 * `s`, `ratio`, `count` or `per_agent`.
 */
unit: string,
/**
 * `higher`, `lower` or `neutral` is good.
 */
good: string,
/**
 * What `n` counts: `calls`, `events`, `agents`, `agent_days`, `actions`, `handovers`.
 */
counts: string,
/**
 * Reports that it can be computed from; for one that joins reports, those that it needs.
 */
reports: Array<string>,
/**
 * How others define it, where that differs.
 */
others: Array<OtherDefinition>, };

export type KpisRequest = {
/**
 * The table.
 */
table: TableKey,
/**
 * Filters.
 */
narrowing: Narrowing,
/**
 * KPI names; none is the report's default.
 */
kpis: Array<string>,
/**
 * Group by a column's name, or `day`, `hour`, `weekday`.
 */
by: string | null,
/**
 * The panel that asks; empty is never superseded.
 */
view: string,
/**
 * The view's own count of its questions: a greater one cancels what runs for smaller ones.
 */
revision: number, };

export type KpisView = {
/**
 * Coverage.
 */
coverage: CoverageCount,
/**
 * Figures.
 */
kpis: Array<FigureView>, };

export type Lane = {
/**
 * Agent id.
 */
agent_id: string,
/**
 * Name, if known.
 */
name: string | null,
/**
 * Team, if known.
 */
team: string | null,
/**
 * Spans in order of time, as `[start, end, state, events]`: seconds from the start of the
 * stretch (end exclusive), index into `states`, and how many events it stands for. More than
 * one event means that the span shows the longest of those that share its pixels.
 */
spans: [number, number, number, number][],
/**
 * Seconds of the stretch in each of `states`, exact, whatever the pixels.
 */
seconds: Array<number>,
/**
 * Events that touch the stretch.
 */
events: number,
/**
 * Seconds that two events of this agent cover at once: a fault of the data.
 */
overlap: number,
/**
 * Events left out because their start or duration could not be read.
 */
unread: number, };

export type Layout = {
/**
 * Codes of its reports; none is whatever the view at hand is of.
 */
reports: Array<string>,
/**
 * Whether it holds the scorecard.
 */
scorecard: boolean,
/**
 * What becomes of the rows.
 */
detail: DetailView,
/**
 * For whom it is.
 */
edition: EditionView,
/**
 * Whether agents are masked; in the client's edition only.
 */
mask_agents: boolean,
/**
 * Its language; none is that of the window.
 */
language: string,
/**
 * What it shows, and its looks.
 */
look: Look, };

export type LogoFile = {
/**
 * Whether a file was chosen.
 */
chosen: boolean,
/**
 * The picture as data URL.
 */
logo: string, };

export type Look = {
/**
 * A page per question.
 */
questions: boolean,
/**
 * Names of the questions that get none.
 */
without: Array<string>,
/**
 * Charts on the pages.
 */
charts: boolean,
/**
 * All figures in named cells.
 */
figures: boolean,
/**
 * Reconciliation.
 */
checks: boolean,
/**
 * Definitions of the figures.
 */
definitions: boolean,
/**
 * Names of the KPIs that become tiles of the first page, in order; none is the usual ones.
 */
tiles: Array<string>,
/**
 * A PNG or JPEG as data URL; empty for none.
 */
logo: string,
/**
 * Colour of titles, headers and first series as `#RRGGBB`; empty for the usual one.
 */
accent: string, };

export type MeasureView = {
/**
 * How.
 */
fold: FoldView,
/**
 * Of which column; null counts rows.
 */
column: string | null,
/**
 * For quantiles, 0 to 1.
 */
q: number | null, };

export type NameList = {
/**
 * In order of name.
 */
names: Array<NamedId>,
/**
 * When they were read, UTC `YYYY-MM-DDTHH:MM:SSZ`; null if never.
 */
read: string | null, };

export type NamedId = {
/**
 * Id.
 */
id: string,
/**
 * Name.
 */
name: string, };

export type Narrowing = {
/**
 * Conditions.
 */
filters: Array<FilterView>,
/**
 * Text that any text column contains; empty for none.
 */
search: string,
/**
 * Conditions as typed on the command line: `column op value`.
 */
conditions: Array<string>, };

export type NewOperation = {
/**
 * Name; must be new.
 */
name: string,
/**
 * Server code as typed.
 */
server: string,
/**
 * IANA zone; null is America/Bogota.
 */
zone: string | null,
/**
 * The token; goes to the keyring, or to memory if `session_only`.
 */
token: string,
/**
 * Keep the token for this run only, because the user chose so after being told.
 */
session_only: boolean, };

export type NewTemplate = {
/**
 * Name.
 */
name: string,
/**
 * The layout.
 */
layout: Layout,
/**
 * Take the place of the one of that name; else a name in use is refused.
 */
replace: boolean, };

export type NewToken = {
/**
 * Id.
 */
operation: string,
/**
 * The token.
 */
token: string,
/**
 * Keep it for this run only.
 */
session_only: boolean, };

export type NewView = {
/**
 * Name.
 */
name: string,
/**
 * The window's JSON text, at most 256 KiB.
 */
body: string,
/**
 * Take the place of a view of that name; else a name in use is refused.
 */
replace: boolean, };

export type Nothing = Record<symbol, never>;

export type Op = "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts" | "ends" | "empty" | "not_empty";

export type OperationKey = {
/**
 * Id.
 */
operation: string, };

export type OperationList = {
/**
 * In order of name.
 */
operations: Array<OperationView>, };

export type OperationRemoval = {
/**
 * Id.
 */
operation: string,
/**
 * Also delete what was fetched for it.
 */
erase_archive: boolean, };

export type OperationView = {
/**
 * Id.
 */
id: string,
/**
 * Name.
 */
name: string,
/**
 * Address asked, for instance `https://wv0015.wolkvox.com`; empty for sample data.
 */
address: string,
/**
 * IANA zone.
 */
zone: string,
/**
 * Whether it is the built-in sample operation.
 */
sample: boolean,
/**
 * Where its token is.
 */
token: TokenPlace,
/**
 * Today in the operation's zone.
 */
today: string, };

export type OtherDefinition = {
/**
 * Whose.
 */
who: string,
/**
 * What.
 */
text: TextsView, };

export type OverviewView = {
/**
 * Operation id.
 */
operation: string,
/**
 * The first of the 31 days.
 */
from: string,
/**
 * Today.
 */
to: string,
/**
 * By family and number, as in the catalogue.
 */
reports: Array<ReportState>,
/**
 * Most urgent first; empty if all is well.
 */
attention: Array<Attention>, };

export type ParamView = {
/**
 * Name.
 */
name: string,
/**
 * Whether a fetch needs it.
 */
required: boolean,
/**
 * The value that stands for everything, if there is one.
 */
all: string | null,
/**
 * The list that names its values: `agents`, `campaigns`, `skills`, `routing_points`,
 * `activity_codes`.
 */
picker: string | null,
/**
 * Label.
 */
label: TextsView, };

export type PastExport = {
/**
 * Number by which it can be opened or shown in its folder.
 */
ticket: number,
/**
 * When, UTC `YYYY-MM-DDTHH:MM:SSZ`.
 */
at: string,
/**
 * File name without folder.
 */
name: string,
/**
 * Name of the folder, without what lies above it.
 */
folder: string,
/**
 * Codes of the reports in it.
 */
reports: Array<string>,
/**
 * First day.
 */
from: string,
/**
 * Last day.
 */
to: string,
/**
 * Rows in it.
 */
rows: number,
/**
 * Whether the file is still there.
 */
there: boolean, };

export type PastRun = {
/**
 * Number in the ledger.
 */
id: number,
/**
 * When it began, UTC `YYYY-MM-DDTHH:MM:SSZ`.
 */
started: string,
/**
 * When it ended, UTC; null if the program ended first.
 */
finished: string | null,
/**
 * Report code.
 */
report: string,
/**
 * Parameters.
 */
params: { [key in string]: string },
/**
 * First day.
 */
from: string,
/**
 * Last day.
 */
to: string,
/**
 * `done`, `incomplete`, `cancelled`, `parked`, `failed`; `running` while it runs, `lost` if the
 * program ended before it did.
 */
outcome: string,
/**
 * HTTP calls made.
 */
requests: number,
/**
 * Windows kept.
 */
windows: number,
/**
 * Rows kept.
 */
rows: number,
/**
 * Windows that ended partial or failed.
 */
troubles: number,
/**
 * What ended it, if an error did.
 */
error: ErrorView | null, };

export type PickerKey = {
/**
 * Operation id.
 */
operation: string,
/**
 * `agents`, `campaigns`, `skills`, `routing_points`, `activity_codes`.
 */
picker: string,
/**
 * Ask wolkvox again (one call) instead of answering from what is kept.
 */
refresh: boolean, };

export type Picture = {
/**
 * File name without ending.
 */
name: string,
/**
 * PNG as a data URL (`data:image/png;base64,…`), at most 16 MiB.
 */
png: string, };

export type PlanView = {
/**
 * Report code.
 */
report: string,
/**
 * First day asked for.
 */
from: string,
/**
 * Last day asked for, after days to come were dropped.
 */
to: string,
/**
 * Whether the period was widened to whole days.
 */
widened: boolean,
/**
 * Days after today that were dropped.
 */
dropped_days: number,
/**
 * Windows in the order they would be asked.
 */
windows: Array<PlannedWindow>,
/**
 * Windows skipped by the five-minute floor.
 */
skipped: Array<SkippedWindow>,
/**
 * Calls needed if no window must be halved.
 */
calls: number,
/**
 * Days held already.
 */
days_held: number,
/**
 * Days of the period.
 */
days: number,
/**
 * The day's calls.
 */
quota: QuotaView, };

export type PlannedWindow = {
/**
 * First second.
 */
from: string,
/**
 * Last second, inclusive.
 */
to: string,
/**
 * Why: `new`, `open`, `partial`, `failed`, `reread`, `confirm`.
 */
why: string, };

export type QuestionView = {
/**
 * Name in layouts.
 */
name: string,
/**
 * Name of its sheet.
 */
title: TextsView, };

export type QuotaView = {
/**
 * Calls allowed a day, if known.
 */
limit: number | null,
/**
 * Calls left today, if known: wolkvox's last word less what we asked since.
 */
left: number | null,
/**
 * Calls that this program made today.
 */
ours: number, };

export type RefusedFile = {
/**
 * File name.
 */
file: string,
/**
 * Line, from 1.
 */
line: number,
/**
 * Reason, in English.
 */
why: string, };

export type ReplacedView = {
/**
 * How many.
 */
archives: number,
/**
 * Bytes of all their files.
 */
bytes: number, };

export type ReportList = {
/**
 * By family and number.
 */
reports: Array<ReportView>,
/**
 * Questions of the scorecard.
 */
scorecard: Array<QuestionView>,
/**
 * Report files that could not be read: file, line and reason.
 */
refused: Array<RefusedFile>, };

export type ReportState = {
/**
 * Report code.
 */
report: string,
/**
 * When it was last asked with an answer, wall clock of the operation; null if never.
 */
last_read: string | null,
/**
 * First day that is held at all; null if none.
 */
first_day: string | null,
/**
 * Last day that is held at all.
 */
last_day: string | null,
/**
 * State per day, oldest first, 31 of them: `held`, `empty`, `partial`, `failed`, `open`,
 * `never`.
 */
days: Array<string>,
/**
 * Rows held of all time.
 */
rows: number, };

export type ReportView = {
/**
 * Code.
 */
code: string,
/**
 * Family.
 */
family: string,
/**
 * Title.
 */
title: TextsView,
/**
 * The question it answers.
 */
question: TextsView,
/**
 * What to know before trusting it; empty if nothing.
 */
caution: TextsView,
/**
 * Grain.
 */
grain: GrainView,
/**
 * The column that puts a row in a period.
 */
time: string | null,
/**
 * Parameters.
 */
params: Array<ParamView>,
/**
 * Columns in order, `_day` first for daily reports.
 */
columns: Array<ColumnView>,
/**
 * KPIs shown by default.
 */
kpis: Array<string>,
/**
 * Charts shown by default.
 */
charts: Array<string>,
/**
 * Questions that have a page in a workbook.
 */
questions: Array<QuestionView>, };

export type RosterLine = {
/**
 * Agent id.
 */
agent_id: string,
/**
 * Name.
 */
name: string,
/**
 * Other names under which reports know them.
 */
aliases: Array<string>,
/**
 * Team; empty if none.
 */
team: string,
/**
 * First day on which they are left out of figures.
 */
excluded_from: string | null,
/**
 * Last day on which they are left out; null is open.
 */
excluded_to: string | null, };

export type RosterView = {
/**
 * Operation id.
 */
operation: string,
/**
 * People, by name.
 */
people: Array<RosterLine>, };

export type RowsRequest = {
/**
 * The table.
 */
table: TableKey,
/**
 * Filters.
 */
narrowing: Narrowing,
/**
 * Sort keys; none is time, then arrival.
 */
sort: Array<SortView>,
/**
 * Columns in the wanted order; none is all.
 */
columns: Array<string>,
/**
 * First row, from 0.
 */
offset: number,
/**
 * Rows wanted, at most 10,000.
 */
limit: number,
/**
 * The grid that asks; empty is never superseded.
 */
view: string,
/**
 * The view's own count of its questions: a greater one cancels what runs for smaller ones.
 */
revision: number, };

export type RowsView = {
/**
 * Rows that pass the filters.
 */
total: number,
/**
 * First row given.
 */
offset: number,
/**
 * Column names.
 */
columns: Array<string>,
/**
 * Values: text, number, null.
 */
rows: (string | number | boolean | null)[][],
/**
 * Generation of the archive that answered; a greater one means that data changed.
 */
generation: number, };

export type RunHistory = {
/**
 * Fetches.
 */
runs: Array<PastRun>, };

export type RunKey = {
/**
 * Number of the run.
 */
run: number, };

export type RunList = {
/**
 * Runs.
 */
runs: Array<RunView>, };

export type RunState = "queued" | "running" | "paused" | "done" | "incomplete" | "cancelled" | "parked" | "failed";

export type RunView = {
/**
 * Number of the run.
 */
run: number,
/**
 * Operation id.
 */
operation: string,
/**
 * Report code.
 */
report: string,
/**
 * Parameters.
 */
params: { [key in string]: string },
/**
 * First day.
 */
from: string,
/**
 * Last day.
 */
to: string,
/**
 * State.
 */
state: RunState,
/**
 * Windows done.
 */
done: number,
/**
 * Windows known to be needed; grows when one is halved.
 */
windows: number,
/**
 * The window being asked, as `from`.
 */
current_from: string | null,
/**
 * The window being asked, as `to`.
 */
current_to: string | null,
/**
 * Why it waits, as an error code, and until when (seconds from now).
 */
waiting: Waiting | null,
/**
 * Rows kept so far.
 */
rows: number,
/**
 * Bytes received so far.
 */
bytes: number,
/**
 * HTTP calls made so far.
 */
requests: number,
/**
 * Bytes a second over the run.
 */
rate: number,
/**
 * Seconds left, once it can be told.
 */
left_seconds: number | null,
/**
 * Windows that could not be kept whole.
 */
troubles: Array<WindowTrouble>,
/**
 * What ended it, if an error did.
 */
error: ErrorView | null, };

export type SavedFile = {
/**
 * Number by which it can be opened or shown in its folder; 0 if the user closed the dialog.
 */
ticket: number,
/**
 * Name without folder.
 */
name: string,
/**
 * Name of the folder, without what lies above it.
 */
folder: string,
/**
 * Bytes.
 */
bytes: number, };

export type SavedView = {
/**
 * Number.
 */
id: number,
/**
 * Name; unique, compared without case.
 */
name: string,
/**
 * The window's own JSON text. Holds no rows, no persons and no operation.
 */
body: string, };

export type SavedViewList = {
/**
 * By name.
 */
views: Array<SavedView>, };

export type ScorecardRequest = {
/**
 * Operation id.
 */
operation: string,
/**
 * First day.
 */
from: string,
/**
 * Last day.
 */
to: string, };

export type ScorecardView = {
/**
 * Coverage by days that every report holds.
 */
coverage: CoverageCount,
/**
 * KPI names, in order.
 */
kpis: Array<string>,
/**
 * Agents.
 */
agents: Array<AgentLine>,
/**
 * Everybody together: ratios of sums.
 */
everybody: Array<FigureView>,
/**
 * Each team together, by name; those without one last.
 */
teams: Array<TeamFigures>,
/**
 * Names that no id was found for.
 */
unmatched_names: Array<string>,
/**
 * Names that several ids share.
 */
ambiguous_names: Array<string>,
/**
 * Ids that no name was found for.
 */
unknown_ids: Array<string>,
/**
 * Reports that are needed and not held.
 */
needs: Array<string>, };

export type ServerText = {
/**
 * `0015`, `wv0015` or a pasted address.
 */
text: string, };

export type ServerView = {
/**
 * The code, for instance `0015`.
 */
code: string,
/**
 * The address that will be asked.
 */
address: string, };

export type Setting = {
/**
 * Name, for instance `theme`.
 */
key: string,
/**
 * Value as JSON text; null forgets it.
 */
value: string | null, };

export type SettingKey = {
/**
 * Name.
 */
key: string, };

export type SkippedWindow = {
/**
 * First second.
 */
from: string,
/**
 * Last second, inclusive.
 */
to: string,
/**
 * `floor`.
 */
skipped: string,
/**
 * When it may be asked again, wall clock.
 */
next_at: string, };

export type SortView = {
/**
 * Column name.
 */
column: string,
/**
 * Greatest first.
 */
descending: boolean, };

export type StateLine = {
/**
 * State in normal form.
 */
state: string,
/**
 * Class.
 */
class: string,
/**
 * Colour token; null is the class's own.
 */
color: string | null, };

export type StatesView = {
/**
 * Operation id.
 */
operation: string,
/**
 * States, in order of name; those seen in rows but not yet classed are `unclassified`.
 */
states: Array<StateLine>, };

export type StepResult = {
/**
 * The step.
 */
step: TestStep,
/**
 * Whether it went well; null if it was not reached.
 */
ok: boolean | null,
/**
 * Why it failed.
 */
error: ErrorView | null, };

export type TableKey = {
/**
 * Operation id.
 */
operation: string,
/**
 * Report code.
 */
report: string,
/**
 * Parameters; what is left out means all that is held.
 */
params: { [key in string]: string },
/**
 * First moment, inclusive.
 */
from: string,
/**
 * Last moment, inclusive.
 */
to: string, };

export type TeamFigures = {
/**
 * Its name; null stands for those without a team.
 */
team: string | null,
/**
 * Figures, in the order of the scorecard's KPIs.
 */
figures: Array<FigureView>, };

export type TemplateFile = {
/**
 * Whether a file was chosen; false if the dialog was closed.
 */
chosen: boolean,
/**
 * Its name.
 */
name: string,
/**
 * The layout.
 */
layout: Layout, };

export type TemplateKey = {
/**
 * Number.
 */
id: number, };

export type TemplateList = {
/**
 * By name.
 */
templates: Array<TemplateView>, };

export type TemplateName = {
/**
 * Number.
 */
id: number,
/**
 * Name; refused if another has it.
 */
name: string, };

export type TemplateView = {
/**
 * Number.
 */
id: number,
/**
 * Name; unique, compared without case.
 */
name: string,
/**
 * Whether it is taken unless another is chosen.
 */
usual: boolean,
/**
 * The layout.
 */
layout: Layout, };

export type TestStep = "address" | "token" | "quota" | "names";

export type TestView = {
/**
 * Comparison.
 */
op: Op,
/**
 * Its values as text: numbers plain, durations in seconds or `H:MM:SS`, moments ISO.
 */
values: Array<string>, };

export type TextFile = {
/**
 * File name with its ending, `csv` or `txt`.
 */
name: string,
/**
 * Content, at most 16 MiB.
 */
text: string, };

export type TextsView = {
/**
 * Spanish.
 */
es: string,
/**
 * English.
 */
en: string,
/**
 * Portuguese.
 */
pt: string, };

export type TicketKey = {
/**
 * Its number.
 */
ticket: number, };

export type TimelineRequest = {
/**
 * Rows of `agent_14` or `agent_2`; its period is the stretch that is drawn.
 */
table: TableKey,
/**
 * Filters; those on time are better said by the period.
 */
narrowing: Narrowing,
/**
 * Agents in the wanted order; none is all, by name.
 */
agents: Array<string>,
/**
 * Pixels of the stretch, 1 to 8,192: no lane gets more spans than that.
 */
width: number,
/**
 * The view that asks; empty is never superseded.
 */
view: string,
/**
 * The view's own count of its questions.
 */
revision: number, };

export type TimelineState = {
/**
 * Normal form; empty for rows without a known state.
 */
state: string,
/**
 * As first received.
 */
label: string,
/**
 * `ready`, `talk`, `acw`, `ring`, or the class that the operation gave it.
 */
class: string,
/**
 * Colour token that the operation gave it, if any.
 */
color: string | null, };

export type TimelineView = {
/**
 * First moment.
 */
from: string,
/**
 * Last moment, inclusive.
 */
to: string,
/**
 * Seconds of the stretch.
 */
seconds: number,
/**
 * States that appear, most seconds first.
 */
states: Array<TimelineState>,
/**
 * Lanes in the wanted order.
 */
lanes: Array<Lane>,
/**
 * Days of the stretch that are not held, so that their gaps are not absences.
 */
missing: Array<string>,
/**
 * Days that may still change.
 */
open: Array<string>,
/**
 * Generation of the archive that answered.
 */
generation: number, };

export type TokenPlace = "keyring" | "session" | "environment" | "absent" | "not_needed" | "unknown";

export type UsualTemplate = {
/**
 * Number; null for none.
 */
id: number | null, };

export type ValueCount = {
/**
 * The value; null is unknown.
 */
value: string | number | boolean | null,
/**
 * Rows with it.
 */
count: number, };

export type VerifyRequest = {
/**
 * Also read every file and compare its hash.
 */
full: boolean, };

export type VerifyView = {
/**
 * Windows in the ledger.
 */
windows: number,
/**
 * Files checked.
 */
files: number,
/**
 * Findings; empty if all is well.
 */
findings: Array<FindingView>,
/**
 * Files that the ledger does not list; swept later.
 */
orphans: number, };

export type ViewFile = {
/**
 * Whether a file was chosen; false if the dialog was closed.
 */
chosen: boolean,
/**
 * The view's name.
 */
name: string,
/**
 * The window's JSON text.
 */
body: string,
/**
 * What was chosen for the workbook, if the file is one.
 */
workbook?: WorkbookChoice, };

export type ViewKey = {
/**
 * Number.
 */
id: number, };

export type ViewName = {
/**
 * Number.
 */
id: number,
/**
 * Name; refused if another view has it.
 */
name: string, };

export type Waiting = {
/**
 * Error code that caused it.
 */
code: string,
/**
 * Seconds until the next try.
 */
seconds: number, };

export type WindowTrouble = {
/**
 * First second.
 */
from: string,
/**
 * Last second, inclusive.
 */
to: string,
/**
 * `partial` or `failed`.
 */
state: string,
/**
 * Error code.
 */
code: string, };

export type WorkbookChoice = {
/**
 * Report codes in order.
 */
reports: Array<string>,
/**
 * Whether it holds the scorecard.
 */
scorecard: boolean,
/**
 * For whom it is.
 */
edition: EditionView,
/**
 * Whether agents are masked.
 */
mask_agents: boolean,
/**
 * What became of the rows.
 */
detail: DetailView,
/**
 * Its language.
 */
language: string,
/**
 * Titles of columns whose filters are not in the bookmark.
 */
left_out: Array<string>, };

export const codes = [
  "SRV-1",
  "TOK-1",
  "TOK-2",
  "TOK-3",
  "NET-RED",
  "NET-HTML",
  "NET-DNS",
  "NET-5",
  "NET-CUT",
  "NET-SLOW",
  "NET-TIME",
  "NET-HDR",
  "TLS-1",
  "PRX-1",
  "QUO-1",
  "QUO-2",
  "QUO-3",
  "NET-MNT",
  "API-1",
  "API-2",
  "API-3",
  "API-4",
  "API-5",
  "CAP-1",
  "CAP-2",
  "DSK-1",
  "DSK-2",
  "FIL-1",
  "SYS-1",
  "ARC-1",
  "ARC-2",
  "ARC-3",
  "KEY-1",
  "KEY-2",
  "KEY-3",
  "KEY-4",
  "XLS-1",
  "XLS-2",
  "REP-1",
  "USE-1",
  "USE-2",
  "KPI-1",
  "CAN-1",
  "INT-1",
] as const;
export type Code = (typeof codes)[number];

export interface Commands {
  app_info: { request: Nothing; answer: AppInfo };
  setting: { request: SettingKey; answer: Setting };
  set_setting: { request: Setting; answer: Nothing };
  operations: { request: Nothing; answer: OperationList };
  check_server: { request: ServerText; answer: ServerView };
  try_connection: { request: ConnectionTry; answer: ConnectionView };
  add_operation: { request: NewOperation; answer: OperationView };
  set_token: { request: NewToken; answer: OperationView };
  remove_operation: { request: OperationRemoval; answer: Nothing };
  open_sample: { request: Nothing; answer: OperationView };
  wipe_sample: { request: Nothing; answer: Nothing };
  reports: { request: Nothing; answer: ReportList };
  kpi_list: { request: Nothing; answer: KpiList };
  names: { request: PickerKey; answer: NameList };
  plan: { request: FetchRequest; answer: PlanView };
  fetch: { request: FetchRequest; answer: RunView };
  runs: { request: Nothing; answer: RunList };
  pause_run: { request: RunKey; answer: RunView };
  resume_run: { request: RunKey; answer: RunView };
  cancel_run: { request: RunKey; answer: RunView };
  coverage: { request: CoverageRequest; answer: CoverageView };
  quota: { request: OperationKey; answer: QuotaView };
  ask_quota: { request: OperationKey; answer: QuotaView };
  rows: { request: RowsRequest; answer: RowsView };
  distinct: { request: DistinctRequest; answer: DistinctView };
  aggregate: { request: AggregateRequest; answer: AggregateView };
  kpis: { request: KpisRequest; answer: KpisView };
  scorecard: { request: ScorecardRequest; answer: ScorecardView };
  timeline: { request: TimelineRequest; answer: TimelineView };
  overview: { request: OperationKey; answer: OverviewView };
  history: { request: OperationKey; answer: RunHistory };
  export_log: { request: Nothing; answer: ExportLog };
  views: { request: Nothing; answer: SavedViewList };
  save_view: { request: NewView; answer: SavedView };
  rename_view: { request: ViewName; answer: SavedView };
  remove_view: { request: ViewKey; answer: Nothing };
  share_view: { request: ViewKey; answer: SavedFile };
  read_view_file: { request: Nothing; answer: ViewFile };
  templates: { request: Nothing; answer: TemplateList };
  save_template: { request: NewTemplate; answer: TemplateView };
  rename_template: { request: TemplateName; answer: Nothing };
  remove_template: { request: TemplateKey; answer: Nothing };
  set_usual_template: { request: UsualTemplate; answer: Nothing };
  share_template: { request: TemplateKey; answer: SavedFile };
  read_template_file: { request: Nothing; answer: TemplateFile };
  choose_logo: { request: Nothing; answer: LogoFile };
  export: { request: ExportRequest; answer: ExportView };
  export_preview: { request: ExportRequest; answer: ExportPreview };
  cancel_export: { request: Nothing; answer: Nothing };
  open_export: { request: TicketKey; answer: Nothing };
  show_export: { request: TicketKey; answer: Nothing };
  export_folder: { request: Nothing; answer: FolderView };
  choose_export_folder: { request: Nothing; answer: FolderView };
  copy_text: { request: CopyRequest; answer: Nothing };
  copy_picture: { request: Picture; answer: Nothing };
  save_picture: { request: Picture; answer: SavedFile };
  save_text: { request: TextFile; answer: SavedFile };
  print: { request: Nothing; answer: Nothing };
  archive_facts: { request: Nothing; answer: ArchiveFacts };
  show_archive: { request: Nothing; answer: Nothing };
  backup: { request: Nothing; answer: BackupView };
  restore: { request: Nothing; answer: BackupView };
  cancel_copying: { request: Nothing; answer: Nothing };
  withdraw_restore: { request: Nothing; answer: Nothing };
  delete_replaced: { request: Nothing; answer: ReplacedView };
  restart: { request: Nothing; answer: Nothing };
  forget: { request: ForgetRequest; answer: ForgetView };
  diagnostics: { request: Nothing; answer: SavedFile };
  verify: { request: VerifyRequest; answer: VerifyView };
  roster: { request: OperationKey; answer: RosterView };
  set_roster: { request: RosterView; answer: RosterView };
  states: { request: OperationKey; answer: StatesView };
  set_states: { request: StatesView; answer: StatesView };
}

export type Tag = "operations" | "archive" | "runs" | "quota" | "names" | "roster" | "states" | "settings" | "views" | "exports" | "templates";

/** What each command's answer is made of, and what it makes stale. */
export const freshness: Record<keyof Commands, { reads: Tag[]; spoils: Tag[] }> = {
  app_info: { reads: ["settings"], spoils: [] },
  setting: { reads: ["settings"], spoils: [] },
  set_setting: { reads: [], spoils: ["settings"] },
  operations: { reads: ["operations"], spoils: [] },
  check_server: { reads: [], spoils: [] },
  try_connection: { reads: [], spoils: ["quota", "names"] },
  add_operation: { reads: [], spoils: ["operations"] },
  set_token: { reads: [], spoils: ["operations"] },
  remove_operation: { reads: [], spoils: ["operations", "archive"] },
  open_sample: { reads: [], spoils: ["operations", "names", "roster", "quota"] },
  wipe_sample: { reads: [], spoils: ["operations", "archive"] },
  reports: { reads: [], spoils: [] },
  kpi_list: { reads: [], spoils: [] },
  names: { reads: ["names"], spoils: [] },
  plan: { reads: ["archive", "quota"], spoils: [] },
  fetch: { reads: [], spoils: ["runs"] },
  runs: { reads: ["runs"], spoils: [] },
  pause_run: { reads: [], spoils: ["runs"] },
  resume_run: { reads: [], spoils: ["runs"] },
  cancel_run: { reads: [], spoils: ["runs"] },
  coverage: { reads: ["archive"], spoils: [] },
  quota: { reads: ["quota"], spoils: [] },
  ask_quota: { reads: [], spoils: ["quota"] },
  rows: { reads: ["archive"], spoils: [] },
  distinct: { reads: ["archive"], spoils: [] },
  aggregate: { reads: ["archive"], spoils: [] },
  kpis: { reads: ["archive", "roster", "states"], spoils: [] },
  scorecard: { reads: ["archive", "roster", "states"], spoils: [] },
  timeline: { reads: ["archive", "roster", "states"], spoils: [] },
  overview: { reads: ["archive", "roster", "states", "operations"], spoils: [] },
  history: { reads: ["runs"], spoils: [] },
  export_log: { reads: ["exports"], spoils: [] },
  views: { reads: ["views"], spoils: [] },
  save_view: { reads: [], spoils: ["views"] },
  rename_view: { reads: [], spoils: ["views"] },
  remove_view: { reads: [], spoils: ["views"] },
  share_view: { reads: [], spoils: [] },
  read_view_file: { reads: [], spoils: [] },
  templates: { reads: ["templates"], spoils: [] },
  save_template: { reads: [], spoils: ["templates"] },
  rename_template: { reads: [], spoils: ["templates"] },
  remove_template: { reads: [], spoils: ["templates"] },
  set_usual_template: { reads: [], spoils: ["templates"] },
  share_template: { reads: [], spoils: [] },
  read_template_file: { reads: [], spoils: [] },
  choose_logo: { reads: [], spoils: [] },
  export: { reads: [], spoils: ["exports"] },
  export_preview: { reads: ["archive", "exports"], spoils: [] },
  cancel_export: { reads: [], spoils: [] },
  open_export: { reads: [], spoils: [] },
  show_export: { reads: [], spoils: [] },
  export_folder: { reads: ["exports"], spoils: [] },
  choose_export_folder: { reads: [], spoils: ["exports"] },
  copy_text: { reads: [], spoils: [] },
  copy_picture: { reads: [], spoils: [] },
  save_picture: { reads: [], spoils: [] },
  save_text: { reads: [], spoils: [] },
  print: { reads: [], spoils: [] },
  archive_facts: { reads: ["archive"], spoils: [] },
  show_archive: { reads: [], spoils: [] },
  backup: { reads: [], spoils: [] },
  restore: { reads: [], spoils: ["archive"] },
  cancel_copying: { reads: [], spoils: [] },
  withdraw_restore: { reads: [], spoils: ["archive"] },
  delete_replaced: { reads: [], spoils: ["archive"] },
  restart: { reads: [], spoils: [] },
  forget: { reads: [], spoils: ["archive"] },
  diagnostics: { reads: [], spoils: [] },
  verify: { reads: [], spoils: ["archive"] },
  roster: { reads: ["roster"], spoils: [] },
  set_roster: { reads: [], spoils: ["roster"] },
  states: { reads: ["states"], spoils: [] },
  set_states: { reads: [], spoils: ["states"] },
};
