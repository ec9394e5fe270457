//! Words that every screen shares, and the shell around the screens.

messages! {
    say main_menu = { en: "Main menu", de: "Hauptmenü", ar: "القائمة الرئيسية" };
    say skip_to_content = { en: "Skip to content", de: "Zum Inhalt springen", ar: "الانتقال إلى المحتوى" };
    say sell = { en: "Sell", de: "Verkaufen", ar: "البيع" };
    say sales = { en: "Sales", de: "Verkäufe", ar: "المبيعات" };
    say items = { en: "Items", de: "Artikel", ar: "الأصناف" };
    say customers = { en: "Customers", de: "Kunden", ar: "العملاء" };
    say reports = { en: "Reports", de: "Berichte", ar: "التقارير" };
    say journal = { en: "Journal", de: "Journal", ar: "السجل" };
    say till = { en: "Till", de: "Kasse", ar: "الدرج" };
    say shop = { en: "Shop", de: "Geschäft", ar: "المتجر" };
    say more = { en: "More", de: "Mehr", ar: "المزيد" };
    say status = { en: "Status", de: "Status", ar: "الحالة" };

    say ok = { en: "OK", de: "OK", ar: "حسنًا" };
    say cancel = { en: "Cancel", de: "Abbrechen", ar: "إلغاء" };
    say close = { en: "Close", de: "Schließen", ar: "إغلاق" };
    say save = { en: "Save", de: "Speichern", ar: "حفظ" };
    say edit = { en: "Edit", de: "Bearbeiten", ar: "تعديل" };
    say retry = { en: "Try again", de: "Erneut versuchen", ar: "إعادة المحاولة" };
    say reload = { en: "Reload", de: "Neu laden", ar: "إعادة التحميل" };
    say dismiss = { en: "Dismiss message", de: "Meldung ausblenden", ar: "إخفاء الرسالة" };
    say all = { en: "All", de: "Alle", ar: "الكل" };

    say loading = { en: "Loading", de: "Wird geladen", ar: "جارٍ التحميل" };
    say opening_register = { en: "Opening the register", de: "Kasse wird geöffnet", ar: "جارٍ فتح صندوق البيع" };
    say saved = { en: "Saved", de: "Gespeichert", ar: "تم الحفظ" };
    say nothing_found = { en: "Nothing found", de: "Nichts gefunden", ar: "لا توجد نتائج" };
    say nothing_found_for(query) = {
        en: "Nothing found for “{query}”",
        de: "Nichts gefunden für „{query}“",
        ar: "لا توجد نتائج لـ «{query}»",
    };
    say page_not_found = { en: "This page does not exist", de: "Diese Seite gibt es nicht", ar: "هذه الصفحة غير موجودة" };
    say page_not_found_hint = {
        en: "The address leads nowhere. Your sales are not affected.",
        de: "Die Adresse führt nirgendwohin. Ihre Verkäufe sind davon nicht betroffen.",
        ar: "هذا العنوان لا يؤدي إلى شيء، ومبيعاتك لم تتأثر.",
    };
    say progress_of(done, all) = { en: "{done} of {all}", de: "{done} von {all}", ar: "{done} من {all}" };
    count rows(n) = {
        en: { one: "{n} row", other: "{n} rows" },
        de: { one: "{n} Zeile", other: "{n} Zeilen" },
        ar: { zero: "لا صفوف", one: "صف واحد", two: "صفّان", few: "{n} صفوف", many: "{n} صفًا", other: "{n} صف" },
    };
    count lines(n) = {
        en: { one: "{n} line", other: "{n} lines" },
        de: { one: "{n} Position", other: "{n} Positionen" },
        ar: { zero: "لا أسطر", one: "سطر واحد", two: "سطران", few: "{n} أسطر", many: "{n} سطرًا", other: "{n} سطر" },
    };
    count items_count(n) = {
        en: { one: "{n} item", other: "{n} items" },
        de: { one: "{n} Artikel", other: "{n} Artikel" },
        ar: { zero: "لا أصناف", one: "صنف واحد", two: "صنفان", few: "{n} أصناف", many: "{n} صنفًا", other: "{n} صنف" },
    };

    say key_backspace = { en: "Delete the last digit", de: "Letzte Ziffer löschen", ar: "حذف آخر رقم" };
    say keypad = { en: "Keypad", de: "Ziffernblock", ar: "لوحة الأرقام" };

    say status_line = { en: "Register status", de: "Kassenstatus", ar: "حالة صندوق البيع" };
    say messages = { en: "Messages", de: "Meldungen", ar: "الرسائل" };
    say offline = { en: "Offline", de: "Offline", ar: "دون اتصال" };
    say offline_hint = {
        en: "No connection. Sales are kept on this register and are safe.",
        de: "Keine Verbindung. Verkäufe bleiben sicher auf dieser Kasse.",
        ar: "لا يوجد اتصال. المبيعات محفوظة بأمان على هذا الصندوق.",
    };
    say online = { en: "Online", de: "Online", ar: "متصل" };
    say update_apply = { en: "Update now", de: "Jetzt aktualisieren", ar: "التحديث الآن" };
    say update_after_sale = {
        en: "The update follows after this sale",
        de: "Das Update folgt nach diesem Verkauf",
        ar: "سيُثبَّت التحديث بعد هذه العملية",
    };
    say storage_low = { en: "Storage is nearly full", de: "Speicher fast voll", ar: "مساحة التخزين شبه ممتلئة" };
    say read_only = { en: "Read only", de: "Nur lesen", ar: "للقراءة فقط" };
    count and_more(n) = {
        en: { one: "and {n} more", other: "and {n} more" },
        de: { one: "und {n} weiterer", other: "und {n} weitere" },
        ar: { zero: "لا غير", one: "وواحد آخر", two: "واثنان آخران", few: "و{n} أخرى", many: "و{n} أخرى", other: "و{n} أخرى" },
    };
}
