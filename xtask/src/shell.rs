//! Runs other programs: says what runs and for how long, and counts the tests in what they print.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// How often a long step without output of its own says that it is still at work.
const STILL_AT_WORK: Duration = Duration::from_secs(30);

/// Prints a heading that stands out in a long log.
pub fn heading(text: &str) {
    println!("\n== {text}");
    // A heading that appears after what it announces helps nobody.
    let _ = std::io::stdout().flush();
}

/// Runs a program with our own input and output.
///
/// # Errors
/// When it cannot be started or says that it failed.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    ensure_success(&name, status)
}

/// Runs a program, passes its output on line by line, and counts the tests that it reports.
///
/// # Errors
/// When it cannot be started or says that it failed; the tally counts what ran all the same.
pub fn run_tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let name = name(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let (send, lines) = channel::<(bool, String)>();
    let forward = |pipe: Option<Box<dyn Read + Send>>, is_error: bool| {
        let send = send.clone();
        std::thread::spawn(move || {
            for line in pipe.map(BufReader::new).into_iter().flat_map(|p| p.lines()) {
                let Ok(line) = line else { break };
                if send.send((is_error, line)).is_err() {
                    break;
                }
            }
        });
    };
    forward(child.stdout.take().map(|p| Box::new(p) as _), false);
    forward(child.stderr.take().map(|p| Box::new(p) as _), true);
    drop(send);
    for (is_error, line) in lines {
        tally.read(&line);
        if is_error {
            eprintln!("{line}");
        } else {
            println!("{line}");
        }
    }
    ensure_success(&name, child.wait()?)
}

/// Runs a program quietly and says now and then that it is still at work; its output is shown only if it fails.
///
/// # Errors
/// When it cannot be started or says that it failed.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    let name = name(command);
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let started = Instant::now();
    let (send, done) = channel();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    loop {
        match done.recv_timeout(STILL_AT_WORK) {
            Ok(output) => {
                let output = output?;
                if !output.status.success() {
                    print!("{}", String::from_utf8_lossy(&output.stdout));
                    eprint!("{}", String::from_utf8_lossy(&output.stderr));
                }
                return ensure_success(&name, output.status);
            }
            Err(RecvTimeoutError::Timeout) => println!("      … {}", elapsed(started)),
            Err(RecvTimeoutError::Disconnected) => bail!("{name}: lost sight of it"),
        }
    }
}

/// The first line that a program prints, or `None` when it is not there or fails.
pub fn first_line(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.lines().next().unwrap_or_default().trim().to_owned())
}

/// The time since `started`, for people.
pub fn elapsed(started: Instant) -> String {
    let seconds = started.elapsed().as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

fn name(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().take(3).map(|word| word.to_string_lossy()));
    words.join(" ")
}

fn ensure_success(name: &str, status: ExitStatus) -> Result<()> {
    anyhow::ensure!(status.success(), "{name}: {status}");
    Ok(())
}

/// Tests counted in what test programs print.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

impl Tally {
    /// Adds what a line sums up, if it is the summary of libtest, nextest, wasm-bindgen-test or Node's runner.
    pub fn read(&mut self, line: &str) {
        let plain = without_colours(line);
        let line = plain.trim();
        // Nextest shows a failed test's own summary once more, indented; its sum counts that test already.
        if let Some(counts) = plain.strip_prefix("test result: ") {
            self.passed += number_before(counts, "passed");
            self.failed += number_before(counts, "failed");
        } else if line.starts_with("Summary [") {
            self.passed += number_before(line, "passed");
            self.failed += number_before(line, "failed") + number_before(line, "timed out");
        } else if let Some(count) = node_count(line, "pass") {
            self.passed += count;
        } else if let Some(count) = node_count(line, "fail") {
            self.failed += count;
        }
    }
}

/// Node prints `ℹ pass 3` for people and `# pass 3` for machines.
fn node_count(line: &str, what: &str) -> Option<u64> {
    let rest = line.strip_prefix("ℹ ").or(line.strip_prefix("# "))?;
    rest.strip_prefix(what)?.strip_prefix(' ')?.parse().ok()
}

fn number_before(text: &str, what: &str) -> u64 {
    text.split([',', ';', ':', '.'])
        .filter_map(|part| part.trim().strip_suffix(what))
        .find_map(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // A colour sequence ends with its first letter.
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_every_test_program_are_counted() {
        for (line, passed, failed) in [
            ("test result: ok. 9 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s", 9, 0),
            ("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 filtered out", 2, 1),
            ("     Summary [   0.015s] 35 tests run: 34 passed, 1 failed, 2 skipped", 34, 1),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [   0.015s] \u{1b}[1m35\u{1b}[0m tests run: \u{1b}[1m35\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped",
                35,
                0,
            ),
            ("    test result: FAILED. 0 passed; 1 failed; 0 ignored", 0, 0),
            ("ℹ pass 3", 3, 0),
            ("# fail 2", 0, 2),
            ("ℹ tests 5", 0, 0),
            ("password 5 passed", 0, 0),
        ] {
            let mut tally = Tally::default();
            tally.read(line);
            assert_eq!(tally, Tally { passed, failed }, "{line}");
        }
    }
}
