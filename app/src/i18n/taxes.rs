//! Taxes: what they are called on receipts and in the basket, by whom and where they are paid, and how they are set up.

messages! {
    say eat_in = { en: "Eat in", de: "Hier essen", ar: "في المحل" };
    say take_away = { en: "Take away", de: "Mitnehmen", ar: "سفري" };
    say service = { en: "Eat in or take away", de: "Hier essen oder mitnehmen", ar: "في المحل أو سفري" };
    say line_service = { en: "The selected line goes the other way", de: "Gewählte Zeile anders als den Rest", ar: "السطر المحدد بعكس الباقي" };
    say line_service_hint = {
        en: "Takes one line away of what is eaten in, or the other way round",
        de: "Eine Zeile mitnehmen, wenn der Rest hier gegessen wird, oder umgekehrt",
        ar: "سطر سفري من طلب في المحل، أو العكس",
    };
    say exempt_reason(reason) = { en: "Exempt from tax: {reason}", de: "Steuerbefreit: {reason}", ar: "معفى من الضريبة: {reason}" };
    say exempt = { en: "exempt", de: "befreit", ar: "معفى" };
    say exempt_title = { en: "Exempt from tax", de: "Steuerbefreiung", ar: "إعفاء ضريبي" };
    say exempt_hint = {
        en: "This customer has a certificate, for this sale alone",
        de: "Dieser Kunde hat eine Bescheinigung, nur für diesen Verkauf",
        ar: "لهذا العميل شهادة إعفاء، لهذه العملية فقط",
    };
    say certificate = { en: "Tax exemption", de: "Steuerbefreiung", ar: "الإعفاء الضريبي" };
    say certificate_hint = {
        en: "Number of the certificate or the reason. Empty: this customer pays taxes.",
        de: "Nummer der Bescheinigung oder Grund. Leer: Dieser Kunde zahlt Steuern.",
        ar: "رقم الشهادة أو السبب. فارغ: يدفع هذا العميل الضرائب.",
    };
    say only_these = { en: "Exempt from these taxes only", de: "Nur von diesen Steuern befreit", ar: "معفى من هذه الضرائب فقط" };
    say only_these_hint(taxes) = {
        en: "Names with commas between them. Empty: every tax. This shop has {taxes}.",
        de: "Namen, durch Kommas getrennt. Leer: alle Steuern. Dieses Geschäft hat {taxes}.",
        ar: "أسماء تفصل بينها فواصل. فارغ: كل الضرائب. لهذا المتجر {taxes}.",
    };
    say not_a_tax(name) = {
        en: "This shop has no tax called {name}.",
        de: "Dieses Geschäft hat keine Steuer namens {name}.",
        ar: "لا ضريبة في هذا المتجر باسم {name}.",
    };
    say certificate_missing = {
        en: "Enter the certificate or the reason: it stands on the receipt.",
        de: "Bescheinigung oder Grund eingeben: Sie stehen auf dem Bon.",
        ar: "أدخل رقم الشهادة أو السبب: سيُطبع في الإيصال.",
    };
    say remove_exemption = { en: "Not exempt", de: "Nicht befreit", ar: "غير معفى" };
    say spared = { en: "Tax not charged", de: "Nicht berechnete Steuer", ar: "ضريبة غير محصّلة" };

    say title = { en: "Taxes", de: "Steuern", ar: "الضرائب" };
    say title_hint = {
        en: "Rates and the days on which they begin, several taxes on one price, rounding",
        de: "Sätze und ab wann sie gelten, mehrere Steuern auf einen Preis, Rundung",
        ar: "النسب وتواريخ سريانها، وعدة ضرائب على سعر واحد، والتقريب",
    };
    say intro = {
        en: "Each item has one of these. Ask your tax adviser which; changes never touch sales that are complete.",
        de: "Jeder Artikel hat eine davon. Welche, weiß die Steuerberatung; abgeschlossene Verkäufe ändern sich nie.",
        ar: "لكل صنف واحدة من هذه. اسأل مستشارك الضريبي أيّها؛ ولا تمس التغييرات عمليات مكتملة.",
    };
    say add_tax = { en: "Add a tax", de: "Steuer anlegen", ar: "إضافة ضريبة" };
    say edit_tax = { en: "Change the tax", de: "Steuer ändern", ar: "تعديل الضريبة" };
    say no_rate_today = { en: "No rate today", de: "Heute kein Satz", ar: "لا نسبة اليوم" };
    say of_price_included(price, taxes) = { en: "In {price}: {taxes}", de: "In {price}: {taxes}", ar: "ضمن {price}: {taxes}" };
    say of_price_added(price, taxes) = { en: "On {price}: {taxes}", de: "Auf {price}: {taxes}", ar: "على {price}: {taxes}" };

    say from_day(day, tax, rate) = { en: "From {day}: {tax} {rate}", de: "Ab {day}: {tax} {rate}", ar: "من {day}: {tax} {rate}" };
    say taken_away_is(tax) = { en: "Taken away: {tax}", de: "Beim Mitnehmen: {tax}", ar: "سفري: {tax}" };
    say name = { en: "Name", de: "Name", ar: "الاسم" };
    say name_hint = { en: "What items and reports call it", de: "So heißt sie bei Artikeln und in Berichten", ar: "اسمها في الأصناف والتقارير" };
    say short_name = { en: "Short name", de: "Kurzname", ar: "الاسم المختصر" };
    say short_name_hint = {
        en: "For CSV files, such as “reduced”. It cannot be changed later.",
        de: "Für CSV-Dateien, etwa „reduced“. Er bleibt, wie er ist.",
        ar: "لملفات CSV، مثل «reduced». لا يمكن تغييره لاحقًا.",
    };
    say mode = { en: "Prices", de: "Preise", ar: "الأسعار" };
    say inclusive = { en: "Contain the tax", de: "Enthalten die Steuer", ar: "تشمل الضريبة" };
    say exclusive = { en: "Tax comes on top", de: "Steuer kommt hinzu", ar: "تضاف الضريبة" };
    say component = { en: "Tax", de: "Steuer", ar: "الضريبة" };
    say component_hint = { en: "Receipts print the rate behind it", de: "Der Bon druckt den Satz dahinter", ar: "تُطبع النسبة بعده في الإيصال" };
    say component_called(name) = { en: "Tax {name}", de: "Steuer {name}", ar: "ضريبة {name}" };
    say add_component = { en: "Add another tax on the same price", de: "Weitere Steuer auf denselben Preis", ar: "إضافة ضريبة أخرى على السعر نفسه" };
    say remove_component = { en: "Remove this tax", de: "Diese Steuer entfernen", ar: "إزالة هذه الضريبة" };
    say percent = { en: "Percent", de: "Prozent", ar: "النسبة المئوية" };
    say from = { en: "From", de: "Ab", ar: "من" };
    say from_hint = { en: "Empty: always", de: "Leer: immer", ar: "فارغ: دائمًا" };
    say add_rate = { en: "Add a rate from a day on", de: "Satz ab einem Tag", ar: "إضافة نسبة من يوم معيّن" };
    say remove_rate = { en: "Remove this rate", de: "Diesen Satz entfernen", ar: "إزالة هذه النسبة" };
    say charged_on = { en: "Charged on", de: "Berechnet auf", ar: "تُحسب على" };
    say on_price = { en: "The price", de: "Den Preis", ar: "السعر" };
    say on_tax = { en: "Price and other taxes", de: "Preis und andere Steuern", ar: "السعر والضرائب الأخرى" };
    say when_taken_away = { en: "When it is taken away", de: "Beim Mitnehmen", ar: "عند الطلب السفري" };
    say same_tax = { en: "The same tax", de: "Dieselbe Steuer", ar: "الضريبة نفسها" };
    say sample = { en: "Preview", de: "Vorschau", ar: "معاينة" };
    say sample_of(price) = { en: "A price of {price}, today", de: "Ein Preis von {price}, heute", ar: "سعر قدره {price} اليوم" };
    say sample_later = {
        en: "Enter the rate of today to see what a price comes to.",
        de: "Den heutigen Satz eingeben, um zu sehen, was ein Preis ergibt.",
        ar: "أدخل نسبة اليوم لترى ما يبلغه السعر.",
    };
    say without_tax = { en: "Without tax", de: "Ohne Steuer", ar: "بدون ضريبة" };
    say remove = { en: "Remove", de: "Entfernen", ar: "إزالة" };

    say rounding = { en: "Rounding", de: "Rundung", ar: "التقريب" };
    say rounding_hint = {
        en: "What most countries ask for is chosen first. United States: taxes together.",
        de: "Was die meisten Länder verlangen, steht vorn. USA: Steuern zusammen.",
        ar: "ما تطلبه معظم الدول هو الخيار الأول. الولايات المتحدة: الضرائب معًا.",
    };
    say rounded_of = { en: "Tax is rounded", de: "Gerundet wird", ar: "تُقرّب الضريبة" };
    say per_total = { en: "On the whole sale", de: "Im ganzen Verkauf", ar: "على العملية كلها" };
    say per_line = { en: "On each line", de: "In jeder Zeile", ar: "على كل سطر" };
    say several = { en: "Several taxes on one price", de: "Mehrere Steuern auf einen Preis", ar: "عدة ضرائب على سعر واحد" };
    say each = { en: "Each for itself", de: "Jede für sich", ar: "كل واحدة على حدة" };
    say together = { en: "Together", de: "Zusammen", ar: "معًا" };
    say half_a_cent = { en: "Half a cent", de: "Ein halber Cent", ar: "نصف السنت" };
    say half_up = { en: "Up", de: "Auf", ar: "إلى الأعلى" };
    say half_even = { en: "To even", de: "Zur geraden Zahl", ar: "إلى الزوجي" };
    say down = { en: "Always down", de: "Immer ab", ar: "إلى الأسفل دائمًا" };

    say wrong_id = { en: "Enter a short name of 1 to 20 characters.", de: "Einen Kurznamen mit 1 bis 20 Zeichen eingeben.", ar: "أدخل اسمًا مختصرًا من 1 إلى 20 حرفًا." };
    say id_taken = { en: "Another tax has this short name.", de: "Eine andere Steuer hat diesen Kurznamen.", ar: "ضريبة أخرى لها هذا الاسم المختصر." };
    say wrong_label = { en: "Enter a name.", de: "Einen Namen eingeben.", ar: "أدخل اسمًا." };
    say wrong_rate(tax) = {
        en: "{tax}: enter a rate such as 19 or 8.875.",
        de: "{tax}: einen Satz eingeben, etwa 19 oder 8.875.",
        ar: "{tax}: أدخل نسبة مثل 19 أو 8.875.",
    };
    say wrong_components(limit) = {
        en: "Give each tax a name of its own; one price can have {limit}.",
        de: "Jeder Steuer einen eigenen Namen geben; auf einen Preis passen {limit}.",
        ar: "أعطِ كل ضريبة اسمًا خاصًا بها؛ يتسع السعر الواحد لـ {limit}.",
    };
    say wrong_days(tax) = {
        en: "{tax}: two rates begin on the same day. Change one or remove it.",
        de: "{tax}: Zwei Sätze beginnen am selben Tag. Einen ändern oder entfernen.",
        ar: "{tax}: نسبتان تبدآن في اليوم نفسه. غيّر إحداهما أو أزلها.",
    };
    say wrong_first_day(tax, day) = {
        en: "{tax} has no rate today, {day}. Add the rate that applies now: leave its day empty.",
        de: "{tax} hat heute, am {day}, keinen Satz. Den jetzigen Satz ergänzen und seinen Tag leer lassen.",
        ar: "لا نسبة لـ {tax} اليوم، {day}. أضف النسبة السارية الآن واترك يومها فارغًا.",
    };
    say wrong_compound = {
        en: "A tax on tax needs another tax that is charged on the price alone.",
        de: "Eine Steuer auf Steuer braucht eine andere, die nur auf den Preis erhoben wird.",
        ar: "الضريبة على الضريبة تحتاج إلى ضريبة أخرى تُحسب على السعر وحده.",
    };
    say wrong_take_away(tax) = {
        en: "{tax} refers to a tax for what is taken away that is gone, is charged the other way, or refers on.",
        de: "{tax} verweist beim Mitnehmen auf eine Steuer, die fehlt, anders erhoben wird oder weiter verweist.",
        ar: "تشير {tax} عند الطلب السفري إلى ضريبة غير موجودة أو تُحسب بطريقة أخرى أو تحيل إلى غيرها.",
    };
    say last_one = { en: "A shop needs one tax, if only of 0 %.", de: "Ein Geschäft braucht eine Steuer, und sei es mit 0 %.", ar: "يحتاج المتجر إلى ضريبة واحدة ولو بنسبة 0 %." };
    count in_use(n) = {
        en: { one: "One item has this tax. Give it another first.", other: "{n} items have this tax. Give them another first." },
        de: { one: "Ein Artikel hat diese Steuer. Ihm zuerst eine andere geben.", other: "{n} Artikel haben diese Steuer. Ihnen zuerst eine andere geben." },
        ar: {
            zero: "لا أصناف بهذه الضريبة.",
            one: "صنف واحد بهذه الضريبة. أعطه ضريبة أخرى أولًا.",
            two: "صنفان بهذه الضريبة. أعطهما ضريبة أخرى أولًا.",
            few: "{n} أصناف بهذه الضريبة. أعطها ضريبة أخرى أولًا.",
            many: "{n} صنفًا بهذه الضريبة. أعطها ضريبة أخرى أولًا.",
            other: "{n} صنف بهذه الضريبة. أعطها ضريبة أخرى أولًا.",
        },
    };
}
