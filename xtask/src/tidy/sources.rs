//! Rules for a single source file: it says what it is for, its functions are short, nothing is ignored, switched off
//! for the whole file, or waited for with a sleep.
//!
//! Rust is parsed with `syn`, so that a function's length is that of its own lines and braces in strings count as text.

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::{Finding, Source};

/// A function longer than this holds more than one idea. Tests are left out: their tables may be as long as they like.
const FUNCTION_LINES_MAX: usize = 69;

/// Checks one file.
pub fn check(source: &Source) -> Vec<Finding> {
    if source.is(".rs") {
        check_rust(source)
    } else if source.is(".mjs") || source.is(".js") {
        check_script(source)
    } else {
        Vec::new()
    }
}

fn check_rust(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !source.text.starts_with("//!") {
        findings.push(source.finding(1, "open with `//!` and say what the file is for"));
    }
    match syn::parse_file(&source.text) {
        Err(error) => findings.push(source.finding(error.span().start().line, format!("{error}"))),
        Ok(file) => {
            let in_test_file = source.path.contains("/tests/") || source.is("/tests.rs");
            let mut visitor = Functions { source, findings, in_tests: in_test_file };
            // Helpers that several test programs share are dead in each of them in part; there is no other way to say so.
            if !source.path.contains("/tests/") {
                visitor.judge_file_attributes(&file);
            }
            visitor.visit_file(&file);
            findings = visitor.findings;
        }
    }
    findings
}

fn check_script(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !(source.text.starts_with("// ") || source.text.starts_with("/*")) {
        findings.push(source.finding(1, "open with a comment that says what the file is for"));
    }
    let is_test = source.is(".test.mjs");
    for (index, line) in source.text.lines().enumerate() {
        let sleeps = line.contains("waitForTimeout(") || (is_test && line.contains("setTimeout("));
        if sleeps && source.path.starts_with("e2e/") {
            findings.push(source.finding(index + 1, "wait for what should happen, not for a time"));
        }
        if is_test && (line.contains("test.skip(") || line.contains("test.todo(")) {
            findings.push(source.finding(index + 1, "a test that does not run claims nothing: mend it or delete it"));
        }
    }
    findings
}

/// Whether an item exists for tests only: `#[cfg(test)]`, `#[test]`, `#[wasm_bindgen_test]`.
pub fn is_for_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(is_test_attribute)
}

fn is_test_attribute(attribute: &syn::Attribute) -> bool {
    let path = attribute.path();
    let last = path.segments.last().map(|segment| segment.ident.to_string());
    match last.as_deref() {
        Some("test" | "wasm_bindgen_test") => true,
        Some("cfg") => attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test")),
        _ => false,
    }
}

struct Functions<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
    in_tests: bool,
}

impl Functions<'_> {
    fn judge_file_attributes(&mut self, file: &syn::File) {
        for attribute in &file.attrs {
            let is_allow = attribute.path().is_ident("allow") || attribute.path().is_ident("expect");
            let names = attribute.meta.require_list().map(|list| list.tokens.to_string());
            if is_allow && names.is_ok_and(|names| names.contains("dead_code")) {
                self.findings.push(self.source.finding(
                    attribute.span().start().line,
                    "dead code is allowed for the whole file: delete it, or allow it where it stands and say why",
                ));
            }
        }
    }

    fn judge_length(&mut self, name: &syn::Ident, from: Span, to: Span) {
        let lines = to.end().line + 1 - from.start().line;
        if !self.in_tests && lines > FUNCTION_LINES_MAX {
            self.findings.push(self.source.finding(
                from.start().line,
                format!("{name} has {lines} lines; more than {FUNCTION_LINES_MAX} hold more than one idea"),
            ));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let outside = self.in_tests;
        self.in_tests |= is_for_tests(item);
        visit::visit_item(self, item);
        self.in_tests = outside;
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.judge_length(&function.sig.ident, function.sig.span(), function.block.span());
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.judge_length(&function.sig.ident, function.sig.span(), function.block.span());
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.judge_length(&function.sig.ident, function.sig.span(), block.span());
        }
        visit::visit_trait_item_fn(self, function);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("ignore") {
            self.findings.push(self.source.finding(
                attribute.span().start().line,
                "a test that does not run claims nothing: mend it or delete it",
            ));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let is_sleep = path.segments.last().is_some_and(|segment| segment.ident == "sleep");
        if self.in_tests && is_sleep {
            self.findings.push(
                self.source.finding(path.span().start().line, "a test waits for what should happen, not for a time"),
            );
        }
        visit::visit_path(self, path);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{lines, source};
    use super::*;

    fn found(path: &str, text: &str) -> Vec<usize> {
        lines(&check(&source(path, text)))
    }

    #[test]
    fn a_file_that_does_not_say_what_it_is_for_is_found() {
        assert_eq!(found("a.rs", "fn a() {}"), [1]);
        assert_eq!(found("a.rs", "//! Says it.\nfn a() {}"), [0; 0]);
        assert_eq!(found("a.mjs", "import a from 'a';"), [1]);
        assert_eq!(found("a.mjs", "// Says it.\n"), [0; 0]);
    }

    #[test]
    fn a_function_of_seventy_lines_is_found_wherever_it_stands() {
        for (lines, found_at) in [(67, vec![]), (68, vec![2])] {
            // Two more lines are the braces; the brace in the string must not end the function early.
            let body = "    let _ = \"}\";\n".repeat(lines);
            for text in [format!("//!\nfn long() {{\n{body}}}\n"), format!("//!\npub(crate) fn long() {{\n{body}}}\n")]
            {
                assert_eq!(found("a.rs", &text), found_at, "{lines} lines");
            }
            let method = format!("//!\nimpl A {{ fn long() {{\n{body}}} }}\n");
            assert_eq!(found("a.rs", &method), found_at);
            let test = format!("//!\n#[test]\nfn table() {{\n{body}}}\n");
            assert_eq!(found("a.rs", &test), [0; 0]);
        }
    }

    #[test]
    fn what_hides_a_fault_is_found() {
        for (text, line) in [
            ("//!\n#![allow(dead_code)]\n", 2),
            ("//!\n#![allow(unused, dead_code)]\n", 2),
            ("//!\n#[test]\n#[ignore]\nfn a() {}\n", 3),
            ("//!\n#[test]\n#[ignore = \"slow\"]\nfn a() {}\n", 3),
            ("//!\n#[cfg(test)]\nmod t {\n#[ignore]\nfn a() {} }\n", 4),
            ("//!\n#[test]\nfn a() { std::thread::sleep(d); }\n", 3),
            ("//!\n#[wasm_bindgen_test]\nasync fn a() { sleep(1).await }\n", 3),
        ] {
            assert_eq!(found("a.rs", text), [line], "{text}");
        }
        let shared = "//!\n#![allow(dead_code)]\n";
        assert_eq!(found("crates/a/tests/common/mod.rs", shared), [0; 0], "shared by several test programs");
        let program = "//!\nfn a() { std::thread::sleep(d); }\n";
        assert_eq!(found("a.rs", program), [0; 0], "programs may wait");
        assert_eq!(found("tests/a/tests/b.rs", program), [2]);
    }

    #[test]
    fn a_walkthrough_that_waits_for_a_time_is_found() {
        for (path, line, is_found) in [
            ("e2e/tests/a.test.mjs", "await page.waitForTimeout(5);", true),
            ("e2e/tests/a.test.mjs", "setTimeout(done, 5);", true),
            ("e2e/tests/a.test.mjs", "test.skip('a', () => {});", true),
            ("e2e/crash.mjs", "setTimeout(kill, 5);", false),
            ("e2e/crash.mjs", "await page.waitForTimeout(5);", true),
        ] {
            let text = format!("// Says it.\n{line}\n");
            assert_eq!(!found(path, &text).is_empty(), is_found, "{path}: {line}");
        }
    }
}
