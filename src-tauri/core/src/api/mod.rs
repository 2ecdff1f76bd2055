//! Every command that the window and the command line share, declared once: name, request, answer
//! and the freshness tags that it reads or spoils. The router, the TypeScript bindings and the
//! golden contract come from this one list.

mod app;
mod bindings;
mod book;
mod catalogue;
mod chosen;
mod data;
mod desktop;
mod diagnosis;
mod exports;
mod fetching;
mod figures;
mod history;
mod home;
mod host;
mod logos;
mod operations;
mod people;
mod pictures;
mod preview;
mod router;
mod runs;
mod saving;
mod shared_files;
mod templates;
mod timeline;
mod typed;
pub mod types;
mod upkeep;
mod verify;
mod view_files;
mod views;

pub use app::{App, Setup};
pub use bindings::typescript;
pub use catalogue::{report_list, report_view};
pub use figures::SCORECARD;
pub use host::{Event, Host};
pub use operations::BIG_PLAN;
pub use runs::Run;

/// What an answer is made of, and so when it is stale. A command that spoils a tag makes every
/// answer that reads it stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tag {
    /// Operations and their tokens.
    Operations,
    /// Held rows and coverage.
    Archive,
    /// Fetch runs.
    Runs,
    /// Calls left.
    Quota,
    /// Names behind ids.
    Names,
    /// Roster.
    Roster,
    /// State classes.
    States,
    /// Settings.
    Settings,
    /// Saved views.
    Views,
    /// Workbooks written.
    Exports,
    /// Layouts of workbooks.
    Templates,
}

impl Tag {
    /// All tags with their names in the bindings.
    pub const ALL: &[(Tag, &str)] = &[
        (Tag::Operations, "operations"),
        (Tag::Archive, "archive"),
        (Tag::Runs, "runs"),
        (Tag::Quota, "quota"),
        (Tag::Names, "names"),
        (Tag::Roster, "roster"),
        (Tag::States, "states"),
        (Tag::Settings, "settings"),
        (Tag::Views, "views"),
        (Tag::Exports, "exports"),
        (Tag::Templates, "templates"),
    ];

    /// Its name in the bindings.
    pub fn name(self) -> &'static str {
        Tag::ALL.iter().find(|(tag, _)| *tag == self).map_or("", |(_, name)| name)
    }
}

/// Calls `$then! { … }` with the whole list of commands: the one place where they are declared.
macro_rules! with_commands {
    ($then:ident) => {
        $then! {
            app_info(Nothing) -> AppInfo, reads [Settings], spoils [];
            setting(SettingKey) -> Setting, reads [Settings], spoils [];
            set_setting(Setting) -> Nothing, reads [], spoils [Settings];

            operations(Nothing) -> OperationList, reads [Operations], spoils [];
            check_server(ServerText) -> ServerView, reads [], spoils [];
            try_connection(ConnectionTry) -> ConnectionView, reads [], spoils [Quota, Names];
            add_operation(NewOperation) -> OperationView, reads [], spoils [Operations];
            set_token(NewToken) -> OperationView, reads [], spoils [Operations];
            remove_operation(OperationRemoval) -> Nothing, reads [], spoils [Operations, Archive];
            open_sample(Nothing) -> OperationView, reads [], spoils [Operations, Names, Roster, Quota];
            wipe_sample(Nothing) -> Nothing, reads [], spoils [Operations, Archive];

            reports(Nothing) -> ReportList, reads [], spoils [];
            kpi_list(Nothing) -> KpiList, reads [], spoils [];
            names(PickerKey) -> NameList, reads [Names], spoils [];

            plan(FetchRequest) -> PlanView, reads [Archive, Quota], spoils [];
            fetch(FetchRequest) -> RunView, reads [], spoils [Runs];
            runs(Nothing) -> RunList, reads [Runs], spoils [];
            pause_run(RunKey) -> RunView, reads [], spoils [Runs];
            resume_run(RunKey) -> RunView, reads [], spoils [Runs];
            cancel_run(RunKey) -> RunView, reads [], spoils [Runs];
            coverage(CoverageRequest) -> CoverageView, reads [Archive], spoils [];
            quota(OperationKey) -> QuotaView, reads [Quota], spoils [];
            ask_quota(OperationKey) -> QuotaView, reads [], spoils [Quota];

            rows(RowsRequest) -> RowsView, reads [Archive], spoils [];
            distinct(DistinctRequest) -> DistinctView, reads [Archive], spoils [];
            aggregate(AggregateRequest) -> AggregateView, reads [Archive], spoils [];
            kpis(KpisRequest) -> KpisView, reads [Archive, Roster, States], spoils [];

            scorecard(ScorecardRequest) -> ScorecardView, reads [Archive, Roster, States], spoils [];

            timeline(TimelineRequest) -> TimelineView, reads [Archive, Roster, States], spoils [];

            overview(OperationKey) -> OverviewView, reads [Archive, Roster, States, Operations], spoils [];
            history(OperationKey) -> RunHistory, reads [Runs], spoils [];
            export_log(Nothing) -> ExportLog, reads [Exports], spoils [];

            views(Nothing) -> SavedViewList, reads [Views], spoils [];
            save_view(NewView) -> SavedView, reads [], spoils [Views];
            rename_view(ViewName) -> SavedView, reads [], spoils [Views];
            remove_view(ViewKey) -> Nothing, reads [], spoils [Views];
            share_view(ViewKey) -> SavedFile, reads [], spoils [];
            read_view_file(Nothing) -> ViewFile, reads [], spoils [];

            templates(Nothing) -> TemplateList, reads [Templates], spoils [];
            save_template(NewTemplate) -> TemplateView, reads [], spoils [Templates];
            rename_template(TemplateName) -> Nothing, reads [], spoils [Templates];
            remove_template(TemplateKey) -> Nothing, reads [], spoils [Templates];
            set_usual_template(UsualTemplate) -> Nothing, reads [], spoils [Templates];
            share_template(TemplateKey) -> SavedFile, reads [], spoils [];
            read_template_file(Nothing) -> TemplateFile, reads [], spoils [];
            choose_logo(Nothing) -> LogoFile, reads [], spoils [];

            export(ExportRequest) -> ExportView, reads [], spoils [Exports];
            export_preview(ExportRequest) -> ExportPreview, reads [Archive, Exports], spoils [];
            cancel_export(Nothing) -> Nothing, reads [], spoils [];
            open_export(TicketKey) -> Nothing, reads [], spoils [];
            show_export(TicketKey) -> Nothing, reads [], spoils [];
            export_folder(Nothing) -> FolderView, reads [Exports], spoils [];
            choose_export_folder(Nothing) -> FolderView, reads [], spoils [Exports];

            copy_text(CopyRequest) -> Nothing, reads [], spoils [];
            copy_picture(Picture) -> Nothing, reads [], spoils [];
            save_picture(Picture) -> SavedFile, reads [], spoils [];
            save_text(TextFile) -> SavedFile, reads [], spoils [];
            print(Nothing) -> Nothing, reads [], spoils [];

            archive_facts(Nothing) -> ArchiveFacts, reads [Archive], spoils [];
            show_archive(Nothing) -> Nothing, reads [], spoils [];
            backup(Nothing) -> BackupView, reads [], spoils [];
            restore(Nothing) -> BackupView, reads [], spoils [Archive];
            cancel_copying(Nothing) -> Nothing, reads [], spoils [];
            withdraw_restore(Nothing) -> Nothing, reads [], spoils [Archive];
            delete_replaced(Nothing) -> ReplacedView, reads [], spoils [Archive];
            restart(Nothing) -> Nothing, reads [], spoils [];
            forget(ForgetRequest) -> ForgetView, reads [], spoils [Archive];
            diagnostics(Nothing) -> SavedFile, reads [], spoils [];
            verify(VerifyRequest) -> VerifyView, reads [], spoils [Archive];

            roster(OperationKey) -> RosterView, reads [Roster], spoils [];
            set_roster(RosterView) -> RosterView, reads [], spoils [Roster];
            states(OperationKey) -> StatesView, reads [States], spoils [];
            set_states(StatesView) -> StatesView, reads [], spoils [States];
        }
    };
}
pub(crate) use with_commands;

macro_rules! list {
    ($($name:ident($request:ty) -> $answer:ty, reads [$($read:ident),*], spoils [$($spoil:ident),*];)*) => {
        /// Every command's name with the tags it reads and the tags it spoils.
        pub const COMMANDS: &[(&str, &[Tag], &[Tag])] =
            &[$((stringify!($name), &[$(Tag::$read),*], &[$(Tag::$spoil),*])),*];
    };
}
with_commands!(list);
