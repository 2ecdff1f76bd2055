//! What users hand on to one another as a file, such as a view or a template: JSON with a mark that
//! says what it is and in which form, a name, and the content.

use super::saving::name_of;
use crate::{Code, Error, Result};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of such a file at most.
const BYTES_MAX: u64 = 1024 * 1024;
/// Characters of a name at most.
const NAME_MAX: usize = 80;
/// The form that this program writes, and the latest that it reads.
const FORM: u64 = 1;

/// A kind of such files.
pub(super) struct SharedFile {
    /// What they are, for the detail of an error.
    pub(super) what: &'static str,
    /// The ending of their names.
    pub(super) ending: &'static str,
    /// The key that marks them; its number is their form.
    pub(super) mark: &'static str,
    /// The key of the content.
    pub(super) content: &'static str,
}

impl SharedFile {
    /// The bytes of a file.
    pub(super) fn written(&self, name: &str, content: &Value) -> Result<Vec<u8>> {
        let whole = json!({ self.mark: FORM, "name": name, self.content: content });
        serde_json::to_vec_pretty(&whole).map_err(|cause| {
            Error::new(Code::Internal, "a file to hand on could not be written").because(cause)
        })
    }

    /// Name and content of a file; its own name stands for a missing one.
    ///
    /// Errors: `NotOurs` for any other file, `ArchiveNewer` for a later form, `Disk`.
    pub(super) fn read(&self, path: &Path) -> Result<(String, Value)> {
        let bytes = start_of(path, BYTES_MAX)?;
        if bytes.len() as u64 > BYTES_MAX {
            return Err(self.foreign(path, "larger than 1 MiB").with("mebibytes", 1));
        }
        let whole: Option<Map<String, Value>> = serde_json::from_slice(&bytes).ok();
        let mut whole = whole.ok_or_else(|| self.foreign(path, "not readable"))?;
        match whole.get(self.mark).and_then(Value::as_u64) {
            Some(FORM) => {}
            Some(form) if form > FORM => {
                let newer =
                    Error::new(Code::ArchiveNewer, format!("a {} in a newer form", self.what));
                return Err(newer.with("file", name_of(Some(path))));
            }
            _ => return Err(self.foreign(path, "without its mark")),
        }
        let told = whole.get("name").and_then(Value::as_str).map(plain);
        let told = told.ok_or_else(|| self.foreign(path, "damaged, without a name"))?;
        let content = whole.remove(self.content);
        let content = content.ok_or_else(|| self.foreign(path, "damaged, without content"))?;
        Ok((if told.is_empty() { stem_of(path) } else { told }, content))
    }

    /// The file is another one, or damaged.
    pub(super) fn foreign(&self, path: &Path, why: &str) -> Error {
        let detail = format!("not a {} of Atalaya: {why}", self.what);
        Error::new(Code::NotOurs, detail).with("file", name_of(Some(path)))
    }
}

/// A file's name without its ending, as a name.
pub(super) fn stem_of(path: &Path) -> String {
    plain(&path.file_stem().unwrap_or_default().to_string_lossy())
}

/// The first bytes of a file, one more than `most` if it has more.
pub(super) fn start_of(path: &Path, most: u64) -> Result<Vec<u8>> {
    let unread = |cause: std::io::Error| Error::from(cause).with("file", name_of(Some(path)));
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unread)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}

/// One line of visible characters, not too long.
fn plain(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(NAME_MAX).collect::<String>().trim_end().to_owned()
}
