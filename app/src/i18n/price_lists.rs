//! Words of price lists, customer groups, dated prices and usual reasons as a shopkeeper sets them up.

messages! {
    say title = { en: "Price lists", de: "Preislisten", ar: "قوائم الأسعار" };
    say hint = {
        en: "Prices for groups of customers, the groups, and usual reasons",
        de: "Preise für Kundengruppen, die Gruppen und übliche Gründe",
        ar: "أسعار لمجموعات العملاء والمجموعات والأسباب المعتادة",
    };
    say intro = {
        en: "A list of the customer’s group goes before a dated price, and that before the item’s own. Of several lists the lowest price stands.",
        de: "Eine Liste der Kundengruppe geht vor einem datierten Preis und der vor dem eigenen des Artikels. Bei mehreren Listen gilt der niedrigste Preis.",
        ar: "قائمة مجموعة العميل تسبق السعر المؤرخ، وهو يسبق سعر الصنف نفسه. وعند تعدد القوائم يسري أدنى سعر.",
    };
    say none = { en: "No price lists yet", de: "Noch keine Preislisten", ar: "لا قوائم أسعار بعد" };
    say none_hint = {
        en: "Add a group of customers below, then a list for it.",
        de: "Unten eine Kundengruppe anlegen, dann eine Liste dafür.",
        ar: "أضف مجموعة عملاء في الأسفل ثم قائمة لها.",
    };
    say add = { en: "Add a price list", de: "Preisliste hinzufügen", ar: "إضافة قائمة أسعار" };
    say edit = { en: "Change the price list", de: "Preisliste ändern", ar: "تعديل قائمة الأسعار" };
    say name = { en: "Name of the list", de: "Name der Liste", ar: "اسم القائمة" };
    say for_groups = { en: "For these groups of customers", de: "Für diese Kundengruppen", ar: "لهذه المجموعات من العملاء" };
    say for_groups_hint = { en: "At least one", de: "Mindestens eine", ar: "واحدة على الأقل" };
    say off = { en: "Percent off what is not on the list", de: "Nachlass in Prozent auf alles, was nicht darauf steht", ar: "نسبة خصم لما ليس في القائمة" };
    say off_hint = { en: "Empty for its usual price", de: "Leer für den üblichen Preis", ar: "اتركه فارغًا للسعر المعتاد" };
    say prices = { en: "Prices on this list", de: "Preise auf dieser Liste", ar: "الأسعار في هذه القائمة" };
    say add_item = { en: "Find an item for the list", de: "Artikel für die Liste suchen", ar: "ابحث عن صنف للقائمة" };
    say price_of(name) = { en: "Price of {name}", de: "Preis von {name}", ar: "سعر {name}" };
    say remove(name) = { en: "Take {name} off the list", de: "{name} von der Liste nehmen", ar: "إزالة {name} من القائمة" };
    say end = { en: "End this list", de: "Liste beenden", ar: "إنهاء القائمة" };
    say wrong_off = { en: "Enter a percentage above 0 and at most 100, or leave it empty.", de: "Eine Prozentzahl über 0 und höchstens 100 eingeben oder leer lassen.", ar: "أدخل نسبة أكبر من 0 ولا تتجاوز 100 أو اتركها فارغة." };
    say wrong_name(limit) = { en: "Give the list a name of 1 to {limit} characters.", de: "Der Liste einen Namen mit 1 bis {limit} Zeichen geben.", ar: "أعط القائمة اسمًا من 1 إلى {limit} حرفًا." };
    say wrong_price(name) = { en: "Enter a price of zero or more for {name}.", de: "Für {name} einen Preis ab null eingeben.", ar: "أدخل سعرًا يساوي صفرًا أو أكثر لـ {name}." };
    count says_prices(n) = {
        en: { one: "{n} price", other: "{n} prices" },
        de: { one: "{n} Preis", other: "{n} Preise" },
        ar: { zero: "بلا أسعار", one: "سعر واحد", two: "سعران", few: "{n} أسعار", many: "{n} سعرًا", other: "{n} سعر" },
    };
    say says_off(off) = { en: "{off} off everything else", de: "{off} Nachlass auf alles andere", ar: "خصم {off} على غيرها" };

    say groups = { en: "Groups of customers", de: "Kundengruppen", ar: "مجموعات العملاء" };
    say group_hint = {
        en: "Which group somebody belongs to is chosen with the customer.",
        de: "Wer zu welcher Gruppe gehört, wird beim Kunden gewählt.",
        ar: "تُحدد مجموعة العميل في بطاقته.",
    };
    say group_name = { en: "Name of the group", de: "Name der Gruppe", ar: "اسم المجموعة" };
    say add_group = { en: "Add a group", de: "Gruppe hinzufügen", ar: "إضافة مجموعة" };
    say remove_group = { en: "Remove the group", de: "Gruppe entfernen", ar: "إزالة المجموعة" };
    say group_used = {
        en: "A customer, a price list or a promotion has this group. Take it out there first.",
        de: "Ein Kunde, eine Preisliste oder eine Aktion hat diese Gruppe. Sie zuerst dort entfernen.",
        ar: "هذه المجموعة مستخدمة لدى عميل أو قائمة أو عرض. أزلها من هناك أولًا.",
    };
    say wrong_groups(limit) = {
        en: "Each group needs a name of its own, and there are at most {limit}.",
        de: "Jede Gruppe braucht einen eigenen Namen; es gibt höchstens {limit}.",
        ar: "تحتاج كل مجموعة إلى اسم خاص بها، وبحد أقصى {limit}.",
    };
    say reasons = { en: "Reasons and limits", de: "Gründe und Grenzen", ar: "الأسباب والحدود" };
    say reasons_label = { en: "Usual reasons for changed prices and discounts, one on each line", de: "Übliche Gründe für geänderte Preise und Rabatte, je Zeile einer", ar: "الأسباب المعتادة لتغيير الأسعار والخصومات، سبب في كل سطر" };
    say reasons_hint = { en: "Empty for damaged, expires soon, marked differently, goodwill", de: "Leer für beschädigt, läuft bald ab, anders ausgezeichnet, Kulanz", ar: "اتركه فارغًا للأسباب: تالف، قرب الانتهاء، سعر معلن مختلف، مجاملة" };
    say wrong_reasons(limit) = { en: "At most {limit} reasons of 60 characters each.", de: "Höchstens {limit} Gründe mit je 60 Zeichen.", ar: "{limit} سببًا على الأكثر، في كل منها 60 حرفًا." };
    say most_off = { en: "The most that promotions take off the goods, in percent", de: "Höchster Nachlass durch Aktionen auf die Waren, in Prozent", ar: "أقصى ما تخصمه العروض من البضاعة بالمئة" };
    say most_off_hint = { en: "All of them together; empty for no limit", de: "Alle zusammen; leer für unbegrenzt", ar: "مجتمعة، واتركه فارغًا لعدم التحديد" };

    say dated = { en: "Prices by day and list", de: "Preise nach Tag und Liste", ar: "الأسعار حسب اليوم والقائمة" };
    say new_from = { en: "New price from a day on", de: "Neuer Preis ab einem Tag", ar: "سعر جديد ابتداءً من يوم" };
    say price = { en: "New price", de: "Neuer Preis", ar: "السعر الجديد" };
    say from = { en: "From", de: "Ab", ar: "من" };
    say to = { en: "Until", de: "Bis", ar: "حتى" };
    say to_hint = { en: "Empty until another one follows", de: "Leer, bis ein anderer folgt", ar: "فارغ حتى يليه سعر آخر" };
    say on_list = { en: "For whom", de: "Für wen", ar: "لمن" };
    say everybody = { en: "Everybody", de: "Alle", ar: "الجميع" };
    say set = { en: "Set the price", de: "Preis festlegen", ar: "تحديد السعر" };
    say is_set(name) = { en: "The price of {name} is set", de: "Der Preis von {name} ist festgelegt", ar: "حُدد سعر {name}" };
    say take_back = { en: "Take this price back", de: "Diesen Preis zurücknehmen", ar: "التراجع عن هذا السعر" };
    say since_ever = { en: "from ever", de: "von jeher", ar: "منذ البداية" };
    say wrong_dated = { en: "Enter a price of zero or more.", de: "Einen Preis ab null eingeben.", ar: "أدخل سعرًا يساوي صفرًا أو أكثر." };
}
