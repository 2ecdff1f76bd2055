//! Rows as the faults disfigure them.

use crate::faults::{Fault, HOSTILE_TEXTS};
use crate::operation::Row;

/// How rows are written as JSON.
#[derive(Debug, Default)]
pub(crate) struct Dress<'a> {
    extra: Option<&'a str>,
    missing: Option<&'a str>,
    duplicate: bool,
    shuffled: bool,
    numbers: bool,
    surrogate: bool,
}

impl<'a> Dress<'a> {
    pub(crate) fn of(faults: &'a [Fault]) -> Self {
        let mut dress = Dress::default();
        for fault in faults {
            match fault {
                Fault::ExtraColumn(name) => dress.extra = Some(name),
                Fault::MissingColumn(name) => dress.missing = Some(name),
                Fault::DuplicateKeys => dress.duplicate = true,
                Fault::ShuffledKeys => dress.shuffled = true,
                Fault::NumbersInsteadOfText => dress.numbers = true,
                Fault::LoneSurrogate => dress.surrogate = true,
                _ => {}
            }
        }
        dress
    }

    /// Appends the row at `place` as a JSON object.
    pub(crate) fn write(&self, out: &mut Vec<u8>, row: &Row, place: usize) {
        out.push(b'{');
        let open = out.len();
        let turn = if self.shuffled { place % row.len().max(1) } else { 0 };
        for at in 0..row.len() {
            let (name, value) = &row[(at + turn) % row.len()];
            if Some(*name) != self.missing {
                self.cell(out, open, name, value);
            }
        }
        if let Some(name) = self.extra {
            self.cell(out, open, name, "42");
        }
        if let (true, Some((name, _))) = (self.duplicate && place.is_multiple_of(5), row.first()) {
            self.cell(out, open, name, "repeated");
        }
        if self.surrogate && place.is_multiple_of(10) {
            self.lone_surrogate(out, open);
        }
        out.push(b'}');
    }

    fn cell(&self, out: &mut Vec<u8>, open: usize, name: &str, value: &str) {
        if out.len() > open {
            out.push(b',');
        }
        // Names are ours, or a test's, and need no escape.
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        if self.numbers && is_number(value) {
            out.extend_from_slice(value.as_bytes());
        } else {
            write_text(out, value);
        }
    }

    /// The last text of the row gets half of a surrogate pair at its end.
    fn lone_surrogate(&self, out: &mut Vec<u8>, open: usize) {
        if out.len() > open && out.last() == Some(&b'"') {
            out.pop();
            out.extend_from_slice(b"\\ud800\"");
        }
    }
}

/// A number that JSON can write in the same digits.
fn is_number(value: &str) -> bool {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits && (value == "0" || !value.starts_with('0'))
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    // Nearly all texts need no escape; asking once is cheaper than a serializer for each.
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(crate::answer::text(text).as_bytes());
    }
}

/// What cannot be read as a duration or a moment.
const UNREADABLE: [&str; 12] = [
    "",
    " ",
    "-",
    "--",
    "n/a",
    "00:61:00",
    "1h 20m",
    "0000-00-00 00:00:00",
    "2026-02-30 10:00:00",
    "2026-03-01 24:00:00",
    "12:5:3",
    "99999999999999999999",
];

/// Changes the values that the faults ask for. `reread` tells that the window was read before.
pub(crate) fn disfigure(api: &str, rows: &mut Vec<Row>, faults: &[Fault], reread: bool) {
    for fault in faults {
        match fault {
            Fault::BadValues => {
                rows.iter_mut().step_by(7).enumerate().for_each(|(turn, row)| spoil(row, turn));
            }
            Fault::HostileText => {
                rows.iter_mut().step_by(5).enumerate().for_each(|(turn, row)| poison(row, turn));
            }
            Fault::LongText(letters) => {
                let long = "ñ".repeat(*letters);
                rows.iter_mut().step_by(5).for_each(|row| retell(row, &long));
            }
            Fault::LateChange if reread => rows.iter_mut().step_by(4).for_each(recode),
            Fault::TotalRow if api == "agent_9" => rows.push(total(rows)),
            _ => {}
        }
    }
}

fn spoil(row: &mut Row, turn: usize) {
    let timed = |name: &str| name.contains("time") || name.contains("date");
    for (at, (_, value)) in row.iter_mut().filter(|(name, _)| timed(name)).enumerate() {
        *value = UNREADABLE[(turn + at) % UNREADABLE.len()].to_owned();
    }
}

fn poison(row: &mut Row, turn: usize) {
    retell(row, HOSTILE_TEXTS[turn % HOSTILE_TEXTS.len()]);
}

/// Puts a text into the columns that people write.
fn retell(row: &mut Row, text: &str) {
    const TEXTS: [&str; 6] =
        ["agent_name", "file_name", "destiny", "destinity", "cod_act", "cod_act_2"];
    for (_, value) in row.iter_mut().filter(|(name, _)| TEXTS.contains(name)) {
        text.clone_into(value);
    }
}

/// What a supervisor corrects afterwards.
fn recode(row: &mut Row) {
    for (name, value) in row {
        match *name {
            "cod_act" if value != "-" => "ESCALADO".clone_into(value),
            "result" if value.eq_ignore_ascii_case("machine") => "human".clone_into(value),
            "agent_status" if value == "BREAK" => "CAPACITACION".clone_into(value),
            "type_interaction" if value == "transfer" => "conference".clone_into(value),
            _ => {}
        }
    }
}

/// The sums of all agents under a name that is none.
fn total(rows: &[Row]) -> Row {
    let Some(first) = rows.first() else {
        return Row::new();
    };
    let column = |at: usize| rows.iter().map(move |row| row[at].1.as_str());
    let sum = |at: usize| match first[at].0 {
        "agent_name" => "TOTAL".to_owned(),
        "count" => column(at).filter_map(|text| text.parse::<u64>().ok()).sum::<u64>().to_string(),
        _ => crate::clock::clock_text(column(at).filter_map(crate::clock::seconds).sum()),
    };
    (0..first.len()).map(|at| (first[at].0, sum(at))).collect()
}
