//! Rules for the documents: links lead somewhere, and every invariant of ARCHITECTURE.md and every act of
//! docs/capabilities.md names a test that exists.

use std::collections::HashSet;
use std::path::Path;

use super::{Finding, Source};

/// Checks every Markdown file against the files and tests of the workspace.
pub fn check(sources: &[Source], root: &Path) -> Vec<Finding> {
    let tests = test_names(sources);
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is(".md")) {
        findings.extend(check_links(source, sources, root));
        if matches!(source.path.as_str(), "ARCHITECTURE.md" | "docs/capabilities.md") {
            findings.extend(check_invariants(source, &tests));
        }
    }
    findings
}

fn check_links(source: &Source, sources: &[Source], root: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, target) in links(&source.text) {
        let is_elsewhere = target.contains("://") || target.starts_with("mailto:");
        if is_elsewhere || target.is_empty() {
            continue;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
        let path = resolve(&source.path, path);
        let known = sources.iter().find(|known| known.path == path);
        let exists = known.is_some() || root.join(&path).exists();
        let anchored =
            anchor.is_empty() || known.is_some_and(|known| headings(&known.text).any(|heading| heading == anchor));
        if !exists || !anchored {
            findings.push(source.finding(line, format!("the link {target} leads nowhere")));
        }
    }
    findings
}

/// Link targets outside code, with their lines: `[text](target)`, `![alt](target)` and `<img src="target">`.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, content) in prose(text) {
        // Code between backticks shows links without being one.
        let plain: String = content.split('`').step_by(2).collect();
        for (opening, closing) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
            for part in plain.split(opening).skip(1) {
                let target = part.split([closing, ' ']).next().unwrap_or_default();
                found.push((line, target.to_owned()));
            }
        }
    }
    found
}

/// Lines outside fenced code, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        (!is_fence && !in_code).then_some((index + 1, line))
    })
}

/// A link's path seen from the workspace; an empty one means the file itself.
fn resolve(from: &str, path: &str) -> String {
    if path.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Anchors of a Markdown file's headings, as code hosts make them.
fn headings(text: &str) -> impl Iterator<Item = String> {
    prose(text).filter_map(|(_, line)| line.strip_prefix('#')).map(|line| {
        let line = line.trim_start_matches('#').trim().to_lowercase();
        line.chars()
            .filter_map(|c| match c {
                ' ' => Some('-'),
                c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
                _ => None,
            })
            .collect()
    })
}

/// In the table below a heading that says *invariant* or *with the network gone*, the last cell of each row names its tests in backticks.
fn check_invariants(source: &Source, tests: &HashSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut in_section = false;
    for (line, content) in prose(&source.text) {
        if content.starts_with('#') {
            let heading = content.to_lowercase();
            in_section = heading.contains("invariant") || heading.contains("with the network gone");
        }
        let cells: Vec<&str> = content.trim().trim_matches('|').split('|').collect();
        let is_row = in_section && content.trim_start().starts_with('|') && cells.len() > 1;
        let is_rule = content.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if !is_row || is_rule || is_header(&source.text, line) {
            continue;
        }
        let names: Vec<&str> =
            cells.last().map(|cell| cell.split('`').skip(1).step_by(2).collect()).unwrap_or_default();
        if names.is_empty() {
            findings.push(source.finding(line, "this row names no test that shows it"));
        }
        for name in names {
            let last = name.rsplit("::").next().unwrap_or(name);
            if !tests.contains(last) {
                findings.push(source.finding(line, format!("there is no test {name}")));
            }
        }
    }
    findings
}

/// Whether the line after this one is a table's rule.
fn is_header(text: &str, line: usize) -> bool {
    text.lines()
        .nth(line)
        .is_some_and(|next| next.trim_start().starts_with("|-") || next.trim_start().starts_with("| -"))
}

/// The names of all tests: Rust functions below a test attribute, the claims of a suite that a macro makes tests of, and the
/// titles in walkthroughs.
fn test_names(sources: &[Source]) -> HashSet<String> {
    let mut names = HashSet::new();
    for source in sources {
        if source.is(".rs") {
            names.extend(rust_tests(&source.text));
            if source.is("/conformance.rs") {
                names.extend(claims(&source.text));
            }
        } else if source.is(".test.mjs") {
            for quote in ['"', '\'', '`'] {
                let opening = format!("test({quote}");
                let titles = source.text.split(&opening).skip(1);
                names.extend(titles.filter_map(|rest| Some(rest.split(quote).next()?.to_owned())));
            }
        }
    }
    names
}

/// What a suite claims: its functions over a fixture.
fn claims(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let (name, arguments) = line.strip_prefix("pub async fn ")?.split_once('(')?;
        arguments.starts_with("fixture: ").then(|| name.to_owned())
    })
}

fn rust_tests(text: &str) -> impl Iterator<Item = String> {
    let mut armed = false;
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with("#[") {
            armed |= line.contains("test");
            return None;
        }
        let name = line.trim_start_matches("pub ").trim_start_matches("async ").strip_prefix("fn ").filter(|_| armed);
        // Comments and further attributes may stand between the attribute and the function.
        armed &= line.starts_with("//");
        name.and_then(|name| Some(name.split(['(', '<']).next()?.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{lines, source};
    use super::*;

    fn findings(document: &str) -> Vec<usize> {
        let sources = [
            source("ARCHITECTURE.md", document),
            source("docs/testing.md", "# Crash rounds & more\n"),
            source(
                "crates/a/src/lib.rs",
                "#[test]\nfn a_sale_is_kept() {}\nfn helper_of_a_test() {}\n#[wasm_bindgen_test]\nasync fn it_starts_again() {}",
            ),
            source(
                "crates/a/src/conformance.rs",
                "pub async fn a_store_keeps_it(fixture: &impl Fixture) {}\npub async fn helper(shop: &Shop) {}",
            ),
            source("e2e/tests/a.test.mjs", "test(\"a sale survives a kill\", async () => {});"),
        ];
        lines(&check(&sources, Path::new("no such folder")))
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        for (text, is_found) in [
            ("[a](docs/testing.md)", false),
            ("[a](docs/testing.md#crash-rounds--more)", false),
            ("[a](docs/testing.md#gone)", true),
            ("[a](docs/gone.md)", true),
            ("![a](docs/gone.png)", true),
            ("<img src=\"docs/gone.png\">", true),
            ("[a](https://example.org)", false),
            ("`[a](docs/gone.md)`", false),
            ("```\n[a](docs/gone.md)\n```", false),
            ("# Here\n[a](#here)", false),
        ] {
            assert_eq!(!findings(text).is_empty(), is_found, "{text}");
        }
    }

    #[test]
    fn an_invariant_without_its_test_is_found() {
        for (row, is_found) in [
            ("| kept | `a_sale_is_kept` |", false),
            ("| kept | `journal::a_sale_is_kept`, `it_starts_again` |", false),
            ("| kept | `a sale survives a kill` |", false),
            ("| kept | `a_store_keeps_it` |", false),
            ("| kept | `helper` |", true),
            ("| kept | `helper_of_a_test` |", true),
            ("| kept | `a_sale_is_kept`, `gone` |", true),
            ("| kept | trust us |", true),
        ] {
            let text = format!("# Invariants\n\n| what | test |\n|---|---|\n{row}\n");
            assert_eq!(!findings(&text).is_empty(), is_found, "{row}");
            let elsewhere = text.replace("Invariants", "Words");
            assert!(findings(&elsewhere).is_empty(), "{row} outside the section");
        }
    }
}
