//! Printing: which paper, the height of the roll, and that a second print is a duplicate and says so.

use crate::i18n::words as label;
use crate::i18n::{lang, receipt as words, sales};
use crate::keys::{self, Action};
use crate::register::{Register, register};
use crate::state::{Shell, WriterState, shell};
use crate::ui::{Button, IconName, Segmented};
use crate::{browser, text};
use evertill_domain::ids::ReceiptNumber;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

const STORAGE_KEY: &str = "evertill.paper";

/// What receipts are printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PaperKind {
    /// A roll, 80 mm wide and as long as the receipt.
    #[default]
    Roll,
    /// Sheets of A4.
    A4,
}

impl PaperKind {
    fn code(self) -> &'static str {
        match self {
            PaperKind::Roll => "roll",
            PaperKind::A4 => "a4",
        }
    }
}

/// The paper chosen on this register, which the print style sheet reads from `<html data-paper>`.
pub fn remembered_paper() -> RwSignal<PaperKind> {
    let kind = match browser::stored(STORAGE_KEY).as_deref() {
        Some("a4") => PaperKind::A4,
        _ => PaperKind::Roll,
    };
    browser::set_root_attribute("data-paper", kind.code());
    RwSignal::new(kind)
}

/// The choice of paper.
#[component]
pub fn PaperChoice(paper: RwSignal<PaperKind>) -> impl IntoView {
    let options = Signal::derive(|| {
        vec![
            (PaperKind::Roll, words::paper_roll(lang()).to_owned()),
            (PaperKind::A4, words::paper_a4(lang()).to_owned()),
        ]
    });
    let choose = move |kind: PaperKind| {
        browser::store(STORAGE_KEY, kind.code());
        browser::set_root_attribute("data-paper", kind.code());
        paper.set(kind);
    };
    let register = register();
    let nowhere = move || register.settings.with(|all| all.as_ref().is_some_and(|all| all.receipt_address.is_empty()));
    view! {
        <Segmented label=label(words::paper) options value=paper on_choose=choose />
        {move || nowhere().then(|| view! { <p class="soft">{crate::i18n::linked::no_address(lang())}</p> })}
    }
}

thread_local! {
    // The receipt whose original this page has printed: whatever is printed of it afterwards is a duplicate.
    static ORIGINAL: Cell<Option<ReceiptNumber>> = const { Cell::new(None) };
}

/// Prints a receipt. The first print right after the sale is the original; every other is noted in the journal first,
/// and marked as a duplicate with its number.
#[component]
pub fn PrintButton(
    /// The receipt.
    number: ReceiptNumber,
    /// Which duplicate the paper shows; set before printing.
    copy: RwSignal<Option<u32>>,
    /// Whether the sale has just been completed on this page.
    fresh: bool,
    /// Whether the sale counts; of one that does not there is nothing to print.
    valid: bool,
) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let original = RwSignal::new(fresh && ORIGINAL.get() != Some(number));
    let working = RwSignal::new(false);
    let barred = move || shell.writer.get() != WriterState::Here && !original.get();
    let print = move || {
        if !valid || working.get_untracked() || untrack(barred) {
            return;
        }
        if original.get_untracked() {
            ORIGINAL.set(Some(number));
            original.set(false);
            return print_when_drawn();
        }
        working.set(true);
        spawn_local(async move {
            print_duplicate(shell, register, number, copy).await;
            let _ = working.try_set(false);
        });
    };
    keys::on_action(move |action| {
        let asked = action == Action::Print;
        if asked {
            print();
        }
        asked
    });
    view! {
        <Button
            icon=IconName::Print
            large=true
            wide=true
            action=Action::Print
            disabled=Signal::derive(move || !valid || working.get() || barred())
            on_press=move |()| print()
        >
            {move || if original.get() { words::print(lang()) } else { words::reprint(lang()) }}
        </Button>
    }
}

async fn print_duplicate(shell: Shell, register: Register, number: ReceiptNumber, copy: RwSignal<Option<u32>>) {
    if register.note_reprint(shell, number).await.is_err() {
        return shell.toasts.bad(text!(sales::printed_not_noted));
    }
    // The journal counts duplicates, not this page.
    let counted = register.sale(number).await.ok().flatten().map(|(_, sold)| sold.reprints);
    if copy.try_set(Some(counted.unwrap_or(1))).is_none() {
        print_when_drawn();
    }
}

/// Opens the print dialog once the page shows what is to be printed.
fn print_when_drawn() {
    // The first frame draws what has just changed, the second finds it measured.
    request_animation_frame(|| {
        request_animation_frame(|| {
            fit_roll();
            browser::print();
        });
    });
}

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, text: &str) -> Result<(), JsValue>;
}

/// Makes the page as long as the receipt: CSS has no word for a roll. The style sheet is built, not parsed from the
/// page, so that the content security policy has nothing to object to.
fn fit_roll() {
    let Some(document) = browser::document() else { return };
    let Ok(Some(paper)) = document.query_selector("[data-print=receipt]") else { return };
    let pixels = f64::from(paper.scroll_height());
    // 96 CSS pixels are an inch; a little more, so that rounding never begins a second page.
    let millimetres = (pixels * 25.4 / 96.0).ceil() + 4.0;
    let Ok(sheet) = CSSStyleSheet::new() else { return };
    if sheet.replace_sync(&format!("@page roll {{ size: 80mm {millimetres}mm; margin: 0 }}")).is_ok() {
        let sheets = js_sys::Array::of1(&sheet);
        let _ = js_sys::Reflect::set(&document, &JsValue::from_str("adoptedStyleSheets"), &sheets);
    }
}
