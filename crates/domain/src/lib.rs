//! What a shop may do: commands are decided into events or refused, and events are applied.
//!
//! Floor 1. Rules do not know where they run: the time, ids and luck are arguments. Read in this
//! order: [`item`], [`goods`] and [`shop`] (what is sold and by which rules), [`basket`] (lines being rung
//! up), [`pricing`] (what they cost), [`sale`] (the completed transaction), [`participants`] (who
//! votes on it), [`suspended`], [`shift`] and [`people`] (what else happens at a counter), [`event`] (the facts), [`rows`]
//! and [`apply`] (what follows from them), [`origin`], [`held`] and [`conflict`] (what follows where several registers wrote), [`rights`] (what one of them may spend), [`record`] (what is kept of it all), [`report`] (what was sold, added up).

pub mod apply;
pub mod barcode;
pub mod basket;
pub mod charge;
pub mod clock;
pub mod conflict;
pub mod customer;
pub mod day;
pub mod detail;
pub mod discount;
pub mod edit;
pub mod event;
pub mod extras;
pub mod first_shop;
pub mod gift_card;
pub mod goods;
pub mod held;
pub mod ids;
pub mod item;
mod item_columns;
pub mod modifier;
pub mod offers;
pub mod origin;
pub mod participants;
pub mod payback;
pub mod payments;
pub mod people;
pub mod pin_list;
pub mod post_void;
pub mod postings;
pub mod price_list;
pub mod pricing;
pub mod promotion;
pub mod quantity;
pub mod record;
pub mod refund;
pub mod refusal;
pub mod report;
pub mod rights;
pub mod rows;
pub mod sale;
pub mod shift;
pub mod shop;
pub mod suspended;
pub mod tax;
mod taxing;
pub mod tender;
pub mod tips;

pub use evertill_money::{Amount, Currency, Rate, Rounding};
pub use refusal::Refusal;
