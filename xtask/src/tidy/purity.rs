//! The pure floors name no clock, no luck, no I/O and no browser, outside their tests.
//!
//! The file is parsed, so that a word in a comment or a string is no finding; paths are compared as written, after the
//! `use` trees are spread out.

use proc_macro2::Span;
use syn::visit::{self, Visit};

use super::floors::PURE_FOLDERS;
use super::sources::is_for_tests;
use super::{Finding, Source};

/// Beginnings of paths that a pure floor may not name.
const FORBIDDEN: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::collections::hash_map::RandomState",
    "getrandom",
    "js_sys",
    "leptos",
    "rand",
    "tokio",
    "wasm_bindgen",
    "web_sys",
];

/// Checks a file of a pure crate.
pub fn check(source: &Source) -> Vec<Finding> {
    let is_pure = PURE_FOLDERS.iter().any(|folder| source.path.starts_with(&format!("{folder}src/")));
    if !is_pure || !source.is(".rs") || is_test_file(&source.path) {
        return Vec::new();
    }
    let Ok(file) = syn::parse_file(&source.text) else {
        // The sources rule reports what cannot be parsed.
        return Vec::new();
    };
    let mut visitor = Paths { source, findings: Vec::new() };
    visitor.visit_file(&file);
    visitor.findings
}

/// `src/tests.rs` and `src/tests/`, which their parent includes for tests only.
fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

struct Paths<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
}

impl Paths<'_> {
    fn judge(&mut self, path: &str, span: Span) {
        let hit = FORBIDDEN.iter().find(|forbidden| {
            path.strip_prefix(**forbidden).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        });
        if let Some(forbidden) = hit {
            self.findings.push(self.source.finding(
                span.start().line,
                format!("a pure floor may not name {forbidden}: take what it would say as an argument"),
            ));
        }
    }

    fn judge_tree(&mut self, prefix: &str, tree: &syn::UseTree) {
        let join = |name: &dyn std::fmt::Display| match prefix {
            "" => name.to_string(),
            _ => format!("{prefix}::{name}"),
        };
        match tree {
            syn::UseTree::Path(path) => self.judge_tree(&join(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.judge(&join(&name.ident), name.ident.span()),
            syn::UseTree::Rename(name) => self.judge(&join(&name.ident), name.ident.span()),
            syn::UseTree::Glob(glob) => self.judge(prefix, glob.star_token.spans[0]),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.judge_tree(prefix, tree);
                }
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.judge_tree("", &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if let Some(first) = path.segments.first()
            && names.len() > 1
        {
            self.judge(&names.join("::"), first.ident.span());
        }
        visit::visit_path(self, path);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{lines, source};
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        lines(&check(&source("crates/domain/src/sale.rs", text)))
    }

    #[test]
    fn clocks_luck_files_and_browsers_are_found() {
        for text in [
            "use std::time::SystemTime;",
            "use std::time::{Duration, Instant};",
            "use std::{fs, fmt};",
            "use std::fs::*;",
            "use web_sys::Window as W;",
            "fn now() -> u64 { std::time::Instant::now(); 1 }",
            "fn f(file: &std::fs::File) {}",
            "fn f() { rand::random::<u8>(); }",
        ] {
            assert_eq!(found(text), [1], "{text}");
        }
    }

    #[test]
    fn what_is_pure_or_for_tests_is_left_alone() {
        for text in [
            "use std::time::Duration;",
            "use std::fmt;",
            "// std::fs\nconst A: &str = \"std::fs\";",
            "#[cfg(test)] mod tests { use std::fs; fn f() { std::env::args(); } }",
            "#[test] fn f() { std::fs::read(\"x\"); }",
            "use crate::rand::Draw;",
            "use brand::Brand;",
        ] {
            assert_eq!(found(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn programs_may_do_what_pure_floors_may_not() {
        let text = "use std::fs;";
        for path in ["hub/src/site.rs", "crates/domain/src/tests.rs", "crates/domain/tests/a.rs"] {
            assert!(check(&source(path, text)).is_empty(), "{path}");
        }
    }
}
