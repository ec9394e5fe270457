//! Pay: tenders, change, completing the sale.

messages! {
    say title = { en: "Pay", de: "Bezahlen", ar: "الدفع" };
    say still_to_pay = { en: "Still to pay", de: "Noch zu zahlen", ar: "المتبقي للدفع" };
    say change = { en: "Change", de: "Rückgeld", ar: "الباقي" };
    say tenders = { en: "Tenders", de: "Zahlungen", ar: "الدفعات" };
    say cash = { en: "Cash", de: "Bar", ar: "نقدًا" };
    say card = { en: "Card", de: "Karte", ar: "بطاقة" };
    say store_credit = { en: "Store credit", de: "Guthaben", ar: "رصيد المتجر" };
    say gift_card = { en: "Gift card", de: "Geschenkkarte", ar: "بطاقة هدايا" };
    say paid_ahead = { en: "Prepayment", de: "Anzahlung", ar: "الدفعة المقدمة" };
    say on_account = { en: "On account", de: "Auf Rechnung", ar: "على الحساب" };
    say voucher = { en: "Voucher", de: "Hausgutschein", ar: "قسيمة المتجر" };
    say foreign_cash = { en: "Foreign cash", de: "Sorten", ar: "نقد أجنبي" };
    say coupon = { en: "Coupon", de: "Gutschein", ar: "قسيمة" };
    say points = { en: "Points", de: "Punkte", ar: "النقاط" };
    say exact_amount(amount) = { en: "Exact {amount}", de: "Passend {amount}", ar: "بالضبط {amount}" };
    say quick_notes = { en: "Quick notes", de: "Scheine", ar: "أوراق نقدية سريعة" };
    say amount_tendered = { en: "Amount tendered", de: "Gegebener Betrag", ar: "المبلغ المقدَّم" };
    say take_amount = { en: "Take amount", de: "Betrag annehmen", ar: "قبول المبلغ" };
    say remove_tender = { en: "Take back", de: "Zurücknehmen", ar: "تراجع عن الدفعة" };
    say reverse_card(amount) = {
        en: "The card was charged {amount}. Reverse it on the terminal.",
        de: "Die Karte wurde mit {amount} belastet. Bitte am Terminal stornieren.",
        ar: "خُصم {amount} من البطاقة. ألغِ العملية على جهاز الدفع.",
    };

    say card_title = { en: "Card on the terminal", de: "Karte am Terminal", ar: "بطاقة على جهاز الدفع" };
    say card_steps(amount) = {
        en: "Key {amount} into the card terminal, wait for its approval, then copy the slip’s reference.",
        de: "{amount} am Kartenterminal eingeben, Freigabe abwarten, dann die Belegnummer übernehmen.",
        ar: "أدخل {amount} في جهاز البطاقات، وانتظر الموافقة، ثم انسخ رقم مرجع القسيمة.",
    };
    say slip_reference = { en: "Slip reference", de: "Belegnummer des Terminals", ar: "رقم مرجع القسيمة" };
    say card_approved = { en: "Approved", de: "Freigegeben", ar: "تمت الموافقة" };
    say card_declined = { en: "Declined", de: "Abgelehnt", ar: "مرفوضة" };

    say not_held_title = { en: "Not free to be spent here", de: "Hier nicht frei", ar: "غير متاح هنا الآن" };
    say not_held_offline = {
        en: "The shop cannot be asked while there is no connection.",
        de: "Ohne Verbindung kann der Laden nicht gefragt werden.",
        ar: "لا يمكن سؤال المتجر دون اتصال.",
    };
    say not_held_by(register) = {
        en: "Register {register} holds it. It is free when that sale is done.",
        de: "Kasse {register} hat es gerade. Nach deren Verkauf ist es frei.",
        ar: "الصندوق {register} يحتفظ به، ويصبح متاحًا بعد انتهاء بيعه.",
    };
    say not_held_left = {
        en: "The shop has nothing left to give.",
        de: "Der Laden hat nichts mehr zu vergeben.",
        ar: "لم يبق لدى المتجر ما يمنحه.",
    };
    say not_held_anyway = {
        en: "If it was spent twice, both receipts are shown under Status.",
        de: "Wurde es doppelt ausgegeben, stehen beide Belege unter Status.",
        ar: "إن صُرف مرتين فسيظهر الإيصالان في صفحة الحالة.",
    };
    say ask_again = { en: "Ask again", de: "Noch einmal fragen", ar: "اسأل مرة أخرى" };
    say sell_anyway = { en: "Sell anyway", de: "Trotzdem verkaufen", ar: "بِع على أي حال" };

    say coupon_title = { en: "Coupon", de: "Gutschein", ar: "قسيمة" };
    say coupon_code = { en: "Coupon code", de: "Gutscheincode", ar: "رمز القسيمة" };
    say coupon_value = { en: "Value", de: "Wert", ar: "القيمة" };

    say in_cash(amount) = { en: "In cash {amount}", de: "Bar {amount}", ar: "نقدًا {amount}" };
    say tip = { en: "Tip", de: "Trinkgeld", ar: "إكرامية" };
    say tip_amount = { en: "Amount of the tip", de: "Höhe des Trinkgelds", ar: "مقدار الإكرامية" };
    say tip_hint = {
        en: "Added to what is bought; leave it empty for none.",
        de: "Wird zum Einkauf hinzugerechnet; leer nimmt es wieder weg.",
        ar: "يُطلب إضافةً إلى المشتريات، واتركه فارغًا لإلغائه.",
    };
    say no_tip = { en: "No tip", de: "Kein Trinkgeld", ar: "بلا إكرامية" };
    say tip_share(percent, amount) = { en: "{percent} · {amount}", de: "{percent} · {amount}", ar: "{percent} · {amount}" };
    say card_number = { en: "Number of the card", de: "Nummer der Karte", ar: "رقم البطاقة" };
    say card_number_hint = { en: "Scan or type it", de: "Scannen oder eintippen", ar: "امسحه أو اكتبه" };
    say card_holds(amount) = { en: "The card holds {amount}", de: "Auf der Karte sind {amount}", ar: "في البطاقة {amount}" };
    say card_is_empty = {
        en: "Nothing is on this card. Take another tender.",
        de: "Auf dieser Karte ist nichts. Ein anderes Zahlungsmittel nehmen.",
        ar: "لا شيء في هذه البطاقة. خذ وسيلة دفع أخرى.",
    };
    say card_not_read = {
        en: "What the card holds could not be read. Try again.",
        de: "Der Stand der Karte war nicht zu lesen. Noch einmal versuchen.",
        ar: "تعذّرت قراءة رصيد البطاقة. حاول ثانية.",
    };
    say check_balance = { en: "Check balance", de: "Stand prüfen", ar: "الاستعلام عن الرصيد" };
    say put_on_card = { en: "Put on the card", de: "Auf die Karte laden", ar: "شحن البطاقة" };
    say gift_card_act = { en: "Sell, top up or check a gift card", de: "Geschenkkarte verkaufen, laden oder prüfen", ar: "بيع بطاقة هدايا أو شحنها أو الاستعلام عنها" };
    say amount = { en: "Amount", de: "Betrag", ar: "المبلغ" };
    say repay = { en: "Payment of the account", de: "Zahlung auf das Konto", ar: "دفعة من الحساب" };
    say repay_hint = {
        en: "The customer pays what was bought on account",
        de: "Der Kunde bezahlt, was er auf Rechnung gekauft hat",
        ar: "يدفع العميل ما اشتراه على الحساب",
    };
    say owes(amount) = { en: "Owes {amount}", de: "Schuldet {amount}", ar: "عليه {amount}" };
    say nothing_left_to_owe = {
        en: "The customer’s credit limit is reached. Take another tender, or raise it in Customers.",
        de: "Die Kreditgrenze des Kunden ist erreicht. Anders bezahlen lassen oder unter Kunden anheben.",
        ar: "بلغ العميل حد ائتمانه. خذ وسيلة دفع أخرى أو ارفع الحد في شاشة العملاء.",
    };
    say currency = { en: "Currency", de: "Währung", ar: "العملة" };
    say handed_over = { en: "Handed over", de: "Gegeben", ar: "المبلغ المسلَّم" };
    say worth_at(amount, rate) = { en: "Needed {amount} at {rate}", de: "Nötig {amount} zu {rate}", ar: "المطلوب {amount} بسعر {rate}" };
    say empty_but_taken(amount) = {
        en: "The basket is empty, and {amount} has been taken. Ring up goods, or go to Pay and take it back.",
        de: "Der Korb ist leer, und {amount} wurden schon genommen. Ware erfassen, oder beim Bezahlen zurücknehmen.",
        ar: "السلة فارغة وقد أُخذ {amount}. سجّل بضاعة، أو تراجع عن الدفعة في شاشة الدفع.",
    };
    say complete = { en: "Complete sale", de: "Verkauf abschließen", ar: "إتمام البيع" };
    say completing = { en: "Writing to the journal", de: "Wird ins Journal geschrieben", ar: "جارٍ التدوين في السجل" };
    say paid = { en: "Paid", de: "Bezahlt", ar: "تم الدفع" };
    say give_change(amount) = { en: "Give {amount} change", de: "{amount} Rückgeld geben", ar: "أعد {amount} للعميل" };
    say no_change = { en: "No change", de: "Kein Rückgeld", ar: "لا باقي" };
    say next_sale = { en: "Next sale", de: "Nächster Verkauf", ar: "البيع التالي" };
    say back_to_basket = { en: "Back to the basket", de: "Zurück zum Korb", ar: "العودة إلى السلة" };
    say nothing_to_pay = { en: "There is nothing to pay", de: "Es gibt nichts zu bezahlen", ar: "لا يوجد ما يُدفع" };
    say nothing_to_pay_hint = {
        en: "Ring up an item first.",
        de: "Zuerst einen Artikel erfassen.",
        ar: "سجّل صنفًا أولًا.",
    };
    say rolled_back = {
        en: "The sale was not completed. Nothing was booked, and the basket is kept.",
        de: "Der Verkauf wurde nicht abgeschlossen. Nichts wurde gebucht, der Korb bleibt erhalten.",
        ar: "لم تكتمل عملية البيع. لم يُقيَّد شيء وبقيت السلة كما هي.",
    };
}
