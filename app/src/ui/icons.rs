//! The register's own icons: strokes on a 24 × 24 grid, drawn in the colour of the text around them.

use leptos::prelude::*;

/// An icon's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IconName {
    /// Till with a display.
    Sell,
    /// List of receipts.
    Sales,
    /// Tag.
    Items,
    /// Person.
    Customers,
    /// Chained book.
    Journal,
    /// Gauge.
    Status,
    /// Magnifier.
    Search,
    /// Barcode.
    Scan,
    /// Basket.
    Basket,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
    /// Cross.
    Close,
    /// Tick.
    Check,
    /// Bin.
    Void,
    /// Per cent.
    Discount,
    /// Banknote.
    Cash,
    /// Card.
    Card,
    /// Coupon.
    Coupon,
    /// Star.
    Points,
    /// Gift.
    Gift,
    /// Printer.
    Print,
    /// Arrow to the start.
    Back,
    /// Arrow to the end.
    Forward,
    /// Cloud with a stroke.
    Offline,
    /// Arrow in a circle.
    Update,
    /// Triangle with a mark.
    Warning,
    /// Circle with a mark.
    Info,
    /// Arrow out of a box.
    Export,
    /// Arrow into a box.
    Import,
    /// Padlock.
    Lock,
    /// Disks.
    Storage,
    /// Keyboard.
    Keyboard,
    /// Delete the last digit.
    Backspace,
    /// Arrow that turns back.
    Refund,
    /// Pen.
    Edit,
    /// Shield with a tick.
    Verified,
    /// Shop front with an awning.
    Shop,
    /// Three dots.
    More,
    /// Open drawer.
    Till,
    /// Two bars: set aside.
    Hold,
    /// Columns.
    Reports,
}

impl IconName {
    /// Whether the icon points along the line of reading, and so is mirrored in right-to-left scripts.
    fn is_directional(self) -> bool {
        matches!(self, IconName::Back | IconName::Forward | IconName::Backspace | IconName::Refund)
    }

    fn path(self) -> &'static str {
        match self {
            IconName::Sell => "M4 20h16v-4H4zM6 16l1.5-6h9L18 16M9 10V7M7 4h8v3H7zM10 13h.01M14 13h.01",
            IconName::Sales => {
                "M6 3v18l2-1.5 2 1.5 2-1.5 2 1.5 2-1.5 2 1.5V3l-2 1.5L14 3l-2 1.5L10 3 8 4.5zM9 9h6M9 13h6"
            }
            IconName::Items => "M4 4h8l8.5 8.5a1.5 1.5 0 0 1 0 2.1l-5.9 5.9a1.5 1.5 0 0 1-2.1 0L4 12zM8 8h.01",
            IconName::Customers => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
            IconName::Journal => {
                "M6 3h12a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM8 3v18M12 8h4M12 12h4"
            }
            IconName::Status => "M4.5 17a9 9 0 1 1 15 0M12 13l4-4M12 14.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
            IconName::Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
            IconName::Scan => "M4 7V4h3M17 4h3v3M20 17v3h-3M7 20H4v-3M8 8v8M11 8v8M13.5 8v8M16 8v8",
            IconName::Basket => {
                "M3 9h18l-1.8 9.4a2 2 0 0 1-2 1.6H6.8a2 2 0 0 1-2-1.6zM8 9l3-6M16 9l-3-6M9 13v3M15 13v3"
            }
            IconName::Plus => "M12 5v14M5 12h14",
            IconName::Minus => "M5 12h14",
            IconName::Close => "M6 6l12 12M18 6L6 18",
            IconName::Check => "M5 12.5l4.5 4.5L19 7.5",
            IconName::Void => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            IconName::Discount => {
                "M19 5L5 19M7.5 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM16.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            IconName::Cash => "M3 6h18v12H3zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6.5 9.5h.01M17.5 14.5h.01",
            IconName::Card => {
                "M3 6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5zM3 10h18M7 15h4"
            }
            IconName::Coupon => "M3 7h18v3a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4zM14 7v2M14 11v2M14 15v2",
            IconName::Points => "M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z",
            IconName::Gift => "M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-2-4-6-3-5 0M12 7c2-4 6-3 5 0",
            IconName::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7zM16.5 12h.01",
            IconName::Back => "M14.5 6l-6 6 6 6",
            IconName::Forward => "M9.5 6l6 6-6 6",
            IconName::Offline => "M4 4l16 16M8.5 8.6A5 5 0 0 0 7 18.5h10.5M11 7.2a5 5 0 0 1 6 4.3 3.5 3.5 0 0 1 2.8 5",
            IconName::Update => "M19 12a7 7 0 1 1-2-4.9M17 3v4.5h-4.5",
            IconName::Warning => "M12 4L3 19.5h18zM12 10v4M12 17h.01",
            IconName::Info => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5M12 8h.01",
            IconName::Export => "M12 15V4M8 7.5L12 4l4 3.5M5 13v6h14v-6",
            IconName::Import => "M12 4v11M8 11.5l4 3.5 4-3.5M5 13v6h14v-6",
            IconName::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2",
            IconName::Storage => {
                "M12 9c4 0 7-1.1 7-2.5S16 4 12 4 5 5.1 5 6.5 8 9 12 9zM5 6.5V17.5C5 18.9 8 20 12 20s7-1.1 7-2.5V6.5M5 12c0 1.4 3 2.5 7 2.5s7-1.1 7-2.5"
            }
            IconName::Keyboard => "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M18 11h.01M8 15h8",
            IconName::Backspace => "M8.5 6H20v12H8.5L3 12zM11 9.5l5 5M16 9.5l-5 5",
            IconName::Refund => "M8.5 5L4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3",
            IconName::Edit => "M4 20l1-4.5L16 4.5 19.5 8 8.5 19zM13.5 7L17 10.5",
            IconName::Shop => {
                "M4 9.5L5.5 4h13L20 9.5M4 9.5a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M5.5 12v8h13v-8M10 20v-4.5h4V20"
            }
            IconName::Reports => "M4 20h16M7 20v-7M12 20V5M17 20v-10",
            IconName::Till => "M6 12V5h12v7M9 8.5h6M3.5 12h17v7h-17zM10 15.5h4",
            IconName::Hold => "M9 6v12M15 6v12",
            IconName::More => {
                "M5.5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM18.5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z"
            }
            IconName::Verified => "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
        }
    }
}

/// An icon. It is decoration: the words beside it, or the button's label, say what it means.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            class:icon--directional=name.is_directional()
            viewBox="0 0 24 24"
            aria-hidden="true"
            focusable="false"
        >
            <path d=name.path() />
        </svg>
    }
}
