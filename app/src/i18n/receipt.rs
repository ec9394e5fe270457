//! The receipt, on screen and on paper.

messages! {
    say title = { en: "Receipt", de: "Beleg", ar: "إيصال" };
    say number(number) = { en: "Receipt {number}", de: "Beleg {number}", ar: "إيصال رقم {number}" };
    say refund_title = { en: "Refund", de: "Erstattung", ar: "استرداد" };
    say date = { en: "Date", de: "Datum", ar: "التاريخ" };
    say register = { en: "Register", de: "Kasse", ar: "الصندوق" };
    say customer = { en: "Customer", de: "Kunde", ar: "العميل" };
    say item = { en: "Item", de: "Artikel", ar: "الصنف" };
    say amount = { en: "Amount", de: "Betrag", ar: "المبلغ" };
    say discount = { en: "Discount", de: "Rabatt", ar: "خصم" };
    say subtotal = { en: "Subtotal", de: "Zwischensumme", ar: "المجموع الفرعي" };
    say total = { en: "Total", de: "Gesamt", ar: "الإجمالي" };
    say net = { en: "Net", de: "Netto", ar: "الصافي" };
    say tax = { en: "Tax", de: "Steuer", ar: "الضريبة" };
    say gross = { en: "Gross", de: "Brutto", ar: "الإجمالي شامل الضريبة" };
    say cash = { en: "Cash", de: "Bar", ar: "نقدًا" };
    say card = { en: "Card", de: "Karte", ar: "بطاقة" };
    say coupon = { en: "Coupon", de: "Gutschein", ar: "قسيمة" };
    say points = { en: "Points", de: "Punkte", ar: "النقاط" };
    say change = { en: "Change", de: "Rückgeld", ar: "الباقي" };
    say points_earned = { en: "Points earned", de: "Gesammelte Punkte", ar: "النقاط المكتسبة" };
    say points_balance = { en: "Points balance", de: "Punktestand", ar: "رصيد النقاط" };
    say refund_of(number) = { en: "Refund of receipt {number}", de: "Erstattung zu Beleg {number}", ar: "استرداد للإيصال رقم {number}" };
    say hash = { en: "Entry hash", de: "Prüfsumme des Eintrags", ar: "بصمة القيد" };
    say print = { en: "Print receipt", de: "Beleg drucken", ar: "طباعة الإيصال" };
    say reprint = { en: "Print duplicate", de: "Duplikat drucken", ar: "طباعة نسخة مكررة" };
    say paper = { en: "Paper", de: "Papier", ar: "الورق" };
    say paper_roll = { en: "Roll, 80 mm", de: "Rolle, 80 mm", ar: "رول 80 مم" };
    say paper_a4 = { en: "A4", de: "A4", ar: "A4" };
    say next_sale = { en: "Next sale", de: "Nächster Verkauf", ar: "البيع التالي" };
    say not_found(number) = {
        en: "There is no receipt {number} on this register",
        de: "Auf dieser Kasse gibt es keinen Beleg {number}",
        ar: "لا يوجد إيصال رقم {number} على هذا الصندوق",
    };

    say duplicate_number(n) = { en: "Duplicate {n}", de: "Duplikat {n}", ar: "نسخة مكررة رقم {n}" };
    say not_valid = { en: "Rolled back: not a valid receipt", de: "Zurückgerollt: kein gültiger Beleg", ar: "متراجَع عنها: إيصال غير صالح" };
    say instead_of(price) = { en: "instead of {price}", de: "statt {price}", ar: "بدلًا من {price}" };
    say basket_discount = { en: "Discount on everything", de: "Rabatt auf alles", ar: "خصم على الكل" };
    say discount_loyalty = { en: "Member price", de: "Mitgliederpreis", ar: "سعر الأعضاء" };
    say discount_coupon = { en: "Coupon", de: "Coupon", ar: "قسيمة خصم" };
    say discount_match = { en: "Coupon bonus", de: "Coupon-Zuschlag", ar: "إضافة على القسيمة" };
    say times(quantity, price) = { en: "{quantity} × {price}", de: "{quantity} × {price}", ar: "{quantity} × {price}" };
    say store_credit = { en: "Store credit", de: "Guthaben", ar: "رصيد المتجر" };
    say gift_card = { en: "Gift card", de: "Geschenkkarte", ar: "بطاقة هدايا" };
    say on_account = { en: "On account", de: "Auf Rechnung", ar: "على الحساب" };
    say voucher = { en: "Voucher", de: "Gutschein des Ladens", ar: "قسيمة المتجر" };
    say foreign_cash = { en: "Foreign cash", de: "Sorten", ar: "نقد أجنبي" };
    say ending_in(digits) = { en: "ending in {digits}", de: "endet auf {digits}", ar: "تنتهي بـ {digits}" };
    say onto_gift_card(digits) = { en: "Onto gift card …{digits}", de: "Auf Geschenkkarte …{digits}", ar: "على بطاقة الهدايا …{digits}" };
    say left_on_gift_card(digits) = { en: "Left on gift card …{digits}", de: "Rest auf Geschenkkarte …{digits}", ar: "المتبقي على بطاقة الهدايا …{digits}" };
    say paid_ahead = { en: "Prepayment", de: "Anzahlung", ar: "الدفعة المقدمة" };
    say ahead_for(name) = { en: "Prepayment: {name}", de: "Anzahlung: {name}", ar: "دفعة مقدمة: {name}" };
    say of_account = { en: "Paid of the account", de: "Zahlung auf das Konto", ar: "دفعة من الحساب" };
    say tip = { en: "Tip", de: "Trinkgeld", ar: "إكرامية" };
    say rounding = { en: "Rounding", de: "Rundung", ar: "تقريب" };
    say to_pay = { en: "To pay", de: "Zu zahlen", ar: "المطلوب" };
    say points_used(points) = { en: "{points} points", de: "{points} Punkte", ar: "{points} نقطة" };
    say returned_of(number) = { en: "Returned, receipt {number}", de: "Rückgabe, Beleg {number}", ar: "مرتجع، الإيصال {number}" };
    say points_taken_back = { en: "Points taken back", de: "Abgezogene Punkte", ar: "النقاط المخصومة" };
    say give_change = { en: "Change", de: "Rückgeld", ar: "الباقي" };
    say give_back = { en: "Give back", de: "Zurückgeben", ar: "أعِد للعميل" };
    say no_change = { en: "No change", de: "Kein Rückgeld", ar: "لا باقي" };
    say done_sale = { en: "Paid", de: "Bezahlt", ar: "تم الدفع" };
    say done_refund = { en: "Refunded", de: "Erstattet", ar: "تم الاسترداد" };
    say to_card = { en: "To the card", de: "Auf die Karte", ar: "إلى البطاقة" };
    say to_credit = { en: "To store credit", de: "Auf das Guthaben", ar: "إلى رصيد المتجر" };
    say open_sale = { en: "View sale", de: "Verkauf ansehen", ar: "عرض عملية البيع" };
}
