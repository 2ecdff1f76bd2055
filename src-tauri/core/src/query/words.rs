//! Tests and forms of text as DataFusion functions, so that they run inside its scans.

use super::text::{fold, fold_into};
use crate::reports::{is_unknown, normal_form};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, StringBuilder};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use std::collections::{BTreeSet, HashMap};

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

    fn test(&self, text: Option<&str>, folded: &mut String) -> Option<bool> {
        let Some(text) = text else {
            return (*self == Words::Unknown).then_some(true);
        };
        if let Words::Contains(_) | Words::Starts(_) | Words::Ends(_) = self {
            fold_into(text, folded);
        }
        Some(match self {
            Words::Contains(part) => folded.contains(part.as_str()),
            Words::Starts(part) => folded.starts_with(part.as_str()),
            Words::Ends(part) => folded.ends_with(part.as_str()),
            Words::Choice(forms) => forms.contains(&normal_form(text)),
            Words::Unknown => is_unknown(text),
        })
    }
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
        let texts = column.as_string::<i32>();
        let mut folded = String::new();
        let passed: BooleanArray = match &self.words {
            // Few different values: each is judged once a batch.
            Words::Choice(_) => remembered(|text| self.words.test(text, &mut folded), texts.iter()),
            _ => texts.iter().map(|text| self.words.test(text, &mut folded)).collect(),
        };
        Ok(ColumnarValue::Array(std::sync::Arc::new(passed)))
    }
}

fn remembered<'a>(
    mut judge: impl FnMut(Option<&'a str>) -> Option<bool>,
    texts: impl Iterator<Item = Option<&'a str>>,
) -> BooleanArray {
    let mut seen: HashMap<&str, Option<bool>> = HashMap::new();
    texts
        .map(|text| match text {
            Some(known) => *seen.entry(known).or_insert_with(|| judge(text)),
            None => judge(None),
        })
        .collect()
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
        let mut forms = StringBuilder::with_capacity(texts.len(), texts.values().len());
        let mut seen: HashMap<&str, String> = HashMap::new();
        for text in texts.iter() {
            match (text.filter(|text| !is_unknown(text)), self.form) {
                (None, _) => forms.append_null(),
                (Some(text), Form::Known) => forms.append_value(text),
                (Some(text), Form::Normal) => {
                    forms.append_value(seen.entry(text).or_insert_with(|| normal_form(text)));
                }
            }
        }
        Ok(ColumnarValue::Array(std::sync::Arc::new(forms.finish())))
    }
}

/// The argument as plain strings, whatever string type the plan chose.
fn utf8(args: &ScalarFunctionArgs) -> Result<ArrayRef> {
    let array = args.args[0].to_array(args.number_rows)?;
    match array.data_type() {
        DataType::Utf8 => Ok(array),
        _ => Ok(cast(&array, &DataType::Utf8)?),
    }
}
