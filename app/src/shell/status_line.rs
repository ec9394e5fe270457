//! The status line: says only what is unusual, and in good times nothing.

use crate::i18n::{common, conflicts as conflict_words, hub as words, lang};
use crate::register::register;
use crate::state::{WriterState, shell};
use crate::t;
use crate::ui::{Icon, IconName};
use crate::worker::WorkerState;
use evertill_sync::register::Line;
use leptos::prelude::*;

/// Offline, update ready, another writer, low storage: each shown while it lasts.
#[component]
pub fn StatusLine() -> impl IntoView {
    let shell = shell();
    let register = register();
    let hub = register.hub;
    let conflicts = Memo::new(move |_| i64::try_from(register.conflicts.with(Vec::len)).unwrap_or(i64::MAX));
    let is_cut_off = move || {
        hub.status.with(|status| {
            status
                .as_ref()
                .is_some_and(|status| matches!(status.line, Line::Offline { .. }) && status.last_failure.is_some())
        })
    };
    let is_offline = Memo::new(move |_| !shell.online.get() || is_cut_off());
    let waiting = Memo::new(move |_| i64::try_from(hub.waiting.with(|waiting| waiting.sales)).unwrap_or(i64::MAX));
    let update_ready = move || shell.worker.get() == WorkerState::UpdateReady;
    let waits_for_sale = move || shell.update_wanted.get() && !shell.busy.get().is_idle();
    view! {
        <div class="status-line" role="status" aria-label=t!(common::status_line)>
            <Show when=move || is_offline.get()>
                <span class="status-line__item" data-tone="notice" title=t!(common::offline_hint)>
                    <Icon name=IconName::Offline />
                    <span>{move || match waiting.get() {
                        0 => common::offline(lang()).to_owned(),
                        sales => words::offline_waiting(lang(), words::sales_waiting(lang(), sales)),
                    }}</span>
                </span>
            </Show>
            <Show when=move || conflicts.get().is_positive()>
                <a class="status-line__item" data-tone="notice" href="/status">
                    <Icon name=IconName::Warning />
                    <span>{move || conflict_words::line(lang(), conflicts.get())}</span>
                </a>
            </Show>
            <Show when=move || shell.writer.get() == WriterState::Elsewhere>
                <span class="status-line__item" data-tone="notice">
                    <Icon name=IconName::Lock />
                    <span>{t!(common::read_only)}</span>
                </span>
            </Show>
            <Show when=move || shell.storage_low.get()>
                <a class="status-line__item" data-tone="bad" href="/status">
                    <Icon name=IconName::Storage />
                    <span>{t!(common::storage_low)}</span>
                </a>
            </Show>
            <Show when=update_ready>
                <button
                    type="button"
                    class="status-line__item status-line__item--button"
                    data-tone="good"
                    disabled=waits_for_sale
                    on:click=move |_| shell.update_wanted.set(true)
                >
                    <Icon name=IconName::Update />
                    <span>
                        {move || if waits_for_sale() { common::update_after_sale(lang()) } else { common::update_apply(lang()) }}
                    </span>
                </button>
            </Show>
        </div>
    }
}
