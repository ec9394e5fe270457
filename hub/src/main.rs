//! The hub as a program: `evertill-hub --dist DIR [--port N] [--bind ADDRESS]`.
//!
//! It says on standard output where it listens, in one line that other programs read, and ends in an orderly way on
//! Ctrl-C or SIGTERM.

use std::io::Write as _;
use std::process::ExitCode;

use evertill_hub::args::{self, Args};
use evertill_hub::{Site, serve};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let args = match args::parse(std::env::args().skip(1)) {
        Ok(Some(args)) => args,
        Ok(None) => {
            println!("{}", args::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("evertill-hub: {error}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("evertill-hub: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Box<dyn std::error::Error>> {
    let site = Site::load(&args.dist)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((args.bind, args.port))
            .await
            .map_err(|error| format!("cannot listen on {}:{}: {error}", args.bind, args.port))?;
        announce(listener.local_addr()?)?;
        serve(listener, site, stop_signal()).await?;
        Ok(())
    })
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
