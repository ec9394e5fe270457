//! Customers and their points.

messages! {
    say group = { en: "Customer group", de: "Kundengruppe", ar: "مجموعة العملاء" };
    say no_group = { en: "No group", de: "Keine Gruppe", ar: "بلا مجموعة" };
    say credit_limit = { en: "Credit limit", de: "Kreditgrenze", ar: "حد الائتمان" };
    say credit_limit_hint = {
        en: "What they may owe when they buy on account; empty for nothing",
        de: "Was sie bei Kauf auf Rechnung schulden dürfen; leer für nichts",
        ar: "أقصى ما يجوز أن يدين به عند الشراء على الحساب، واتركه فارغًا لعدم السماح",
    };
    say not_an_amount = {
        en: "Enter an amount, such as 250.00",
        de: "Einen Betrag eingeben, etwa 250,00",
        ar: "أدخل مبلغًا، مثل 250.00",
    };
    say title = { en: "Customers", de: "Kunden", ar: "العملاء" };
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
    say phone = { en: "Phone", de: "Telefon", ar: "الهاتف" };
    say email = { en: "E-mail", de: "E-Mail", ar: "البريد الإلكتروني" };
    say points = { en: "Points", de: "Punkte", ar: "النقاط" };
    say no_history = { en: "No sales yet", de: "Noch keine Verkäufe", ar: "لا توجد مبيعات بعد" };
    say choose_for_sale = { en: "Choose for this sale", de: "Für diesen Verkauf wählen", ar: "اختيار لهذه العملية" };
    say name_missing = { en: "A customer needs a name.", de: "Ein Kunde braucht einen Namen.", ar: "يجب إدخال اسم العميل." };

    say search_long = {
        en: "Name, phone, e-mail or card number",
        de: "Name, Telefon, E-Mail oder Kartennummer",
        ar: "الاسم أو الهاتف أو البريد أو رقم البطاقة",
    };
    say card = { en: "Loyalty card", de: "Kundenkarte", ar: "بطاقة الولاء" };
    say card_hint = { en: "Scan the card, or type its number", de: "Karte scannen oder Nummer eingeben", ar: "امسح البطاقة أو اكتب رقمها" };
    say contact = { en: "Contact", de: "Kontakt", ar: "التواصل" };
    say credit = { en: "Store credit", de: "Guthaben", ar: "رصيد المتجر" };
    say archived = { en: "Archived", de: "Archiviert", ar: "مؤرشف" };
    say archive = { en: "Archive", de: "Archivieren", ar: "أرشفة" };
    say restore = { en: "Restore", de: "Wiederherstellen", ar: "استعادة" };
    say archive_ask(name) = { en: "Archive {name}?", de: "{name} archivieren?", ar: "هل تريد أرشفة {name}؟" };
    say archive_follows = {
        en: "They are no longer offered at the till. Points, store credit and past sales stay, and they can be restored.",
        de: "An der Kasse wird der Kunde nicht mehr angeboten. Punkte, Guthaben und Verkäufe bleiben, und er lässt sich wiederherstellen.",
        ar: "لن يُعرض عند البيع. تبقى النقاط والرصيد والمبيعات السابقة، ويمكن استعادته.",
    };
    say show_archived = { en: "Archived", de: "Archivierte", ar: "المؤرشفون" };
    say show_active = { en: "Active", de: "Aktive", ar: "النشطون" };
    say which = { en: "Show", de: "Anzeigen", ar: "عرض" };
    say no_archived = { en: "Nobody is archived", de: "Niemand ist archiviert", ar: "لا أحد مؤرشف" };
    say chosen(name) = { en: "{name} is the customer of this sale", de: "{name} ist der Kunde dieses Verkaufs", ar: "{name} هو عميل هذه العملية" };
    say is_chosen = { en: "Customer of this sale", de: "Kunde dieses Verkaufs", ar: "عميل هذه العملية" };
    say sales_here = { en: "Sales on this register", de: "Verkäufe an dieser Kasse", ar: "المبيعات على هذا الصندوق" };
    say more_sales = { en: "Look further back", de: "Weiter zurück suchen", ar: "البحث في الأقدم" };
    say too_long(limit) = { en: "At most {limit} characters.", de: "Höchstens {limit} Zeichen.", ar: "{limit} حرفًا على الأكثر." };
    say unprintable = { en: "There is a character in it that cannot be printed.", de: "Ein Zeichen darin lässt sich nicht drucken.", ar: "فيه محرف لا يمكن طباعته." };
    say card_taken(name) = {
        en: "{name} already has this card. Use another number.",
        de: "{name} hat diese Karte schon. Andere Nummer verwenden.",
        ar: "هذه البطاقة لدى {name}. استخدم رقمًا آخر.",
    };
    say not_saved = {
        en: "The customer could not be saved. Try again.",
        de: "Der Kunde konnte nicht gespeichert werden. Erneut versuchen.",
        ar: "تعذّر حفظ العميل. أعد المحاولة.",
    };
    say not_saved_full = {
        en: "The storage is full, so the customer was not saved. Free space on this device, then try again.",
        de: "Der Speicher ist voll, der Kunde wurde nicht gespeichert. Platz schaffen, dann erneut versuchen.",
        ar: "مساحة التخزين ممتلئة فلم يُحفظ العميل. وفّر مساحة ثم أعد المحاولة.",
    };
    say card_unknown(card) = {
        en: "Nobody has the card {card}. Add them as a new customer.",
        de: "Niemand hat die Karte {card}. Als neuen Kunden anlegen.",
        ar: "لا أحد لديه البطاقة {card}. أضفه عميلًا جديدًا.",
    };
}
