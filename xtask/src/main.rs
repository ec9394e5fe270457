//! The project's own commands: `cargo xtask run`, `test`, `check` and the rest of [`COMMANDS`], a module each.

use std::process::ExitCode;

use anyhow::{Result, bail};

mod bench;
mod browser;
mod check;
mod crash;
mod database;
mod demo_data;
mod groceries;
mod hub;
mod register;
mod replay;
mod run;
mod setup;
mod shell;
mod sim;
mod stamp;
mod test;
mod tidy;
mod tools;
mod workspace;

/// A command's name, its arguments, what it does, and the function that does it.
type Command = (&'static str, &'static str, &'static str, fn(Vec<String>) -> Result<()>);

const COMMANDS: &[Command] = &[
    ("run", "[--port N]", "build the register and serve it with the demonstration shop", run::main),
    ("test", "", "run every test: host, headless browser, end to end, crash", test::main),
    ("check", "", "formatting, clippy for host and wasm, tidy", check::main),
    ("tidy", "", "the house rules that a machine can check", tidy::main),
    ("bench", "[NAME]...", "measure in a real browser; tables and target/bench/NAME.json", bench::main),
    ("crash", "[--rounds N]", "kill the browser while it sells, again and again", crash::main),
    ("sim", "[--seeds N]", "whole shops with every fault; --seed N tells one, --mutants plants bugs", sim::main),
    ("replay", "PRODUCTS BASKETS", "ring a store's year through the register's own crates", replay::main),
    ("demo-data", "PRODUCTS BASKETS", "choose the demonstration shop's items anew", demo_data::main),
    ("setup", "", "install what the other commands need, and nothing twice", setup::main),
    ("stamp", "", "finish a built register; Trunk calls this after each build", stamp::main),
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    match dispatch(&name, words.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask {name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(name: &str, rest: Vec<String>) -> Result<()> {
    if matches!(name, "help" | "--help" | "-h") {
        print_help();
        return Ok(());
    }
    let Some((.., command)) = COMMANDS.iter().find(|(known, ..)| *known == name) else {
        print_help();
        bail!("there is no command of this name");
    };
    command(rest)
}

fn print_help() {
    println!("usage: cargo xtask COMMAND\n");
    for (name, arguments, what, _) in COMMANDS {
        println!("  {:<20} {what}", format!("{name} {arguments}"));
    }
}
