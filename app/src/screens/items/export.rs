//! Exporting every item with its stock as CSV.

use crate::i18n::items;
use crate::register::{SLICE_MS, local_now, register};
use crate::state::shell;
use crate::ui::{Button, IconName};
use crate::{browser, text};
use evertill_catalogue::export::Exporter;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;

#[component]
pub fn ExportButton() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let running = RwSignal::new(false);
    let export = move |()| {
        running.set(true);
        spawn_local(async move {
            match write(register).await {
                Some(bytes) => {
                    let (year, month, day) = local_now().day();
                    let name = format!("items-{year}-{month:02}-{day:02}.csv");
                    if browser::download(&name, "text/csv;charset=utf-8", &bytes).is_ok() {
                        shell.toasts.good(text!(items::exported, name));
                    }
                }
                None => shell.toasts.bad(text!(items::not_exported)),
            }
            let _ = running.try_set(false);
        });
    };
    view! {
        <Button icon=IconName::Export disabled=running on_press=export>
            {move || if running.get() { items::exporting(crate::i18n::lang()) } else { items::export(crate::i18n::lang()) }}
        </Button>
    }
}

/// The file; `None` where the register is not open or its stock could not be read.
async fn write(register: crate::register::Register) -> Option<Vec<u8>> {
    let exponent = register.settings.with_untracked(|settings| settings.as_ref().map(|s| s.currency.exponent()))?;
    let on_hand: HashMap<String, _> = register.all_stock().await.ok()?.into_iter().collect();
    // A copy of the items, so that the file is of one moment however long it takes.
    let all = register.catalogue(Clone::clone)?;
    let mut exporter = Exporter::new(&all, exponent, |sku| on_hand.get(sku).copied());
    let (mut bytes, mut began) = (Vec::new(), browser::monotonic_ms());
    while let Some(chunk) = exporter.chunk(500) {
        bytes.extend(chunk.into_bytes());
        if browser::monotonic_ms() - began > SLICE_MS {
            browser::breathe().await;
            began = browser::monotonic_ms();
        }
    }
    Some(bytes)
}
