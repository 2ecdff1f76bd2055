//! The meaning of a report file: what its words stand for and whether they agree.

use super::columns;
use super::file::{ChoiceFile, ParamFile, ReportFile, ShapeFile, TextsFile, Word};
use super::words::{COLORS, GRAINS, PICKERS, RESERVED_PARAMS};
use crate::reports::{Choice, Column, Grain, Kind, Param, Report, Shape, Texts, normal_form};
use toml::Spanned;

/// Names become columns of files and of queries.
const NAME_CHARS_MAX: usize = 64;

/// What is wrong, and at which byte of the file.
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) why: String,
}

pub(super) type Checked<T> = std::result::Result<T, Fault>;

/// Refuses what stands at `spot`.
pub(super) fn refuse<T, U>(spot: &Spanned<T>, why: impl Into<String>) -> Checked<U> {
    Err(Fault { at: spot.span().start, why: why.into() })
}

/// The report of a file; `stem` is the file's name without its ending.
pub(super) fn report(file: &ReportFile, stem: &str) -> Checked<Report> {
    code(file, stem)?;
    let grain = known("grain", GRAINS, &file.grain)?;
    let shape = shape(file);
    let columns = columns::columns(file, grain, &shape)?;
    keyed_column(file, &columns)?;
    time(file, grain, &columns)?;
    for name in &file.natural_key {
        column("natural_key", name, &columns)?;
    }
    Ok(Report {
        code: file.code.get_ref().clone(),
        family: file.family.get_ref().clone(),
        version: *file.version.get_ref(),
        title: texts(&file.title)?,
        question: texts(&file.question)?,
        caution: file.caution.as_ref().map(texts).transpose()?.unwrap_or_default(),
        grain,
        shape,
        time: file.time.as_ref().map(|name| name.get_ref().clone()),
        natural_key: distinct("natural_key", &file.natural_key)?,
        may_total: file.may_total,
        params: params(file, &columns)?,
        kpis: distinct("kpis", &file.kpis)?,
        charts: distinct("charts", &file.charts)?,
        columns,
    })
}

fn code(file: &ReportFile, stem: &str) -> Checked<()> {
    let code = file.code.get_ref();
    if !is_code(code) {
        return refuse(&file.code, format!("code '{code}' is not like agent_2 or agent_13_1"));
    }
    if code != stem {
        return refuse(&file.code, format!("code '{code}' differs from the file name '{stem}'"));
    }
    if code.split('_').next() != Some(file.family.get_ref()) {
        return refuse(&file.family, format!("family is not the first word of the code '{code}'"));
    }
    if *file.version.get_ref() == 0 {
        return refuse(&file.version, "versions start at 1");
    }
    Ok(())
}

/// A family in letters, then one or more numbers: `agent_2`, `diagram_1_1`.
fn is_code(code: &str) -> bool {
    let filled = |part: &str, fits: fn(&u8) -> bool| {
        !part.is_empty() && part.len() <= 16 && part.bytes().all(|byte| fits(&byte))
    };
    code.split_once('_').is_some_and(|(family, numbers)| {
        filled(family, u8::is_ascii_lowercase)
            && numbers.split('_').all(|number| filled(number, u8::is_ascii_digit))
    })
}

fn shape(file: &ReportFile) -> Shape {
    match file.shape.as_ref().map(Spanned::get_ref) {
        None | Some(ShapeFile::List) => Shape::List,
        Some(ShapeFile::Nested(key)) => Shape::Nested(key.clone()),
        Some(ShapeFile::Keyed(name)) => Shape::Keyed(name.clone()),
    }
}

fn keyed_column(file: &ReportFile, columns: &[Column]) -> Checked<()> {
    let Some(spot) = &file.shape else { return Ok(()) };
    let ShapeFile::Keyed(name) = spot.get_ref() else { return Ok(()) };
    match columns.iter().find(|column| &column.name == name) {
        None => refuse(spot, format!("shape: no column '{name}'")),
        Some(column) if !column.kind.is_text() => {
            refuse(spot, format!("shape: column '{name}' holds keys and must be text"))
        }
        Some(_) => Ok(()),
    }
}

fn time(file: &ReportFile, grain: Grain, columns: &[Column]) -> Checked<()> {
    match (&file.time, grain) {
        (None, Grain::Event) => refuse(&file.grain, "grain event needs a time column"),
        (None, Grain::Daily | Grain::Exact) => Ok(()),
        (Some(time), Grain::Daily | Grain::Exact) => {
            refuse(time, "time is for grain event only; other rows belong to their window")
        }
        (Some(time), Grain::Event) => match column("time", time, columns)?.kind {
            Kind::Datetime => Ok(()),
            other => refuse(time, format!("time: '{}' is {}", time.get_ref(), other.name())),
        },
    }
}

fn params(file: &ReportFile, columns: &[Column]) -> Checked<Vec<Param>> {
    let mut params: Vec<Param> = Vec::with_capacity(file.params.len());
    for given in &file.params {
        let param = param(given, columns)?;
        if params.iter().any(|known| known.name == param.name) {
            return refuse(&given.name, format!("parameter '{}' comes twice", param.name));
        }
        params.push(param);
    }
    Ok(params)
}

fn param(file: &ParamFile, columns: &[Column]) -> Checked<Param> {
    let name = name(&file.name)?;
    if RESERVED_PARAMS.contains(&name.as_str()) {
        return refuse(&file.name, format!("every request carries '{name}'; do not declare it"));
    }
    if let Some(filters) = &file.filters {
        column("filters", filters, columns)?;
    }
    if let Some(all) = file.all.as_ref().filter(|all| all.get_ref().trim().is_empty()) {
        return refuse(all, "all is empty; leave it out if there is no such value");
    }
    Ok(Param {
        name,
        required: file.required,
        all: file.all.as_ref().map(|all| all.get_ref().clone()),
        filters: file.filters.as_ref().map(|column| column.get_ref().clone()),
        picker: file.picker.as_ref().map(|word| known("picker", PICKERS, word)).transpose()?,
        label: texts(&file.label)?,
        values: choices(&file.values)?,
    })
}

/// The values of a choice, each once and in its normal form.
pub(super) fn choices(file: &[ChoiceFile]) -> Checked<Vec<Choice>> {
    let mut choices: Vec<Choice> = Vec::with_capacity(file.len());
    for given in file {
        let choice = choice(given)?;
        if choices.iter().any(|known| known.value == choice.value) {
            return refuse(&given.value, format!("value '{}' comes twice", choice.value));
        }
        choices.push(choice);
    }
    Ok(choices)
}

fn choice(file: &ChoiceFile) -> Checked<Choice> {
    let value = file.value.get_ref();
    let normal = normal_form(value);
    if value.is_empty() || &normal != value {
        return refuse(&file.value, format!("value '{value}' is written '{normal}' here"));
    }
    if let Some(color) = file.color.as_ref().filter(|c| !COLORS.contains(&c.get_ref().as_str())) {
        return unknown("color", color, COLORS);
    }
    Ok(Choice {
        value: normal,
        label: texts(&file.label)?,
        color: file.color.as_ref().map(|color| color.get_ref().clone()),
    })
}

/// The three texts, none of them blank.
pub(super) fn texts(file: &TextsFile) -> Checked<Texts> {
    for text in [&file.es, &file.en, &file.pt] {
        if text.get_ref().trim().is_empty() {
            return refuse(text, "this text is empty");
        }
    }
    let own = |text: &Word| text.get_ref().trim().to_owned();
    Ok(Texts { es: own(&file.es), en: own(&file.en), pt: own(&file.pt) })
}

/// What the word stands for, or a refusal that lists the known words.
pub(super) fn known<T: Copy>(what: &str, words: &[(T, &str)], given: &Word) -> Checked<T> {
    if let Some((meaning, _)) = words.iter().find(|(_, word)| word == given.get_ref()) {
        return Ok(*meaning);
    }
    let words: Vec<_> = words.iter().map(|(_, word)| *word).collect();
    unknown(what, given, &words)
}

fn unknown<T>(what: &str, given: &Word, words: &[&str]) -> Checked<T> {
    refuse(given, format!("unknown {what} '{}'; known: {}", given.get_ref(), words.join(", ")))
}

/// A name in lower case that can be a column of a file and of a query. A leading underscore is
/// kept for the program's own columns.
pub(super) fn name(given: &Word) -> Checked<String> {
    let name = given.get_ref();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let starts = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if !starts || name.len() > NAME_CHARS_MAX || !name.bytes().all(plain) {
        return refuse(given, format!("'{name}' is not a name: a-z first, then a-z, 0-9 and _"));
    }
    Ok(name.clone())
}

fn column<'a>(what: &str, name: &Word, columns: &'a [Column]) -> Checked<&'a Column> {
    match columns.iter().find(|column| &column.name == name.get_ref()) {
        Some(column) => Ok(column),
        None => refuse(name, format!("{what}: no column '{}'", name.get_ref())),
    }
}

fn distinct(what: &str, given: &[Word]) -> Checked<Vec<String>> {
    let mut names: Vec<String> = Vec::with_capacity(given.len());
    for word in given {
        let name = name(word)?;
        if names.contains(&name) {
            return refuse(word, format!("{what}: '{name}' comes twice"));
        }
        names.push(name);
    }
    Ok(names)
}
