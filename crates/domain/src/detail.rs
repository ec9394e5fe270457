//! What some lines are beside goods at a price: a coffee with oat milk, a part of a combo, a deposit, a remark.
//!
//! Most lines are none of this, so a line carries it behind one pointer.

use evertill_money::{Amount, Overflow};

use crate::extras::{Capture, Pack};
use crate::modifier::Modifier;
use crate::quantity::Quantity;
use crate::{choice, record};

/// What a line is beside its plain fields. Everything in it is empty or the default where it does not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineDetail {
    /// What kind of line it is.
    pub kind: LineKind,
    /// What was chosen about it, with what that added to the price of one.
    pub modifiers: Vec<Modifier>,
    /// What was noted, such as `no onions`.
    pub note: String,
    /// Whose stock it moves instead of its own item's.
    pub pack: Option<Pack>,
    /// What has to be noted of it before it is paid for.
    pub capture: Option<Capture>,
    /// The serial or lot number that was noted.
    pub trace: String,
    /// The age in years from which it may be sold; 0 for everybody.
    pub age: u16,
}

record!(LineDetail { kind; modifiers, note, pack, capture, trace, age });

/// What kind of line a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Goods of the catalogue.
    #[default]
    Goods,
    /// The head of a combo, which costs nothing: its parts carry the price.
    Combo,
    /// A part of a combo, with its share of the combo's price.
    Part,
    /// A deposit that is charged with the line that it belongs to.
    Deposit,
    /// An empty one that came back: money goes out.
    DepositReturn,
    /// Something that is in no catalogue, at a keyed price.
    Open,
    /// A remark, which costs nothing.
    Note,
}

choice!(LineKind { Goods, Combo, Part, Deposit, DepositReturn, Open, Note });

impl LineKind {
    /// Whether goods leave or enter the shelf with it.
    #[must_use]
    pub const fn moves_stock(self) -> bool {
        matches!(self, Self::Goods | Self::Part)
    }

    /// Whether it can be made cheaper: a deposit is given back in full, so it is charged in full.
    #[must_use]
    pub const fn takes_discounts(self) -> bool {
        matches!(self, Self::Goods | Self::Part | Self::Open)
    }
}

impl LineDetail {
    /// The most characters of a note.
    pub const NOTE_LIMIT: usize = 200;
    /// The most characters of a serial or lot number.
    pub const TRACE_LIMIT: usize = 60;

    /// Behind a pointer, or nothing where it says nothing.
    #[must_use]
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }

    /// What the modifiers add to the price of one.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn added(&self) -> Result<Amount, Overflow> {
        Amount::sum(self.modifiers.iter().map(|modifier| modifier.price))
    }
}

/// The kind of a line with this detail.
#[must_use]
pub fn kind(detail: Option<&LineDetail>) -> LineKind {
    detail.map_or(LineKind::Goods, |detail| detail.kind)
}

/// How much of what is in a pack `quantity` packs are.
///
/// # Errors
/// [`Overflow`] beyond the range.
pub fn unpacked(quantity: Quantity, pack: &Pack) -> Result<Quantity, Overflow> {
    let product = i128::from(quantity.as_thousandths()) * i128::from(pack.holds.as_thousandths()) / 1_000;
    Quantity::thousandths(i64::try_from(product).map_err(|_| Overflow)?)
}
