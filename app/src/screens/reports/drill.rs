//! The sales behind a bar or a row, latest first, in a dialog.

use super::model::dates;
use crate::i18n::{common, format::Moment, lang, reports as words, sales};
use crate::register::{Register, register};
use crate::shown;
use crate::t;
use crate::ui::{Button, Dialog, DialogKind, EmptyState, ErrorState, IconName, Loading};
use evertill_domain::report::{Behind, Span};
use evertill_domain::sale::Sale;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many sales are looked for at a time.
const ENOUGH: usize = 50;

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The bar or row.
    pub title: String,
    /// The days of its sales.
    pub span: Span,
    /// Which of them.
    pub behind: Behind,
}

/// The dialog's state.
#[derive(Clone, Copy)]
pub struct Drill {
    register: Register,
    asked: RwSignal<Option<Asked>>,
    found: RwSignal<Vec<Sale>>,
    rest: RwSignal<Option<Span>>,
    working: RwSignal<bool>,
    failed: RwSignal<bool>,
}

impl Drill {
    /// Closed.
    pub fn new() -> Self {
        Self {
            register: register(),
            asked: RwSignal::new(None),
            found: RwSignal::new(Vec::new()),
            rest: RwSignal::new(None),
            working: RwSignal::new(false),
            failed: RwSignal::new(false),
        }
    }

    /// Opens with the sales behind something.
    pub fn ask(self, asked: Asked) {
        self.found.set(Vec::new());
        self.rest.set(Some(asked.span));
        self.asked.set(Some(asked));
        self.more();
    }

    fn more(self) {
        let (Some(asked), Some(span)) = (self.asked.get_untracked(), self.rest.get_untracked()) else { return };
        self.working.set(true);
        self.failed.set(false);
        spawn_local(async move {
            let found = self.register.sales_behind(span, &asked.behind, ENOUGH).await;
            // Another question, or another screen, may have come meanwhile.
            if self.asked.try_get_untracked().flatten().as_ref() != Some(&asked) {
                return;
            }
            match found {
                Ok((sales, rest)) => {
                    self.found.update(|found| found.extend(sales));
                    self.rest.set(rest);
                }
                Err(_) => self.failed.set(true),
            }
            self.working.set(false);
        });
    }
}

/// The dialog.
#[component]
pub fn SalesBehind(drill: Drill) -> impl IntoView {
    let title = Signal::derive(move || {
        drill.asked.with(|asked| asked.as_ref().map(|asked| words::sales_of(lang(), &asked.title))).unwrap_or_default()
    });
    let days = move || drill.asked.with(|asked| asked.as_ref().map(|asked| dates(asked.span)));
    let empty = move || drill.found.with(Vec::is_empty) && !drill.working.get() && !drill.failed.get();
    let retry = move |()| drill.more();
    view! {
        <Dialog
            open=Signal::derive(move || drill.asked.with(Option::is_some))
            kind=DialogKind::Wide
            title
            on_close=move |()| drill.asked.set(None)
        >
            <p class="note">{days}</p>
            <ul class="behind">{move || drill.found.with(|all| all.iter().map(|sale| entry(drill.register, sale)).collect_view())}</ul>
            {move || drill.working.get().then(|| view! { <Loading rows=3 /> })}
            {move || drill.failed.get().then(|| view! {
                <ErrorState title=crate::i18n::words(sales::not_read)>
                    <Button on_press=retry>{t!(common::retry)}</Button>
                </ErrorState>
            })}
            {move || empty().then(|| view! { <EmptyState icon=IconName::Sales title=crate::i18n::words(words::no_sales) /> })}
            {move || (drill.rest.with(Option::is_some) && !drill.working.get()).then(|| view! {
                <div class="dialog__actions"><Button on_press=move |()| drill.more()>{t!(words::more_sales)}</Button></div>
            })}
        </Dialog>
    }
}

fn entry(register: Register, sale: &Sale) -> impl IntoView + use<> {
    let (receipt, time, total) = (sale.receipt, sale.time, sale.totals.total);
    view! {
        <li>
            <a class="behind__sale" href=format!("/sales/{receipt}")>
                <span class="number">{move || words::receipt(lang(), receipt)}</span>
                <span class="soft number">{move || shown::clock(time, Moment::DateTime)}</span>
                <strong class="number">{move || register.money().format(total)}</strong>
            </a>
        </li>
    }
}
