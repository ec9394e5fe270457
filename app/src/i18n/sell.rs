//! Sell: search, tiles, the basket.

messages! {
    say title = { en: "Sell", de: "Verkaufen", ar: "البيع" };
    say search = { en: "Search or scan", de: "Suchen oder scannen", ar: "ابحث أو امسح الرمز" };
    say categories = { en: "Categories", de: "Warengruppen", ar: "الفئات" };
    say all_categories = { en: "All categories", de: "Alle Warengruppen", ar: "كل الفئات" };
    say no_price = { en: "No price", de: "Kein Preis", ar: "بلا سعر" };
    say enter_price = { en: "Enter the price", de: "Preis eingeben", ar: "أدخل السعر" };
    say enter_price_for(name) = { en: "Price of {name}", de: "Preis von {name}", ar: "سعر {name}" };
    say comes_back = { en: "Comes back", de: "Kommt zurück", ar: "مرتجع" };
    say no_department = { en: "Other", de: "Sonstige", ar: "أخرى" };
    say find_customer = { en: "Name, phone or card", de: "Name, Telefon oder Karte", ar: "الاسم أو الهاتف أو البطاقة" };
    say discount_done = { en: "Give discount", de: "Rabatt geben", ar: "منح الخصم" };
    say apply = { en: "Apply", de: "Übernehmen", ar: "تطبيق" };

    say basket = { en: "Basket", de: "Korb", ar: "السلة" };
    say basket_empty = { en: "The basket is empty", de: "Der Korb ist leer", ar: "السلة فارغة" };
    say basket_empty_hint = {
        en: "Scan an item, type its name, or press a tile.",
        de: "Artikel scannen, Namen eingeben oder Kachel drücken.",
        ar: "امسح رمز صنف، أو اكتب اسمه، أو اضغط على مربع.",
    };
    say open_basket = { en: "Open the basket", de: "Korb öffnen", ar: "فتح السلة" };
    say line_actions = { en: "Selected line", de: "Gewählte Zeile", ar: "السطر المحدد" };
    say quantity = { en: "Quantity", de: "Menge", ar: "الكمية" };
    say quantity_of(name) = { en: "Quantity of {name}", de: "Menge von {name}", ar: "كمية {name}" };
    say more_of_it = { en: "One more", de: "Eins mehr", ar: "زيادة واحد" };
    say less_of_it = { en: "One less", de: "Eins weniger", ar: "إنقاص واحد" };
    say void_line = { en: "Void line", de: "Zeile stornieren", ar: "إبطال السطر" };
    say each(price) = { en: "{price} each", de: "je {price}", ar: "{price} للواحدة" };
    say per_unit(price, unit) = { en: "{price} per {unit}", de: "{price} je {unit}", ar: "{price} لكل {unit}" };

    say discount = { en: "Discount", de: "Rabatt", ar: "خصم" };
    say discount_line = { en: "Discount on this line", de: "Rabatt auf diese Zeile", ar: "خصم على هذا السطر" };
    say discount_basket = { en: "Discount on the basket", de: "Rabatt auf den Korb", ar: "خصم على السلة" };
    say discount_basket_hint = { en: "A share or an amount off everything", de: "Ein Anteil oder Betrag von allem", ar: "نسبة أو مبلغ يُخصم من الكل" };
    say discount_percent = { en: "Percent", de: "Prozent", ar: "نسبة مئوية" };
    say discount_amount = { en: "Amount off", de: "Betrag", ar: "مبلغ الخصم" };
    say remove_discount = { en: "Remove the discount", de: "Rabatt entfernen", ar: "إزالة الخصم" };

    say tax_included(rate) = { en: "Tax included, {rate}", de: "Enthaltene Steuer, {rate}", ar: "الضريبة مشمولة، {rate}" };
    say tax_added(rate) = { en: "Tax, {rate}", de: "Steuer, {rate}", ar: "الضريبة، {rate}" };
    say total = { en: "Total", de: "Gesamt", ar: "الإجمالي" };
    say pay_total(amount) = { en: "Pay {amount}", de: "{amount} bezahlen", ar: "ادفع {amount}" };

    say customer = { en: "Customer", de: "Kunde", ar: "العميل" };
    say choose_customer = { en: "Choose customer", de: "Kunde wählen", ar: "اختيار عميل" };
    say no_customer = { en: "No customer", de: "Kein Kunde", ar: "بلا عميل" };
    count points(n) = {
        en: { one: "{n} point", other: "{n} points" },
        de: { one: "{n} Punkt", other: "{n} Punkte" },
        ar: { zero: "لا نقاط", one: "نقطة واحدة", two: "نقطتان", few: "{n} نقاط", many: "{n} نقطة", other: "{n} نقطة" },
    };

    say cancel_basket = { en: "Cancel basket", de: "Korb abbrechen", ar: "إلغاء السلة" };
    say taken(name) = { en: "{name}, taken", de: "{name}, erhalten", ar: "{name}، مُستلَم" };
    say cancel_basket_ask = { en: "Cancel this basket?", de: "Diesen Korb abbrechen?", ar: "هل تريد إلغاء هذه السلة؟" };
    say cancel_basket_hint = {
        en: "All its lines are taken out. Nothing has been sold yet.",
        de: "Alle Zeilen werden entfernt. Verkauft ist noch nichts.",
        ar: "ستُحذف كل أسطرها، ولم يُبَع شيء بعد.",
    };
    say keep_basket = { en: "Keep basket", de: "Korb behalten", ar: "الإبقاء على السلة" };
    say basket_restored = {
        en: "The basket from before is back",
        de: "Der Korb von vorhin ist wieder da",
        ar: "استُعيدت السلة السابقة",
    };
}
