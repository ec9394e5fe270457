//! One file a route.

mod customers;
mod files;
mod items;
mod journal;
mod linked;
mod not_found;
mod pay;
mod payback;
mod people;
mod receipt;
mod reports;
mod sales;
mod sell;
mod shop;
mod status;
mod till;

pub use customers::CustomersScreen;
pub use items::ItemsScreen;
pub use journal::{JournalScreen, account_name};
pub use linked::LinkedPage;
pub use not_found::NotFound;
pub use pay::PayScreen;
pub use people::{ApprovalDialog, SignOn, Who, gated};
pub use receipt::ReceiptScreen;
pub use reports::ReportsScreen;
pub use sales::{SaleScreen, SalesScreen};
pub use sell::SellScreen;
pub use shop::{ShopScreen, ShopSectionScreen};
pub use status::{OpeningNotice, RecoveryNotice, StatusScreen, watch_storage};
pub use till::TillScreen;
