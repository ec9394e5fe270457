//! The shop that this register belongs to: joining it, and what waits for it.

messages! {
    say title = { en: "Shop and other registers", de: "Geschäft und andere Kassen", ar: "المتجر والصناديق الأخرى" };
    say name = { en: "Known there as", de: "Dort bekannt als", ar: "اسمه هناك" };
    say state = { en: "Exchange", de: "Austausch", ar: "التبادل" };
    say alone = { en: "Sells alone", de: "Verkauft allein", ar: "يبيع منفردًا" };
    say up_to_date = { en: "Up to date", de: "Auf dem neuesten Stand", ar: "محدَّث" };
    say sending = { en: "Sending", de: "Sendet", ar: "يرسل" };
    say receiving = { en: "Receiving", de: "Empfängt", ar: "يستقبل" };
    say offline_since(time) = { en: "Offline since {time}", de: "Offline seit {time}", ar: "دون اتصال منذ {time}" };
    say gathering = {
        en: "The hub came back from a backup and asks every register what it holds",
        de: "Der Hub kam aus einer Sicherung zurück und fragt alle Kassen, was sie haben",
        ar: "عاد المركز من نسخة احتياطية ويسأل كل الصناديق عمّا لديها",
    };
    say revoked = {
        en: "The shop has taken this register’s right away; what it sells still arrives",
        de: "Das Geschäft hat dieser Kasse das Recht entzogen; Verkäufe kommen weiter an",
        ar: "سحب المتجر صلاحية هذا الصندوق؛ وما يبيعه ما زال يصل",
    };
    say forked = {
        en: "A copy of this register was used elsewhere; a person at the shop has to look at it",
        de: "Eine Kopie dieser Kasse wurde anderswo benutzt; jemand im Geschäft muss das ansehen",
        ar: "استُخدمت نسخة من هذا الصندوق في مكان آخر؛ يجب أن ينظر في الأمر أحد في المتجر",
    };
    say waiting = { en: "Waiting to be sent", de: "Wartet auf Versand", ar: "بانتظار الإرسال" };
    say nothing_waits = { en: "Nothing: the hub holds everything", de: "Nichts: Der Hub hat alles", ar: "لا شيء: لدى المركز كل شيء" };
    count sales_waiting(n) = {
        en: { one: "{n} sale waiting", other: "{n} sales waiting" },
        de: { one: "{n} Verkauf wartet", other: "{n} Verkäufe warten" },
        ar: { zero: "لا عمليات بيع منتظرة", one: "عملية بيع واحدة منتظرة", two: "عمليتا بيع منتظرتان", few: "{n} عمليات بيع منتظرة", many: "{n} عملية بيع منتظرة", other: "{n} عملية بيع منتظرة" },
    };
    say offline_waiting(sales) = { en: "Offline, {sales}", de: "Offline, {sales}", ar: "دون اتصال، {sales}" };
    count entries_waiting(n) = {
        en: { one: "{n} entry", other: "{n} entries" },
        de: { one: "{n} Eintrag", other: "{n} Einträge" },
        ar: { zero: "لا قيود", one: "قيد واحد", two: "قيدان", few: "{n} قيود", many: "{n} قيدًا", other: "{n} قيد" },
    };
    say since(what, time) = { en: "{what}, since {time}", de: "{what}, seit {time}", ar: "{what}، منذ {time}" };
    say last_contact = { en: "Last heard from", de: "Zuletzt gehört", ar: "آخر اتصال" };
    say never = { en: "Never", de: "Noch nie", ar: "أبدًا" };
    say clock_ahead(minutes) = {
        en: "This clock is {minutes} min ahead of the shop’s",
        de: "Diese Uhr geht gegenüber dem Geschäft {minutes} min vor",
        ar: "هذه الساعة متقدمة على ساعة المتجر بـ {minutes} د",
    };
    say clock_behind(minutes) = {
        en: "This clock is {minutes} min behind the shop’s",
        de: "Diese Uhr geht gegenüber dem Geschäft {minutes} min nach",
        ar: "هذه الساعة متأخرة عن ساعة المتجر بـ {minutes} د",
    };
    say clock = { en: "Clock", de: "Uhr", ar: "الساعة" };
    say last_problem = { en: "Last problem", de: "Letztes Problem", ar: "آخر مشكلة" };
    say unreachable = { en: "The hub could not be reached", de: "Der Hub war nicht zu erreichen", ar: "تعذّر الوصول إلى المركز" };
    say timed_out = { en: "The hub did not answer in time", de: "Der Hub antwortete nicht rechtzeitig", ar: "لم يجب المركز في الوقت المناسب" };
    say refused(why) = { en: "The hub refused: {why}", de: "Der Hub lehnte ab: {why}", ar: "رفض المركز: {why}" };
    say unreadable = {
        en: "The hub’s answer could not be read. An update of the register may help",
        de: "Die Antwort des Hubs war nicht lesbar. Ein Update der Kasse kann helfen",
        ar: "تعذّرت قراءة جواب المركز. قد يساعد تحديث الصندوق",
    };
    say not_kept = {
        en: "This register could not keep what came: check its storage",
        de: "Diese Kasse konnte das Empfangene nicht speichern: Speicher prüfen",
        ar: "تعذّر على الصندوق حفظ ما وصل: تحقق من التخزين",
    };
    say not_taken = {
        en: "The hub keeps what was sent aside until a person has looked at it",
        de: "Der Hub legt das Gesendete zur Seite, bis es jemand angesehen hat",
        ar: "يضع المركز ما أُرسل جانبًا حتى ينظر فيه أحد",
    };
    say contradicts = {
        en: "The hub contradicts what it said before: somebody has to look at its log. Selling goes on",
        de: "Der Hub widerspricht dem, was er vorher sagte: Jemand muss sein Protokoll ansehen. Der Verkauf geht weiter",
        ar: "يناقض المركز ما قاله من قبل: يجب أن يفحص أحدٌ سجلّه. البيع مستمر",
    };
    say copied = { en: "Copies", de: "Kopien", ar: "النُّسخ" };
    say is_copy(first) = {
        en: "This register was copied. It sells on with receipt numbers of its own, from {first}. Tell whoever looks after the shop",
        de: "Diese Kasse wurde kopiert. Sie verkauft mit eigenen Belegnummern ab {first} weiter. Bitte im Geschäft Bescheid geben",
        ar: "نُسخ هذا الصندوق. يواصل البيع بأرقام إيصالات خاصة به ابتداءً من {first}. أبلغ المسؤول عن المتجر",
    };
    say has_copy = {
        en: "A copy of this register sells under the same name. Both sell on; tell whoever looks after the shop",
        de: "Eine Kopie dieser Kasse verkauft unter demselben Namen. Beide verkaufen weiter; bitte im Geschäft Bescheid geben",
        ar: "تبيع نسخة من هذا الصندوق بالاسم نفسه. كلاهما يواصل البيع؛ أبلغ المسؤول عن المتجر",
    };
    say after_restore = { en: "After a restore", de: "Nach einer Wiederherstellung", ar: "بعد الاستعادة" };
    count overruled(n) = {
        en: { one: "{n} entry of another register was replaced; it is kept aside", other: "{n} entries of other registers were replaced; they are kept aside" },
        de: { one: "{n} Eintrag einer anderen Kasse wurde ersetzt; er ist aufgehoben", other: "{n} Einträge anderer Kassen wurden ersetzt; sie sind aufgehoben" },
        ar: { zero: "لم يُستبدل أي قيد", one: "استُبدل قيد واحد من صندوق آخر وحُفظ جانبًا", two: "استُبدل قيدان من صناديق أخرى وحُفظا جانبًا", few: "استُبدلت {n} قيود من صناديق أخرى وحُفظت جانبًا", many: "استُبدل {n} قيدًا من صناديق أخرى وحُفظت جانبًا", other: "استُبدل {n} قيد من صناديق أخرى وحُفظت جانبًا" },
    };
    say join_steps = {
        en: "Enter the code that the shop made for this register. What it has sold so far goes along.",
        de: "Den Code eingeben, den das Geschäft für diese Kasse erzeugt hat. Was sie bisher verkauft hat, kommt mit.",
        ar: "أدخل الرمز الذي أنشأه المتجر لهذا الصندوق. ما باعه حتى الآن ينتقل معه.",
    };
    say code = { en: "Enrolment code", de: "Anmeldecode", ar: "رمز التسجيل" };
    say join = { en: "Join the shop", de: "Dem Geschäft beitreten", ar: "الانضمام إلى المتجر" };
    say joined(name) = { en: "This register belongs to the shop now, as {name}", de: "Diese Kasse gehört jetzt als {name} zum Geschäft", ar: "أصبح هذا الصندوق جزءًا من المتجر باسم {name}" };
    say joining = { en: "Getting the shop’s items and stock", de: "Artikel und Bestand des Geschäfts werden geladen", ar: "جلب أصناف المتجر ومخزونه" };
    say code_wrong = {
        en: "This code is wrong, was used before, or is too old. Make a new one at the shop.",
        de: "Dieser Code ist falsch, schon benutzt oder zu alt. Im Geschäft einen neuen erzeugen.",
        ar: "هذا الرمز خاطئ أو مستخدم أو قديم. أنشئ رمزًا جديدًا في المتجر.",
    };
    say no_hub = {
        en: "This address hands the register out and has no shop to join.",
        de: "Diese Adresse gibt nur die Kasse aus und hat kein Geschäft, dem man beitreten kann.",
        ar: "هذا العنوان يقدّم الصندوق فقط، ولا متجر فيه للانضمام إليه.",
    };
    say no_key = {
        en: "This browser cannot keep a key that signs. Update it, or use https.",
        de: "Dieser Browser kann keinen Signaturschlüssel verwahren. Aktualisieren oder https benutzen.",
        ar: "لا يستطيع هذا المتصفح حفظ مفتاح توقيع. حدّثه أو استخدم https.",
    };
    say on_hub = { en: "At the shop", de: "Im Geschäft angekommen", ar: "وصلت إلى المتجر" };
    say only_here = { en: "On this register only, so far", de: "Bisher nur auf dieser Kasse", ar: "على هذا الصندوق فقط حتى الآن" };
    say where_it_is = { en: "Where it is", de: "Wo er liegt", ar: "أين هي" };
}
