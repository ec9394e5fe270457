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
}
