//! Goods that are more than a name and a price: labels, modifiers, variants, deposits, ages, numbers of pieces.

messages! {
    say extras_invalid = {
        en: "Options, pack, deposit or age of this item do not fit together. Check that none of them names the item itself and every number is above zero.",
        de: "Varianten, Gebinde, Pfand oder Alter dieses Artikels passen nicht zusammen. Keines davon darf den Artikel selbst nennen, und jede Zahl muss über null sein.",
        ar: "لا تتوافق خيارات هذا الصنف أو عبوته أو عربونه أو عمره. تأكد من أن أيًا منها لا يذكر الصنف نفسه وأن كل رقم أكبر من الصفر.",
    };
    say modifier_missing(group, minimum) = {
        en: "{group}: choose at least {minimum}.",
        de: "{group}: mindestens {minimum} wählen.",
        ar: "{group}: اختر {minimum} على الأقل.",
    };
    say modifier_beyond(group, maximum) = {
        en: "{group}: choose no more than {maximum}.",
        de: "{group}: höchstens {maximum} wählen.",
        ar: "{group}: لا تختر أكثر من {maximum}.",
    };
    say modifier_unknown(name) = {
        en: "“{name}” is no longer offered with this item. Choose again.",
        de: "„{name}“ gibt es zu diesem Artikel nicht mehr. Erneut wählen.",
        ar: "لم يعد «{name}» متاحًا مع هذا الصنف. اختر من جديد.",
    };
    say variant_missing(name) = {
        en: "{name} comes in variants. Choose one.",
        de: "{name} gibt es in Varianten. Eine wählen.",
        ar: "يتوفر {name} بعدة أشكال. اختر واحدًا.",
    };
    say combo_incomplete(slot) = {
        en: "{slot} is still to be chosen.",
        de: "{slot} ist noch zu wählen.",
        ar: "لم يُختر {slot} بعد.",
    };
    say deposit_missing(sku) = {
        en: "The deposit {sku} is no item that can be sold. Correct it at the item, or add the deposit as an item with a price.",
        de: "Das Pfand {sku} ist kein Artikel, der verkauft werden kann. Beim Artikel berichtigen oder das Pfand als Artikel mit Preis anlegen.",
        ar: "العربون {sku} ليس صنفًا يمكن بيعه. صحّحه في الصنف أو أضف العربون صنفًا له سعر.",
    };
    say age_not_checked(years) = {
        en: "The customer has to be {years}. Check their age first.",
        de: "Erst ab {years} Jahren. Zuerst das Alter prüfen.",
        ar: "يجب أن يكون عمر الزبون {years} عامًا. تحقق من عمره أولًا.",
    };
    say trace_missing(name) = {
        en: "The serial or lot number of {name} is missing. Select the line and enter it.",
        de: "Die Serien- oder Chargennummer von {name} fehlt. Zeile wählen und eingeben.",
        ar: "رقم التسلسل أو الدفعة لـ {name} مفقود. حدد السطر وأدخله.",
    };
    say trace_twice(trace) = {
        en: "The number {trace} is in the basket already. Check both pieces.",
        de: "Die Nummer {trace} ist schon im Korb. Beide Stücke prüfen.",
        ar: "الرقم {trace} موجود في السلة. تحقق من القطعتين.",
    };
    say serial_one_each = {
        en: "Each piece has its own serial number. Ring them up one by one.",
        de: "Jedes Stück hat seine eigene Seriennummer. Einzeln eingeben.",
        ar: "لكل قطعة رقم تسلسل خاص. أدخلها واحدة واحدة.",
    };
    say linked_line = {
        en: "This line follows another one. Change that one instead.",
        de: "Diese Zeile folgt einer anderen. Stattdessen jene ändern.",
        ar: "هذا السطر يتبع سطرًا آخر. غيّر ذلك السطر.",
    };
    say not_discountable = {
        en: "Nothing can be taken off this line.",
        de: "Auf diese Zeile gibt es keinen Rabatt.",
        ar: "لا يمكن الخصم من هذا السطر.",
    };
    say deposit_return_beyond(limit) = {
        en: "One sale takes back at most {limit} empties. Begin another for the rest.",
        de: "Ein Verkauf nimmt höchstens {limit} leere Flaschen zurück. Für den Rest einen weiteren beginnen.",
        ar: "تسترد العملية الواحدة {limit} عبوة فارغة على الأكثر. ابدأ عملية أخرى للباقي.",
    };
    say csv_form(like) = { en: "Write it like {like}.", de: "So schreiben: {like}.", ar: "اكتبه هكذا: {like}." };
    say modifiers = { en: "Modifiers", de: "Optionen", ar: "الإضافات" };
    say combo = { en: "Combo", de: "Menü", ar: "وجبة" };
    say options = { en: "Variants differ in", de: "Varianten nach", ar: "تختلف الأشكال في" };
    say variant_of = { en: "Variant of", de: "Variante von", ar: "شكل من" };
    say pack_of = { en: "Pack of", de: "Gebinde von", ar: "عبوة من" };
    say deposit = { en: "Deposit", de: "Pfand", ar: "عربون" };
    say age = { en: "Sold from age", de: "Ab Alter", ar: "يباع من عمر" };
    say capture = { en: "Number to note", de: "Nummer festhalten", ar: "رقم يُسجل" };
    say add = { en: "Add", de: "Hinzufügen", ar: "إضافة" };
    say weight_of(name) = { en: "Weigh {name}", de: "{name} wiegen", ar: "وزن {name}" };
    say weight = { en: "Weight", de: "Gewicht", ar: "الوزن" };
    say tare = { en: "Tare", de: "Tara", ar: "وزن الفارغ" };
    say tare_hint = { en: "What the container weighs; it is taken off.", de: "Was der Behälter wiegt; es wird abgezogen.", ar: "وزن الوعاء، ويُطرح." };
    say weight_wrong = {
        en: "Enter a weight above zero that is more than the tare, such as 0.735.",
        de: "Ein Gewicht über null und über der Tara eingeben, etwa 0,735.",
        ar: "أدخل وزنًا أكبر من الصفر ومن وزن الفارغ، مثل 0.735.",
    };
    say no_variants = {
        en: "No variant of this item is sold. Add one under Items.",
        de: "Keine Variante dieses Artikels wird verkauft. Unter Artikel eine anlegen.",
        ar: "لا يباع أي شكل من هذا الصنف. أضف واحدًا ضمن الأصناف.",
    };
    say choose_if_wanted = { en: "if wanted", de: "nach Wunsch", ar: "عند الرغبة" };
    say choose_up_to(most) = { en: "up to {most}", de: "bis zu {most}", ar: "حتى {most}" };
    say choose_exactly(count) = { en: "choose {count}", de: "{count} wählen", ar: "اختر {count}" };
    say choose_between(least, most) = { en: "choose {least} to {most}", de: "{least} bis {most} wählen", ar: "اختر من {least} إلى {most}" };
    say age_title = { en: "Check the age", de: "Alter prüfen", ar: "تحقق من العمر" };
    say born_by(day) = { en: "Born on or before {day}", de: "Geboren am oder vor dem {day}", ar: "مولود في {day} أو قبله" };
    say age_hint(years) = {
        en: "Sold from {years} years on. The sale keeps that you checked, and never the date of birth.",
        de: "Erst ab {years} Jahren. Der Verkauf hält fest, dass geprüft wurde, nie das Geburtsdatum.",
        ar: "يباع من عمر {years} عامًا. تحفظ العملية أنك تحققت، ولا تحفظ تاريخ الميلاد أبدًا.",
    };
    say old_enough = { en: "Old enough", de: "Alt genug", ar: "العمر كافٍ" };
    say too_young = { en: "Do not sell", de: "Nicht verkaufen", ar: "لا تبع" };
    say age_checked = { en: "Age checked", de: "Alter geprüft", ar: "تم التحقق من العمر" };
    say years(years) = { en: "{years} years", de: "{years} Jahre", ar: "{years} عامًا" };
    say serial = { en: "Serial number", de: "Seriennummer", ar: "رقم التسلسل" };
    say lot = { en: "Lot number", de: "Chargennummer", ar: "رقم الدفعة" };
    say not_noted = { en: "still to note", de: "noch festzuhalten", ar: "لم يُسجل بعد" };
    say note = { en: "Note", de: "Notiz", ar: "ملاحظة" };
    say note_hint = { en: "Stands on the receipt, such as: no onions", de: "Steht auf dem Beleg, etwa: ohne Zwiebeln", ar: "تظهر على الإيصال، مثل: بدون بصل" };
    say holds(count) = { en: "holds {count}", de: "enthält {count}", ar: "تحوي {count}" };
    say note_line = { en: "Add a note", de: "Notiz hinzufügen", ar: "إضافة ملاحظة" };
    say note_line_hint = { en: "A line of its own that costs nothing", de: "Eine eigene Zeile, die nichts kostet", ar: "سطر مستقل بلا ثمن" };
    say open_line = { en: "Sell something without an item", de: "Ohne Artikel verkaufen", ar: "بيع شيء بلا صنف" };
    say open_line_hint = { en: "With a name, a price and a tax of your choice", de: "Mit eigenem Namen, Preis und Steuer", ar: "باسم وسعر وضريبة من اختيارك" };
    say empties = { en: "Take back empties", de: "Leergut zurücknehmen", ar: "استرداد الفوارغ" };
    say empties_hint = { en: "Pays the deposit out or takes it off the sale", de: "Zahlt das Pfand aus oder zieht es ab", ar: "يدفع العربون أو يخصمه من العملية" };
    say edit_line = { en: "Options and note of the line", de: "Optionen und Notiz der Zeile", ar: "خيارات السطر وملاحظته" };
    say edit_line_hint = { en: "Modifiers, serial or lot number, note", de: "Optionen, Serien- oder Chargennummer, Notiz", ar: "الإضافات ورقم التسلسل أو الدفعة والملاحظة" };
    say what = { en: "What it is", de: "Was es ist", ar: "ما هو" };
    say tax = { en: "Tax", de: "Steuer", ar: "الضريبة" };
    say price_wrong = { en: "Enter a price, such as 4.50.", de: "Einen Preis eingeben, etwa 4,50.", ar: "أدخل سعرًا، مثل 4.50." };
    say how_many = { en: "How many", de: "Wie viele", ar: "كم" };
    say which_deposit = { en: "Which empties", de: "Welches Leergut", ar: "أي فوارغ" };
    say no_deposits = {
        en: "No item has a deposit. Name one on the sheet of an item.",
        de: "Kein Artikel hat Pfand. Auf dem Blatt eines Artikels eines nennen.",
        ar: "لا صنف له عربون. اذكر واحدًا في ورقة صنف.",
    };
    say misread = {
        en: "The label was not read right. Scan it again, or key the item.",
        de: "Das Etikett wurde falsch gelesen. Erneut scannen oder den Artikel eintippen.",
        ar: "لم تُقرأ البطاقة جيدًا. امسحها مرة أخرى أو أدخل الصنف.",
    };
    say more_about = { en: "Age, deposit, packs, modifiers, variants", de: "Alter, Pfand, Gebinde, Optionen, Varianten", ar: "العمر والعربون والعبوات والإضافات والأشكال" };
    say such_as(example) = { en: "Such as {example}", de: "Etwa {example}", ar: "مثل {example}" };
}
