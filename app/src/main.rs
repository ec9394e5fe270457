//! The register: screens over a thin shell that owns stores, devices and network.
//!
//! `app` is the root, `routes` the addresses, `screens` one file each, `shell` the frame around them, `ui` the components
//! they are built from, `i18n` every word, `keys` and `scanner` what arrives from the keyboard.

mod app;
mod browser;
mod hub;
mod i18n;
mod keys;
mod money;
mod pay;
mod receipt_link;
mod receipt_model;
mod refusals;
mod register;
mod routes;
mod scanner;
mod screens;
mod sell;
mod shell;
mod shown;
mod state;
mod theme;
mod typing;
mod ui;
mod worker;

fn main() {
    shell::crash::install_hook();
    theme::start();
    i18n::start();
    if routes::is_linked_receipt() {
        // A customer's phone: no register begins there, and nothing is stored.
        remove_boot();
        return leptos::mount::mount_to_body(screens::LinkedPage);
    }
    // The focus is where it belongs before the scanner hears a key, and the scanner hears it before the shortcuts do.
    typing::start();
    scanner::start();
    keys::start();
    routes::start();
    remove_boot();
    leptos::mount::mount_to_body(app::App);
}

fn remove_boot() {
    if let Some(boot) = browser::document().and_then(|document| document.get_element_by_id("boot")) {
        boot.remove();
    }
}
