//! Who is at the register: signing on, the chip that says who it is, allowing what another may not, and doors that stay shut.

mod approval;
mod gate;
mod sign_on;
mod who;

pub use approval::ApprovalDialog;
pub use gate::gated;
pub use sign_on::SignOn;
pub use who::Who;

use crate::i18n::{lang, people, words};
use crate::refusals;
use crate::register::Register;
use crate::ui::{Button, ButtonKind, Field, IconName, PinPad, keyed};
use evertill_domain::Refusal;
use evertill_domain::ids::OperatorId;
use evertill_domain::people::Operator;
use leptos::prelude::*;

/// From so many names on they can be searched.
const SEARCHED_FROM: usize = 13;

/// Names, and behind each its PIN.
#[component]
fn NameAndPin(
    register: Register,
    /// Who can be chosen.
    operators: Signal<Vec<Operator>>,
    /// Who has been.
    chosen: RwSignal<Option<OperatorId>>,
    /// What is wrong with the last PIN.
    problem: RwSignal<String>,
    /// Whether one is being compared.
    working: Signal<bool>,
    /// Whether names say whose basket waits.
    #[prop(optional)]
    baskets: bool,
    /// Called with a PIN of who is chosen.
    #[prop(into)]
    on_pin: Callback<String>,
) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let shown = move || {
        let wanted = wanted.get().trim().to_lowercase();
        let mut all = operators.get();
        all.retain(|operator| operator.name.to_lowercase().contains(&wanted));
        all
    };
    let name = move |operator: Operator| {
        let id = operator.id.clone();
        let on_press = move |()| {
            problem.set(String::new());
            chosen.set(Some(id.clone()));
        };
        let first = operators.with_untracked(|all| all.first().map(|first| first.id == operator.id) == Some(true));
        view! { <Name register operator baskets first on_press /> }
    };
    let pin = move |id: OperatorId| {
        let called = Signal::derive(move || people::pin_of(lang(), register.operator_name(&id)));
        let others = operators.with_untracked(Vec::len) > 1;
        view! {
            <div class="pin-of">
                <h2 class="pin-of__name">{move || called.get()}</h2>
                <PinPad label=words(people::pin) problem working on_done=on_pin />
                {others.then(|| view! {
                    <Button kind=ButtonKind::Quiet icon=IconName::Customers on_press=move |()| chosen.set(None)>
                        {crate::t!(people::somebody_else)}
                    </Button>
                })}
            </div>
        }
    };
    view! {
        {move || match chosen.get() {
            Some(id) => pin(id).into_any(),
            None => view! {
                <Show when=move || operators.with(Vec::len).ge(&SEARCHED_FROM)>
                    <Field label=words(people::find_name) value=wanted autofocus=true />
                </Show>
                <ul class="names">{keyed(shown, |operator: &Operator| operator.id.clone(), name)}</ul>
            }.into_any(),
        }}
    }
}

/// Somebody to choose.
#[component]
fn Name(
    register: Register,
    operator: Operator,
    /// Whether it says that a basket waits.
    baskets: bool,
    /// Whether it has the focus when it is shown.
    first: bool,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let waits = baskets && register.basket_waits(&operator.id);
    view! {
        <li>
            <button type="button" class="name" autofocus=first on:click=move |_| on_press.run(())>
                <span class="name__letters" aria-hidden="true">{letters(&operator.name)}</span>
                <span class="name__words">
                    <bdi class="name__name">{operator.name.clone()}</bdi>
                    <span class="soft">{move || people::role_of(register, lang(), &operator.role)}</span>
                    {waits.then(|| view! { <span class="name__basket">{crate::t!(people::basket_waits)}</span> })}
                </span>
            </button>
        </li>
    }
}

/// The first letters of a name, at most two.
fn letters(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect::<String>().to_uppercase()
}

/// Why a PIN was not taken.
fn said(register: Register, refusal: &Refusal) -> String {
    refusals::refusal(crate::i18n::lang_now(), refusal, &register.money_now(), "")
}
