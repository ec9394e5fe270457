//! Journal: every entry, verifying, exporting, rebuilding.

messages! {
    say title = { en: "Journal", de: "Journal", ar: "السجل" };
    say intro = {
        en: "Every fact this register has recorded, in order. Entries are never changed.",
        de: "Alles, was diese Kasse festgehalten hat, der Reihe nach. Einträge werden nie geändert.",
        ar: "كل ما دوّنه هذا الصندوق بالترتيب. القيود لا تُعدَّل أبدًا.",
    };
    say empty = { en: "The journal is empty", de: "Das Journal ist leer", ar: "السجل فارغ" };
    say seq = { en: "Seq", de: "Nr.", ar: "الرقم" };
    say when = { en: "When", de: "Wann", ar: "الوقت" };
    say event = { en: "Event", de: "Ereignis", ar: "الحدث" };
    say hash = { en: "Hash", de: "Prüfsumme", ar: "البصمة" };
    say previous_hash = { en: "Hash of the entry before", de: "Prüfsumme des vorigen Eintrags", ar: "بصمة القيد السابق" };
    say grand_total = { en: "Perpetual grand total", de: "Fortlaufende Gesamtsumme", ar: "الإجمالي التراكمي" };
    say entry(seq) = { en: "Entry {seq}", de: "Eintrag {seq}", ar: "القيد رقم {seq}" };
    count entries(n) = {
        en: { one: "{n} entry", other: "{n} entries" },
        de: { one: "{n} Eintrag", other: "{n} Einträge" },
        ar: { zero: "لا قيود", one: "قيد واحد", two: "قيدان", few: "{n} قيود", many: "{n} قيدًا", other: "{n} قيد" },
    };
    say sale_prepared = { en: "Sale prepared", de: "Verkauf vorbereitet", ar: "تحضير بيع" };
    say sale_confirmed = { en: "Sale confirmed", de: "Verkauf bestätigt", ar: "تأكيد بيع" };
    say sale_rolled_back = { en: "Sale rolled back", de: "Verkauf zurückgerollt", ar: "تراجع عن بيع" };
    say refund_prepared = { en: "Refund prepared", de: "Erstattung vorbereitet", ar: "تحضير استرداد" };
    say refund_confirmed = { en: "Refund confirmed", de: "Erstattung bestätigt", ar: "تأكيد استرداد" };
    say refund_rolled_back = { en: "Refund rolled back", de: "Erstattung zurückgerollt", ar: "تراجع عن استرداد" };
    say items_changed = { en: "Items changed", de: "Artikel geändert", ar: "تغيير في الأصناف" };
    say customer_changed = { en: "Customer changed", de: "Kunde geändert", ar: "تغيير في عميل" };
    say stock_moved = { en: "Stock moved", de: "Bestand geändert", ar: "حركة مخزون" };
    say register_opened = { en: "Register set up", de: "Kasse eingerichtet", ar: "إعداد الصندوق" };
    say writer_changed = { en: "Writer changed", de: "Schreiber gewechselt", ar: "تغيير الكاتب" };

    say verify = { en: "Verify", de: "Prüfen", ar: "تحقّق" };
    say verifying = { en: "Verifying the chain", de: "Kette wird geprüft", ar: "جارٍ التحقق من السلسلة" };
    count verified(n) = {
        en: { one: "The chain holds: {n} entry verified", other: "The chain holds: {n} entries verified" },
        de: { one: "Die Kette hält: {n} Eintrag geprüft", other: "Die Kette hält: {n} Einträge geprüft" },
        ar: { zero: "السلسلة سليمة: لا قيود", one: "السلسلة سليمة: تم التحقق من قيد واحد", two: "السلسلة سليمة: تم التحقق من قيدين", few: "السلسلة سليمة: تم التحقق من {n} قيود", many: "السلسلة سليمة: تم التحقق من {n} قيدًا", other: "السلسلة سليمة: تم التحقق من {n} قيد" },
    };
    say broken_at(seq) = {
        en: "The chain breaks at entry {seq}",
        de: "Die Kette bricht bei Eintrag {seq}",
        ar: "تنقطع السلسلة عند القيد رقم {seq}",
    };
    say export = { en: "Export journal", de: "Journal exportieren", ar: "تصدير السجل" };
    say check_file = { en: "Check a journal file", de: "Journaldatei prüfen", ar: "فحص ملف سجل" };
    say file_holds = { en: "This file verifies from its first entry to its last", de: "Diese Datei ist vom ersten bis zum letzten Eintrag gültig", ar: "هذا الملف سليم من أول قيد إلى آخره" };
    say file_broken(seq, reason) = {
        en: "This file does not verify at entry {seq}: {reason}",
        de: "Diese Datei ist bei Eintrag {seq} nicht gültig: {reason}",
        ar: "هذا الملف غير سليم عند القيد رقم {seq}: {reason}",
    };
    say rebuild = { en: "Rebuild and compare", de: "Neu aufbauen und vergleichen", ar: "إعادة البناء والمقارنة" };
    say rebuild_hint = {
        en: "Folds the whole journal again and compares the result with what is kept.",
        de: "Rechnet das ganze Journal neu durch und vergleicht mit dem, was gespeichert ist.",
        ar: "يعيد حساب السجل كله ويقارن النتيجة بما هو محفوظ.",
    };
    say rebuilding = { en: "Rebuilding", de: "Wird neu aufgebaut", ar: "جارٍ إعادة البناء" };
    say rebuilt_equal = { en: "Rebuilt and kept are equal", de: "Neu aufgebaut und gespeichert stimmen überein", ar: "النتيجة مطابقة للمحفوظ" };
    say rebuilt_differs(what) = {
        en: "Rebuilt and kept differ: {what}",
        de: "Neu aufgebaut und gespeichert weichen ab: {what}",
        ar: "النتيجة تختلف عن المحفوظ: {what}",
    };
    say projection = { en: "Projection", de: "Auswertung", ar: "الإسقاط" };
    say raw = { en: "Contents", de: "Inhalt", ar: "المحتوى" };
}
