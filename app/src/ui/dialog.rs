//! Modal dialogs and sheets on the browser's own `<dialog>`, which keeps the focus inside and gives it back.

use super::{Button, ButtonKind, IconButton, IconName};
use crate::i18n::{common, lang, words};
use crate::t;
use crate::{browser, keys, typing};
use leptos::{ev, html, prelude::*};
use std::cell::Cell;
use std::rc::Rc;

/// Where a dialog appears.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DialogKind {
    /// In the middle of the screen.
    #[default]
    Centre,
    /// Wide, for tables and previews.
    Wide,
    /// From the lower edge on a phone, in the middle elsewhere.
    Sheet,
}

/// A modal dialog. Its content is built when it opens and dropped when it closes, so that listeners made inside with
/// `keys::on_action` are asked exactly while it is open. Escape and the cross call `on_close`; the caller sets `open`.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Heading, which also names the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// Where it appears.
    #[prop(optional)]
    kind: DialogKind,
    /// Asked for by Escape, the cross, or a press beside the dialog.
    #[prop(into)]
    on_close: Callback<()>,
    /// Content, with a `<div class="dialog__actions">` at its end where there are buttons.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let closings = Closings(StoredValue::new(0));
    let shown = shown_while_open(node, open, closings);
    let depth = keys::ModalDepth::here() + 1;
    let title_id = StoredValue::new(format!("dialog-{}", next_id()));
    let class = match kind {
        DialogKind::Centre => "dialog",
        DialogKind::Wide => "dialog dialog--wide",
        DialogKind::Sheet => "dialog dialog--sheet",
    };
    let children = StoredValue::new(children);
    view! {
        <dialog
            node_ref=node
            class=class
            aria-labelledby=title_id.get_value()
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:close=move |_| if !closings.was_ours() && open.get_untracked() { on_close.run(()) }
            on:click=move |event: ev::MouseEvent| if pressed_beside(&event) { on_close.run(()) }
        >
            <Show when=move || shown.get()>
                <div class="dialog__box">
                    <header class="dialog__head">
                        <h2 class="dialog__title" id=title_id.get_value()>{move || title.get()}</h2>
                        <IconButton
                            icon=IconName::Close
                            label=words(common::close)
                            on_press=move |()| on_close.run(())
                        />
                    </header>
                    {children.with_value(|children| {
                        provide_context(keys::ModalDepth(depth));
                        children()
                    })}
                </div>
            </Show>
        </dialog>
    }
}

/// Counts the closings that are ours. The browser may close a dialog without asking, when Escape is pressed twice, and
/// tells of every closing in a task of its own. By then a cashier with quick fingers may have asked for the dialog again:
/// the news of our own closing must not close that one.
#[derive(Clone, Copy)]
struct Closings(StoredValue<u32>);

impl Closings {
    fn close(self, dialog: &web_sys::HtmlDialogElement) {
        // A dialog that is not open closes without any news.
        if dialog.open() {
            self.0.update_value(|count| *count += 1);
            dialog.close();
        }
    }

    fn was_ours(self) -> bool {
        self.0.try_update_value(|count| std::mem::replace(count, count.saturating_sub(1)) > 0).unwrap_or(true)
    }
}

/// Opens and closes the browser's own dialog, and answers whether its content is there.
fn shown_while_open(node: NodeRef<html::Dialog>, open: Signal<bool>, closings: Closings) -> RwSignal<bool> {
    let shown = RwSignal::new(false);
    let counted = Rc::new(Cell::new(false));
    let for_cleanup = StoredValue::new_local(Rc::clone(&counted));
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !counted.replace(true) {
            // Before the content is built, so that its listeners belong to this depth.
            keys::modal_depth_changed(1);
            shown.set(true);
            let still_wanted = Rc::clone(&counted);
            // After the content is there, so that the focus goes to it and not to the dialog as a whole. By then quick
            // fingers may have closed it, or gone to another screen.
            typing::before_next_key(move || {
                if still_wanted.get() && dialog.is_connected() && !dialog.open() {
                    let _ = dialog.show_modal();
                }
            });
        } else if !open.get() && counted.replace(false) {
            keys::modal_depth_changed(-1);
            closings.close(&dialog);
            shown.set(false);
            typing::before_next_key(browser::give_caret_back);
        }
    });
    // A screen that goes away takes its open dialogs along.
    on_cleanup(move || {
        if for_cleanup.try_with_value(|counted| counted.replace(false)).unwrap_or(false) {
            keys::modal_depth_changed(-1);
        }
    });
    shown
}

/// A question with two answers; the safe one has the focus.
#[component]
pub fn Confirm(
    /// Whether it is asked.
    #[prop(into)]
    open: Signal<bool>,
    /// The question.
    #[prop(into)]
    question: Signal<String>,
    /// What follows from a yes.
    #[prop(into)]
    consequence: Signal<String>,
    /// The yes, as a verb.
    #[prop(into)]
    yes: Signal<String>,
    /// The no; `Cancel` if not given.
    #[prop(optional, into)]
    no: Option<Signal<String>>,
    /// Whether the yes takes something away.
    #[prop(optional)]
    danger: bool,
    /// Called with the answer; Escape is a no.
    #[prop(into)]
    on_answer: Callback<bool>,
) -> impl IntoView {
    let no = no.unwrap_or_else(|| words(common::cancel));
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Dialog open title=question on_close=move |()| on_answer.run(false)>
            <p class="dialog__text">{move || consequence.get()}</p>
            <div class="dialog__actions">
                <Button autofocus=true on_press=move |()| on_answer.run(false)>{move || no.get()}</Button>
                <Button kind on_press=move |()| on_answer.run(true)>{move || yes.get()}</Button>
            </div>
        </Dialog>
    }
}

/// The keyboard help, drawn from the table of shortcuts.
#[component]
pub fn KeyboardHelp(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    use crate::i18n::keys as words;
    view! {
        <Dialog
            open
            title=words(words::title)
            kind=DialogKind::Wide
            on_close=move |()| open.set(false)
        >
            <p class="dialog__text">{t!(words::intro)}</p>
            <div class="key-list">
                {keys::Scope::ALL.map(|scope| {
                    let title = scope.title();
                    view! {
                        <section class="key-list__group">
                            <h3 class="key-list__title">{move || title(lang())}</h3>
                            <dl class="key-list__rows">{key_rows(scope)}</dl>
                        </section>
                    }
                })}
            </div>
        </Dialog>
    }
}

fn key_rows(scope: keys::Scope) -> impl IntoView {
    let rows = keys::SHORTCUTS.iter().filter(move |shortcut| shortcut.scope == scope);
    rows.map(|shortcut| {
        let what = shortcut.what;
        let chords = shortcut.chords.iter().map(|chord| view! { <kbd class="key-hint">{chord.label()}</kbd> });
        view! {
            <div class="key-list__row">
                <dt dir="ltr">{chords.collect_view()}</dt>
                <dd>{move || what(lang())}</dd>
            </div>
        }
    })
    .collect_view()
}

/// A press on the dark around a dialog arrives at the dialog itself; its box covers the rest.
fn pressed_beside(event: &ev::MouseEvent) -> bool {
    match (event.target(), event.current_target()) {
        (Some(target), Some(current)) => target == current,
        _ => false,
    }
}

fn next_id() -> u64 {
    thread_local! { static NEXT: Cell<u64> = const { Cell::new(0) }; }
    NEXT.replace(NEXT.get() + 1)
}
