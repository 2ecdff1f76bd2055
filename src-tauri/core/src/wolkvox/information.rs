//! `information.php`: the quota, and the lists that give ids their names. One call each.

use super::ask::read_whole;
use super::{Client, Outcome, Refusal};
use crate::reports::{Column, Fold, Grain, Kind, Picker, Report, Shape, Texts, UNREAD, values};
use crate::time::Window;
use crate::{Code, Error, Result};
use arrow::array::{Array, AsArray};
use arrow::record_batch::RecordBatch;
use chrono::NaiveDateTime;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Where lists are asked for.
const PATH: &str = "/api/v2/information.php";

/// The day's calls, shared by all tokens of an operation. A figure that did not come is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Calls allowed a day (`token_limit`).
    pub limit: Option<u64>,
    /// Calls made today with this token (`token_use_today`).
    pub used_by_token: Option<u64>,
    /// Calls made today with all tokens (`all_token_today`).
    pub used_by_all: Option<u64>,
    /// Calls left today (`available_consumption_options`).
    pub left: Option<u64>,
}

/// The fields of a list's entries that the vendor documents.
trait Fields {
    fn ids(self) -> &'static [&'static str];
    fn names(self) -> &'static [&'static str];
}

impl Fields for Picker {
    /// Fields that hold the id; the first that an entry has counts.
    fn ids(self) -> &'static [&'static str] {
        match self {
            Picker::Agents => &["agent_id"],
            Picker::Campaigns => &["campaign_id", "campaing_id"],
            Picker::Skills => &["skill_id"],
            Picker::RoutingPoints => &["rp_id"],
            // The page's table and its example disagree.
            Picker::ActivityCodes => &["cod_act", "code_act"],
        }
    }

    /// Fields that hold the name.
    fn names(self) -> &'static [&'static str] {
        match self {
            Picker::Agents => &["agent_name"],
            Picker::Campaigns => &["campaign_name", "campaing_name"],
            Picker::Skills => &["skill_name"],
            Picker::RoutingPoints => &["rp_name"],
            Picker::ActivityCodes => &["description_cod_act"],
        }
    }
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its id, as received.
    pub id: String,
    /// Its name, as received; empty if none came.
    pub name: String,
    /// Every other field that came with a value, known to us or not.
    pub detail: BTreeMap<String, String>,
}

/// Asks how much of the day's quota is left. Costs a call itself.
pub async fn quota(
    client: &Client,
    cancel: &CancellationToken,
) -> std::result::Result<Quota, Refusal> {
    let entries = entries(client, "token_info", cancel).await?;
    let Some(entry) = entries.first() else {
        return Err(Error::new(Code::Shape, "token_info without figures").into());
    };
    let number = |field: &str| {
        let value = values::integer(entry.get(field)?).known()?;
        u64::try_from(value).ok()
    };
    let quota = Quota {
        limit: number("token_limit"),
        used_by_token: number("token_use_today"),
        used_by_all: number("all_token_today"),
        left: number("available_consumption_options"),
    };
    if quota == Quota::default() {
        return Err(Error::new(Code::Shape, "token_info without figures").into());
    }
    Ok(quota)
}

/// Asks for a list. Entries without an id are left out; an empty list is no error.
pub async fn list(
    client: &Client,
    list: Picker,
    cancel: &CancellationToken,
) -> std::result::Result<Vec<Named>, Refusal> {
    let entries = entries(client, list.name(), cancel).await?;
    Ok(entries.into_iter().filter_map(|entry| named(list, entry)).collect())
}

fn named(list: Picker, mut entry: BTreeMap<String, String>) -> Option<Named> {
    let mut first = |fields: &[&str]| fields.iter().find_map(|field| entry.remove(*field));
    let id = first(list.ids())?;
    let name = first(list.names()).unwrap_or_default();
    Some(Named { id, name, detail: entry })
}

/// The entries of an answer as texts by field. They are read like rows of a report that knows no
/// column, so that every oddity of wolkvox is met in one place.
async fn entries(
    client: &Client,
    api: &str,
    cancel: &CancellationToken,
) -> std::result::Result<Vec<BTreeMap<String, String>>, Refusal> {
    let fields = FIELDS.iter().map(|name| text_column(name)).collect();
    let report = Arc::new(list_report(api, fields));
    let answer = client.get(PATH, &[("api", api)], cancel).await?;
    let moment = NaiveDateTime::default();
    let window = Window { from: moment, to: moment };
    let (outcome, batches) =
        read_whole(client, answer, &report, window, Vec::<RecordBatch>::new(), cancel).await?;
    match outcome {
        Outcome::Empty(_) => Ok(Vec::new()),
        Outcome::Rows(_) => Ok(texts(&batches)?),
    }
}

/// Every documented field of the lists; others come in `_extra`.
const FIELDS: &[&str] = &[
    "agent_id",
    "agent_name",
    "campaign_id",
    "campaign_name",
    "skill_id",
    "skill_name",
    "rp_id",
    "rp_name",
    "cod_act",
    "code_act",
    "description_cod_act",
    "token_limit",
    "token_use_today",
    "all_token_today",
    "available_consumption_options",
];

fn texts(batches: &[RecordBatch]) -> Result<Vec<BTreeMap<String, String>>> {
    let mut entries = Vec::new();
    for batch in batches {
        for row in 0..batch.num_rows() {
            entries.push(entry(batch, row)?);
        }
    }
    Ok(entries)
}

fn entry(batch: &RecordBatch, row: usize) -> Result<BTreeMap<String, String>> {
    let mut entry = BTreeMap::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let Some(texts) = column.as_string_opt::<i32>().filter(|texts| texts.is_valid(row)) else {
            continue;
        };
        match field.name().as_str() {
            name if !name.starts_with('_') => {
                entry.insert(name.to_owned(), texts.value(row).to_owned());
            }
            UNREAD => {}
            _ => entry.extend(extra(texts.value(row))?),
        }
    }
    Ok(entry)
}

fn extra(json: &str) -> Result<impl Iterator<Item = (String, String)>> {
    let fields: BTreeMap<String, Option<String>> = serde_json::from_str(json)
        .map_err(|cause| Error::new(Code::Internal, "extra fields are damaged").because(cause))?;
    Ok(fields.into_iter().filter_map(|(name, text)| Some((name, text?))))
}

fn text_column(name: &str) -> Column {
    Column {
        name: name.to_owned(),
        wire: name.to_owned(),
        kind: Kind::Text,
        role: None,
        fold: Fold::None,
        label: Texts::default(),
        meaning: Texts::default(),
        values: Vec::new(),
        inside: None,
        personal: false,
    }
}

fn list_report(api: &str, columns: Vec<Column>) -> Report {
    Report {
        code: api.to_owned(),
        family: "information".to_owned(),
        version: 1,
        title: Texts::default(),
        question: Texts::default(),
        caution: Texts::default(),
        grain: Grain::Exact,
        shape: Shape::List,
        time: None,
        natural_key: Vec::new(),
        may_total: false,
        params: Vec::new(),
        columns,
        kpis: Vec::new(),
        charts: Vec::new(),
    }
}
