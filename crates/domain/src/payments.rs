//! How a shop takes money: what coins there are, foreign cash, tips, and how far change goes.

use evertill_money::{Amount, Currency, Overflow, Rate, Rounding};
use serde::Deserialize;

use crate::Refusal;
use crate::pricing::SALE_LIMIT;
use crate::record;
use crate::tender::Tender;

/// The rules by which a shop takes money. Empty ones are a shop that rounds nothing, takes no foreign cash, offers no
/// tips and gives any change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Payments {
    /// The smallest coin, where that is more than one minor unit: what is paid in cash is rounded to it, to the nearest,
    /// a tie away from zero. 0.05 in Switzerland.
    pub cash_step: Option<Amount>,
    /// The most change that is given in cash.
    pub change_limit: Option<Amount>,
    /// Tips offered as a share of the total, ascending; none are offered where it is empty.
    pub tips: Vec<Rate>,
    /// Foreign cash that is taken.
    pub currencies: Vec<ForeignCurrency>,
}

record!(Payments { cash_step; change_limit, tips, currencies });

/// Foreign cash and what the shop gives for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct ForeignCurrency {
    /// Which.
    pub currency: Currency,
    /// Millionths of one unit of the shop's currency for one unit of this one: 950,000 is 0.95.
    pub rate: u64,
}

record!(ForeignCurrency { currency, rate });

/// What basket and tenders come to, as far as they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// What is asked for: goods, whatever else is paid for, and the tip; negative when money goes back.
    pub due: Amount,
    /// What rounding to the smallest coin adds to it, or takes off where negative; nothing where no cash is used.
    pub rounding: Amount,
    /// Still to pay by whatever is no cash; negative where there is change.
    pub left: Amount,
    /// Still to pay in cash, in coins that exist; negative where there is change.
    pub left_in_cash: Amount,
}

impl Payments {
    /// The most suggestions for tips.
    pub const TIPS_LIMIT: usize = 4;
    /// The most foreign currencies.
    pub const CURRENCIES_LIMIT: usize = 8;
    /// The highest rate, in millionths: a million units of the shop's currency for one.
    pub const RATE_LIMIT: u64 = 1_000_000_000_000;

    /// Whether a register can take money by these rules in a shop whose books are kept in `home`.
    ///
    /// # Errors
    /// [`PaymentsError`], which names the field.
    pub fn validate(&self, home: Currency) -> Result<(), PaymentsError> {
        let in_range = |amount: Amount| amount > Amount::ZERO && amount <= SALE_LIMIT;
        if self.cash_step.is_some_and(|step| !in_range(step)) {
            return Err(PaymentsError::CashStep);
        }
        if self.change_limit.is_some_and(|limit| !in_range(limit)) {
            return Err(PaymentsError::ChangeLimit);
        }
        let ascends = self.tips.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        let wrong = self.tips.iter().any(|tip| tip.is_zero() || *tip > Rate::WHOLE);
        if self.tips.len() > Self::TIPS_LIMIT || !ascends || wrong {
            return Err(PaymentsError::Tips);
        }
        for (at, foreign) in self.currencies.iter().enumerate() {
            let twice = self.currencies.iter().take(at).any(|before| before.currency == foreign.currency);
            let out_of_range = foreign.rate == 0 || foreign.rate > Self::RATE_LIMIT;
            if twice || out_of_range || foreign.currency == home || at >= Self::CURRENCIES_LIMIT {
                return Err(PaymentsError::Currency { currency: foreign.currency });
            }
        }
        Ok(())
    }

    /// `amount` in coins that exist.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn in_coins(&self, amount: Amount) -> Result<Amount, Overflow> {
        let Some(step) = self.cash_step else { return Ok(amount) };
        Amount::new(
            amount.scaled(1, step.minor(), Rounding::HalfUp)?.minor().checked_mul(step.minor()).ok_or(Overflow)?,
        )
    }

    /// The foreign currency with this code, where the shop takes it.
    #[must_use]
    pub fn foreign(&self, currency: Currency) -> Option<ForeignCurrency> {
        self.currencies.iter().copied().find(|foreign| foreign.currency == currency)
    }

    /// What `due` and `tenders` come to. The part that no other tender pays is paid in cash and rounded.
    ///
    /// # Errors
    /// [`Refusal::AmountTooLarge`] beyond the range of [`Amount`].
    pub fn settle(&self, due: Amount, tenders: &[Tender]) -> Result<Settlement, Refusal> {
        let sum = |cash: bool| Amount::sum(tenders.iter().filter(|one| one.is_cash() == cash).map(Tender::amount));
        let (cash, other) = (sum(true)?, sum(false)?);
        let part = due.minus(other)?;
        let same_way = !part.is_zero() && part.is_negative() == due.is_negative();
        let coins = if same_way { self.in_coins(part)? } else { part };
        let rounding = coins.minus(part)?;
        // A card that leaves a cent is a card that leaves a cent: only who pays in cash is spared it.
        let uses_cash = tenders.is_empty() || tenders.iter().any(Tender::is_cash);
        let left_in_cash = coins.minus(cash)?;
        let settled = uses_cash && (left_in_cash.is_zero() || left_in_cash.is_negative() != due.is_negative());
        Ok(Settlement {
            due,
            rounding: if uses_cash { rounding } else { Amount::ZERO },
            left: if settled { left_in_cash } else { part.minus(cash)? },
            left_in_cash,
        })
    }

    /// The change of `tenders` for `due`, and the rounding that goes with it.
    ///
    /// # Errors
    /// [`Refusal::TenderBelowTotal`], [`Refusal::ChangeBeyondCash`], [`Refusal::ChangeBeyondLimit`],
    /// [`Refusal::PayoutMismatch`] or [`Refusal::TooManyTenders`].
    pub fn change(&self, due: Amount, tenders: &[Tender]) -> Result<Change, Refusal> {
        if tenders.len() > Tender::LIMIT {
            return Err(Refusal::TooManyTenders { limit: Tender::LIMIT });
        }
        let settled = self.settle(due, tenders)?;
        let asked = due.plus(settled.rounding)?;
        let offered = Amount::sum(tenders.iter().map(Tender::amount))?;
        if due.is_negative() {
            return if offered == asked {
                Ok(Change { back: Amount::ZERO, rounding: settled.rounding })
            } else {
                Err(Refusal::PayoutMismatch { due: asked.negated(), offered: offered.negated() })
            };
        }
        if offered < asked {
            return Err(Refusal::TenderBelowTotal { missing: asked.minus(offered)? });
        }
        let back = offered.minus(asked)?;
        let cash = Amount::sum(tenders.iter().filter(|tender| tender.gives_change()).map(Tender::amount))?;
        if back > cash {
            return Err(Refusal::ChangeBeyondCash { excess: back.minus(cash)? });
        }
        match self.change_limit.filter(|limit| back > *limit) {
            Some(limit) => Err(Refusal::ChangeBeyondLimit { limit }),
            None => Ok(Change { back, rounding: settled.rounding }),
        }
    }
}

/// What goes back in cash, and what rounding to the smallest coin added to what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Not negative.
    pub back: Amount,
    /// Negative where it was in the customer's favour.
    pub rounding: Amount,
}

impl ForeignCurrency {
    /// What `foreign` minor units of this currency are worth in `home`, half up.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn worth(&self, foreign: Amount, home: Currency) -> Result<Amount, Overflow> {
        let rate = i64::try_from(self.rate).map_err(|_| Overflow)?;
        let [up, down] = [home, self.currency].map(|currency| 10_i64.pow(u32::from(currency.exponent())));
        foreign.scaled(rate.checked_mul(up).ok_or(Overflow)?, down * 1_000_000, Rounding::HalfUp)
    }

    /// The least foreign money that covers `amount` in `home`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn needed(&self, amount: Amount, home: Currency) -> Result<Amount, Overflow> {
        let rate = i64::try_from(self.rate).map_err(|_| Overflow)?;
        let [up, down] = [home, self.currency].map(|currency| 10_i64.pow(u32::from(currency.exponent())));
        let about = amount.scaled(down * 1_000_000, rate.checked_mul(up).ok_or(Overflow)?, Rounding::Down)?;
        let enough = self.worth(about, home)? >= amount;
        if enough { Ok(about) } else { about.plus(Amount::minor_i32(1)) }
    }
}

/// Which of the rules cannot be taken into force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentsError {
    /// The smallest coin must be above zero and within the limit of a sale.
    CashStep,
    /// The most change must be above zero and within the limit of a sale.
    ChangeLimit,
    /// Tips must be above zero, at most the whole, and ascend; at most [`Payments::TIPS_LIMIT`].
    Tips,
    /// A foreign currency that is the shop's own, is there twice, is one too many or has no rate above zero.
    Currency {
        /// Which.
        currency: Currency,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::from_code(code).unwrap()
    }

    #[test]
    fn rules_that_no_till_could_follow_are_refused_by_field() {
        let euro = ForeignCurrency { currency: currency("EUR"), rate: 950_000 };
        let percent = |n| Rate::percent(n).unwrap();
        let step = |minor| Payments { cash_step: Some(Amount::minor_i32(minor)), ..Payments::default() };
        let limit = |minor| Payments { change_limit: Some(Amount::minor_i32(minor)), ..Payments::default() };
        let tips = |tips: &[u16]| Payments { tips: tips.iter().map(|n| percent(*n)).collect(), ..Payments::default() };
        let foreign = |list: &[ForeignCurrency]| Payments { currencies: list.to_vec(), ..Payments::default() };
        let wrong = |currency| Err(PaymentsError::Currency { currency });
        let table = [
            (Payments::default(), Ok(())),
            (step(5), Ok(())),
            (step(0), Err(PaymentsError::CashStep)),
            (step(-5), Err(PaymentsError::CashStep)),
            (limit(10_000), Ok(())),
            (limit(0), Err(PaymentsError::ChangeLimit)),
            (tips(&[10, 15, 20]), Ok(())),
            (tips(&[15, 10]), Err(PaymentsError::Tips)),
            (tips(&[0]), Err(PaymentsError::Tips)),
            (tips(&[101]), Err(PaymentsError::Tips)),
            (tips(&[1, 2, 3, 4, 5]), Err(PaymentsError::Tips)),
            (foreign(&[euro]), Ok(())),
            (foreign(&[euro, euro]), wrong(currency("EUR"))),
            (foreign(&[ForeignCurrency { rate: 0, ..euro }]), wrong(currency("EUR"))),
            (foreign(&[ForeignCurrency { rate: Payments::RATE_LIMIT + 1, ..euro }]), wrong(currency("EUR"))),
            (foreign(&[ForeignCurrency { currency: currency("CHF"), ..euro }]), wrong(currency("CHF"))),
        ];
        for (at, (rules, expected)) in table.into_iter().enumerate() {
            assert_eq!(rules.validate(currency("CHF")), expected, "row {at}");
        }
    }

    #[test]
    fn foreign_cash_is_worth_its_rate_and_the_least_that_is_needed_covers_what_is_due() {
        // shop, foreign, rate, foreign minor units, worth, due, needed
        let table = [
            ("CHF", "EUR", 950_000, 2_000, 1_900, 1_890, 1_989),
            ("JPY", "USD", 150_000_000, 1_050, 1_575, 1_575, 1_050),
            ("USD", "JPY", 6_700, 1_000, 670, 999, 1_491),
            ("KWD", "EUR", 330_000, 1_000, 3_300, 3_301, 1_001),
        ];
        for (home, code, rate, foreign, worth, due, needed) in table {
            let (home, rate) = (currency(home), ForeignCurrency { currency: currency(code), rate });
            assert_eq!(rate.worth(Amount::minor_i32(foreign), home), Amount::new(worth), "{home:?} {code}");
            let least = rate.needed(Amount::minor_i32(due), home).unwrap();
            assert_eq!(least, Amount::minor_i32(needed), "{home:?} {code}");
            let less = least.minus(Amount::minor_i32(1)).unwrap();
            assert!(rate.worth(less, home).unwrap() < Amount::minor_i32(due), "{home:?} {code}: less would do");
        }
    }
}
