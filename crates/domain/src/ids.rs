//! Names of things: short texts that are checked once, where they come in.

use std::fmt;

use serde::Deserialize;

use crate::record::{Fault, Sink, Source, Stored};
use crate::transparent;

/// Why a text cannot be an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdError {
    /// Nothing but white space.
    Empty,
    /// Longer than the limit, in characters.
    TooLong {
        /// The most characters it may have.
        limit: usize,
    },
    /// A control character, which would be invisible on paper and dangerous in a printer.
    Control,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "it is empty"),
            Self::TooLong { limit } => write!(f, "it is longer than {limit} characters"),
            Self::Control => write!(f, "it contains a control character"),
        }
    }
}

impl std::error::Error for IdError {}

/// Trims `text` and checks that it has 1 to `limit` printable characters.
///
/// # Errors
/// See [`IdError`].
pub fn checked_text(text: &str, limit: usize) -> Result<&str, IdError> {
    let text = text.trim();
    if text.is_empty() {
        Err(IdError::Empty)
    } else if text.chars().count() > limit {
        Err(IdError::TooLong { limit })
    } else if text.chars().any(char::is_control) {
        Err(IdError::Control)
    } else {
        Ok(text)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $limit:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const LIMIT: usize = $limit;

            /// Checks and takes a text.
            ///
            /// # Errors
            /// [`IdError`] when it is empty, too long or not printable.
            pub fn new(text: &str) -> Result<Self, IdError> {
                checked_text(text, Self::LIMIT).map(|text| Self(text.to_owned()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Stored for $name {
            fn write(&self, to: &mut dyn Sink) {
                to.text(&self.0);
            }

            fn read(from: &mut dyn Source) -> Result<Self, Fault> {
                Self::new(&from.text()?).map_err(Fault::new)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::new(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

text_id!(
    /// The shop's own code of an item (stock keeping unit): 1 to 40 printable characters.
    Sku, 40
);
text_id!(
    /// A customer, named by the register that met them first.
    CustomerId, 40
);
text_id!(
    /// One installation of the app: one journal writer.
    RegisterId, 40
);
impl RegisterId {
    /// The register of everything that is practised and never counts.
    #[must_use]
    pub fn training() -> Self {
        Self(Self::TRAINING.to_owned())
    }

    /// Whether what it sold was practice.
    #[must_use]
    pub fn is_training(&self) -> bool {
        self.0 == Self::TRAINING
    }

    const TRAINING: &'static str = "TRAINING";
}

text_id!(
    /// A shop whose registers share stock, customers and settings through one hub.
    StoreId, 40
);
text_id!(
    /// A transaction, made and kept before its first use; also the idempotency key towards a
    /// payment terminal.
    SaleId, 40
);
text_id!(
    /// An account that holds value for its bearer or owner: store credit, later gift cards.
    AccountId, 60
);
text_id!(
    /// One confirmed import of items.
    ImportId, 40
);
text_id!(
    /// Whoever is signed on.
    OperatorId, 40
);
text_id!(
    /// A group of modifiers of the shop's settings.
    ModifierGroupId, 40
);
text_id!(
    /// A group of operators with the same permissions.
    RoleId, 20
);
text_id!(
    /// A promotion of the shop.
    PromotionId, 40
);
text_id!(
    /// A group of customers, such as staff or wholesale.
    GroupId, 40
);
text_id!(
    /// A list of prices.
    PriceListId, 40
);
text_id!(
    /// A tax category of the shop's settings.
    TaxCategoryId, 20
);

/// The number printed on a receipt: gapless per register, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptNumber(pub u64);

transparent!(ReceiptNumber);

impl ReceiptNumber {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl ReceiptNumber {
    /// How many numbers each incarnation of a register has for itself: more than a till prints in its time, and few enough
    /// digits to be read out.
    pub const OF_INCARNATION: u64 = 10_000_000;

    /// The number that takes the place of this one in another incarnation of the register. A copy of it that goes on in the old
    /// one prints others, so that no two receipts of a register have the same.
    #[must_use]
    pub const fn in_incarnation(self, incarnation: u32) -> Self {
        let first = (incarnation as u64).saturating_sub(1).saturating_mul(Self::OF_INCARNATION);
        Self(first.saturating_add(self.0 % Self::OF_INCARNATION))
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The gapless place of an entry in one register's journal, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq(pub u64);

transparent!(Seq);

impl Seq {
    /// The place after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_an_id_only_when_a_person_could_print_it() {
        let long = "x".repeat(41);
        let table = [
            (" 852856 ", Ok("852856")),
            ("", Err(IdError::Empty)),
            ("   ", Err(IdError::Empty)),
            (long.as_str(), Err(IdError::TooLong { limit: 40 })),
            ("a\u{1b}@b", Err(IdError::Control)),
            ("قهوة", Ok("قهوة")),
        ];
        for (text, expected) in table {
            assert_eq!(Sku::new(text).as_ref().map(Sku::as_str), expected.as_ref().copied(), "{text:?}");
        }
    }
}
