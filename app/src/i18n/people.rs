//! Words about operators and what they may do.

use super::Text;
use evertill_domain::people::Act;

/// What an act is called.
pub fn act(act: Act) -> Text {
    match act {
        Act::Discount => discount,
        Act::PriceOverride => price_override,
        Act::VoidAfterHold => void_after_hold,
        Act::CancelSale => cancel_sale,
        Act::Refund => refund,
        Act::RefundWithoutReceipt => refund_without_receipt,
        Act::PostVoid => post_void,
        Act::NoSale => no_sale,
        Act::MoveCash => move_cash,
        Act::Shift => shift,
        Act::Reports => reports,
        Act::Items => items,
        Act::Shop => shop,
        Act::Training => training,
        Act::Exception => exception,
    }
}

messages! {
    say discount = { en: "Give a discount", de: "Rabatt geben", ar: "منح خصم" };
    say price_override = { en: "Change a price", de: "Preis ändern", ar: "تغيير سعر" };
    say void_after_hold = { en: "Void lines of a held sale", de: "Positionen eines geparkten Verkaufs stornieren", ar: "إبطال أسطر من عملية معلّقة" };
    say cancel_sale = { en: "Cancel a held sale", de: "Geparkten Verkauf abbrechen", ar: "إلغاء عملية معلّقة" };
    say refund = { en: "Refund", de: "Erstatten", ar: "استرداد" };
    say refund_without_receipt = { en: "Refund without a receipt", de: "Ohne Beleg erstatten", ar: "استرداد بلا إيصال" };
    say post_void = { en: "Reverse a completed sale", de: "Abgeschlossenen Verkauf stornieren", ar: "عكس عملية مكتملة" };
    say no_sale = { en: "Open the drawer without a sale", de: "Lade ohne Verkauf öffnen", ar: "فتح الدرج دون بيع" };
    say move_cash = { en: "Pay cash in and out", de: "Bargeld ein- und auszahlen", ar: "إيداع النقد وسحبه" };
    say shift = { en: "Open and close shifts", de: "Schichten öffnen und schließen", ar: "فتح الورديات وإغلاقها" };
    say reports = { en: "See reports", de: "Berichte ansehen", ar: "الاطلاع على التقارير" };
    say items = { en: "Change items", de: "Artikel ändern", ar: "تعديل الأصناف" };
    say shop = { en: "Change the shop’s rules", de: "Regeln des Geschäfts ändern", ar: "تغيير قواعد المتجر" };
    say training = { en: "Switch training on and off", de: "Training ein- und ausschalten", ar: "تشغيل التدريب وإيقافه" };
    say exception = { en: "Make exceptions for customers", de: "Ausnahmen für Kunden machen", ar: "استثناءات للعملاء" };
}
