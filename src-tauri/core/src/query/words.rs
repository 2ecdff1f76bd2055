//! Tests and forms of text as DataFusion functions, so that they run inside its scans.

use super::seen::Seen;
use super::text::{fold, fold_into};
use crate::reports::{is_unknown, normal_form};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, StringArray, StringBuilder,
};
use datafusion::arrow::buffer::Buffer;
use datafusion::arrow::compute::{cast, contains, ends_with, starts_with};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use std::collections::BTreeSet;

/// What is asked of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Words {
    /// Holds this folded text.
    Contains(String),
    /// Begins with this folded text.
    Starts(String),
    /// Ends with this folded text.
    Ends(String),
    /// Its normal form is one of these.
    Choice(BTreeSet<String>),
    /// Is null or stands for no value.
    Unknown,
}

impl Words {
    pub(super) fn contains(text: &str) -> Self {
        Words::Contains(fold(text))
    }

    pub(super) fn starts(text: &str) -> Self {
        Words::Starts(fold(text))
    }

    pub(super) fn ends(text: &str) -> Self {
        Words::Ends(fold(text))
    }

    /// Which of the texts satisfy the words; unknown stays unknown.
    fn test(&self, texts: &StringArray) -> Result<BooleanArray> {
        let part = |part: &String| StringArray::new_scalar(part.as_str());
        Ok(match self {
            Words::Contains(text) => contains(&folded(texts, text), &part(text))?,
            Words::Starts(text) => starts_with(&folded(texts, text), &part(text))?,
            Words::Ends(text) => ends_with(&folded(texts, text), &part(text))?,
            Words::Choice(forms) => {
                // Few different values: each is judged once a batch.
                let mut seen = Seen::default();
                let mut judged = |text| *seen.get(text, || forms.contains(&normal_form(text)));
                texts.iter().map(|text| text.map(&mut judged)).collect()
            }
            Words::Unknown => texts.iter().map(|text| Some(text.is_none_or(is_unknown))).collect(),
        })
    }
}

/// The texts folded, to look for `part` in them. Plain ASCII, the usual case, is folded all at
/// once, because its letters keep their places; and not at all if `part` has no letters.
fn folded(texts: &StringArray, part: &str) -> StringArray {
    if !texts.is_ascii() {
        let mut all = StringBuilder::with_capacity(texts.len(), texts.value_data().len());
        let mut folded = String::new();
        for text in texts {
            match text {
                Some(text) => {
                    fold_into(text, &mut folded);
                    all.append_value(&folded);
                }
                None => all.append_null(),
            }
        }
        return all.finish();
    }
    if part.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let mut letters = texts.value_data().to_vec();
        letters.make_ascii_lowercase();
        let (offsets, nulls) = (texts.offsets().clone(), texts.nulls().cloned());
        // What lies outside of a sliced array may be anything, so this may fail.
        if let Ok(all) = StringArray::try_new(offsets, Buffer::from_vec(letters), nulls) {
            return all;
        }
    }
    texts.clone()
}

/// Whether the text satisfies the words; null stays null, but unknown it is.
pub(super) fn text_test(text: Expr, words: Words) -> Expr {
    let signature = Signature::any(1, Volatility::Immutable);
    ScalarUDF::from(TextTest { signature, words }).call(vec![text])
}

/// The text in its normal form; null for what stands for no value.
pub(super) fn normal(text: Expr) -> Expr {
    form(text, Form::Normal)
}

/// The text as received; null for what stands for no value.
pub(super) fn known(text: Expr) -> Expr {
    form(text, Form::Known)
}

fn form(text: Expr, form: Form) -> Expr {
    let signature = Signature::any(1, Volatility::Immutable);
    ScalarUDF::from(TextForm { signature, form }).call(vec![text])
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct TextTest {
    signature: Signature,
    words: Words,
}

impl ScalarUDFImpl for TextTest {
    fn name(&self) -> &str {
        "text_test"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let column = utf8(&args)?;
        let passed = self.words.test(column.as_string::<i32>())?;
        Ok(ColumnarValue::Array(std::sync::Arc::new(passed)))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    Normal,
    Known,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct TextForm {
    signature: Signature,
    form: Form,
}

impl ScalarUDFImpl for TextForm {
    fn name(&self) -> &str {
        match self.form {
            Form::Normal => "normal_text",
            Form::Known => "known_text",
        }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let column = utf8(&args)?;
        let texts = column.as_string::<i32>();
        if self.form == Form::Known && !texts.iter().flatten().any(says_nothing) {
            return Ok(ColumnarValue::Array(column));
        }
        let mut forms = StringBuilder::with_capacity(texts.len(), texts.values().len());
        let mut seen = Seen::default();
        for text in texts.iter() {
            match (text.filter(|text| !says_nothing(text)), self.form) {
                (None, _) => forms.append_null(),
                (Some(text), Form::Known) => forms.append_value(text),
                (Some(text), Form::Normal) => {
                    forms.append_value(seen.get(text, || normal_form(text)));
                }
            }
        }
        Ok(ColumnarValue::Array(std::sync::Arc::new(forms.finish())))
    }
}

/// [`is_unknown`], with a quick answer for what begins with a letter or digit.
fn says_nothing(text: &str) -> bool {
    !text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) && is_unknown(text)
}

/// The argument as plain strings, whatever string type the plan chose.
fn utf8(args: &ScalarFunctionArgs) -> Result<ArrayRef> {
    let array = args.args[0].to_array(args.number_rows)?;
    match array.data_type() {
        DataType::Utf8 => Ok(array),
        _ => Ok(cast(&array, &DataType::Utf8)?),
    }
}
