//! The components that screens are built from. They know no sale and no journal, only how things look and behave.

mod button;
mod dialog;
mod field;
mod icons;
mod keypad;
mod list;
mod paper;
mod pin;
mod progress;
mod states;
mod switch;
mod table;
mod toast;

pub use button::{Button, ButtonKind, IconButton, Tile};
pub use dialog::{Confirm, Dialog, DialogKind, KeyboardHelp};
pub use field::{Field, SearchField, SelectField, TextArea};
pub use icons::{Icon, IconName};
pub use keypad::{AmountEntry, AmountInput, Keypad};
pub use list::keyed;
pub use paper::ReceiptPaper;
pub use pin::PinPad;
pub use progress::Progress;
pub use states::{Badge, EmptyState, ErrorState, Fact, Loading, Tone};
pub use switch::Segmented;
pub use table::{Column, VirtualTable};
pub use toast::{ToastRegion, Toasts};
