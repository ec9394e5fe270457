//! Importing items: choose a file, see what it would do, confirm, see what it did.

use super::super::files::{DropZone, FilePicker, read_file};
use super::import_words::failed;
use super::preview::PreviewPart;
use super::sheet::not_written;
use crate::i18n::{common, items, lang, words};
use crate::register::{ImportError, Imported, Register, register};
use crate::state::{Shell, shell};
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, EmptyState, ErrorState, IconName, Progress};
use evertill_catalogue::import::{Policy, Preview};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::sync::Arc;

/// Where an import stands.
#[derive(Clone)]
enum Stage {
    Choose,
    Reading,
    Seen(Arc<Preview>),
    Writing,
    Done(Imported),
    Failed(ImportError),
    Unreadable,
}

#[derive(Clone, Copy)]
struct Import {
    shell: Shell,
    register: Register,
    stage: RwSignal<Stage>,
    progress: RwSignal<(u64, u64)>,
    rows: RwSignal<u64>,
    stop: RwSignal<bool>,
}

/// The dialog for the whole import. It cannot be closed while the import is being written.
#[component]
pub fn ImportDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let import = Import {
        shell: shell(),
        register: register(),
        stage: RwSignal::new(Stage::Choose),
        progress: RwSignal::new((0, 0)),
        rows: RwSignal::new(0),
        stop: RwSignal::new(false),
    };
    let close = move |()| {
        if matches!(import.stage.get_untracked(), Stage::Writing) {
            return;
        }
        import.stop.set(true);
        import.stage.set(Stage::Choose);
        open.set(false);
    };
    let close = Callback::new(close);
    view! {
        <Dialog open kind=DialogKind::Wide title=words(items::import) on_close=close>
            {move || match import.stage.get() {
                Stage::Choose => view! { <Choose import /> }.into_any(),
                Stage::Reading => view! { <Reading import /> }.into_any(),
                Stage::Seen(preview) => view! { <Confirming import preview /> }.into_any(),
                Stage::Writing => view! { <Writing import /> }.into_any(),
                Stage::Done(done) => view! { <Summary done close /> }.into_any(),
                Stage::Failed(error) => view! { <Failed import error /> }.into_any(),
                Stage::Unreadable => view! { <Unreadable import /> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Choose(import: Import) -> impl IntoView {
    let take = move |file: SendWrapper<web_sys::File>| read(import, file.take());
    view! {
        <DropZone on_file=take>
            <FilePicker
                label=words(items::choose_file)
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                icon=IconName::Import
                kind=ButtonKind::Primary
                on_file=take
            />
            <p>{t!(items::drop_file)}</p>
        </DropZone>
        <p class="note">{t!(items::columns_hint)}</p>
    }
}

/// Reads the file and shows what it would do.
fn read(import: Import, file: web_sys::File) {
    import.stop.set(false);
    import.progress.set((0, 1_000));
    import.rows.set(0);
    import.stage.set(Stage::Reading);
    spawn_local(async move {
        let Ok(bytes) = read_file(&file).await else {
            let _ = import.stage.try_set(Stage::Unreadable);
            return;
        };
        let told = |permille, rows| {
            let _ = import.progress.try_set((permille, 1_000));
            let _ = import.rows.try_set(rows);
            // The screen may have been left: then nobody waits for the preview.
            !import.stop.try_get_untracked().unwrap_or(true)
        };
        let _ = import.stage.try_set(match import.register.preview_import(bytes, told).await {
            Ok(Some(preview)) => Stage::Seen(Arc::new(preview)),
            Ok(None) => Stage::Choose,
            Err(error) => Stage::Failed(error),
        });
    });
}

#[component]
fn Reading(import: Import) -> impl IntoView {
    let rows = move || i64::try_from(import.rows.get()).unwrap_or(i64::MAX);
    view! {
        <Progress
            label=words(items::reading_file)
            done=Signal::derive(move || import.progress.get().0 / 10)
            total=Signal::derive(|| Some(100))
            on_cancel=move |()| import.stop.set(true)
        />
        <p class="note">{move || common::rows(lang(), rows())}</p>
    }
}

#[component]
fn Confirming(import: Import, preview: Arc<Preview>) -> impl IntoView {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let taken = count(preview.new.saturating_add(preview.changed));
    let nothing = taken == 0 && preview.counted == 0;
    let faulty = preview.faulty > 0;
    let good_only = RwSignal::new(false);
    let blocked = Signal::derive(move || nothing || (faulty && !good_only.get()));
    let shown = Arc::clone(&preview);
    let go = move |()| {
        let policy = if good_only.get_untracked() { Policy::GoodRows } else { Policy::Everything };
        write(import, Arc::clone(&preview), policy);
    };
    view! {
        <PreviewPart preview=shown />
        {faulty.then(|| view! {
            <label class="check check--important">
                <input type="checkbox" on:change:target=move |event| good_only.set(event.target().checked()) />
                <span>{t!(items::good_rows_only)}</span>
            </label>
        })}
        <p class="note" role="status">{move || match (nothing, blocked.get()) {
            (true, _) => Some(items::nothing_changes(lang())),
            (false, true) => Some(items::import_blocked(lang())),
            (false, false) => None,
        }}</p>
        <div class="dialog__actions">
            <Button on_press=move |()| import.stage.set(Stage::Choose)>{t!(items::other_file)}</Button>
            <Button kind=ButtonKind::Primary disabled=blocked on_press=go>
                {move || items::apply_import(lang(), taken)}
            </Button>
        </div>
    }
}

/// Writes what was confirmed. It goes on when the screen is left: by then it is the register's business.
fn write(import: Import, preview: Arc<Preview>, policy: Policy) {
    import.progress.set((0, 0));
    import.stage.set(Stage::Writing);
    spawn_local(async move {
        let told = |done, all| {
            let _ = import.progress.try_set((done, all));
        };
        let written = import.register.confirm_import(import.shell, &preview, policy, told).await;
        let left = import.stage.try_get_untracked().is_none();
        match (&written, left) {
            (Ok(done), true) => {
                let items = i64::try_from(done.new.saturating_add(done.changed)).unwrap_or(i64::MAX);
                import.shell.toasts.good(crate::text!(items::imported, items));
            }
            (Err(ImportError::Fact(error)), true) => import.shell.toasts.bad(not_written(error)),
            _ => {}
        }
        let _ = import.stage.try_set(match written {
            Ok(done) => Stage::Done(done),
            Err(error) => Stage::Failed(error),
        });
    });
}

#[component]
fn Writing(import: Import) -> impl IntoView {
    view! {
        <Progress
            label=words(items::importing)
            done=Signal::derive(move || import.progress.get().0)
            // Writing the journal is one step without an inside; what follows is counted.
            total=Signal::derive(move || Some(import.progress.get()).filter(|(done, _)| *done > 0).map(|(_, all)| all))
        />
        <p class="note">{t!(items::all_or_nothing)}</p>
    }
}

#[component]
fn Summary(done: Imported, close: Callback<()>) -> impl IntoView {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let title = Signal::derive(move || items::imported(lang(), count(done.new.saturating_add(done.changed))));
    let hint = Signal::derive(move || {
        let lang = lang();
        let mut parts =
            vec![items::will_add_done(lang, count(done.new)), items::will_change_done(lang, count(done.changed))];
        parts.push(items::unchanged(lang, count(done.unchanged)));
        if done.left_out > 0 {
            parts.push(items::left_out(lang, count(done.left_out)));
        }
        parts.join(" · ")
    });
    view! {
        <div role="status"><EmptyState icon=IconName::Check title hint>
            <Button kind=ButtonKind::Primary autofocus=true on_press=close>{t!(common::close)}</Button>
        </EmptyState></div>
    }
}

#[component]
fn Failed(import: Import, error: ImportError) -> impl IntoView {
    let title = words(items::not_imported);
    let hint = Signal::derive(move || failed(lang(), &error));
    view! {
        <ErrorState title hint>
            <Button kind=ButtonKind::Primary on_press=move |()| import.stage.set(Stage::Choose)>{t!(items::other_file)}</Button>
        </ErrorState>
    }
}

#[component]
fn Unreadable(import: Import) -> impl IntoView {
    view! {
        <ErrorState title=words(items::not_imported) hint=words(items::unreadable)>
            <Button kind=ButtonKind::Primary on_press=move |()| import.stage.set(Stage::Choose)>{t!(items::other_file)}</Button>
        </ErrorState>
    }
}
