//! A screen that not everybody may open: it says so, and asks somebody who may.

use crate::i18n::{Text, people, words};
use crate::register::register;
use crate::shell::Screen;
use crate::ui::{Button, ButtonKind, EmptyState, IconName};
use evertill_domain::people::{Act, Need};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The screen that `draw` makes, for whoever may do `act`; for all others the way to be let in.
pub fn gated(act: Act, title: Text, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let register = register();
    let may = Memo::new(move |_| register.may(Need::of(act)));
    let ask = move |()| {
        spawn_local(async move {
            let _ = register.allowed(Need::of(act)).await;
        });
    };
    let shut = move || {
        view! {
            <Screen title=words(title)>
                <EmptyState icon=IconName::Lock title=words(people::shut) hint=words(people::shut_hint)>
                    <Button kind=ButtonKind::Primary large=true autofocus=true on_press=ask>{crate::t!(people::ask)}</Button>
                </EmptyState>
            </Screen>
        }
    };
    (move || if may.get() { draw() } else { shut().into_any() }).into_any()
}
