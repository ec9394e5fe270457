//! The hub as a program; `evertill-hub --help` says what it can do.
//!
//! It says on standard output where it listens, in one line that other programs read, and ends in an orderly way on
//! Ctrl-C or SIGTERM. What it does is told on standard error, one JSON object a line.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use evertill_hub::args::{self, Command, Serve};
use evertill_hub::cloud::{Cloud, Rates};
use evertill_hub::log::{SqliteLog, backup};
use evertill_hub::{Site, clock, commands, first_shop, serve};
use tokio::net::TcpListener;

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1)) {
        Ok(Some(command)) => command,
        Ok(None) => {
            println!("{}", args::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("evertill-hub: {error}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("evertill-hub: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match command {
        Command::Serve(args) => runtime.block_on(offer(args))?,
        Command::Enrol { data, name } => println!("{}", runtime.block_on(commands::enrol(&data, name))?),
        Command::Registers { data } => println!("{}", runtime.block_on(commands::registers(&data))?),
        Command::Revoke { data, register } => runtime.block_on(commands::revoke(&data, register))?,
        Command::Lost { data, register } => runtime.block_on(commands::declare_lost(&data, register))?,
        Command::Backup { data, file } => backup::back_up(&data, &file)?,
        Command::Restore { data, file } => println!("{}", commands::restore(&data, &file)?),
    }
    Ok(())
}

async fn offer(args: Serve) -> Result<(), Failure> {
    let level = if args.quiet { tracing::Level::WARN } else { tracing::Level::INFO };
    tracing_subscriber::fmt().json().with_max_level(level).with_writer(std::io::stderr).with_target(false).init();
    let site = Site::load(&args.dist)?;
    let cloud = match &args.data {
        Some(data) => Some(Arc::new(open(data, args.demo, &site).await?)),
        None => None,
    };
    let listener = TcpListener::bind((args.bind, args.port))
        .await
        .map_err(|error| format!("cannot listen on {}:{}: {error}", args.bind, args.port))?;
    announce(listener.local_addr()?)?;
    serve(listener, site, cloud, stop_signal()).await?;
    Ok(())
}

async fn open(data: &Path, demo: bool, site: &Site) -> Result<Cloud, Failure> {
    let log = Arc::new(SqliteLog::open(data, clock::now())?);
    if demo && let Err(error) = first_shop::begin(log.as_ref(), site, clock::now()).await {
        // Registers then bring what they have.
        tracing::warn!(%error, "the demonstration begins with nothing");
    }
    Ok(Cloud::new(log, Arc::new(clock::now), demo, Rates::default()))
}

/// Says where the hub listens and flushes at once: whoever started us waits for this line.
fn announce(address: std::net::SocketAddr) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "evertill-hub: listening on http://{address}")?;
    out.flush()
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            // Whichever comes first; the other future is simply dropped.
            let mut interrupt = std::pin::pin!(interrupt);
            std::future::poll_fn(|context| {
                let interrupted = interrupt.as_mut().poll(context).is_ready();
                if interrupted || terminate.poll_recv(context).is_ready() {
                    std::task::Poll::Ready(())
                } else {
                    std::task::Poll::Pending
                }
            })
            .await;
            return;
        }
    }
    if interrupt.await.is_err() {
        // Without a way to be told to stop, running on until the process is ended is the only sensible thing.
        std::future::pending::<()>().await;
    }
}
