//! The hub as a program; `evertill-hub --help` says what it can do.
//!
//! It says on standard output where it listens, in one line that other programs read, and ends in an orderly way on
//! Ctrl-C or SIGTERM. What it does is told on standard error, one JSON object a line.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use evertill_hub::args::{self, Command, Serve};
use evertill_hub::cloud::{Cloud, Coming, Rates};
use evertill_hub::log::{LogError, Place, ShopLog};
use evertill_hub::{Site, clock, commands, first_shop, serve, serve_coming};
use tokio::net::TcpListener;

/// How long to wait before the database is tried again: twice as long each time, up to the second.
const AGAIN: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1), std::env::var(args::DATABASE).ok()) {
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
        Command::Enrol { place, name } => println!("{}", runtime.block_on(commands::enrol(&place, name))?),
        Command::Registers { place } => println!("{}", runtime.block_on(commands::registers(&place))?),
        Command::Receipts { place } => println!("{}", runtime.block_on(commands::receipts(&place))?),
        Command::Revoke { place, register } => runtime.block_on(commands::revoke(&place, register))?,
        Command::Unfreeze { place, register } => runtime.block_on(commands::unfreeze(&place, register))?,
        Command::Lost { place, register } => runtime.block_on(commands::declare_lost(&place, register))?,
        Command::NewLife { place } => println!("{}", runtime.block_on(commands::begin_life(&place))?),
        Command::Backup { place, file } => place.back_up(&file, clock::now())?,
        Command::Restore { place, file } => println!("{}", commands::restore(&place, &file)?),
    }
    Ok(())
}

async fn offer(args: Serve) -> Result<(), Failure> {
    let level = if args.quiet { tracing::Level::WARN } else { tracing::Level::INFO };
    tracing_subscriber::fmt().json().with_max_level(level).with_writer(std::io::stderr).with_target(false).init();
    let site = Arc::new(Site::load(&args.dist)?);
    // A folder that cannot be opened is a mistake, and is told at once. A database may be on its way.
    let here = match &args.place {
        Some(place @ Place::Folder(_)) => Some(cloud(place.open(clock::now())?, args.demo, &site).await),
        _ => None,
    };
    let listener = TcpListener::bind((args.bind, args.port))
        .await
        .map_err(|error| format!("cannot listen on {}:{}: {error}", args.bind, args.port))?;
    announce(listener.local_addr()?)?;
    match (here, args.place) {
        (None, Some(place)) => {
            let coming = Arc::new(Coming::default());
            let serving = serve_coming(listener, Arc::clone(&site), Arc::clone(&coming), stop_signal());
            tokio::select! {
                served = serving => served?,
                refused = arrive(&coming, place, args.demo, &site) => refused?,
            }
        }
        (cloud, _) => serve(listener, site, cloud, stop_signal()).await?,
    }
    Ok(())
}

/// Opens the log as soon as its database can be had, and does not end unless it never will.
async fn arrive(coming: &Coming, place: Place, demo: bool, site: &Site) -> Result<(), LogError> {
    let mut wait = AGAIN.0;
    loop {
        let opened = place.clone();
        let opened = tokio::task::spawn_blocking(move || opened.open(clock::now())).await;
        match opened.map_err(|error| LogError::Gone(error.to_string()))? {
            Ok(log) => {
                coming.arrive(cloud(log, demo, site).await);
                tracing::info!(%place, "the log is there");
                std::future::pending::<()>().await;
            }
            Err(error @ (LogError::Refused(_) | LogError::TooNew(_))) => return Err(error),
            Err(error) => {
                tracing::warn!(%place, %error, "the log cannot be had yet; the register is handed out meanwhile");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(AGAIN.1);
            }
        }
    }
}

async fn cloud(log: Arc<dyn ShopLog>, demo: bool, site: &Site) -> Arc<Cloud> {
    if demo && let Err(error) = first_shop::begin(log.as_ref(), site, clock::now()).await {
        // Registers then bring what they have.
        tracing::warn!(%error, "the demonstration begins with nothing");
    }
    Arc::new(Cloud::new(log, Arc::new(clock::now), demo, Rates::default()))
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
