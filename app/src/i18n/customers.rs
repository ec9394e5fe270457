//! Customers and their points.

messages! {
    say title = { en: "Customers", de: "Kunden", ar: "العملاء" };
    say search = { en: "Find a customer", de: "Kunde suchen", ar: "البحث عن عميل" };
    say search_hint = { en: "Name, number, phone or e-mail", de: "Name, Nummer, Telefon oder E-Mail", ar: "الاسم أو الرقم أو الهاتف أو البريد" };
    say empty = { en: "No customers yet", de: "Noch keine Kunden", ar: "لا يوجد عملاء بعد" };
    say empty_hint = {
        en: "Add a customer to let them collect points.",
        de: "Kunden anlegen, damit sie Punkte sammeln können.",
        ar: "أضف عميلًا ليتمكن من جمع النقاط.",
    };
    say new = { en: "New customer", de: "Neuer Kunde", ar: "عميل جديد" };
    say edit = { en: "Edit customer", de: "Kunde bearbeiten", ar: "تعديل العميل" };
    say name = { en: "Name", de: "Name", ar: "الاسم" };
    say number = { en: "Customer number", de: "Kundennummer", ar: "رقم العميل" };
    say phone = { en: "Phone", de: "Telefon", ar: "الهاتف" };
    say email = { en: "E-mail", de: "E-Mail", ar: "البريد الإلكتروني" };
    say note = { en: "Note", de: "Notiz", ar: "ملاحظة" };
    say points = { en: "Points", de: "Punkte", ar: "النقاط" };
    say history = { en: "History", de: "Verlauf", ar: "السجل" };
    say no_history = { en: "No sales yet", de: "Noch keine Verkäufe", ar: "لا توجد مبيعات بعد" };
    say earned = { en: "Earned", de: "Gesammelt", ar: "مكتسبة" };
    say redeemed = { en: "Redeemed", de: "Eingelöst", ar: "مستبدلة" };
    say choose_for_sale = { en: "Choose for this sale", de: "Für diesen Verkauf wählen", ar: "اختيار لهذه العملية" };
    say name_missing = { en: "A customer needs a name.", de: "Ein Kunde braucht einen Namen.", ar: "يجب إدخال اسم العميل." };
    say number_taken(number) = {
        en: "Another customer already has the number {number}.",
        de: "Die Nummer {number} gehört schon einem anderen Kunden.",
        ar: "الرقم {number} مستخدم لعميل آخر.",
    };
}
