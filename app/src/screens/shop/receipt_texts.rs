//! The shop's name, and what stands at the head and the foot of a receipt.

use super::saving::{SaveButton, Saving};
use crate::i18n::{lang, linked, shop, words};
use crate::ui::{Field, TextArea};
use evertill_domain::shop::SettingsError;
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <ReceiptTexts /> }.into_any()
}

#[component]
fn ReceiptTexts() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings();
    let text = |lines: Option<&Vec<String>>| RwSignal::new(lines.map(|lines| lines.join("\n")).unwrap_or_default());
    let name = RwSignal::new(known.as_ref().map(|known| known.shop_name.clone()).unwrap_or_default());
    let header = text(known.as_ref().map(|known| &known.header_lines));
    let footer = text(known.as_ref().map(|known| &known.footer_lines));
    let address = RwSignal::new(known.as_ref().map(|known| known.receipt_address.clone()).unwrap_or_default());
    let wrong = RwSignal::new(None::<Wrong>);
    let said = move |which: Wrong, words: crate::i18n::Text| {
        Signal::derive(move || if wrong.get() == Some(which) { words(lang()).to_owned() } else { String::new() })
    };
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        settings.shop_name = name.get_untracked().trim().to_owned();
        settings.header_lines = lines(&header.get_untracked());
        settings.footer_lines = Vec::new();
        settings.receipt_address = String::new();
        let head_is_right = settings.validate();
        settings.footer_lines = lines(&footer.get_untracked());
        let checked = match head_is_right {
            Err(SettingsError::ShopName) => Some(Wrong::Name),
            Err(SettingsError::TooManyLines | SettingsError::ReceiptLine { .. }) => Some(Wrong::Header),
            _ => settings.validate().is_err().then_some(Wrong::Footer),
        };
        settings.receipt_address = address.get_untracked().trim().trim_end_matches('/').to_owned();
        let checked = checked.or_else(|| settings.validate().is_err().then_some(Wrong::Address));
        wrong.set(checked);
        if checked.is_none() {
            saving.save(settings);
        }
    };
    view! {
        <div class="form form--page">
            <Field label=words(shop::shop_name) value=name required=true error=said(Wrong::Name, shop::wrong_name) />
            <TextArea
                label=words(shop::header_lines)
                value=header
                hint=words(shop::header_hint)
                error=said(Wrong::Header, shop::wrong_lines)
                rows=5
            />
            <TextArea
                label=words(shop::footer_lines)
                value=footer
                hint=words(shop::footer_hint)
                error=said(Wrong::Footer, shop::wrong_lines)
                rows=4
            />
            <Field
                label=words(linked::address)
                value=address
                hint=words(linked::address_hint)
                error=said(Wrong::Address, linked::wrong_address)
                mode="url"
                ltr=true
            />
            <SaveButton saving on_save=save />
        </div>
    }
}

/// Which field is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Name,
    Header,
    Footer,
    Address,
}

/// What was typed, line by line; empty lines at the end are nobody's wish.
fn lines(typed: &str) -> Vec<String> {
    typed.trim_end().lines().map(|line| line.trim_end().to_owned()).collect()
}
