//! Words of promotions as a shopkeeper sets them up: kinds, goods, conditions, what is wrong, what a basket would get.

messages! {
    say title = { en: "Promotions", de: "Aktionen", ar: "العروض" };
    say hint = {
        en: "Percentages, deals, happy hours and coupon codes",
        de: "Prozente, Mengenangebote, Happy Hours und Couponcodes",
        ar: "نسب وعروض كميات وساعات سعيدة ورموز قسائم",
    };
    say intro = {
        en: "What the register takes off by itself. The upper ones go first; each can be tried on a basket before it counts.",
        de: "Was die Kasse von selbst abzieht. Die oberen gehen vor; jede lässt sich vorher an einem Korb ausprobieren.",
        ar: "ما يخصمه الصندوق تلقائيًا. الأعلى يسبق غيره، ويمكن تجربة كل عرض على سلة قبل أن يسري.",
    };
    say none = { en: "No promotions yet", de: "Noch keine Aktionen", ar: "لا عروض بعد" };
    say none_hint = { en: "Choose a kind below to begin.", de: "Unten eine Art wählen, um zu beginnen.", ar: "اختر نوعًا في الأسفل للبدء." };
    say add = { en: "Add a promotion", de: "Aktion hinzufügen", ar: "إضافة عرض" };
    say edit = { en: "Change the promotion", de: "Aktion ändern", ar: "تعديل العرض" };
    say find = { en: "Find a promotion", de: "Aktion suchen", ar: "البحث عن عرض" };

    say kind_percent = { en: "Percent off", de: "Prozent Nachlass", ar: "نسبة خصم" };
    say kind_amount = { en: "Amount off each", de: "Betrag je Stück", ar: "مبلغ خصم لكل قطعة" };
    say kind_fixed = { en: "Fixed price", de: "Festpreis", ar: "سعر ثابت" };
    say kind_gift = { en: "Buy some, get some", de: "Kaufen und dazubekommen", ar: "اشترِ واحصل على" };
    say kind_set = { en: "Mix and match", de: "Bunte Mischung", ar: "تشكيلة" };
    say kind_threshold = { en: "From an amount on", de: "Ab einem Betrag", ar: "ابتداءً من مبلغ" };
    say kind_hour = { en: "Happy hour", de: "Happy Hour", ar: "ساعة سعيدة" };
    say kind_coupon = { en: "Coupon code", de: "Couponcode", ar: "رمز قسيمة" };

    say label = { en: "What basket and receipt call it", de: "Name auf Korb und Beleg", ar: "اسمه في السلة والإيصال" };
    say percent = { en: "Percent off", de: "Nachlass in Prozent", ar: "نسبة الخصم" };
    say amount = { en: "Amount off", de: "Nachlass als Betrag", ar: "مبلغ الخصم" };
    say price = { en: "Price", de: "Preis", ar: "السعر" };
    say set_price = { en: "Price of all together", de: "Preis für alles zusammen", ar: "سعر الكل معًا" };
    say how = { en: "What is taken off", de: "Was abgezogen wird", ar: "ما يُخصم" };
    say buy_count = { en: "How many have to be bought", de: "Wie viele gekauft werden", ar: "كم يجب شراؤه" };
    say free_count = { en: "How many are given", de: "Wie viele es dazu gibt", ar: "كم يُمنح" };
    say gift_percent = { en: "Percent off what is given", de: "Nachlass darauf in Prozent", ar: "نسبة الخصم على الممنوح" };
    say gift_hint = { en: "100 gives it for free", de: "Mit 100 ist es geschenkt", ar: "100 تجعله مجانيًا" };
    say spend = { en: "From what amount on", de: "Ab welchem Betrag", ar: "ابتداءً من أي مبلغ" };
    say count = { en: "How many of these", de: "Wie viele davon", ar: "كم من هذه" };
    say part(n) = { en: "Part {n} of the set", de: "Teil {n} der Mischung", ar: "الجزء {n} من التشكيلة" };
    say add_part = { en: "Add a part", de: "Teil hinzufügen", ar: "إضافة جزء" };
    say remove_part = { en: "Remove this part", de: "Diesen Teil entfernen", ar: "إزالة هذا الجزء" };

    say goods = { en: "For which goods", de: "Für welche Waren", ar: "لأي بضاعة" };
    say goods_buy = { en: "What has to be bought", de: "Was gekauft wird", ar: "ما يجب شراؤه" };
    say goods_get = { en: "What is given", de: "Was es dazu gibt", ar: "ما يُمنح" };
    say everything = { en: "Everything", de: "Alles", ar: "الكل" };
    say these = { en: "Only these", de: "Nur diese", ar: "هذه فقط" };
    say find_goods = { en: "Find an item, department or category", de: "Artikel, Abteilung oder Warengruppe suchen", ar: "ابحث عن صنف أو قسم أو فئة" };
    say except = { en: "Except some items", de: "Außer einigen Artikeln", ar: "باستثناء بعض الأصناف" };
    say find_except = { en: "Find an item to leave out", de: "Auszunehmenden Artikel suchen", ar: "ابحث عن صنف لاستثنائه" };
    say take_out(name) = { en: "Take out {name}", de: "{name} herausnehmen", ar: "إزالة {name}" };
    say all_goods = { en: "everything", de: "alles", ar: "الكل" };
    say all_of(name) = { en: "all of {name}", de: "alles aus {name}", ar: "كل {name}" };
    say and_more(n) = { en: "and {n} more", de: "und {n} weitere", ar: "و{n} أخرى" };

    say when = { en: "When", de: "Wann", ar: "متى" };
    say from_day = { en: "First day", de: "Erster Tag", ar: "أول يوم" };
    say to_day = { en: "Last day", de: "Letzter Tag", ar: "آخر يوم" };
    say day_hint = { en: "Empty for no limit", de: "Leer für unbegrenzt", ar: "اتركه فارغًا لعدم التحديد" };
    say from_hour = { en: "From what time", de: "Ab welcher Uhrzeit", ar: "من الساعة" };
    say to_hour = { en: "Until what time", de: "Bis zu welcher Uhrzeit", ar: "حتى الساعة" };
    say hour_hint = { en: "Empty for the whole day; may run past midnight", de: "Leer für den ganzen Tag; auch über Mitternacht", ar: "اتركه فارغًا لليوم كله، ويمكن أن يتجاوز منتصف الليل" };
    say weekdays = { en: "Days of the week", de: "Wochentage", ar: "أيام الأسبوع" };
    say who = { en: "For whom, and how often", de: "Für wen und wie oft", ar: "لمن وكم مرة" };
    say groups = { en: "Only for these groups of customers", de: "Nur für diese Kundengruppen", ar: "لهذه المجموعات من العملاء فقط" };
    say groups_hint = { en: "None chosen: for everybody", de: "Keine gewählt: für alle", ar: "إن لم تُختر مجموعة فهو للجميع" };
    say codes = { en: "Coupon codes, one on each line", de: "Couponcodes, je Zeile einer", ar: "رموز القسائم، رمز في كل سطر" };
    say codes_hint = { en: "Any of them turns it on; empty where none is needed", de: "Jeder davon löst sie aus; leer, wenn keiner nötig ist", ar: "أي منها يفعّل العرض، واتركه فارغًا إن لم يلزم رمز" };
    say limit = { en: "At most off one sale", de: "Höchstens je Verkauf", ar: "أقصى خصم لكل عملية" };
    say times = { en: "At most so many times in one sale", de: "Höchstens so oft je Verkauf", ar: "أقصى عدد مرات في العملية" };
    say priority = { en: "Priority", de: "Vorrang", ar: "الأولوية" };
    say priority_hint = { en: "The larger goes first; 0 as usual", de: "Das Größere geht vor; 0 wie üblich", ar: "الأكبر يسبق، و0 هو المعتاد" };
    say combination = { en: "Beside others on the same goods", de: "Neben anderen auf denselben Waren", ar: "مع عروض أخرى على البضاعة نفسها" };
    say exclusive = { en: "Only this one", de: "Nur diese", ar: "هذا فقط" };
    say stackable = { en: "Others too", de: "Auch andere", ar: "وغيره أيضًا" };
    say state = { en: "State", de: "Zustand", ar: "الحالة" };
    say in_force = { en: "In force", de: "In Kraft", ar: "سارٍ" };
    say paused = { en: "Paused", de: "Ausgesetzt", ar: "موقوف" };
    say begins_later = { en: "Not yet", de: "Noch nicht", ar: "لم يبدأ" };
    say over = { en: "Over", de: "Vorbei", ar: "انتهى" };
    say other_hours = { en: "At other hours", de: "Zu anderen Zeiten", ar: "في أوقات أخرى" };
    say end = { en: "End it", de: "Beenden", ar: "إنهاء العرض" };
    say end_ask = { en: "End this promotion?", de: "Diese Aktion beenden?", ar: "هل تريد إنهاء هذا العرض؟" };
    say end_hint = {
        en: "It gives nothing from now on and leaves this list. What was sold stays as it was.",
        de: "Sie gibt ab jetzt nichts mehr und verlässt diese Liste. Verkauftes bleibt, wie es war.",
        ar: "لن يمنح شيئًا من الآن ويختفي من هذه القائمة. ما بيع يبقى كما كان.",
    };
    say ended(label) = { en: "{label} has ended", de: "{label} ist beendet", ar: "انتهى {label}" };

    say says_percent(off, goods) = { en: "{off} off {goods}", de: "{off} Nachlass auf {goods}", ar: "خصم {off} على {goods}" };
    say says_amount(off, goods) = { en: "{off} off each of {goods}", de: "je {off} Nachlass auf {goods}", ar: "خصم {off} على كل من {goods}" };
    say says_fixed(price, goods) = { en: "{goods} for {price} each", de: "{goods} für je {price}", ar: "{goods} بسعر {price} للواحدة" };
    say says_gift(count, buy, free, get, off) = {
        en: "Buy {count} of {buy}, get {free} of {get} at {off} off",
        de: "{count} von {buy} kaufen, {free} von {get} mit {off} Nachlass dazu",
        ar: "اشترِ {count} من {buy} واحصل على {free} من {get} بخصم {off}",
    };
    say says_set_price(parts, price) = { en: "{parts} together for {price}", de: "{parts} zusammen für {price}", ar: "{parts} معًا بسعر {price}" };
    say says_set_off(parts, off) = { en: "{parts} together, {off} off", de: "{parts} zusammen, {off} Nachlass", ar: "{parts} معًا بخصم {off}" };
    say says_threshold(off, spend, goods) = { en: "{off} off from {spend} on, for {goods}", de: "{off} Nachlass ab {spend} auf {goods}", ar: "خصم {off} ابتداءً من {spend} على {goods}" };
    say says_until(day) = { en: "until {day}", de: "bis {day}", ar: "حتى {day}" };
    say says_from(day) = { en: "from {day}", de: "ab {day}", ar: "من {day}" };
    say says_code(code) = { en: "code {code}", de: "Code {code}", ar: "الرمز {code}" };
    say says_group(names) = { en: "for {names}", de: "für {names}", ar: "لـ {names}" };

    say wrong_label(limit) = { en: "Give it a name of 1 to {limit} characters.", de: "Einen Namen mit 1 bis {limit} Zeichen geben.", ar: "أعطه اسمًا من 1 إلى {limit} حرفًا." };
    say wrong_goods = { en: "Choose goods, or everything: like this it could never give anything.", de: "Waren wählen oder alles: So könnte sie nie etwas geben.", ar: "اختر بضاعة أو الكل، وإلا فلن يمنح شيئًا أبدًا." };
    say wrong_many(limit) = { en: "At most {limit} items, departments or categories. Choose a whole department instead.", de: "Höchstens {limit} Artikel, Abteilungen oder Warengruppen. Stattdessen eine ganze Abteilung wählen.", ar: "{limit} صنفًا أو قسمًا أو فئة على الأكثر. اختر قسمًا كاملًا بدلًا من ذلك." };
    say wrong_percent = { en: "Enter a percentage above 0 and at most 100: beyond that goods would cost less than nothing.", de: "Eine Prozentzahl über 0 und höchstens 100 eingeben: Darüber würden Waren weniger als nichts kosten.", ar: "أدخل نسبة أكبر من 0 ولا تتجاوز 100، وإلا صار السعر أقل من لا شيء." };
    say wrong_amount = { en: "Enter an amount above zero.", de: "Einen Betrag über null eingeben.", ar: "أدخل مبلغًا أكبر من صفر." };
    say wrong_price = { en: "Enter a price of zero or more.", de: "Einen Preis ab null eingeben.", ar: "أدخل سعرًا يساوي صفرًا أو أكثر." };
    say wrong_more_off(spend) = { en: "Take off at most {spend}, which has to be spent: the basket could come to less than nothing.", de: "Höchstens {spend} abziehen, so viel wie ausgegeben wird: Der Korb käme sonst unter null.", ar: "اخصم {spend} على الأكثر، وهو ما يجب إنفاقه، وإلا صارت السلة أقل من لا شيء." };
    say wrong_count(limit) = { en: "Enter a whole number from 1 to {limit}.", de: "Eine ganze Zahl von 1 bis {limit} eingeben.", ar: "أدخل عددًا صحيحًا من 1 إلى {limit}." };
    say wrong_set = { en: "A set has two pieces or more. Give one piece a fixed price instead.", de: "Eine Mischung hat mindestens zwei Stück. Für eines allein einen Festpreis nehmen.", ar: "التشكيلة من قطعتين على الأقل. استعمل السعر الثابت لقطعة واحدة." };
    say wrong_parts(limit) = { en: "At most {limit} parts.", de: "Höchstens {limit} Teile.", ar: "{limit} أجزاء على الأكثر." };
    say wrong_days = { en: "The last day is before the first.", de: "Der letzte Tag liegt vor dem ersten.", ar: "آخر يوم يسبق أول يوم." };
    say wrong_window = { en: "It ends in the minute in which it begins, so it is never open.", de: "Sie endet in der Minute, in der sie beginnt, und gilt so nie.", ar: "ينتهي في الدقيقة التي يبدأ فيها، فلا يسري أبدًا." };
    say wrong_time = { en: "This time of day does not exist.", de: "Diese Uhrzeit gibt es nicht.", ar: "هذا الوقت غير موجود." };
    say wrong_weekday = { en: "Choose at least one day of the week.", de: "Mindestens einen Wochentag wählen.", ar: "اختر يومًا واحدًا على الأقل." };
    say wrong_limit = { en: "Enter an amount above zero, or leave it empty.", de: "Einen Betrag über null eingeben oder leer lassen.", ar: "أدخل مبلغًا أكبر من صفر أو اتركه فارغًا." };
    say wrong_times = { en: "Enter 1 or more, or leave it empty.", de: "1 oder mehr eingeben oder leer lassen.", ar: "أدخل 1 أو أكثر أو اتركه فارغًا." };
    say wrong_code(code, limit) = { en: "The code “{code}” must have 1 to {limit} printable characters.", de: "Der Code „{code}“ braucht 1 bis {limit} druckbare Zeichen.", ar: "يجب أن يتكون الرمز «{code}» من 1 إلى {limit} حرفًا قابلًا للطباعة." };
    say wrong_code_twice(code) = { en: "The code “{code}” is there twice. Remove one.", de: "Der Code „{code}“ steht zweimal da. Einen entfernen.", ar: "الرمز «{code}» مكرر. احذف أحدهما." };
    say wrong_code_taken(code, by) = { en: "The code “{code}” belongs to “{by}”. Choose another one.", de: "Der Code „{code}“ gehört zu „{by}“. Einen anderen wählen.", ar: "الرمز «{code}» تابع لـ «{by}». اختر رمزًا آخر." };
    say wrong_codes(limit) = { en: "At most {limit} codes.", de: "Höchstens {limit} Codes.", ar: "{limit} رمزًا على الأكثر." };
    say wrong_total(limit) = { en: "The shop has {limit} promotions already. End one first.", de: "Das Geschäft hat schon {limit} Aktionen. Zuerst eine beenden.", ar: "لدى المتجر {limit} عرضًا بالفعل. أنهِ أحدها أولًا." };
    say wrong_priority = { en: "Enter a whole number from 0 to 65535.", de: "Eine ganze Zahl von 0 bis 65535 eingeben.", ar: "أدخل عددًا صحيحًا من 0 إلى 65535." };

    say trial = { en: "Try it", de: "Ausprobieren", ar: "تجربة" };
    say trial_at(moment) = { en: "An example basket, priced as of {moment} beside all other promotions", de: "Ein Beispielkorb zum {moment}, neben allen anderen Aktionen", ar: "سلة مثال بأسعار {moment} مع كل العروض الأخرى" };
    say trial_later = { en: "Once nothing is missing above, an example basket shows here what it gives.", de: "Sobald oben nichts fehlt, zeigt hier ein Beispielkorb, was sie gibt.", ar: "حين يكتمل ما في الأعلى، تظهر هنا سلة مثال بما يمنحه." };
    say trial_empty = { en: "Add an item to see what it gives.", de: "Einen Artikel hinzufügen, um zu sehen, was sie gibt.", ar: "أضف صنفًا لترى ما يمنحه." };
    say trial_add = { en: "Add an item to the example", de: "Artikel zum Beispiel hinzufügen", ar: "إضافة صنف إلى المثال" };
    say trial_gives(amount) = { en: "Takes {amount} off this basket.", de: "Zieht {amount} von diesem Korb ab.", ar: "يخصم {amount} من هذه السلة." };
    say trial_nothing(why) = { en: "Gives nothing here. {why}", de: "Gibt hier nichts. {why}", ar: "لا يمنح شيئًا هنا. {why}" };
    say one_more(name) = { en: "One more of {name}", de: "Eins mehr von {name}", ar: "زيادة واحد من {name}" };
    say one_less(name) = { en: "One less of {name}", de: "Eins weniger von {name}", ar: "إنقاص واحد من {name}" };
}
