//! Customers: who they are is theirs to erase, what they hold is folded from facts.

use evertill_money::Amount;
use serde::Deserialize;

use crate::Refusal;
use crate::ids::{CustomerId, GroupId, checked_text};
use crate::pricing::SALE_LIMIT;
use crate::tax::Exemption;
use crate::{edited, record};

/// A customer's profile, one version of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Customer {
    /// Who.
    pub id: CustomerId,
    /// Name as they want to be called; 1 to 120 characters.
    pub name: String,
    /// Telephone number as given; may be empty.
    pub phone: String,
    /// E-mail address as given; may be empty.
    pub email: String,
    /// The number on their loyalty card, which a scan finds; may be empty.
    pub card: String,
    /// No longer offered; the past stays.
    pub archived: bool,
    /// Why they need not pay taxes, where that is so.
    #[serde(default)]
    pub exemption: Option<Exemption>,
    /// The group whose prices and promotions they get; one of the settings'.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// What they may owe at most; nothing for whoever cannot buy on account.
    #[serde(default)]
    pub credit_limit: Amount,
}

record!(Customer { id, name, phone, email, card, archived; exemption, group, credit_limit });
edited!(Customer { id; name, phone, email, card, archived; exemption, group, credit_limit });

impl Customer {
    /// The most characters of each text.
    pub const TEXT_LIMIT: usize = 120;

    /// Whether there is a name, every text is printable and the credit limit is one. Whoever takes a profile from a person
    /// asks before it is appended.
    ///
    /// # Errors
    /// [`Refusal::TextInvalid`].
    pub fn check(&self) -> Result<(), Refusal> {
        let fits = |text: &str| checked_text(text, Self::TEXT_LIMIT).is_ok();
        let optional = [&self.phone, &self.email, &self.card];
        self.exemption.as_ref().map_or(Ok(()), Exemption::check)?;
        let in_range = !self.credit_limit.is_negative() && self.credit_limit <= SALE_LIMIT;
        if in_range && fits(&self.name) && optional.into_iter().all(|text| text.is_empty() || fits(text)) {
            Ok(())
        } else {
            Err(Refusal::TextInvalid)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_needs_a_name_and_nothing_unprintable() {
        let text_invalid = Err(Refusal::TextInvalid);
        for (name, phone, expected) in [
            ("Ada", "", Ok(())),
            ("آدا", "+49 30 123", Ok(())),
            ("", "1", text_invalid.clone()),
            ("Ada", " ", text_invalid.clone()),
            ("Ada\n", "", Ok(())),
            ("A\nda", "", text_invalid),
        ] {
            let customer = Customer {
                id: CustomerId::new("1").unwrap(),
                name: name.to_owned(),
                phone: phone.to_owned(),
                email: String::new(),
                card: String::new(),
                archived: false,
                exemption: None,
                group: None,
                credit_limit: Amount::ZERO,
            };
            assert_eq!(customer.check(), expected, "{name:?} {phone:?}");
        }
    }
}
