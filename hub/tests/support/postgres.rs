//! A PostgreSQL server that only exists in a test: on loopback, in a folder of its own, which goes with it.

use std::future::poll_fn;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use evertill_hub::log::postgres::Address;
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio_postgres::{AsyncMessage, Client};

/// PostgreSQL does not run as root: then it runs as nobody.
const NOBODY: u32 = 65_534;
/// The most starts that are tried: while what a killed server left behind is still in use, none succeeds.
const STARTS: usize = 100;
/// Who owns everything in it.
const OWNER: &str = "evertill";

/// The one database that a new server has.
const FIRST: &str = "postgres";
/// Others would only be copied around.
const FORGET: &str = "UPDATE pg_database SET datistemplate = FALSE;
DROP DATABASE template0;
DROP DATABASE template1;
";

/// A server.
pub struct Server {
    folder: TempDir,
    port: u16,
    process: Option<Child>,
    /// Reads what the server says, until its last process has ended.
    reading: Option<JoinHandle<()>>,
    databases: usize,
}

impl Server {
    /// A new one.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&template(), &folder.path().join("data"));
        hand_over(folder.path());
        let mut server = Self { folder, port: 0, process: None, reading: None, databases: 0 };
        server.run();
        server
    }

    /// Starts the server on what is in its folder.
    pub fn run(&mut self) {
        for _ in 0..STARTS {
            if self.port == 0 {
                self.port = free_port();
            }
            if self.try_to_run() {
                return;
            }
            self.wait();
        }
        panic!("PostgreSQL does not start in {}", self.folder.path().display());
    }

    fn try_to_run(&mut self) -> bool {
        let mut process = program("postgres")
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(self.folder.path())
            .args(["-p", &self.port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=16MB", "-c", "max_connections=50"])
            .args(["-c", "logging_collector=off", "-c", "log_destination=stderr"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let ready = lines.any(|line| line.is_ok_and(|line| line.contains("ready to accept connections")));
        // What it says further is read by nobody, and must not hold it up.
        self.reading = Some(std::thread::spawn(move || lines.for_each(drop)));
        self.process = Some(process);
        ready
    }

    /// Takes it away without a word, and what it has begun for those that were connected.
    pub fn kill(&mut self) {
        self.process.as_mut().unwrap().kill().unwrap();
        self.wait();
    }

    /// Stops it in an orderly way, or at once.
    pub fn stop(&mut self, mode: &str) {
        if self.process.is_some() {
            let mut stop = program("pg_ctl");
            stop.arg("-D").arg(self.data()).args(["-w", "-m", mode, "stop"]);
            stop.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
            self.wait();
        }
    }

    fn wait(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.wait().unwrap();
        }
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
    }

    /// The folder of its data.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A new database. The first is there from the start; a further one takes a while.
    pub fn database(&mut self) -> String {
        self.databases += 1;
        if self.databases == 1 {
            return FIRST.to_owned();
        }
        let name = format!("shop{}", self.databases);
        self.copy_of(FIRST, &name);
        name
    }

    /// Copies a database, to which nobody is connected, under another name.
    pub fn copy_of(&self, database: &str, name: &str) {
        self.say(FIRST, &format!("CREATE DATABASE {name} TEMPLATE {database}"));
    }

    /// Where a database is, as a person writes it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{OWNER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Where a database is.
    pub fn address(&self, database: &str) -> Address {
        Address::parse(&self.url(database)).unwrap()
    }

    /// What is told to everybody who listens to a database, for as long as the client is kept.
    pub async fn listen(&self, database: &str, channel: &str) -> (Client, mpsc::UnboundedReceiver<String>) {
        let (client, mut connection) =
            tokio_postgres::connect(&self.url(database), tokio_postgres::NoTls).await.unwrap();
        let (tell, told) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if let AsyncMessage::Notification(hint) = message {
                    let _ = tell.send(hint.payload().to_owned());
                }
            }
        });
        client.batch_execute(&format!("LISTEN {channel}")).await.unwrap();
        (client, told)
    }

    /// Says something to a database, and answers the first column of what it finds.
    pub fn say(&self, database: &str, statement: &str) -> Vec<String> {
        let url = self.url(database);
        let asked = async {
            let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
            tokio::spawn(connection);
            client.simple_query(statement).await.unwrap()
        };
        let found = std::thread::scope(|scope| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            scope.spawn(move || runtime.block_on(asked)).join().unwrap()
        });
        let first = found.into_iter().filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        });
        first.collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop("immediate");
    }
}

/// An empty server's data. Making it takes a second: it is kept beside what is compiled, for the tests that follow.
fn template() -> PathBuf {
    let version = String::from_utf8(program("postgres").arg("--version").output().unwrap().stdout).unwrap();
    let name: String = version.chars().filter(char::is_ascii_alphanumeric).collect();
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if !kept.exists() {
        let folder = tempfile::tempdir().unwrap();
        hand_over(folder.path());
        let made = program("initdb")
            .arg("-D")
            .arg(folder.path().join("data"))
            .args(["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        forget_others(&folder.path().join("data"));
        let waiting = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        copy(&folder.path().join("data"), &waiting.path().join("data"));
        // Another test may have been faster: then its folder is there, and this one is not needed.
        let _ = std::fs::rename(waiting.path().join("data"), &kept);
    }
    kept
}

fn forget_others(data: &Path) {
    let mut alone = program("postgres");
    alone.args(["--single", "-j", "-D"]).arg(data).arg(FIRST);
    let mut alone = alone.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for statement in FORGET.lines() {
        // A line that is empty ends a statement.
        write!(alone.stdin.as_mut().unwrap(), "{statement}\n\n").unwrap();
    }
    drop(alone.stdin.take());
    assert!(alone.wait().unwrap().success());
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// Gives a folder to whoever the server runs as.
fn hand_over(folder: &Path) {
    if is_root() {
        std::os::unix::fs::chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

/// A program of PostgreSQL. It ends with the test, also where that is killed.
fn program(name: &str) -> Command {
    let found = folders().map(|folder| folder.join(name)).find(|path| path.is_file());
    let found = found.unwrap_or_else(|| panic!("there is no {name}: `cargo xtask setup` installs PostgreSQL"));
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "QUIT"]);
        if is_root() {
            command.args([format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"), "--clear-groups".to_owned()]);
        }
        command.arg(found);
        command
    } else {
        Command::new(found)
    };
    command.current_dir("/").stdin(Stdio::null());
    command
}

/// Where PostgreSQL may lie: where it is said to, on PATH, and where Debian puts it.
fn folders() -> impl Iterator<Item = PathBuf> {
    let said = std::env::var_os("EVERTILL_POSTGRES").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian: Vec<PathBuf> = versions.filter_map(Result::ok).map(|version| version.path().join("bin")).collect();
    said.into_iter().chain(std::env::split_paths(&path).collect::<Vec<_>>()).chain(debian)
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
