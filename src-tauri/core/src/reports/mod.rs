//! What a report is: its parameters, its columns and how they add up. One declarative file per
//! report in `reports/`; adding one needs no Rust.

mod kinds;
mod load;
mod problems;
mod read;
mod schema;

pub use kinds::{Fold, Grain, Kind, Role};
pub use load::{Catalogue, parse_report};
pub use problems::{ProblemKind, Problems};
pub use read::{
    Asked, BATCH_ROWS, DataForm, Envelope, Reading, RowSink, read_slice, read_stream, values,
};
pub use schema::{AT, DAY, EXTRA, TOTAL, UNREAD, arrow_type, schema};

use crate::{Code, Error, Result};
use std::collections::BTreeMap;

/// A text in the three languages that every report and KPI file carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Spanish, the first language.
    pub es: String,
    /// English.
    pub en: String,
    /// Portuguese.
    pub pt: String,
}

impl Texts {
    /// The text in `lang` (`es`, `en`, `pt`); English for any other.
    pub fn get(&self, lang: &str) -> &str {
        match lang {
            "es" => &self.es,
            "pt" => &self.pt,
            _ => &self.en,
        }
    }
}

/// A value of a choice column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Normal form: lower case, blanks, hyphens and underscores alike (see [`normal_form`]).
    pub value: String,
    /// What the user reads.
    pub label: Texts,
    /// Colour token of the design language (`ready`, `talk`, `aux1`…), if it has a fixed one.
    pub color: Option<String>,
}

/// A column of a report, in documented order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in the archive, in queries and on the command line.
    pub name: String,
    /// Key in the answer; differs from `name` only where a parameter is part of it
    /// (`service_level_{services_time}seg`).
    pub wire: String,
    /// Type.
    pub kind: Kind,
    /// Meaning to KPIs and joins.
    pub role: Option<Role>,
    /// How days add up (daily grain); `None` for what is no measure.
    pub fold: Fold,
    /// Header.
    pub label: Texts,
    /// What it means, in a sentence.
    pub meaning: Texts,
    /// The known values of a choice column; others may come.
    pub values: Vec<Choice>,
    /// The key of the nested list or object that holds it, if it is not at the top of a row.
    pub inside: Option<String>,
    /// Whether it tells who a customer is: masked in the client edition.
    pub personal: bool,
}

/// The list of `information.php` that names a parameter's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picker {
    /// Agents.
    Agents,
    /// Campaigns.
    Campaigns,
    /// Skills.
    Skills,
    /// Routing points.
    RoutingPoints,
    /// Disposition codes.
    ActivityCodes,
}

impl Picker {
    /// Every list with its name: also its `api` value in `information.php`.
    pub const ALL: &[(Picker, &str)] = &[
        (Picker::Agents, "agents"),
        (Picker::Campaigns, "campaigns"),
        (Picker::Skills, "skills"),
        (Picker::RoutingPoints, "routing_points"),
        (Picker::ActivityCodes, "activity_codes"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Picker::ALL.iter().find(|(picker, _)| *picker == self).map_or("", |(_, name)| name)
    }

    /// The list of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Picker::ALL.iter().find(|(_, known)| *known == name).map(|(picker, _)| *picker)
    }
}

/// A parameter beside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Name in the request.
    pub name: String,
    /// Whether wolkvox refuses a request without it.
    pub required: bool,
    /// The value that stands for everything, if there is one.
    pub all: Option<String>,
    /// The column that it filters: a query for one value is answered from rows held under `all`.
    pub filters: Option<String>,
    /// Where its values have names.
    pub picker: Option<Picker>,
    /// Label.
    pub label: Texts,
    /// The only values that wolkvox accepts (`cod_act1`, `cod_act2`); any value if empty.
    pub values: Vec<Choice>,
}

/// How `data` of the answer is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A list of rows (one object is a list of one).
    List,
    /// Rows with a nested list at this key: one row per nested item, outer values repeated.
    Nested(String),
    /// An object of objects: one row per key; the key goes to this column.
    Keyed(String),
}

/// A catalogue entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// `agent_2`, also the `api` parameter.
    pub code: String,
    /// `agent`, `skill`, `campaign`…
    pub family: String,
    /// Raised when the meaning or kind of a column changes; stored in every segment.
    pub version: u32,
    /// Title.
    pub title: Texts,
    /// The question it answers, in a sentence.
    pub question: Texts,
    /// What to know before trusting it; empty if nothing.
    pub caution: Texts,
    /// Grain.
    pub grain: Grain,
    /// How the answer is built.
    pub shape: Shape,
    /// The column that puts a row in a period; none for `daily` and `exact` reports.
    pub time: Option<String>,
    /// Columns that together name a row, if any: reports duplicates, never removes them.
    pub natural_key: Vec<String>,
    /// Whether answers may hold a consolidated total row.
    pub may_total: bool,
    /// Parameters beside `api`, `date_ini`, `date_end`.
    pub params: Vec<Param>,
    /// Columns in documented order.
    pub columns: Vec<Column>,
    /// KPI names shown by default, in order.
    pub kpis: Vec<String>,
    /// Chart names shown by default, in order.
    pub charts: Vec<String>,
}

impl Report {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The first column with that role.
    pub fn by_role(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == Some(role))
    }

    /// The parameter of that name.
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.params.iter().find(|param| param.name == name)
    }

    /// Checks given parameters: unknown ones are refused, missing ones get their all-value, and a
    /// required one without all-value must be given. Returns what a request sends.
    pub fn complete(&self, given: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>> {
        if let Some(unknown) = given.keys().find(|name| self.param(name).is_none()) {
            let known = self.params.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Error::usage(
                "param",
                format!("{} has no parameter '{unknown}'", self.code),
            )
            .with("known", known));
        }
        let mut complete = BTreeMap::new();
        for param in &self.params {
            match (given.get(&param.name), &param.all) {
                (Some(value), _) => self.check_value(param, value, &mut complete)?,
                (None, Some(all)) => drop(complete.insert(param.name.clone(), all.clone())),
                (None, None) if param.required => {
                    return Err(Error::new(
                        Code::Usage,
                        format!("{} needs --param {}=…", self.code, param.name),
                    )
                    .with("what", param.name.clone())
                    .with("why", "missing"));
                }
                (None, None) => {}
            }
        }
        Ok(complete)
    }

    fn check_value(
        &self,
        param: &Param,
        value: &str,
        complete: &mut BTreeMap<String, String>,
    ) -> Result<()> {
        let value = value.trim();
        let plain =
            !value.is_empty() && value.len() <= 64 && value.chars().all(|c| !c.is_control());
        if !plain {
            return Err(Error::usage("param", format!("{} has no usable value", param.name)));
        }
        let listed = param.values.iter().map(|choice| choice.value.as_str());
        let mut known = param.all.iter().map(String::as_str).chain(listed);
        let exact = known.find(|known| known.eq_ignore_ascii_case(value));
        if exact.is_none() && !param.values.is_empty() {
            let known: Vec<_> = param.values.iter().map(|choice| choice.value.as_str()).collect();
            return Err(Error::usage("param", format!("{} has no such value", param.name))
                .with("known", known.join(", ")));
        }
        complete.insert(param.name.clone(), exact.unwrap_or(value).to_owned());
        Ok(())
    }
}

/// The form in which choices are compared: trimmed, lower case, accents kept, and runs of blanks,
/// hyphens and underscores as one underscore (`NO-ANSWER`, `No answer` → `no_answer`). wolkvox
/// documents one form and sends others.
pub fn normal_form(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    for part in text.split(|c: char| c.is_whitespace() || c == '-' || c == '_') {
        if part.is_empty() {
            continue;
        }
        if !form.is_empty() {
            form.push('_');
        }
        form.extend(part.chars().flat_map(char::to_lowercase));
    }
    form
}

/// Whether a text stands for "no value": blank, `-` or `--` (wolkvox writes all three).
pub fn is_unknown(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "--")
}
