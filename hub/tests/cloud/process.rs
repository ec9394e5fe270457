//! A hub as its own process.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::client::Client;

/// The most times that a hub is asked whether it is ready.
const ASKED: usize = 1_000_000;

/// A hub that runs until it is killed or dropped.
pub struct Process {
    child: Child,
    pub client: Client,
}

impl Process {
    /// Starts a hub that lets registers of this machine in without a code, on the log that the arguments or the environment
    /// name.
    pub fn start(folder: &Path, log: &[&str], database: &str) -> Self {
        let mut child = command(folder, log, database).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address: SocketAddr = line.trim().split_once("http://").unwrap().1.parse().unwrap();
        Self { child, client: Client { address } }
    }

    /// What a hub says that ends by itself, and whether it was content.
    pub fn refused(folder: &Path, database: &str) -> (bool, String) {
        let mut child = command(folder, &[], database).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        (child.wait().unwrap().success(), said)
    }

    /// Waits until the log can be had, or until it cannot.
    pub fn wait_until_ready(&self, ready: bool) {
        for _ in 0..ASKED {
            let answer = self.client.try_send("GET /health/ready", "", b"");
            if answer.is_some_and(|answer| (answer.status == 200) == ready) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("the hub never becomes ready, or is always");
    }

    /// Takes it away without a word.
    pub fn kill(mut self) {
        self.end();
    }

    /// Takes it away without a word, where it cannot be given up.
    pub fn end(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

fn command(folder: &Path, log: &[&str], database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evertill-hub"));
    command.args(["--port", "0", "--demo", "--dist"]).arg(folder).args(log);
    if !database.is_empty() {
        command.env("EVERTILL_DATABASE", database);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command
}
