//! Sales: finding, viewing and refunding.

messages! {
    say title = { en: "Sales", de: "Verkäufe", ar: "المبيعات" };
    say search = { en: "Find a sale", de: "Verkauf suchen", ar: "البحث عن عملية بيع" };
    say search_hint = {
        en: "Receipt number, item or customer",
        de: "Belegnummer, Artikel oder Kunde",
        ar: "رقم الإيصال أو الصنف أو العميل",
    };
    say empty = { en: "No sales yet", de: "Noch keine Verkäufe", ar: "لا توجد مبيعات بعد" };
    say empty_hint = {
        en: "Every completed sale appears here.",
        de: "Jeder abgeschlossene Verkauf erscheint hier.",
        ar: "تظهر هنا كل عملية بيع مكتملة.",
    };
    say receipt_number = { en: "Receipt", de: "Beleg", ar: "الإيصال" };
    say when = { en: "When", de: "Wann", ar: "الوقت" };
    say customer = { en: "Customer", de: "Kunde", ar: "العميل" };
    say lines = { en: "Lines", de: "Positionen", ar: "الأسطر" };
    say paid_by = { en: "Paid by", de: "Zahlart", ar: "وسيلة الدفع" };
    say total = { en: "Total", de: "Summe", ar: "الإجمالي" };
    say state = { en: "State", de: "Zustand", ar: "الحالة" };
    say today = { en: "Today", de: "Heute", ar: "اليوم" };
    say day_total = { en: "Total of the day", de: "Tagessumme", ar: "إجمالي اليوم" };
    say sale(number) = { en: "Sale {number}", de: "Verkauf {number}", ar: "عملية البيع رقم {number}" };
    say refund_sale(number) = { en: "Refund {number}", de: "Erstattung {number}", ar: "الاسترداد رقم {number}" };
    say completed = { en: "Completed", de: "Abgeschlossen", ar: "مكتملة" };
    say partly_refunded = { en: "Partly refunded", de: "Teilweise erstattet", ar: "مستردة جزئيًا" };
    say fully_refunded = { en: "Refunded", de: "Erstattet", ar: "مستردة" };
    say rolled_back = { en: "Rolled back", de: "Zurückgerollt", ar: "متراجَع عنها" };
    say view_receipt = { en: "View receipt", de: "Beleg ansehen", ar: "عرض الإيصال" };

    say refund = { en: "Refund", de: "Erstatten", ar: "استرداد" };
    say refund_choose = {
        en: "Choose the lines and quantities that come back.",
        de: "Positionen und Mengen wählen, die zurückkommen.",
        ar: "اختر الأسطر والكميات المرتجعة.",
    };
    say refund_all = { en: "Everything", de: "Alles", ar: "الكل" };
    say refundable(quantity) = { en: "up to {quantity}", de: "bis zu {quantity}", ar: "حتى {quantity}" };
    say already_refunded = { en: "Already refunded", de: "Bereits erstattet", ar: "سبق استردادها" };
    say refund_reason = { en: "Reason", de: "Grund", ar: "السبب" };
    say back_to_stock = { en: "Back into stock", de: "Zurück ins Lager", ar: "إعادتها إلى المخزون" };
    say refund_by = { en: "Refund by", de: "Erstatten per", ar: "الاسترداد عبر" };
    say refund_amount(amount) = { en: "Refund {amount}", de: "{amount} erstatten", ar: "استرداد {amount}" };
    say refund_ask(amount) = { en: "Refund {amount}?", de: "{amount} erstatten?", ar: "هل تريد استرداد {amount}؟" };
    say refunded(amount) = { en: "{amount} refunded", de: "{amount} erstattet", ar: "تم استرداد {amount}" };
    say not_found(number) = {
        en: "There is no sale {number} on this register",
        de: "Auf dieser Kasse gibt es keinen Verkauf {number}",
        ar: "لا توجد عملية بيع رقم {number} على هذا الصندوق",
    };
}
