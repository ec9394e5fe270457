//! Status: what the register stands on, preferences, the recovery report.

messages! {
    say title = { en: "Status", de: "Status", ar: "الحالة" };
    say preferences = { en: "Preferences", de: "Einstellungen", ar: "التفضيلات" };
    say language = { en: "Language", de: "Sprache", ar: "اللغة" };
    say theme = { en: "Appearance", de: "Erscheinungsbild", ar: "المظهر" };
    say theme_system = { en: "As the system", de: "Wie das System", ar: "حسب النظام" };
    say theme_light = { en: "Light", de: "Hell", ar: "فاتح" };
    say theme_dark = { en: "Dark", de: "Dunkel", ar: "داكن" };

    say register = { en: "Register", de: "Kasse", ar: "الصندوق" };
    say register_id = { en: "Register id", de: "Kassenkennung", ar: "معرّف الصندوق" };
    say version = { en: "Version", de: "Version", ar: "الإصدار" };
    say build = { en: "Build", de: "Build", ar: "البنية" };
    say connection = { en: "Connection", de: "Verbindung", ar: "الاتصال" };
    say writer = { en: "Writer", de: "Schreiber", ar: "الكاتب" };
    say writer_this_tab = { en: "This tab", de: "Dieser Tab", ar: "هذا التبويب" };
    say writer_other_tab = { en: "Another tab", de: "Ein anderer Tab", ar: "تبويب آخر" };
    say writer_epoch = { en: "Writer epoch", de: "Schreiberepoche", ar: "حقبة الكاتب" };

    say storage = { en: "Storage", de: "Speicher", ar: "التخزين" };
    say persistence = { en: "Protected from eviction", de: "Vor Löschung geschützt", ar: "محمي من الحذف التلقائي" };
    say persisted = { en: "Protected", de: "Geschützt", ar: "محمي" };
    say not_persisted = { en: "Not protected", de: "Nicht geschützt", ar: "غير محمي" };
    say persist_now = { en: "Protect storage", de: "Speicher schützen", ar: "حماية التخزين" };
    say persist_refused = {
        en: "The browser declined. Installing the app usually makes it agree.",
        de: "Der Browser hat abgelehnt. Nach dem Installieren der App stimmt er meist zu.",
        ar: "رفض المتصفح. يوافق عادةً بعد تثبيت التطبيق.",
    };
    say used_of(used, quota) = { en: "{used} of {quota} used", de: "{used} von {quota} belegt", ar: "{used} مستخدمة من {quota}" };
    say megabytes(n) = { en: "{n} MB", de: "{n} MB", ar: "{n} م.ب" };
    say unknown = { en: "Unknown", de: "Unbekannt", ar: "غير معروف" };

    say worker = { en: "Offline start", de: "Offline-Start", ar: "التشغيل دون اتصال" };
    say worker_starting = { en: "Being prepared", de: "Wird vorbereitet", ar: "قيد التحضير" };
    say worker_ready = { en: "Ready: starts without a network", de: "Bereit: startet ohne Netz", ar: "جاهز: يعمل دون شبكة" };
    say worker_unsupported = {
        en: "Not available in this browser or without https",
        de: "In diesem Browser oder ohne https nicht verfügbar",
        ar: "غير متاح في هذا المتصفح أو دون https",
    };
    say worker_failed(reason) = { en: "Could not be set up: {reason}", de: "Konnte nicht eingerichtet werden: {reason}", ar: "تعذّر الإعداد: {reason}" };
    say update_waiting = { en: "An update is ready", de: "Ein Update ist bereit", ar: "يوجد تحديث جاهز" };
    say check_for_update = { en: "Check for update", de: "Nach Update suchen", ar: "البحث عن تحديث" };
    say keyboard_help = { en: "Keyboard help", de: "Tastaturhilfe", ar: "مساعدة لوحة المفاتيح" };

    say recovery = { en: "Recovery report", de: "Wiederherstellungsbericht", ar: "تقرير الاستعادة" };
    say recovery_none = {
        en: "The register was closed in order. Nothing had to be recovered.",
        de: "Die Kasse wurde ordentlich beendet. Nichts musste wiederhergestellt werden.",
        ar: "أُغلق الصندوق بشكل سليم، ولم يلزم استعادة شيء.",
    };
    count recovery_found(n) = {
        en: { one: "{n} sale was interrupted and has been decided now.", other: "{n} sales were interrupted and have been decided now." },
        de: { one: "{n} Verkauf war unterbrochen und ist jetzt entschieden.", other: "{n} Verkäufe waren unterbrochen und sind jetzt entschieden." },
        ar: { zero: "لم تنقطع أي عملية بيع.", one: "انقطعت عملية بيع واحدة وحُسمت الآن.", two: "انقطعت عمليتا بيع وحُسمتا الآن.", few: "انقطعت {n} عمليات بيع وحُسمت الآن.", many: "انقطعت {n} عملية بيع وحُسمت الآن.", other: "انقطعت {n} عملية بيع وحُسمت الآن." },
    };
    say recovery_confirmed(number, amount) = {
        en: "Receipt {number} over {amount} is completed. Was it handed out? Print it from Sales.",
        de: "Beleg {number} über {amount} ist abgeschlossen. Wurde er ausgehändigt? Unter Verkäufe drucken.",
        ar: "اكتمل الإيصال رقم {number} بمبلغ {amount}. هل سُلِّم للعميل؟ اطبعه من المبيعات.",
    };
    say recovery_rolled_back(number, reason) = {
        en: "Receipt {number} was rolled back: {reason}. Nothing was booked.",
        de: "Beleg {number} wurde zurückgerollt: {reason}. Nichts wurde gebucht.",
        ar: "تم التراجع عن الإيصال رقم {number}: {reason}. لم يُقيَّد شيء.",
    };

    say newest_build = { en: "Newest build", de: "Neuester Build", ar: "أحدث بنية" };
    say up_to_date = { en: "This one", de: "Dieser", ar: "هذه" };
    say not_reached = { en: "Server not reached", de: "Server nicht erreicht", ar: "تعذّر الوصول إلى الخادم" };
    say offline_files = { en: "Kept for offline start", de: "Für Offline-Start vorgehalten", ar: "محفوظ للتشغيل دون اتصال" };
    say files_of(files, size) = { en: "{files} files, {size}", de: "{files} Dateien, {size}", ar: "{files} ملفًا، {size}" };
    say entries = { en: "Entries", de: "Einträge", ar: "القيود" };
    say last_hash = { en: "Last hash", de: "Letzte Prüfsumme", ar: "آخر بصمة" };
    say next_receipt = { en: "Next receipt", de: "Nächster Beleg", ar: "الإيصال التالي" };
    say grand_total = { en: "Sold in all", de: "Insgesamt verkauft", ar: "إجمالي المبيعات" };
    say refund_total = { en: "Given back in all", de: "Insgesamt erstattet", ar: "إجمالي المبالغ المستردة" };
    say open_journal = { en: "Open the journal", de: "Journal öffnen", ar: "فتح السجل" };
    say storage_untold = {
        en: "This browser does not tell how much room there is.",
        de: "Dieser Browser sagt nicht, wie viel Platz vorhanden ist.",
        ar: "لا يخبر هذا المتصفح بالمساحة المتاحة.",
    };
    say room_left(free) = { en: "{free} are free.", de: "{free} sind frei.", ar: "المساحة الحرة: {free}." };
    say room_low(free) = {
        en: "Only {free} are free. Free some space on this device, or sales will soon have no room.",
        de: "Nur {free} sind frei. Bitte auf diesem Gerät Platz schaffen, sonst fehlt bald Raum für Verkäufe.",
        ar: "لم يبقَ سوى {free}. أفرغ بعض المساحة على هذا الجهاز وإلا فلن تتسع قريبًا للمبيعات.",
    };
    say persist_done = {
        en: "The browser will keep this register's data",
        de: "Der Browser behält die Daten dieser Kasse",
        ar: "سيحتفظ المتصفح ببيانات هذا الصندوق",
    };
    say recovery_safe = {
        en: "Nothing was lost and nothing was counted twice. The report stays under Status.",
        de: "Nichts ging verloren, nichts wurde doppelt gezählt. Der Bericht bleibt unter Status.",
        ar: "لم يُفقد شيء ولم يُحتسب شيء مرتين. يبقى التقرير في شاشة الحالة.",
    };
    say first_start = { en: "Setting up the shop", de: "Das Geschäft wird eingerichtet", ar: "جارٍ إعداد المتجر" };
    say stocking = { en: "Bringing in the items", de: "Artikel werden übernommen", ar: "جارٍ جلب الأصناف" };
    say only_once = {
        en: "This happens once. From the next start on the register opens at once.",
        de: "Das geschieht einmal. Ab dem nächsten Start öffnet die Kasse sofort.",
        ar: "يحدث هذا مرة واحدة. يُفتح الصندوق فورًا من المرة القادمة.",
    };
    say recovering = { en: "Deciding interrupted sales", de: "Unterbrochene Verkäufe werden entschieden", ar: "جارٍ حسم عمليات البيع المنقطعة" };
}
