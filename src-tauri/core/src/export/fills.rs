//! Fills of bars that mean the same in every file: they differ in pattern and lightness, so that
//! print in grey shows them apart.

use rust_xlsxwriter::{
    ChartFormat, ChartLine, ChartPatternFill, ChartPatternFillType as Pattern, ChartSolidFill,
    Color,
};

/// Colour and pattern by place; the places of states are those of their classes.
const FILLS: [(u32, Option<Pattern>); 11] = [
    (0xC5_D3FA, None),
    (0x24_49CD, None),
    (0xF2_A541, None),
    (0x9B_2C4A, None),
    (0x5B_6472, Some(Pattern::DiagonalStripesWideUpwards)),
    (0x9B_2C4A, Some(Pattern::DottedGrid)),
    (0x0B_6E5B, Some(Pattern::HorizontalStripesDark)),
    (0x6B_3FA0, Some(Pattern::VerticalStripesDark)),
    (0x0B_6E5B, Some(Pattern::DiagonalStripesWideDownwards)),
    (0xFF_FFFF, None),
    (0x1F_2430, Some(Pattern::Dotted25Percent)),
];

/// The fill of that place.
pub(super) fn format(place: usize) -> ChartFormat {
    let (color, pattern) = FILLS[place % FILLS.len()];
    let mut format = ChartFormat::new();
    match pattern {
        None => format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(color))),
        Some(pattern) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_foreground_color(Color::RGB(color))
                .set_background_color(Color::White),
        ),
    };
    let edge = ChartLine::new().set_color(Color::RGB(0x5B_6472)).set_width(0.25).clone();
    format.set_border(&edge).clone()
}
