//! States of sales and refusals of participants in words.

use super::list_model::State;
use crate::i18n::{lang, post_void, sales};
use crate::refusals;
use crate::register::Register;
use crate::ui::Tone;
use evertill_domain::event::ParticipantName;
use evertill_domain::refusal::RollbackReason;

/// A state in a word, and how it feels.
pub fn state_words(state: State) -> (&'static str, Tone) {
    match state {
        State::Completed => (sales::completed(lang()), Tone::Good),
        State::Refund => (sales::refund_made(lang()), Tone::Neutral),
        State::PartlyRefunded => (sales::partly_refunded(lang()), Tone::Notice),
        State::Refunded => (sales::fully_refunded(lang()), Tone::Notice),
        State::RolledBack => (sales::rolled_back(lang()), Tone::Bad),
        State::Voided => (post_void::voided(lang()), Tone::Bad),
    }
}

/// Who refused a sale.
pub fn participant(name: ParticipantName) -> &'static str {
    match name {
        ParticipantName::Returns => sales::who_returns(lang()),
        ParticipantName::Inventory => sales::who_inventory(lang()),
        ParticipantName::Loyalty => sales::who_loyalty(lang()),
        ParticipantName::StoredValue => sales::who_stored_value(lang()),
        ParticipantName::Accounts => sales::who_accounts(lang()),
        ParticipantName::Vouchers => sales::who_vouchers(lang()),
        ParticipantName::Prepayments => crate::i18n::journal::account_prepayments(lang()),
        ParticipantName::Rights => sales::who_rights(lang()),
    }
}

/// Why a sale was rolled back, and what to do; items by their names.
pub fn why(register: Register, reason: &RollbackReason) -> String {
    let name = |sku: &str| {
        register.catalogue(|catalogue| {
            let found = catalogue.by_code(sku)?;
            Some(catalogue.get(found.item)?.name().to_owned())
        })?
    };
    refusals::rollback(lang(), reason, &register.money(), name)
}
