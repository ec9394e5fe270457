//! Words of prices at the counter: coupon codes, changed prices, reasons.

messages! {
    say coupon = { en: "Coupon or code", de: "Coupon oder Code", ar: "قسيمة أو رمز" };
    say coupon_hint = {
        en: "Enter a code that takes something off, or remove one",
        de: "Einen Code eingeben, der etwas abzieht, oder einen entfernen",
        ar: "إدخال رمز يمنح خصمًا أو إزالة رمز",
    };
    say code = { en: "Code", de: "Code", ar: "الرمز" };
    say code_hint = { en: "Type it or scan it", de: "Eintippen oder scannen", ar: "اكتبه أو امسحه" };
    say enter_code = { en: "Add the code", de: "Code hinzufügen", ar: "إضافة الرمز" };
    say coupons = { en: "Coupons in this basket", de: "Coupons in diesem Korb", ar: "القسائم في هذه السلة" };
    say remove_code(code) = { en: "Remove the coupon {code}", de: "Coupon {code} entfernen", ar: "إزالة القسيمة {code}" };
    say coupon_gives(label, amount) = { en: "{label}: {amount} off", de: "{label}: {amount} abgezogen", ar: "{label}: خصم {amount}" };
    say coupon_waits(code, why) = { en: "Coupon {code}: {why}", de: "Coupon {code}: {why}", ar: "القسيمة {code}: {why}" };

    say change_price = { en: "Change the price", de: "Preis ändern", ar: "تغيير السعر" };
    say change_price_hint = {
        en: "Charge another price for the selected line, with a reason",
        de: "Für die gewählte Zeile einen anderen Preis mit Grund berechnen",
        ar: "احتساب سعر آخر للسطر المحدد مع ذكر السبب",
    };
    say price_of(name) = { en: "Price of {name}", de: "Preis von {name}", ar: "سعر {name}" };
    say new_price = { en: "New price", de: "Neuer Preis", ar: "السعر الجديد" };
    say new_price_per(unit) = { en: "New price per {unit}", de: "Neuer Preis je {unit}", ar: "السعر الجديد لكل {unit}" };
    say price_now(price) = { en: "It costs {price}", de: "Kostet {price}", ar: "سعره {price}" };
    say own_price = { en: "Its own price again", de: "Wieder der eigene Preis", ar: "إعادة سعره الأصلي" };
    say reason = { en: "Reason", de: "Grund", ar: "السبب" };
    say reasons = { en: "Usual reasons", de: "Übliche Gründe", ar: "الأسباب المعتادة" };
    say reason_hint = { en: "Choose one, or write your own", de: "Einen wählen oder selbst schreiben", ar: "اختر سببًا أو اكتب سببك" };
    say reason_damaged = { en: "Damaged", de: "Beschädigt", ar: "تالف" };
    say reason_expires = { en: "Expires soon", de: "Läuft bald ab", ar: "قرب انتهاء الصلاحية" };
    say reason_marked = { en: "Marked differently", de: "Anders ausgezeichnet", ar: "السعر المعلن مختلف" };
    say reason_goodwill = { en: "Goodwill", de: "Kulanz", ar: "مجاملة" };
    say changed_from(price, why) = { en: "instead of {price}: {why}", de: "statt {price}: {why}", ar: "بدلًا من {price}: {why}" };

    say prices = { en: "Prices and discounts", de: "Preise und Rabatte", ar: "الأسعار والخصومات" };
    say by_code(label, code) = { en: "{label} (code {code})", de: "{label} (Code {code})", ar: "{label} (الرمز {code})" };
    say on_everything = { en: "On everything", de: "Auf alles", ar: "على الكل" };
}
