//! Customers: who they are is theirs to erase, what they hold is folded from facts.

use serde::{Deserialize, Serialize};

use crate::ids::CustomerId;

/// A customer's profile, one version of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}
