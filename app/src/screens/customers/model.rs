//! Finding customers and judging what was typed about one, as data.

use evertill_domain::Amount;
use evertill_domain::customer::Customer;
use evertill_domain::ids::{CustomerId, GroupId, IdError, checked_text};
use evertill_domain::pricing::SALE_LIMIT;
use evertill_domain::rows::CustomerRow;
use evertill_domain::shop::Settings;
use evertill_domain::tax::Exemption;

/// The customers that answer a search: every word of it stands in the name, phone, e-mail or card.
pub fn matching(all: &[CustomerRow], text: &str, archived: bool) -> Vec<CustomerRow> {
    let wanted = text.to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_digits = !digits.is_empty() && text.chars().all(|c| c.is_ascii_digit() || " +-/()".contains(c));
    let answers = |row: &&CustomerRow| {
        let Some(profile) = &row.profile else { return false };
        if profile.archived != archived {
            return false;
        }
        let fields = [&profile.name, &profile.phone, &profile.email, &profile.card].map(|field| field.to_lowercase());
        let has_words = words.iter().all(|word| fields.iter().any(|field| field.contains(word)));
        // A phone number is typed with other gaps than it was written down with.
        let phone: String = profile.phone.chars().filter(char::is_ascii_digit).collect();
        has_words || only_digits && phone.contains(digits.trim_start_matches('0'))
    };
    all.iter().filter(answers).cloned().collect()
}

/// Who has this loyalty card.
pub fn by_card<'a>(all: &'a [CustomerRow], card: &str) -> Option<&'a Customer> {
    let card = card.trim();
    let mut profiles = all.iter().filter_map(|row| row.profile.as_ref());
    profiles.find(|profile| !card.is_empty() && profile.card == card)
}

/// The taxes that somebody can be exempt from, by their names, each once.
pub fn tax_names(settings: &Settings) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (label, _, _) in settings.taxes.iter().flat_map(|tax| tax.parts()) {
        if !names.iter().any(|known| known == label) {
            names.push(label.to_owned());
        }
    }
    names
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands there.
    Missing,
    /// More than [`Customer::TEXT_LIMIT`] characters.
    TooLong,
    /// Something that cannot be printed.
    Unprintable,
    /// This customer has the same card.
    CardTaken(String),
    /// No amount, or one beyond what a sale can come to.
    NotAnAmount,
    /// The shop has no tax of this name.
    NotATax(String),
}

/// What was typed into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Loyalty card.
    pub card: String,
    /// Why they need not pay taxes; empty where they do.
    pub certificate: String,
    /// Which taxes, with commas between them; empty for all.
    pub exempt_from: String,
    /// The id of the group; empty for none.
    pub group: String,
    /// What they may owe.
    pub credit_limit: Amount,
    /// Whether what was typed for it is no amount.
    pub unreadable_limit: bool,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// With the name.
    pub name: Option<Wrong>,
    /// With the telephone number.
    pub phone: Option<Wrong>,
    /// With the e-mail address.
    pub email: Option<Wrong>,
    /// With the loyalty card.
    pub card: Option<Wrong>,
    /// With the certificate.
    pub certificate: Option<Wrong>,
    /// With the taxes.
    pub exempt_from: Option<Wrong>,
    /// With the credit limit.
    pub credit_limit: Option<Wrong>,
}

impl Typed {
    /// The profile of `id` that was typed.
    ///
    /// # Errors
    /// What is wrong with which field, by the rules of [`Customer::check`], and that a card belongs to one customer.
    pub fn profile(
        &self,
        id: CustomerId,
        archived: bool,
        all: &[CustomerRow],
        taxes: &[String],
    ) -> Result<Customer, Faults> {
        let taken = by_card(all, &self.card).filter(|other| other.id != id);
        let faults = Faults {
            name: fault(&self.name).or_else(|| self.name.trim().is_empty().then_some(Wrong::Missing)),
            phone: fault(&self.phone),
            email: fault(&self.email),
            certificate: fault(&self.certificate),
            credit_limit: self.limit_is_wrong().then_some(Wrong::NotAnAmount),
            exempt_from: self.exempt_from().into_iter().find(|tax| !taxes.contains(tax)).map(Wrong::NotATax),
            card: fault(&self.card).or_else(|| taken.map(|other| Wrong::CardTaken(other.name.clone()))),
        };
        if faults != Faults::default() {
            return Err(faults);
        }
        let text = |text: &str| text.trim().to_owned();
        let reason = text(&self.certificate);
        Ok(Customer {
            id,
            name: text(&self.name),
            phone: text(&self.phone),
            email: text(&self.email),
            card: text(&self.card),
            archived,
            exemption: (!reason.is_empty()).then(|| Exemption { reason, taxes: self.exempt_from() }),
            group: GroupId::new(&self.group).ok(),
            credit_limit: self.credit_limit,
        })
    }

    fn limit_is_wrong(&self) -> bool {
        self.unreadable_limit || self.credit_limit.is_negative() || self.credit_limit > SALE_LIMIT
    }

    fn exempt_from(&self) -> Vec<String> {
        let names = self.exempt_from.split([',', '،']).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }
}

/// What is wrong with a text that may be empty.
fn fault(text: &str) -> Option<Wrong> {
    match checked_text(text, Customer::TEXT_LIMIT) {
        Ok(_) | Err(IdError::Empty) => None,
        Err(IdError::TooLong { .. }) => Some(Wrong::TooLong),
        Err(IdError::Control) => Some(Wrong::Unprintable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, name: &str, phone: &str, card: &str, archived: bool) -> CustomerRow {
        let profile = Customer {
            id: CustomerId::new(id).unwrap(),
            name: name.to_owned(),
            phone: phone.to_owned(),
            email: format!("{id}@example.org"),
            card: card.to_owned(),
            archived,
            exemption: None,
            group: None,
            credit_limit: Default::default(),
        };
        CustomerRow { profile: Some(profile), ..CustomerRow::default() }
    }

    fn shop() -> Vec<CustomerRow> {
        vec![
            row("a", "Ada Lovelace", "+49 30 123-456", "2900001", false),
            row("b", "آدا", "", "", false),
            row("c", "Charles", "", "2900003", true),
        ]
    }

    #[test]
    fn customers_are_found_by_every_way_they_are_known() {
        let table: [(&str, bool, &[&str]); 9] = [
            ("", false, &["a", "b"]),
            ("love ada", false, &["a"]),
            ("آدا", false, &["b"]),
            ("030 123456", false, &["a"]),
            ("a@EXAMPLE", false, &["a"]),
            ("2900001", false, &["a"]),
            ("charles", false, &[]),
            ("charles", true, &["c"]),
            ("nobody", false, &[]),
        ];
        for (text, archived, expected) in table {
            let found = matching(&shop(), text, archived);
            let ids: Vec<_> = found.iter().map(|row| row.profile.as_ref().unwrap().id.as_str()).collect();
            assert_eq!(ids, expected, "{text}");
        }
    }

    #[test]
    fn a_profile_is_refused_field_by_field() {
        let typed = |name: &str, phone: &str, card: &str| Typed {
            group: String::new(),
            name: name.to_owned(),
            phone: phone.to_owned(),
            card: card.to_owned(),
            ..Typed::default()
        };
        let taxes = ["GST".to_owned(), "QST".to_owned()];
        let judge = |typed: Typed| typed.profile(CustomerId::new("new").unwrap(), false, &shop(), &taxes);
        let faults = |name, phone, card| Err(Faults { name, phone, card, ..Faults::default() });
        assert_eq!(judge(typed(" ", "", "")), faults(Some(Wrong::Missing), None, None));
        assert_eq!(judge(typed(&"x".repeat(121), "", "")), faults(Some(Wrong::TooLong), None, None));
        assert_eq!(judge(typed("Eve", "1\u{7}2", "")), faults(None, Some(Wrong::Unprintable), None));
        let taken = Wrong::CardTaken("Ada Lovelace".to_owned());
        assert_eq!(judge(typed("Eve", "", "2900001")), faults(None, None, Some(taken)));
        let saved = judge(typed(" Eve ", "", "77")).unwrap();
        assert_eq!((saved.name.as_str(), saved.check()), ("Eve", Ok(())));
        let own = typed("Ada", "", "2900001").profile(CustomerId::new("a").unwrap(), false, &shop(), &taxes);
        assert!(own.is_ok());
        let exempt = |certificate: &str, exempt_from: &str| Typed {
            certificate: certificate.to_owned(),
            exempt_from: exempt_from.to_owned(),
            ..typed("Eve", "", "")
        };
        assert_eq!(judge(exempt(" ", "GST")).unwrap().exemption, None);
        let known = Exemption { reason: "C-17".to_owned(), taxes: taxes.to_vec() };
        assert_eq!(judge(exempt(" C-17 ", "GST ,QST, ")).unwrap().exemption, Some(known));
        let wrong = Faults { exempt_from: Some(Wrong::NotATax("VAT".to_owned())), ..Faults::default() };
        assert_eq!(judge(exempt("C-17", "GST, VAT")), Err(wrong));
    }
}
