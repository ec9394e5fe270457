//! How money goes back: the split that follows what was paid, what else can be wished, and what each share asks for. The sheet of
//! a refund and Pay, where goods are exchanged, show the same part.

use crate::i18n::words as label;
use crate::i18n::{lang, pay, payback};
use crate::refusals::paid_by;
use crate::register::Register;
use crate::screens::sales::loaded::customer_of;
use crate::ui::{Field, Segmented};
use evertill_domain::Refusal;
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::CustomerId;
use evertill_domain::payback::{PaidBy, PaidPart, Wish, propose};
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use leptos::prelude::*;

/// Money that goes back, and how.
#[derive(Clone, Copy)]
pub struct PayBack {
    register: Register,
    parts: StoredValue<Vec<PaidPart>>,
    customer: StoredValue<Option<CustomerId>>,
    /// How much; below zero where the customer pays after all.
    amount: Signal<Amount>,
    wish: RwSignal<Wish>,
    slip: RwSignal<String>,
    number: RwSignal<String>,
    shares: Memo<Vec<(PaidBy, Amount)>>,
}

impl PayBack {
    /// Of what `parts` say was paid, to `customer` where there is one.
    pub fn new(register: Register, parts: Vec<PaidPart>, customer: Option<CustomerId>, amount: Signal<Amount>) -> Self {
        let (parts, customer) = (StoredValue::new(parts), StoredValue::new(customer));
        let wish = RwSignal::new(Wish::AsPaid);
        let shares = Memo::new(move |_| {
            let (amount, wish) = (amount.get(), wish.get());
            parts.with_value(|parts| {
                customer.with_value(|customer| shares(register, parts, customer.as_ref(), amount, wish))
            })
        });
        let (slip, number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        Self { register, parts, customer, amount, wish, slip, number, shares }
    }

    /// The tenders that give it back.
    ///
    /// # Errors
    /// [`Refusal`] where what a share asks for is missing.
    pub fn tenders(self) -> Result<Vec<Tender>, Refusal> {
        let amount = self.amount.get_untracked();
        if amount.is_negative() {
            let amount = self.in_coins(amount.negated());
            return Ok(if amount.is_zero() { Vec::new() } else { vec![Tender::Cash { amount }] });
        }
        let account = self.customer.with_value(|id| id.as_ref().and_then(|id| self.register.credit_account(id)));
        let shares = self.shares.get_untracked();
        let tender = |(by, share): (PaidBy, Amount)| {
            let amount = share.negated();
            Ok(match by {
                PaidBy::Cash => Tender::Cash { amount: self.in_coins(share).negated() },
                PaidBy::Card => Tender::Card { amount, slip: self.slip.get_untracked().trim().to_owned() },
                PaidBy::GiftCard { card } => Tender::GiftCard { card, amount },
                PaidBy::OnAccount => Tender::OnAccount { amount },
                PaidBy::Credit => match &account {
                    Some(account) => Tender::StoredValue { account: account.clone(), amount },
                    None => Tender::GiftCard { card: GiftCardNumber::parse(&self.number.get_untracked())?, amount },
                },
            })
        };
        shares.into_iter().map(tender).collect()
    }

    fn in_coins(self, amount: Amount) -> Amount {
        self.register
            .settings
            .with_untracked(|all| all.as_ref().and_then(|all| all.payments.in_coins(amount).ok()).unwrap_or(amount))
    }

    fn has(self, wanted: fn(&PaidBy) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.shares.with(|shares| shares.iter().any(|(by, _)| wanted(by))))
    }

    /// What is said about a share: what was paid so, and what of that has gone back.
    fn why(self, by: &PaidBy) -> String {
        let money = self.register.money();
        if *by == PaidBy::Credit {
            let owner = self.customer.with_value(|id| {
                let id = id.as_ref()?;
                Some(customer_of(self.register, id).map_or_else(|| id.to_string(), |(profile, _)| profile.name))
            });
            return owner
                .map_or_else(|| payback::onto_card(lang()).to_owned(), |name| payback::to_credit(lang(), name));
        }
        let sum = |of: fn(&PaidPart) -> Amount| {
            let of_means =
                |parts: &Vec<PaidPart>| parts.iter().filter(|part| part.by == *by).map(of).collect::<Vec<_>>();
            Amount::sum(self.parts.with_value(of_means)).unwrap_or_default()
        };
        let (paid, back) = (sum(|part| part.paid), sum(|part| part.back));
        if paid.is_zero() {
            payback::instead(lang()).to_owned()
        } else if back.is_zero() {
            payback::of_paid(lang(), money.format(paid))
        } else {
            payback::of_paid_less(lang(), money.format(paid), money.format(back))
        }
    }
}

/// Whether nothing has to be asked or told about `amount` that goes back: coins and notes go out, as they came in.
pub fn is_plain(register: Register, parts: &[PaidPart], customer: Option<&CustomerId>, amount: Amount) -> bool {
    let shares = untrack(|| shares(register, parts, customer, amount, Wish::AsPaid));
    shares.iter().all(|(by, _)| *by == PaidBy::Cash)
}

fn shares(
    register: Register,
    parts: &[PaidPart],
    customer: Option<&CustomerId>,
    amount: Amount,
    wish: Wish,
) -> Vec<(PaidBy, Amount)> {
    let owed = register.customers.with(|all| {
        let row = all.iter().find(|row| row.profile.as_ref().is_some_and(|known| Some(&known.id) == customer));
        row.map_or(Amount::ZERO, |row| row.owed)
    });
    let mut shares = propose(parts, amount, owed, wish).unwrap_or_default();
    // What is less than half a coin does not exist in cash, and goes with the rest.
    let coins = |amount| {
        register.settings.with(|all| all.as_ref().and_then(|all| all.payments.in_coins(amount).ok()).unwrap_or(amount))
    };
    if shares.len() > 1
        && let Some(at) = shares.iter().position(|(by, share)| *by == PaidBy::Cash && coins(*share).is_zero())
    {
        let (_, crumb) = shares.remove(at);
        match shares.iter_mut().find(|(by, _)| *by == PaidBy::Credit) {
            Some((_, share)) => *share = share.plus(crumb).unwrap_or(*share),
            None => shares.push((PaidBy::Credit, crumb)),
        }
    }
    shares
}

/// The choice of how money goes back, and the fields of what it asks for.
#[component]
pub fn PayBackChoice(back: PayBack) -> impl IntoView {
    let cash_instead =
        back.register.settings.with_untracked(|all| all.as_ref().is_some_and(|all| all.refunds.cash_instead));
    let options = Signal::derive(move || {
        let mut options = vec![
            (Wish::AsPaid, payback::as_paid(lang()).to_owned()),
            (Wish::Credit, pay::store_credit(lang()).to_owned()),
        ];
        if cash_instead {
            options.push((Wish::Cash, pay::cash(lang()).to_owned()));
        }
        options
    });
    let nobody = back.customer.with_value(Option::is_none);
    let (card, credit) = (back.has(|by| *by == PaidBy::Card), back.has(|by| *by == PaidBy::Credit));
    let on_card = move || {
        let share =
            back.shares.with(|shares| shares.iter().find(|(by, _)| *by == PaidBy::Card).map(|(_, share)| *share));
        payback::card_steps(lang(), back.register.money().format(share.unwrap_or_default()))
    };
    view! {
        <Segmented label=label(payback::title) options value=back.wish on_choose=move |wish| back.wish.set(wish) />
        <ul class="payback" aria-label=move || payback::title(lang())>{move || back.shares.get().into_iter().map(|share| share_row(back, &share)).collect_view()}</ul>
        {move || card.get().then(|| view! {
            <Field
                label=label(pay::slip_reference)
                value=back.slip
                hint=Signal::derive(on_card)
                name="slip"
                required=true
                ltr=true
            />
        })}
        {move || (credit.get() && nobody).then(|| view! {
            <Field
                label=label(pay::card_number)
                value=back.number
                hint=label(payback::number_hint)
                name="gift-card"
                mode="numeric"
                required=true
                ltr=true
            />
        })}
    }
}

fn share_row(back: PayBack, (by, share): &(PaidBy, Amount)) -> impl IntoView + use<> {
    let shown = if *by == PaidBy::Cash { back.in_coins(*share) } else { *share };
    let tail = match by {
        PaidBy::GiftCard { card } => format!(" …{}", card.tail()),
        _ => String::new(),
    };
    view! {
        <li class="payback__share">
            <span class="payback__words">
                <span>{paid_by(lang(), by)}<bdi dir="ltr">{tail}</bdi></span>
                <span class="soft">{back.why(by)}</span>
            </span>
            <span class="number">{back.register.money().format(shown)}</span>
        </li>
    }
}
