//! What lies over the screens while the register opens, and what it found when it did.

use super::recovery::RecoveredSales;
use crate::i18n::{common, hub, lang, status, words};
use crate::register::{Step, register};
use crate::routes;
use crate::state::shell;
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, Icon, IconName, Progress};
use leptos::prelude::*;

/// How far opening has come. It appears only where opening takes longer than a moment, which the first start does.
#[component]
pub fn OpeningNotice() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let label = Signal::derive(move || match register.step.get() {
        Step::Stocking(..) => status::stocking(lang()).to_owned(),
        Step::Joining(..) => hub::joining(lang()).to_owned(),
        Step::Recovering => status::recovering(lang()).to_owned(),
        Step::Opening | Step::Ready => common::opening_register(lang()).to_owned(),
    });
    let done = Signal::derive(move || match register.step.get() {
        Step::Stocking(done, _) => done / 10,
        Step::Joining(done, all) => done.saturating_mul(100) / all.max(1),
        _ => 0,
    });
    let total = Signal::derive(move || is_first(register.step.get()).then_some(100));
    view! {
        <Show when=move || shell.opening.get() && shell.failure.with(Option::is_none)>
            <div class="opening" role="status">
                <div class="opening__box">
                    <span class="opening__icon"><Icon name=IconName::Sell /></span>
                    <p class="opening__title">{move || match register.step.get() {
                        Step::Stocking(..) | Step::Joining(..) => status::first_start(lang()),
                        _ => common::opening_register(lang()),
                    }}</p>
                    <Progress label done total />
                    <p class="note">{move || is_first(register.step.get()).then(|| status::only_once(lang()))}</p>
                </div>
            </div>
        </Show>
    }
}

/// Whether the shop's items are being brought in.
fn is_first(step: Step) -> bool {
    matches!(step, Step::Stocking(..) | Step::Joining(..))
}

/// Shown once after a start that found sales undecided. Nothing is left to do: it says what was done.
#[component]
pub fn RecoveryNotice() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let read = RwSignal::new(false);
    let open = Signal::derive(move || {
        !read.get()
            && !register.recovered.with(Vec::is_empty)
            && !shell.opening.get()
            && shell.failure.with(Option::is_none)
    });
    let to_sales = Callback::new(move |()| {
        read.set(true);
        routes::go("/sales");
    });
    view! {
        <Dialog open title=words(status::recovery) on_close=move |()| read.set(true)>
            <RecoveredSales />
            <p class="note">{t!(status::recovery_safe)}</p>
            <div class="dialog__actions">
                <Button on_press=to_sales>{t!(common::sales)}</Button>
                <Button kind=ButtonKind::Primary autofocus=true on_press=move |()| read.set(true)>{t!(common::ok)}</Button>
            </div>
        </Dialog>
    }
}
