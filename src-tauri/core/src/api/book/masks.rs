//! The client's edition: phones, customers and, if wished, agents under other names. The same
//! person keeps the same name in every file of the operation; without its key nobody can go back.

use super::said::Said;
use crate::export::RowSource;
use crate::kpis::{Match, Roster, normalise_name};
use crate::reports::{Column, Kind, Role};
use crate::{Code, Error, Result};
use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringArray, new_null_array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// Letters of a pseudonym: none that is easily taken for another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters in it: 50 bits, so that a million people meet by chance once in two thousand files.
const LENGTH: usize = 10;
/// Digits in a row that may be a phone or an identity number.
const LONG_NUMBER: usize = 7;
/// Pseudonyms kept at hand while rows are written.
const KEPT: usize = 50_000;

/// What a column tells of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Phone,
    Customer,
    Agent,
    Document,
    Person,
    /// A text in which numbers of people may stand.
    Free,
}

/// How people are named in a file.
#[derive(Clone, Debug, Default)]
pub(in crate::api) struct Masks {
    key: Option<Vec<u8>>,
    agents: bool,
    roster: Roster,
}

impl Masks {
    /// For outsiders, under this key.
    pub(super) fn client(key: &str, agents: bool, roster: Roster) -> Masks {
        Masks { key: Some(key.as_bytes().to_vec()), agents, roster }
    }

    /// Whether anything is masked.
    pub(super) fn is_client(&self) -> bool {
        self.key.is_some()
    }

    /// Whether agents are masked too.
    pub(super) fn hides_agents(&self) -> bool {
        self.is_client() && self.agents
    }

    /// What must be masked in a column; nothing in the internal edition.
    pub(super) fn mark(&self, column: &Column) -> Option<Mark> {
        self.key.as_ref()?;
        let agent = self.agents.then_some(Mark::Agent);
        match (column.role, column.personal) {
            (Some(Role::Agent | Role::AgentName), _) => agent,
            (Some(Role::AgentDocument), _) => Some(Mark::Document),
            (Some(Role::Phone), _) => Some(Mark::Phone),
            (Some(Role::Customer), _) => Some(Mark::Customer),
            (_, true) => Some(Mark::Person),
            (_, false) => (column.kind == Kind::Text).then_some(Mark::Free),
        }
    }

    /// An agent as the file names him or her: by id or name, whichever a report has.
    pub(super) fn agent(&self, name: &str) -> String {
        if self.hides_agents() { self.name(Mark::Agent, name) } else { name.to_owned() }
    }

    /// The pseudonym of a value.
    pub(super) fn name(&self, mark: Mark, value: &str) -> String {
        let Some(key) = &self.key else { return value.to_owned() };
        let value = value.trim();
        if value.is_empty() || value == "-" {
            return value.to_owned();
        }
        let (prefix, person) = match mark {
            Mark::Phone => ("T", value.to_owned()),
            Mark::Customer => ("C", value.to_owned()),
            Mark::Document => ("D", value.to_owned()),
            Mark::Person => ("P", value.to_owned()),
            Mark::Agent => ("A", self.agent_key(value)),
            Mark::Free => return self.scrubbed(value),
        };
        format!("{prefix}-{}", letters(&keyed(key, &format!("{prefix}:{person}"))))
    }

    /// The agent's id where the name means one, so that ids and names get one pseudonym.
    fn agent_key(&self, value: &str) -> String {
        if self.roster.entry(value).is_some() {
            return value.to_owned();
        }
        match self.roster.find(value) {
            Match::Agent(id) => id,
            _ => normalise_name(value, crate::kpis::PREFIXES),
        }
    }

    /// The text with long numbers replaced.
    fn scrubbed(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut digits = String::new();
        for c in text.chars().chain(['\0']) {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            if digits.len() >= LONG_NUMBER {
                out.push_str(&self.name(Mark::Person, &digits));
            } else {
                out.push_str(&digits);
            }
            digits.clear();
            if c != '\0' {
                out.push(c);
            }
        }
        out
    }

    /// What the first sheet says about the edition; nothing for the internal one.
    pub(super) fn said(&self, said: Said<'_>) -> String {
        match (self.is_client(), self.agents) {
            (false, _) => String::new(),
            (true, false) => said.word("client_line"),
            (true, true) => said.word("client_line_agents"),
        }
    }
}

/// HMAC-SHA-256 (RFC 2104).
fn keyed(key: &[u8], text: &str) -> [u8; 32] {
    let mut block = [0_u8; 64];
    if key.len() > block.len() {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text.as_bytes()).finalize();
    Sha256::new().chain_update(pad(0x5C)).chain_update(inner).finalize().into()
}

fn letters(hash: &[u8; 32]) -> String {
    let head: [u8; 8] = std::array::from_fn(|at| hash[at]);
    let bits = u64::from_be_bytes(head);
    let letter = |at: usize| char::from(LETTERS[(bits >> (5 * at)) as usize & 31]);
    (0..LENGTH).map(letter).collect()
}

/// Rows with the people in them masked.
pub(in crate::api) struct Masked<S> {
    pub(super) rows: S,
    pub(super) columns: Vec<(String, Mark)>,
    pub(super) masks: Arc<Masks>,
    pub(super) known: HashMap<(Mark, String), String>,
}

impl<S: RowSource> RowSource for Masked<S> {
    fn next(&mut self) -> Result<Option<RecordBatch>> {
        let Some(batch) = self.rows.next()? else { return Ok(None) };
        let mut arrays: Vec<ArrayRef> = batch.columns().to_vec();
        let schema = batch.schema();
        let mut fields: Vec<Field> =
            schema.fields().iter().map(|field| field.as_ref().clone()).collect();
        for (name, mark) in self.columns.clone() {
            let Ok(at) = schema.index_of(&name) else { continue };
            arrays[at] = self.masked(&arrays[at], mark)?;
            fields[at] = Field::new(&name, DataType::Utf8, true);
        }
        let masked = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays);
        masked.map(Some).map_err(|cause| failed(&cause.to_string()))
    }
}

impl<S> Masked<S> {
    fn masked(&mut self, array: &ArrayRef, mark: Mark) -> Result<ArrayRef> {
        let Ok(texts) = cast(array, &DataType::Utf8) else {
            // What cannot be masked is left out.
            return Ok(new_null_array(&DataType::Utf8, array.len()));
        };
        let texts = texts.as_string_opt::<i32>().ok_or_else(|| failed("a text was expected"))?;
        let masked: StringArray =
            texts.iter().map(|text| text.map(|text| self.pseudonym(mark, text))).collect();
        Ok(Arc::new(masked))
    }

    fn pseudonym(&mut self, mark: Mark, text: &str) -> String {
        if self.known.len() > KEPT {
            self.known.clear();
        }
        let key = (mark, text.to_owned());
        let masks = &self.masks;
        self.known.entry(key).or_insert_with(|| masks.name(mark, text)).clone()
    }
}

fn failed(why: &str) -> Error {
    Error::new(Code::Internal, format!("the rows could not be masked: {why}"))
}
