//! The few expressions that formulas are made of. Sums and counts over rows that meet a
//! condition; texts compared in their normal form.

use crate::query::Seen;
use crate::reports::{is_unknown, normal_form};
use datafusion::arrow::array::{Array, StringArray, StringBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarUDF, Volatility, cast, create_udf, ident, lit,
};
use std::sync::{Arc, LazyLock};

/// `value` where `condition` holds, else null.
pub(super) fn where_(condition: Expr, value: Expr) -> Expr {
    Expr::Case(Case::new(None, vec![(Box::new(condition), Box::new(value))], None))
}

/// 1 where `condition` holds, else 0; a condition that is unknown does not hold.
pub(super) fn flag(condition: Expr) -> Expr {
    let otherwise = Some(Box::new(lit(0_i64)));
    Expr::Case(Case::new(None, vec![(Box::new(condition), Box::new(lit(1_i64)))], otherwise))
}

/// Whether `condition` does not hold; an unknown one does not. Not `IS NOT TRUE`: the engine takes
/// its result for nullable in one of its plans and not in the other, and refuses the query.
pub(super) fn fails(condition: Expr) -> Expr {
    flag(condition).eq(lit(0_i64))
}

/// Sum of `value` over the rows where `condition` holds; null if there are none.
pub(super) fn sum_where(condition: Expr, value: Expr) -> Expr {
    sum(where_(condition, value))
}

/// Number of rows where `condition` holds.
pub(super) fn count_where(condition: Expr) -> Expr {
    count(where_(condition, lit(1_i64)))
}

/// A number of rows that is always zero: the KPI has nothing to exclude.
pub(super) fn none() -> Expr {
    count_where(lit(false))
}

/// A column of the prepared frame.
pub(super) fn prepared(name: &str) -> Expr {
    ident(name)
}

/// Whether a prepared 0/1 column is 1.
pub(super) fn is_set(name: &str) -> Expr {
    ident(name).eq(lit(1_i64))
}

/// The text without blanks at its ends; null where it stands for "no value". Ids are nearly all
/// different, so each is cut where it stands, without a copy in between.
pub(super) fn known_text(column: Expr) -> Expr {
    // One function for all, here and below: the engine computes the same function of the same
    // column once, and takes two made alike for different ones.
    static KNOWN: LazyLock<ScalarUDF> = LazyLock::new(|| {
        text_function("known_text", |texts: &StringArray| {
            let known = texts.iter().map(|text| text.filter(|text| !is_unknown(text)));
            known.map(|text| text.map(str::trim)).collect()
        })
    });
    KNOWN.call(vec![cast(column, DataType::Utf8)])
}

/// The normal form of a choice; null where it stands for "no value".
pub(super) fn choice(column: Expr) -> Expr {
    static CHOICE: LazyLock<ScalarUDF> =
        LazyLock::new(|| text_map("choice", |text| (!is_unknown(text)).then(|| normal_form(text))));
    CHOICE.call(vec![cast(column, DataType::Utf8)])
}

/// A function on texts for the engine. Each different text of a batch is mapped once, because
/// states and results repeat.
pub(super) fn text_map(
    name: &str,
    map: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> ScalarUDF {
    text_function(name, move |texts| map_texts(texts, &map))
}

fn text_function(
    name: &str,
    map: impl Fn(&StringArray) -> StringArray + Send + Sync + 'static,
) -> ScalarUDF {
    let run = move |args: &[ColumnarValue]| -> Result<ColumnarValue> {
        let texts = match args.first() {
            Some(ColumnarValue::Array(array)) => Arc::clone(array),
            Some(ColumnarValue::Scalar(value)) => value.to_array()?,
            None => return Ok(ColumnarValue::Scalar(ScalarValue::Utf8(None))),
        };
        let texts = datafusion::arrow::compute::cast(&texts, &DataType::Utf8)?;
        let mapped = match texts.as_any().downcast_ref::<StringArray>() {
            Some(texts) => map(texts),
            None => StringArray::new_null(texts.len()),
        };
        Ok(ColumnarValue::Array(Arc::new(mapped)))
    };
    create_udf(name, vec![DataType::Utf8], DataType::Utf8, Volatility::Immutable, Arc::new(run))
}

fn map_texts(texts: &StringArray, map: &impl Fn(&str) -> Option<String>) -> StringArray {
    let mut seen = Seen::default();
    let mut mapped = StringBuilder::with_capacity(texts.len(), texts.len() * 8);
    for text in texts {
        match text {
            Some(text) => mapped.append_option(seen.get(text, || map(text)).as_deref()),
            None => mapped.append_null(),
        }
    }
    mapped.finish()
}

#[cfg(test)]
mod tests {
    use super::{choice, ident, known_text};

    #[test]
    fn a_text_asked_for_twice_is_one_to_the_engine() {
        assert_eq!(choice(ident("result")), choice(ident("result")));
        assert_eq!(known_text(ident("conn_id")), known_text(ident("conn_id")));
        assert_ne!(choice(ident("result")), choice(ident("type")));
    }
}
