//! What Sell shows and what it asks for, as plain data. Texts of money come formatted, in the language of the moment.

use evertill_domain::tax::Service;
use leptos::prelude::*;

/// A category of tiles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
}

/// An item as a tile or a search result.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TileView {
    /// The item's id.
    pub id: u64,
    /// The item's name.
    pub name: String,
    /// Its price; `None` where it is asked for.
    pub price: Option<String>,
    /// Colour of its edge, 0 to 7; the same for all of a category.
    pub hue: u8,
}

/// A line of the basket.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineView {
    /// The line's id, stable while the basket lives.
    pub id: u64,
    /// The item's name.
    pub name: String,
    /// Quantity, such as `3` or `0.735 kg`.
    pub quantity: String,
    /// What goes below the name, each on its own: the unit price, discounts.
    pub notes: Vec<String>,
    /// What the line comes to.
    pub amount: String,
    /// Whether it belongs to the line before, and goes with it.
    pub under: bool,
}

/// A coupon code in the basket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CouponView {
    /// As it was entered.
    pub code: String,
    /// Whether it takes something off.
    pub gives: bool,
    /// What it gives, or why it gives nothing.
    pub said: String,
}

/// A row above the total: subtotal, discounts, tax.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TotalRow {
    /// What it is.
    pub label: String,
    /// Its amount.
    pub amount: String,
}

/// What the operator asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SellCommand {
    /// A scanned or typed code, or text to look up.
    Code(String),
    /// Ring up this item.
    Press(u64),
    /// Show this category; `None` shows all.
    Category(Option<u32>),
    /// Select a line.
    Select(u64),
    /// One more.
    QuantityUp(u64),
    /// One less.
    QuantityDown(u64),
    /// Ask for a quantity.
    AskQuantity(u64),
    /// Void the line.
    VoidLine(u64),
    /// Ask for a discount on the line, or on the basket.
    AskDiscount(Option<u64>),
    /// Everything is eaten in, or taken away.
    Service(Service),
    /// Ask for the customer.
    AskCustomer,
    /// Set the basket aside, or take another up.
    AskHold,
    /// Show what else can be done.
    AskMore,
    /// Ask whether to cancel the basket.
    AskCancel,
    /// Ask for a coupon code.
    AskCoupon,
    /// Remove the coupon at this place, from 0.
    RemoveCoupon(usize),
    /// Ask for another price of the line.
    AskPriceChange(u64),
    /// Ask what can be said about the line.
    EditLine(u64),
    /// Go to Pay.
    Pay,
}

/// Everything Sell draws. Made by whoever owns the basket; `Copy`, like the signals it is made of.
#[derive(Clone, Copy)]
pub struct SellModel {
    /// The text in the search field.
    pub query: RwSignal<String>,
    /// Categories in their order.
    pub categories: Signal<Vec<Category>>,
    /// The category shown.
    pub category: Signal<Option<u32>>,
    /// Tiles of the category, or results while there is a query. At most 200: more are reached by searching.
    pub tiles: Signal<Vec<TileView>>,
    /// Lines of the basket, oldest first.
    pub lines: Signal<Vec<LineView>>,
    /// The selected line.
    pub selected: Signal<Option<u64>>,
    /// Rows above the total.
    pub rows: Signal<Vec<TotalRow>>,
    /// Coupon codes, in the order in which they were entered.
    pub coupons: Signal<Vec<CouponView>>,
    /// The total.
    pub total: Signal<String>,
    /// Whether there is something to give up: lines, tenders, or a sale that was set aside and lost its lines since.
    pub begun: Signal<bool>,
    /// Whether a tender was taken already.
    pub tendered: Signal<bool>,
    /// The customer's name and points, if one is chosen.
    pub customer: Signal<Option<String>>,
    /// Where everything is consumed; `None` where the shop does not ask.
    pub service: Signal<Option<Service>>,
    /// Takes the commands.
    pub on_command: Callback<SellCommand>,
}

impl SellModel {
    /// Sends a command.
    pub fn send(self, command: SellCommand) {
        self.on_command.run(command);
    }

    /// How many lines; follows the basket.
    pub fn line_count(self) -> i64 {
        self.lines.with(|lines| i64::try_from(lines.len()).unwrap_or(i64::MAX))
    }

    /// The lines' ids, in order; follows the basket.
    pub fn line_ids(self) -> Vec<u64> {
        self.lines.with(|lines| lines.iter().map(|line| line.id).collect())
    }

    /// The line with this id, or an empty one in the moment between its void and its leaving the screen.
    pub fn line(self, id: u64) -> LineView {
        self.lines.with(|lines| lines.iter().find(|line| line.id == id).cloned()).unwrap_or_default()
    }

    /// How many lines, as of now.
    pub fn line_count_now(self) -> usize {
        self.lines.with_untracked(Vec::len)
    }

    /// The item of a tile, by its place.
    pub fn tile_at(self, at: usize) -> Option<u64> {
        self.tiles.with_untracked(|tiles| tiles.get(at).map(|tile| tile.id))
    }

    /// The line `by` places below the selected one, staying within the basket; the last line if none is selected.
    pub fn neighbour(self, by: isize) -> Option<u64> {
        let selected = self.selected.get_untracked();
        self.lines.with_untracked(|lines| {
            let last = lines.len().checked_sub(1)?;
            let now = lines.iter().position(|line| Some(line.id) == selected);
            let next = now.map_or(last, |now| now.saturating_add_signed(by).min(last));
            lines.get(next).map(|line| line.id)
        })
    }
}
