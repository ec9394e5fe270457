//! The coupon codes of a basket, with what each gives or why it gives nothing.

use super::CouponView;
use crate::i18n::{lang, offers};
use crate::t;
use crate::ui::{IconButton, IconName};
use leptos::prelude::*;

/// The coupons of a basket, each of which can be removed.
#[component]
pub fn CouponList(
    /// The coupons, in the order in which they were entered.
    #[prop(into)]
    coupons: Signal<Vec<CouponView>>,
    /// Called with the place of the one to be removed.
    #[prop(into)]
    on_remove: Callback<usize>,
) -> impl IntoView {
    let row = move |(at, coupon): (usize, CouponView)| {
        let label = offers::remove_code(lang(), &coupon.code);
        view! {
            <li class="coupons__row" data-gives=coupon.gives.to_string()>
                <span class="coupons__words">
                    <bdi class="code" dir="ltr">{coupon.code}</bdi>
                    <span class="soft">{coupon.said}</span>
                </span>
                <IconButton
                    icon=IconName::Close
                    label=Signal::stored(label)
                    on_press=move |()| on_remove.run(at)
                />
            </li>
        }
    };
    view! {
        <ul class="coupons" aria-label=t!(offers::coupons)>
            {move || coupons.get().into_iter().enumerate().map(row).collect_view()}
        </ul>
    }
}
