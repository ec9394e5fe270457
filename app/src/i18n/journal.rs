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
    say sale_prepared = { en: "Sale prepared", de: "Verkauf vorbereitet", ar: "تحضير بيع" };
    say refund_prepared = { en: "Refund prepared", de: "Erstattung vorbereitet", ar: "تحضير استرداد" };
    // Of a sale as of a refund: the entry before says which.
    say confirmed = { en: "Confirmed", de: "Bestätigt", ar: "تأكيد" };
    say rolled_back = { en: "Rolled back", de: "Zurückgerollt", ar: "تراجع" };
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
    say export = { en: "Export journal", de: "Journal exportieren", ar: "تصدير السجل" };
    say check_file = { en: "Check a journal file", de: "Journaldatei prüfen", ar: "فحص ملف سجل" };
    say file_broken(seq, reason) = {
        en: "This file does not verify at entry {seq}: {reason}",
        de: "Diese Datei ist bei Eintrag {seq} nicht gültig: {reason}",
        ar: "هذا الملف غير سليم عند القيد رقم {seq}: {reason}",
    };
    say rebuild = { en: "Rebuild and compare", de: "Neu aufbauen und vergleichen", ar: "إعادة البناء والمقارنة" };
    say rebuilding = { en: "Rebuilding", de: "Wird neu aufgebaut", ar: "جارٍ إعادة البناء" };
    say rebuilt_equal = { en: "Rebuilt and kept are equal", de: "Neu aufgebaut und gespeichert stimmen überein", ar: "النتيجة مطابقة للمحفوظ" };

    say says = { en: "What it says", de: "Was er sagt", ar: "المضمون" };
    say settings_changed = { en: "Settings changed", de: "Einstellungen geändert", ar: "تغيير في الإعدادات" };
    say items_imported = { en: "Items imported", de: "Artikel importiert", ar: "استيراد أصناف" };
    say training_began = { en: "Training began", de: "Übung begonnen", ar: "بدأ التدريب" };
    say training_ended = { en: "Training ended", de: "Übung beendet", ar: "انتهى التدريب" };
    say right_asked = { en: "Right to sell asked for", de: "Verkaufsrecht erbeten", ar: "طلب حق البيع" };
    say right_back = { en: "Right to sell given back", de: "Verkaufsrecht zurückgegeben", ar: "إعادة حق البيع" };
    say right_granted = { en: "Right to sell answered", de: "Verkaufsrecht beantwortet", ar: "الرد على حق البيع" };
    say reprinted = { en: "Receipt printed again", de: "Beleg erneut gedruckt", ar: "إعادة طباعة إيصال" };
    say promotion_changed = { en: "Promotion changed", de: "Aktion geändert", ar: "تغيير في عرض" };
    say price_list_changed = { en: "Price list changed", de: "Preisliste geändert", ar: "تغيير في قائمة أسعار" };
    say prices_set = { en: "Prices set", de: "Preise festgelegt", ar: "تحديد أسعار" };
    say damaged = { en: "This entry does not read", de: "Dieser Eintrag ist nicht lesbar", ar: "هذا القيد غير مقروء" };
    say missing = { en: "This entry is not there", de: "Dieser Eintrag fehlt", ar: "هذا القيد غير موجود" };
    say later_build = {
        en: "A later version has written this entry. It is kept and passed on as it is.",
        de: "Eine spätere Version hat diesen Eintrag geschrieben. Er wird unverändert bewahrt und weitergegeben.",
        ar: "كتب هذا القيدَ إصدارٌ أحدث، وهو محفوظ ويُمرَّر كما هو.",
    };
    say epoch_begins(epoch) = { en: "Writer {epoch} begins", de: "Schreiber {epoch} beginnt", ar: "بدء الكاتب {epoch}" };
    say epoch_taken(epoch) = { en: "Writer {epoch} takes over", de: "Schreiber {epoch} übernimmt", ar: "الكاتب {epoch} يتولى العمل" };
    say part_of(items, part, parts) = { en: "{items}, part {part} of {parts}", de: "{items}, Teil {part} von {parts}", ar: "{items}، الجزء {part} من {parts}" };
    say receipt(number) = { en: "Receipt {number}", de: "Beleg {number}", ar: "الإيصال رقم {number}" };
    say receipt_over(number, total, lines) = { en: "Receipt {number}: {total}, {lines}", de: "Beleg {number}: {total}, {lines}", ar: "الإيصال رقم {number}: {total}، {lines}" };
    say receipt_recovered(number) = { en: "Receipt {number}, decided on start", de: "Beleg {number}, beim Start entschieden", ar: "الإيصال رقم {number}، حُسم عند بدء التشغيل" };

    say jump = { en: "Go to entry", de: "Zu Eintrag", ar: "الانتقال إلى قيد" };
    say jump_range(last) = { en: "A number from 1 to {last}", de: "Eine Zahl von 1 bis {last}", ar: "رقم من 1 إلى {last}" };
    say show = { en: "Show", de: "Zeigen", ar: "عرض" };
    say earlier = { en: "Earlier entry", de: "Früherer Eintrag", ar: "القيد الأسبق" };
    say later = { en: "Later entry", de: "Späterer Eintrag", ar: "القيد اللاحق" };
    say header = { en: "Header", de: "Kopf", ar: "الترويسة" };
    say body_hash = { en: "Hash of the contents", de: "Prüfsumme des Inhalts", ar: "بصمة المحتوى" };
    say register_name = { en: "Register and incarnation", de: "Kasse und Inkarnation", ar: "الصندوق ونسخته" };
    say epoch = { en: "Writer epoch", de: "Schreiberepoche", ar: "حقبة الكاتب" };
    say stamp = { en: "Stamp", de: "Stempel", ar: "الختم الزمني" };
    say kind = { en: "Kind and version", de: "Art und Version", ar: "النوع والإصدار" };
    say size = { en: "Size", de: "Größe", ar: "الحجم" };
    say bytes_of(stored, body) = { en: "{stored} bytes, {body} of them contents", de: "{stored} Bytes, davon {body} Inhalt", ar: "{stored} بايت، منها {body} للمحتوى" };
    say decides = { en: "Decides entry", de: "Entscheidet Eintrag", ar: "يحسم القيد" };
    say refund_total = { en: "Perpetual refund total", de: "Fortlaufende Erstattungssumme", ar: "إجمالي الاستردادات التراكمي" };
    say sale_lines = { en: "Lines of the sale", de: "Positionen des Verkaufs", ar: "أسطر البيع" };
    say item = { en: "Item", de: "Artikel", ar: "الصنف" };
    say quantity = { en: "Quantity", de: "Menge", ar: "الكمية" };
    say amount = { en: "Amount", de: "Betrag", ar: "المبلغ" };
    say total = { en: "Total", de: "Summe", ar: "الإجمالي" };
    say change = { en: "Change", de: "Rückgeld", ar: "الباقي" };
    say sku = { en: "SKU", de: "Artikelnummer", ar: "رمز الصنف" };
    say category = { en: "Category", de: "Warengruppe", ar: "الفئة" };
    say price = { en: "Price", de: "Preis", ar: "السعر" };
    say currency = { en: "Currency", de: "Währung", ar: "العملة" };
    say taxes = { en: "Taxes", de: "Steuern", ar: "الضرائب" };
    say postings = { en: "Postings", de: "Buchungen", ar: "القيود المحاسبية" };
    say account = { en: "Account", de: "Konto", ar: "الحساب" };
    say debit = { en: "Debit", de: "Soll", ar: "مدين" };
    say credit = { en: "Credit", de: "Haben", ar: "دائن" };
    say balanced = { en: "Debit and credit are equal.", de: "Soll und Haben sind gleich.", ar: "المدين يساوي الدائن." };
    say unbalanced = { en: "Debit and credit differ.", de: "Soll und Haben sind verschieden.", ar: "المدين لا يساوي الدائن." };
    say account_cash = { en: "Cash", de: "Bargeld", ar: "نقد" };
    say account_card = { en: "Card", de: "Karte", ar: "بطاقة" };
    say account_coupons = { en: "Coupons", de: "Gutscheine", ar: "قسائم" };
    say account_points = { en: "Points", de: "Punkte", ar: "نقاط" };
    say account_stored_value = { en: "Store credit", de: "Guthaben", ar: "رصيد المتجر" };
    say account_gift_cards = { en: "Gift cards", de: "Geschenkkarten", ar: "بطاقات الهدايا" };
    say account_receivables = { en: "On account", de: "Auf Rechnung", ar: "على الحساب" };
    say account_prepayments = { en: "Prepayments", de: "Anzahlungen", ar: "الدفعات المقدمة" };
    say effect_prepaid(order, amount) = {
        en: "Paid ahead for {order}: {amount}",
        de: "Angezahlt für {order}: {amount}",
        ar: "مدفوع مقدمًا لـ {order}: {amount}",
    };
    say account_vouchers = { en: "Vouchers of the shop", de: "Gutscheine des Ladens", ar: "قسائم المتجر" };
    say account_foreign_cash = { en: "Foreign cash", de: "Sorten", ar: "نقد أجنبي" };
    say account_tips = { en: "Tips", de: "Trinkgeld", ar: "إكراميات" };
    say account_rounding = { en: "Cash rounding", de: "Barrundung", ar: "تقريب النقد" };
    say effect_owed(customer, amount) = { en: "Owed by {customer}: {amount}", de: "Schuld von {customer}: {amount}", ar: "المستحق على {customer}: {amount}" };
    say effect_voucher(code) = { en: "Voucher {code} is used up", de: "Gutschein {code} ist eingelöst", ar: "استُخدمت القسيمة {code}" };
    say effect_voucher_freed(code) = { en: "Voucher {code} can pay again", de: "Gutschein {code} gilt wieder", ar: "القسيمة {code} صالحة من جديد" };
    say effect_tender(number, means, amount) = { en: "{means} of receipt {number} used up: {amount}", de: "{means} von Beleg {number} aufgebraucht: {amount}", ar: "استُهلك من {means} في الإيصال رقم {number}: {amount}" };
    say post_void_prepared = { en: "Post-void prepared", de: "Storno vorbereitet", ar: "تحضير إلغاء" };
    say tip_adjusted = { en: "Tip changed", de: "Trinkgeld geändert", ar: "تغيير إكرامية" };
    say tip_from_to(number, from, to) = { en: "Receipt {number}: {from} becomes {to}", de: "Beleg {number}: aus {from} wird {to}", ar: "الإيصال رقم {number}: {from} تصبح {to}" };
    say account_sales(tax) = { en: "Sales · {tax}", de: "Erlöse · {tax}", ar: "مبيعات · {tax}" };
    say account_tax(tax) = { en: "Tax · {tax}", de: "Steuer · {tax}", ar: "ضريبة · {tax}" };
    say effects = { en: "What followed from it", de: "Was daraus folgte", ar: "ما ترتب عليه" };
    say effect_stock(sku, quantity) = { en: "Stock of {sku}: {quantity}", de: "Bestand von {sku}: {quantity}", ar: "مخزون {sku}: {quantity}" };
    say effect_points(customer, points) = { en: "Points of {customer}: {points}", de: "Punkte von {customer}: {points}", ar: "نقاط {customer}: {points}" };
    say effect_value(account, amount) = { en: "Store credit {account}: {amount}", de: "Guthaben {account}: {amount}", ar: "رصيد المتجر {account}: {amount}" };
    say effect_return(receipt, line, quantity, amount) = {
        en: "Receipt {receipt}, line {line}: {quantity} came back for {amount}",
        de: "Beleg {receipt}, Position {line}: {quantity} zurück für {amount}",
        ar: "الإيصال {receipt}، السطر {line}: أُعيد {quantity} مقابل {amount}",
    };
    count and_more(n) = {
        en: { one: "and {n} more", other: "and {n} more" },
        de: { one: "und {n} weiterer", other: "und {n} weitere" },
        ar: { zero: "لا غير", one: "وواحد آخر", two: "واثنان آخران", few: "و{n} أخرى", many: "و{n} أخرى", other: "و{n} أخرى" },
    };

    say exporting = { en: "Exporting the journal", de: "Journal wird exportiert", ar: "جارٍ تصدير السجل" };
    say exported(name) = { en: "Exported as {name}", de: "Exportiert als {name}", ar: "تم التصدير باسم {name}" };
    say checking_file = { en: "Checking the file", de: "Datei wird geprüft", ar: "جارٍ فحص الملف" };
    say stopped = { en: "Stopped. Nothing was changed.", de: "Abgebrochen. Nichts wurde geändert.", ar: "أُوقف الفحص ولم يتغير شيء." };
    say check_failed(why) = { en: "This did not work: {why}", de: "Das ging nicht: {why}", ar: "تعذّر ذلك: {why}" };
    say entry_wrong(seq, reason) = { en: "Entry {seq}: {reason}", de: "Eintrag {seq}: {reason}", ar: "القيد رقم {seq}: {reason}" };
    count file_whole(n, register) = {
        en: { one: "The file of register {register} holds: {n} entry verified", other: "The file of register {register} holds: {n} entries verified" },
        de: { one: "Die Datei der Kasse {register} hält: {n} Eintrag geprüft", other: "Die Datei der Kasse {register} hält: {n} Einträge geprüft" },
        ar: { zero: "ملف الصندوق {register} سليم: لا قيود", one: "ملف الصندوق {register} سليم: تم التحقق من قيد واحد", two: "ملف الصندوق {register} سليم: تم التحقق من قيدين", few: "ملف الصندوق {register} سليم: تم التحقق من {n} قيود", many: "ملف الصندوق {register} سليم: تم التحقق من {n} قيدًا", other: "ملف الصندوق {register} سليم: تم التحقق من {n} قيد" },
    };
    say sold_and_back(sold, back) = { en: "Sold {sold}, given back {back}", de: "Verkauft {sold}, erstattet {back}", ar: "المبيعات {sold}، المسترد {back}" };
    count unknown_entries(n) = {
        en: { one: "{n} entry was written by a later version and only its place in the chain was checked.", other: "{n} entries were written by a later version and only their place in the chain was checked." },
        de: { one: "{n} Eintrag stammt von einer späteren Version; nur sein Platz in der Kette wurde geprüft.", other: "{n} Einträge stammen von einer späteren Version; nur ihr Platz in der Kette wurde geprüft." },
        ar: { zero: "كل القيود معروفة.", one: "كتب إصدارٌ أحدث قيدًا واحدًا، وفُحص موضعه في السلسلة فقط.", two: "كتب إصدارٌ أحدث قيدين، وفُحص موضعهما في السلسلة فقط.", few: "كتب إصدارٌ أحدث {n} قيود، وفُحص موضعها في السلسلة فقط.", many: "كتب إصدارٌ أحدث {n} قيدًا، وفُحص موضعها في السلسلة فقط.", other: "كتب إصدارٌ أحدث {n} قيد، وفُحص موضعها في السلسلة فقط." },
    };
    say last_hash = { en: "Last hash", de: "Letzte Prüfsumme", ar: "آخر بصمة" };
    count differences(n) = {
        en: { one: "{n} kept value does not follow from the journal", other: "{n} kept values do not follow from the journal" },
        de: { one: "{n} gespeicherter Wert folgt nicht aus dem Journal", other: "{n} gespeicherte Werte folgen nicht aus dem Journal" },
        ar: { zero: "كل القيم المحفوظة مطابقة للسجل", one: "قيمة محفوظة واحدة لا تطابق السجل", two: "قيمتان محفوظتان لا تطابقان السجل", few: "{n} قيم محفوظة لا تطابق السجل", many: "{n} قيمة محفوظة لا تطابق السجل", other: "{n} قيمة محفوظة لا تطابق السجل" },
    };
    say key = { en: "Key", de: "Schlüssel", ar: "المفتاح" };
    say rebuilt = { en: "Rebuilt", de: "Neu aufgebaut", ar: "المعاد بناؤه" };
    say kept = { en: "Kept", de: "Gespeichert", ar: "المحفوظ" };
    say replace = { en: "Replace by what the journal says", de: "Durch das ersetzen, was das Journal sagt", ar: "استبدالها بما يقوله السجل" };
    say replace_ask = { en: "Replace the kept values?", de: "Die gespeicherten Werte ersetzen?", ar: "هل تريد استبدال القيم المحفوظة؟" };
    say replace_consequence = {
        en: "The journal stays as it is. Sales, stock and points are shown as they follow from it.",
        de: "Das Journal bleibt, wie es ist. Verkäufe, Bestand und Punkte zeigen danach, was aus ihm folgt.",
        ar: "يبقى السجل كما هو، وتُعرض المبيعات والمخزون والنقاط كما تنتج عنه.",
    };
    say replaced = { en: "The kept values follow from the journal again", de: "Die gespeicherten Werte folgen wieder aus dem Journal", ar: "القيم المحفوظة مطابقة للسجل من جديد" };
    say not_replaced = { en: "The values could not be replaced. Nothing was changed.", de: "Die Werte konnten nicht ersetzt werden. Nichts wurde geändert.", ar: "تعذّر استبدال القيم ولم يتغير شيء." };
    say not_a_journal = { en: "This file is no exported journal.", de: "Diese Datei ist kein exportiertes Journal.", ar: "هذا الملف ليس سجلًا مُصدَّرًا." };
    say file_too_new(version) = {
        en: "A later version exported this file (format {version}). Update this register and try again.",
        de: "Eine spätere Version hat diese Datei exportiert (Format {version}). Diese Kasse aktualisieren und erneut versuchen.",
        ar: "صدّر هذا الملفَ إصدارٌ أحدث (الصيغة {version}). حدّث هذا الصندوق ثم أعد المحاولة.",
    };
    say cut_short = { en: "the file ends here too early", de: "die Datei endet hier zu früh", ar: "ينتهي الملف هنا قبل الأوان" };
    say fault_damaged(why) = { en: "it does not read ({why})", de: "er ist nicht lesbar ({why})", ar: "غير مقروء ({why})" };
    say fault_gap(found) = { en: "it claims to be entry {found}", de: "er gibt sich als Eintrag {found} aus", ar: "يدّعي أنه القيد {found}" };
    say fault_unlinked = { en: "it does not follow from the entry before it", de: "er folgt nicht aus dem Eintrag davor", ar: "لا يتبع القيد الذي قبله" };
    say fault_foreign = { en: "it belongs to another register", de: "er gehört zu einer anderen Kasse", ar: "يعود إلى صندوق آخر" };
    say fault_backwards = { en: "its time or its writer runs backwards", de: "seine Zeit oder sein Schreiber läuft rückwärts", ar: "وقته أو كاتبه يسير إلى الوراء" };
    say fault_unbalanced = { en: "its postings do not balance", de: "seine Buchungen gleichen sich nicht aus", ar: "قيوده المحاسبية غير متوازنة" };
    say fault_receipt(found) = { en: "receipt {found} is not the next one", de: "Beleg {found} ist nicht der nächste", ar: "الإيصال {found} ليس التالي" };
    say fault_undecidable = { en: "it decides a sale that waits for no decision", de: "er entscheidet einen Verkauf, der auf keine Entscheidung wartet", ar: "يحسم بيعًا لا ينتظر حسمًا" };
    say fault_totals = { en: "its running totals do not add up", de: "seine laufenden Summen stimmen nicht", ar: "مجاميعه التراكمية غير صحيحة" };
    say fault_head = { en: "the journal ends here, although its head says otherwise", de: "das Journal endet hier, obwohl sein Kopf anderes sagt", ar: "ينتهي السجل هنا خلافًا لما تقوله ترويسته" };
}
