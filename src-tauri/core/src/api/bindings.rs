//! The TypeScript side of the border, written from the command list and the types.

use super::types::*;
use super::{COMMANDS, Tag, with_commands};
use std::collections::BTreeMap;
use ts_rs::{Config, TS};

/// The text of `ui/src/backend/bindings.ts`.
pub fn typescript() -> String {
    let config = Config::new().with_large_int("number");
    let mut declared = BTreeMap::new();
    let mut commands = String::new();
    declare(&config, &mut declared, &mut commands);
    let mut text =
        String::from("// Written by `cargo test -p atalaya-core bindings`. Do not edit.\n\n");
    for declaration in declared.values() {
        text.push_str(declaration);
        text.push_str("\n\n");
    }
    text.push_str(&codes());
    text.push_str(&format!("export interface Commands {{\n{commands}}}\n\n"));
    text.push_str(&tags());
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// Visits a type and all that it is made of, so that each is declared once.
struct Collect<'a> {
    config: &'a Config,
    declared: &'a mut BTreeMap<String, String>,
}

impl ts_rs::TypeVisitor for Collect<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(self.config);
        if self.declared.contains_key(&name) {
            return;
        }
        self.declared.insert(name, format!("export {}", T::decl(self.config)));
        T::visit_dependencies(self);
    }
}

macro_rules! declare_all {
    ($($name:ident($request:ty) -> $answer:ty, reads [$($read:ident),*], spoils [$($spoil:ident),*];)*) => {
        fn declare(config: &Config, declared: &mut BTreeMap<String, String>, commands: &mut String) {
            use ts_rs::TypeVisitor;
            let mut collect = Collect { config, declared };
            collect.visit::<ErrorView>();
            $(
                collect.visit::<$request>();
                collect.visit::<$answer>();
                commands.push_str(&format!(
                    "  {}: {{ request: {}; answer: {} }};\n",
                    stringify!($name), <$request>::name(config), <$answer>::name(config),
                ));
            )*
        }
    };
}
with_commands!(declare_all);

fn codes() -> String {
    let codes: Vec<_> =
        crate::Code::ALL.iter().map(|code| format!("  \"{}\",\n", code.as_str())).collect();
    format!(
        "export const codes = [\n{}] as const;\nexport type Code = (typeof codes)[number];\n\n",
        codes.concat()
    )
}

fn tags() -> String {
    let quote = |tags: &[Tag]| {
        let names: Vec<_> = tags.iter().map(|tag| format!("\"{}\"", tag.name())).collect();
        names.join(", ")
    };
    let all = quote(&Tag::ALL.iter().map(|(tag, _)| *tag).collect::<Vec<_>>()).replace(", ", " | ");
    let mut text = format!("export type Tag = {all};\n\n");
    text.push_str("/** What each command's answer is made of, and what it makes stale. */\n");
    text.push_str(
        "export const freshness: Record<keyof Commands, { reads: Tag[]; spoils: Tag[] }> = {\n",
    );
    for (name, reads, spoils) in COMMANDS {
        text.push_str(&format!(
            "  {name}: {{ reads: [{}], spoils: [{}] }},\n",
            quote(reads),
            quote(spoils)
        ));
    }
    text.push_str("};\n");
    text
}
