//! Every refusal and every rollback in the operator's words, with the next step.

use crate::i18n::{Lang, errors, format, goods, pay, people, till};
use crate::money::Money;
use crate::register::ActError;
use evertill_domain::Refusal;
use evertill_domain::payback::PaidBy;
use evertill_domain::promotion::WhyNot;
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rights::{Asset, NotHeld};

/// Why the shop said no, and what to do. `name` is what the refused line or item is called, where there is one.
pub fn refusal(lang: Lang, refusal: &Refusal, money: &Money, name: &str) -> String {
    use Refusal as R;
    match refusal {
        R::BasketFull { limit } => errors::basket_full(lang, limit),
        R::BasketEmpty => errors::basket_empty(lang).to_owned(),
        R::UnknownLine => errors::line_gone(lang).to_owned(),
        R::ItemArchived { sku } => errors::item_archived(lang, or(name, sku.as_str())),
        R::UnknownTax { tax } => errors::tax_unknown(lang, tax),
        R::TaxRateMissing { component, day, .. } => errors::tax_rate_missing(lang, component, day),
        R::PriceMissing { sku } => errors::price_missing(lang, or(name, sku.as_str())),
        R::PriceNegative => errors::price_negative(lang).to_owned(),
        R::QuantityNotPositive => errors::quantity_impossible(lang).to_owned(),
        R::QuantityNotWhole { .. } if name.is_empty() => errors::quantity_whole_unit(lang).to_owned(),
        R::QuantityNotWhole { .. } => errors::quantity_whole(lang, name),
        R::QuantityTooLarge { limit } => errors::quantity_too_large(lang, money.quantity(*limit)),
        R::AmountTooLarge { limit } => errors::amount_beyond_limit(lang, money.format(*limit)),
        R::DiscountOutOfRange => errors::discount_range(lang).to_owned(),
        R::DiscountTooLarge { limit } => errors::discount_limit(lang, money.format(*limit)),
        R::CouponsBeyondTotal => errors::coupons_beyond_total(lang).to_owned(),
        R::TooManyTenders { limit } => errors::too_many_tenders(lang, limit),
        R::TenderBelowTotal { missing } => errors::tender_short(lang, money.format(*missing)),
        R::ChangeBeyondCash { excess } => errors::change_beyond_cash(lang, money.format(*excess)),
        R::TenderWrongDirection => errors::tender_zero(lang).to_owned(),
        R::PayoutMismatch { due, .. } => errors::payout_mismatch(lang, money.format(*due)),
        R::SlipReferenceInvalid => errors::slip_reference_missing(lang).to_owned(),
        R::CouponCodeInvalid => errors::coupon_code_invalid(lang).to_owned(),
        R::NotPayable => errors::not_payable(lang).to_owned(),
        R::CustomerMissing => errors::customer_missing(lang).to_owned(),
        R::PointsMismatch => errors::points_mismatch(lang).to_owned(),
        R::SaleRolledBack { receipt } => errors::sale_rolled_back(lang, receipt),
        R::NothingToReturn { line } => errors::nothing_to_return(lang, line),
        R::ReturnBeyondSold { left, .. } => errors::refund_too_much(lang, money.quantity(*left)),
        R::ReturnedTwice { line } => errors::returned_twice(lang, line),
        #[rustfmt::skip]
        R::ReturnOfCustomer { .. } | R::WithoutReceiptBeyond { .. } | R::CreditOnly { .. } | R::PostVoidTooLate
        | R::PostVoidImpossible | R::TipOutOfRange { .. } | R::TipNotOnCard | R::DayOver => after_the_sale(lang, refusal, money, name),
        R::ChangeBeyondLimit { limit } => errors::change_beyond_limit(lang, money.format(*limit)),
        R::GiftCardNumberInvalid => errors::gift_card_number_invalid(lang).to_owned(),
        R::ChargeOutOfRange { limit } => errors::charge_out_of_range(lang, money.format(*limit)),
        R::ForeignCashMismatch => errors::foreign_cash_mismatch(lang).to_owned(),
        R::TextInvalid => errors::text_invalid(lang).to_owned(),
        #[rustfmt::skip]
        R::ExtrasInvalid { .. } | R::ModifierMissing { .. } | R::ModifierBeyond { .. } | R::UnknownModifier { .. }
        | R::VariantMissing { .. } | R::ComboIncomplete { .. } | R::DepositMissing { .. } | R::AgeNotChecked { .. }
        | R::TraceMissing { .. } | R::TraceTwice { .. } | R::SerialOneEach | R::LinkedLine | R::NotDiscountable
        | R::DepositReturnBeyond { .. } => of_goods(lang, refusal, money, name),
        R::ShiftMissing => errors::shift_missing(lang).to_owned(),
        R::ShiftOpen { shift } => errors::shift_open(lang, shift),
        R::ReasonMissing => errors::reason_missing(lang).to_owned(),
        R::AmountNotPositive => errors::amount_not_positive(lang).to_owned(),
        R::CountInvalid => errors::count_invalid(lang).to_owned(),
        R::PrepaymentLeft { left } => errors::prepayment_left(lang, money.format(*left)),
        R::PrepaymentOfOther => errors::prepayment_of_other(lang).to_owned(),
        #[rustfmt::skip]
        R::NotAllowed { .. } | R::PinInvalid | R::PinTooSimple | R::PinWrong | R::PinBlocked { .. } | R::UnknownRole
        | R::OwnerMissing | R::OperatorTwice => of_people(lang, refusal),
        R::NotSuspended => errors::not_suspended(lang).to_owned(),
        R::CustomerGroupMissing => errors::customer_group_missing(lang).to_owned(),
        R::DaysReversed => errors::days_reversed(lang).to_owned(),
        R::CouponUnknown { code } => errors::coupon_unknown(lang, code),
        R::CouponNotNow { why } => why_not(lang, why, money),
        R::CouponTwice => errors::coupon_twice(lang).to_owned(),
        R::TooManyCoupons { limit } => errors::too_many_coupons(lang, limit),
    }
}

/// The same, of operators and what they may do.
fn of_people(lang: Lang, refusal: &Refusal) -> String {
    use Refusal as R;
    match refusal {
        R::NotAllowed { need } => return errors::not_allowed(lang, people::act(need.act)(lang)),
        R::PinBlocked { until } => return errors::pin_blocked(lang, format::clock_time(*until)),
        R::PinInvalid => errors::pin_invalid(lang),
        R::PinTooSimple => errors::pin_too_simple(lang),
        R::PinWrong => errors::pin_wrong(lang),
        R::UnknownRole => errors::unknown_role(lang),
        R::OwnerMissing => errors::owner_missing(lang),
        R::OperatorTwice => errors::operator_twice(lang),
        // All others have their words above.
        _ => "",
    }
    .to_owned()
}

/// The same, of what is asked about goods.
fn of_goods(lang: Lang, refusal: &Refusal, money: &Money, name: &str) -> String {
    use Refusal as R;
    match refusal {
        R::ExtrasInvalid { .. } => goods::extras_invalid(lang).to_owned(),
        R::ModifierMissing { group, minimum } => goods::modifier_missing(lang, group, minimum),
        R::ModifierBeyond { group, maximum } => goods::modifier_beyond(lang, group, maximum),
        R::UnknownModifier { name } => goods::modifier_unknown(lang, name),
        R::VariantMissing { sku } => goods::variant_missing(lang, or(name, sku.as_str())),
        R::ComboIncomplete { slot } => goods::combo_incomplete(lang, slot),
        R::DepositMissing { sku } => goods::deposit_missing(lang, sku),
        R::AgeNotChecked { years } => goods::age_not_checked(lang, years),
        R::TraceMissing { name } => goods::trace_missing(lang, name),
        R::TraceTwice { trace } => goods::trace_twice(lang, trace),
        R::SerialOneEach => goods::serial_one_each(lang).to_owned(),
        R::LinkedLine => goods::linked_line(lang).to_owned(),
        R::NotDiscountable => goods::not_discountable(lang).to_owned(),
        R::DepositReturnBeyond { limit } => goods::deposit_return_beyond(lang, money.quantity(*limit)),
        // All others have their words above.
        _ => String::new(),
    }
}

/// Why a coupon code gives nothing, and what to do.
pub fn why_not(lang: Lang, why: &WhyNot, money: &Money) -> String {
    match why {
        WhyNot::Unknown => errors::coupon_gone(lang).to_owned(),
        WhyNot::Paused => errors::coupon_paused(lang).to_owned(),
        WhyNot::NotYet { from } => errors::coupon_not_yet(lang, format::day(*from)),
        WhyNot::Expired { to } => errors::coupon_expired(lang, format::day(*to)),
        WhyNot::OutsideHours => errors::coupon_outside_hours(lang).to_owned(),
        WhyNot::OtherGroup => errors::coupon_other_group(lang).to_owned(),
        WhyNot::NothingQualifies => errors::coupon_nothing_qualifies(lang).to_owned(),
        WhyNot::BelowThreshold { missing } => errors::coupon_below_threshold(lang, money.format(*missing)),
        WhyNot::Beaten { by } => errors::coupon_beaten(lang, by),
        WhyNot::LimitReached => errors::coupon_limit_reached(lang).to_owned(),
    }
}

/// Why something at the counter was not done.
pub fn act(lang: Lang, error: &ActError, money: &Money) -> String {
    match error {
        ActError::Failed => till::not_recorded(lang).to_owned(),
        ActError::Full => till::full(lang).to_owned(),
        ActError::Refused(no) => refusal(lang, no, money, ""),
    }
}

/// Why a participant refused, and what to do. `name` finds what an item is called by its SKU.
pub fn rollback(lang: Lang, reason: &RollbackReason, money: &Money, name: impl Fn(&str) -> Option<String>) -> String {
    use RollbackReason as R;
    match reason {
        R::OutOfStock { sku, on_hand, .. } => {
            let name = name(sku.as_str()).unwrap_or_else(|| sku.to_string());
            errors::stock_short(lang, name, money.quantity(*on_hand))
        }
        R::UnknownCustomer { .. } => errors::customer_unknown(lang).to_owned(),
        R::PointsBeyondBalance { balance, .. } => errors::points_short(lang, balance),
        R::StoredValueBeyondBalance { balance, .. } => errors::credit_short(lang, money.format(*balance)),
        R::UnknownSale { receipt } => errors::sale_unknown(lang, receipt),
        R::ReturnBeyondSold { left, .. } => errors::refund_too_much(lang, money.quantity(*left)),
        R::BeyondRange => errors::balance_beyond_range(lang).to_owned(),
        R::CreditLimitReached { limit, owed } => {
            errors::credit_limit_reached(lang, money.format(*limit), money.format(*owed))
        }
        R::PaymentBeyondOwed { owed } => errors::payment_beyond_owed(lang, money.format(*owed)),
        R::VoucherUsed { code, receipt } => errors::voucher_used(lang, code, receipt),
        R::UnknownOrder { .. } => errors::not_suspended(lang).to_owned(),
        R::PrepaymentBeyondBalance { balance, .. } => errors::prepayment_short(lang, money.format(*balance)),
        R::PrepaymentUnused { left } => errors::prepayment_unused(lang, money.format(*left)),
        R::BackBeyondPaid { by, most } => errors::back_beyond_paid(lang, paid_by(lang, by), money.format(*most)),
        R::ReturnOutdated { receipt } => errors::return_outdated(lang, receipt),
        R::AlreadyReversed { receipt } => errors::already_reversed(lang, receipt),
        R::NotHeld { asset, wanted, held } => {
            not_held(lang, &NotHeld { asset: asset.clone(), wanted: *wanted, held: *held }, &name)
        }
    }
}

/// That other registers of the shop may be spending something. `name` finds what an item is called by its SKU.
pub fn not_held(lang: Lang, missing: &NotHeld, name: &impl Fn(&str) -> Option<String>) -> String {
    match &missing.asset {
        Asset::Stock(sku) => errors::stock_not_held(lang, name(sku.as_str()).unwrap_or_else(|| sku.to_string())),
        Asset::Account(_) => errors::credit_not_held(lang).to_owned(),
        Asset::Points(_) => errors::points_not_held(lang).to_owned(),
    }
}

/// The same of what happens after a sale.
fn after_the_sale(lang: Lang, refusal: &Refusal, money: &Money, name: &str) -> String {
    use Refusal as R;
    match refusal {
        R::ReturnOfCustomer { customer } => errors::return_of_customer(lang, or(name, customer.as_str())),
        R::WithoutReceiptBeyond { limit } => errors::without_receipt_beyond(lang, money.format(*limit)),
        R::CreditOnly { most } => errors::credit_only(lang, money.format(*most)),
        R::PostVoidTooLate => errors::post_void_too_late(lang).to_owned(),
        R::TipOutOfRange { .. } => errors::tip_out_of_range(lang).to_owned(),
        R::TipNotOnCard => errors::tip_not_on_card(lang).to_owned(),
        R::DayOver => errors::day_over(lang).to_owned(),
        _ => errors::post_void_impossible(lang).to_owned(),
    }
}

/// What a means of payment that money goes back to is called.
pub fn paid_by(lang: Lang, by: &PaidBy) -> &'static str {
    match by {
        PaidBy::Card => pay::card(lang),
        PaidBy::GiftCard { .. } => pay::gift_card(lang),
        PaidBy::OnAccount => pay::on_account(lang),
        PaidBy::Cash => pay::cash(lang),
        PaidBy::Credit => pay::store_credit(lang),
    }
}

fn or<'a>(name: &'a str, sku: &'a str) -> &'a str {
    if name.is_empty() { sku } else { name }
}
