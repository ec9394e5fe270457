//! Items: the list, one item, CSV import and export.

messages! {
    say title = { en: "Items", de: "Artikel", ar: "الأصناف" };
    say search = { en: "Find an item", de: "Artikel suchen", ar: "البحث عن صنف" };
    say empty = { en: "No items yet", de: "Noch keine Artikel", ar: "لا توجد أصناف بعد" };
    say empty_hint = {
        en: "Add an item, or import a CSV file with all of them.",
        de: "Artikel anlegen oder alle aus einer CSV-Datei importieren.",
        ar: "أضف صنفًا، أو استورد ملف CSV يحوي الأصناف كلها.",
    };
    say new = { en: "New item", de: "Neuer Artikel", ar: "صنف جديد" };
    say edit = { en: "Edit item", de: "Artikel bearbeiten", ar: "تعديل الصنف" };
    say sku = { en: "SKU", de: "Artikelnummer", ar: "رمز الصنف" };
    say name = { en: "Name", de: "Name", ar: "الاسم" };
    say codes = { en: "Codes", de: "Codes", ar: "الرموز" };
    say codes_hint = {
        en: "GTIN, PLU or any code a scanner sends, separated by spaces",
        de: "GTIN, PLU oder jeder Code, den ein Scanner sendet, durch Leerzeichen getrennt",
        ar: "رمز GTIN أو PLU أو أي رمز يرسله الماسح، مع فصلها بمسافات",
    };
    say category = { en: "Category", de: "Warengruppe", ar: "الفئة" };
    say department = { en: "Department", de: "Abteilung", ar: "القسم" };
    say cost = { en: "Cost", de: "Einkauf", ar: "التكلفة" };
    say price = { en: "Price", de: "Preis", ar: "السعر" };
    say unit = { en: "Unit", de: "Einheit", ar: "الوحدة" };
    say tax = { en: "Tax", de: "Steuer", ar: "الضريبة" };
    say stock = { en: "In stock", de: "Auf Lager", ar: "المخزون" };
    say stock_adjust = { en: "Adjust stock", de: "Bestand anpassen", ar: "تعديل المخزون" };
    say stock_reason = { en: "Reason", de: "Grund", ar: "السبب" };
    say stock_received = { en: "Received", de: "Wareneingang", ar: "استلام بضاعة" };
    say stock_counted = { en: "Counted", de: "Gezählt", ar: "جرد" };
    say stock_lost = { en: "Lost or spoiled", de: "Verlust oder Bruch", ar: "فقد أو تلف" };
    say archived = { en: "Archived", de: "Archiviert", ar: "مؤرشف" };

    say import = { en: "Import CSV", de: "CSV importieren", ar: "استيراد CSV" };
    say export = { en: "Export CSV", de: "CSV exportieren", ar: "تصدير CSV" };
    say choose_file = { en: "Choose a file", de: "Datei wählen", ar: "اختيار ملف" };
    say drop_file = { en: "or drop it here", de: "oder hierher ziehen", ar: "أو اسحبه إلى هنا" };
    say columns_hint = {
        en: "The first row names the columns. sku and name are needed; codes, department, category, price (or price_cents), cost, unit, tax, stock, stock_policy and archived are read where present. What is absent stays as it is.",
        de: "Die erste Zeile benennt die Spalten. sku und name sind nötig; codes, department, category, price (oder price_cents), cost, unit, tax, stock, stock_policy und archived werden gelesen, wo sie vorhanden sind. Was fehlt, bleibt, wie es ist.",
        ar: "يسمّي الصف الأول الأعمدة. العمودان sku وname مطلوبان؛ وتُقرأ codes وdepartment وcategory وprice (أو price_cents) وcost وunit وtax وstock وstock_policy وarchived إن وُجدت. وما غاب يبقى كما هو.",
    };
    say reading_file = { en: "Reading the file", de: "Datei wird gelesen", ar: "جارٍ قراءة الملف" };
    say importing = { en: "Importing", de: "Wird importiert", ar: "جارٍ الاستيراد" };
    say preview_hint = {
        en: "Nothing has been changed yet.",
        de: "Noch wurde nichts geändert.",
        ar: "لم يتغير شيء بعد.",
    };
    count unchanged(n) = {
        en: { one: "{n} item stays the same", other: "{n} items stay the same" },
        de: { one: "{n} Artikel bleibt gleich", other: "{n} Artikel bleiben gleich" },
        ar: { zero: "لا أصناف باقية كما هي", one: "صنف واحد يبقى كما هو", two: "صنفان يبقيان كما هما", few: "{n} أصناف تبقى كما هي", many: "{n} صنفًا يبقى كما هو", other: "{n} صنف يبقى كما هو" },
    };
    count apply_import(n) = {
        en: { one: "Import {n} item", other: "Import {n} items" },
        de: { one: "{n} Artikel importieren", other: "{n} Artikel importieren" },
        ar: { zero: "لا شيء للاستيراد", one: "استيراد صنف واحد", two: "استيراد صنفين", few: "استيراد {n} أصناف", many: "استيراد {n} صنفًا", other: "استيراد {n} صنف" },
    };
    count imported(n) = {
        en: { one: "{n} item imported", other: "{n} items imported" },
        de: { one: "{n} Artikel importiert", other: "{n} Artikel importiert" },
        ar: { zero: "لم يُستورد شيء", one: "استُورد صنف واحد", two: "استُورد صنفان", few: "استُوردت {n} أصناف", many: "استُورد {n} صنفًا", other: "استُورد {n} صنف" },
    };
    say import_blocked = {
        en: "Correct these rows in the file and choose it again. Import takes all rows or none.",
        de: "Diese Zeilen in der Datei berichtigen und sie erneut wählen. Der Import übernimmt alle Zeilen oder keine.",
        ar: "صحّح هذه الصفوف في الملف ثم اختره من جديد. يُستورد الملف كله أو لا شيء منه.",
    };
    say row = { en: "Row", de: "Zeile", ar: "الصف" };
    say column = { en: "Column", de: "Spalte", ar: "العمود" };
    say found = { en: "Found", de: "Gefunden", ar: "القيمة" };

    say csv_not_text = {
        en: "The file is not text in UTF-8 or Windows-1252. Save it as CSV UTF-8 and choose it again.",
        de: "Die Datei ist kein Text in UTF-8 oder Windows-1252. Als CSV UTF-8 speichern und erneut wählen.",
        ar: "الملف ليس نصًا بترميز UTF-8 أو Windows-1252. احفظه بصيغة CSV UTF-8 ثم اختره من جديد.",
    };
    say csv_empty = { en: "The file is empty.", de: "Die Datei ist leer.", ar: "الملف فارغ." };
    say csv_too_many_rows(limit) = {
        en: "The file has more than {limit} rows. Split it and import the parts one after another.",
        de: "Die Datei hat mehr als {limit} Zeilen. Bitte teilen und die Teile nacheinander importieren.",
        ar: "يحوي الملف أكثر من {limit} صف. قسّمه واستورد الأجزاء واحدًا تلو الآخر.",
    };
    say csv_column_missing(column) = {
        en: "The column “{column}” is missing. The first row must name it.",
        de: "Die Spalte „{column}“ fehlt. Die erste Zeile muss sie benennen.",
        ar: "العمود «{column}» مفقود. يجب أن يذكره الصف الأول.",
    };
    say csv_column_twice(column) = {
        en: "The column “{column}” appears twice.",
        de: "Die Spalte „{column}“ kommt zweimal vor.",
        ar: "العمود «{column}» مكرر.",
    };
    say csv_fields(found, expected) = {
        en: "The row has {found} fields instead of {expected}.",
        de: "Die Zeile hat {found} Felder statt {expected}.",
        ar: "في الصف {found} حقل بدلًا من {expected}.",
    };
    say csv_quote = {
        en: "A quotation mark is opened and never closed.",
        de: "Ein Anführungszeichen wird geöffnet und nie geschlossen.",
        ar: "علامة اقتباس مفتوحة لم تُغلق.",
    };
    say csv_sku_missing = { en: "The SKU is missing.", de: "Die Artikelnummer fehlt.", ar: "رمز الصنف مفقود." };
    say csv_sku_twice(sku, row) = {
        en: "The SKU {sku} already stands in row {row}.",
        de: "Die Artikelnummer {sku} steht schon in Zeile {row}.",
        ar: "رمز الصنف {sku} موجود سابقًا في الصف {row}.",
    };
    say csv_code_twice(code, row) = {
        en: "The code {code} already stands in row {row}.",
        de: "Der Code {code} steht schon in Zeile {row}.",
        ar: "الرمز {code} موجود سابقًا في الصف {row}.",
    };
    say csv_code_taken(code, item) = {
        en: "The code {code} belongs to {item}.",
        de: "Der Code {code} gehört zu {item}.",
        ar: "الرمز {code} يعود إلى {item}.",
    };
    say csv_name_missing = { en: "The name is missing.", de: "Der Name fehlt.", ar: "الاسم مفقود." };
    say csv_too_long(limit) = {
        en: "The text is longer than {limit} characters.",
        de: "Der Text ist länger als {limit} Zeichen.",
        ar: "النص أطول من {limit} حرفًا.",
    };
    say csv_formula = {
        en: "The cell begins like a spreadsheet formula. It is imported as text.",
        de: "Die Zelle beginnt wie eine Tabellenformel. Sie wird als Text importiert.",
        ar: "تبدأ الخلية كأنها صيغة حسابية، وتُستورد كنص.",
    };
    say csv_gtin(value) = {
        en: "“{value}” has a wrong check digit. It is imported as it is.",
        de: "„{value}“ hat eine falsche Prüfziffer. Der Code wird so importiert.",
        ar: "رقم التحقق في «{value}» غير صحيح، ويُستورد الرمز كما هو.",
    };

    say stocking_failed = {
        en: "The shop's items could not be brought in. Import them under Items.",
        de: "Die Artikel des Geschäfts konnten nicht übernommen werden. Bitte unter Artikel importieren.",
        ar: "تعذّر جلب أصناف المتجر. استوردها من شاشة الأصناف.",
    };

    say with_archived = { en: "Show archived", de: "Archivierte zeigen", ar: "إظهار المؤرشفة" };
    say price_asked = { en: "ask", de: "erfragen", ar: "يُسأل" };
    say nothing_hint = {
        en: "Try other words, or another department.",
        de: "Andere Wörter oder eine andere Abteilung versuchen.",
        ar: "جرّب كلمات أخرى أو قسمًا آخر.",
    };
    say first_of(count) = { en: "The best {count}", de: "Die besten {count}", ar: "أفضل {count}" };
    say exporting = { en: "Exporting", de: "Wird exportiert", ar: "جارٍ التصدير" };
    say exported(name) = { en: "Exported as {name}", de: "Exportiert als {name}", ar: "تم التصدير باسم {name}" };
    say not_exported = { en: "The items could not be exported.", de: "Die Artikel konnten nicht exportiert werden.", ar: "تعذّر تصدير الأصناف." };
    say item_saved(name) = { en: "{name} saved", de: "{name} gespeichert", ar: "تم حفظ {name}" };
    say wrong_sku(limit) = {
        en: "The SKU needs 1 to {limit} printable characters.",
        de: "Die Artikelnummer braucht 1 bis {limit} druckbare Zeichen.",
        ar: "يحتاج رمز الصنف من 1 إلى {limit} حرفًا قابلًا للطباعة.",
    };
    say sku_exists = {
        en: "There is an item with this SKU already.",
        de: "Einen Artikel mit dieser Artikelnummer gibt es schon.",
        ar: "يوجد صنف بهذا الرمز.",
    };
    say wrong_name(limit) = {
        en: "The name needs 1 to {limit} printable characters.",
        de: "Der Name braucht 1 bis {limit} druckbare Zeichen.",
        ar: "يحتاج الاسم من 1 إلى {limit} حرفًا قابلًا للطباعة.",
    };
    say wrong_shelf(limit) = {
        en: "At most {limit} printable characters.",
        de: "Höchstens {limit} druckbare Zeichen.",
        ar: "بحد أقصى {limit} حرفًا قابلًا للطباعة.",
    };
    say wrong_code(code) = {
        en: "“{code}” cannot be scanned: 1 to 40 printable characters.",
        de: "„{code}“ kann nicht gescannt werden: 1 bis 40 druckbare Zeichen.",
        ar: "لا يمكن مسح «{code}»: من 1 إلى 40 حرفًا قابلًا للطباعة.",
    };
    say too_many_codes(limit) = { en: "At most {limit} codes.", de: "Höchstens {limit} Codes.", ar: "بحد أقصى {limit} رمزًا." };
    say wrong_price = {
        en: "This is no price. Write it like 12.34, or leave it empty to be asked at the register.",
        de: "Das ist kein Preis. Wie 12,34 schreiben oder leer lassen, damit die Kasse ihn erfragt.",
        ar: "هذا ليس سعرًا. اكتبه مثل 12.34 أو اتركه فارغًا ليُسأل عنه عند البيع.",
    };
    say price_hint = {
        en: "Empty: asked at the register",
        de: "Leer: wird an der Kasse erfragt",
        ar: "فارغ: يُسأل عنه عند البيع",
    };
    say wrong_cost = {
        en: "This is no cost. Write it like 12.34, or leave it empty.",
        de: "Das ist kein Einkaufspreis. Wie 12,34 schreiben oder leer lassen.",
        ar: "هذه ليست تكلفة. اكتبها مثل 12.34 أو اتركها فارغة.",
    };
    say cost_hint = {
        en: "What one costs the shop, without tax; for margins in reports",
        de: "Was eins das Geschäft ohne Steuer kostet; für Margen in Berichten",
        ar: "ما تكلّفه الوحدة على المتجر دون ضريبة، لحساب الهوامش في التقارير",
    };
    say unit_each = { en: "Piece", de: "Stück", ar: "قطعة" };
    say policy = { en: "When there is not enough", de: "Wenn nicht genug da ist", ar: "عند عدم كفاية المخزون" };
    say policy_off = { en: "Sell anyway", de: "Trotzdem verkaufen", ar: "البيع على أي حال" };
    say policy_warn = { en: "Warn", de: "Warnen", ar: "تنبيه" };
    say policy_strict = { en: "Do not sell", de: "Nicht verkaufen", ar: "عدم البيع" };
    say archive_hint = {
        en: "Archived: no longer sold, its past stays",
        de: "Archiviert: nicht mehr verkauft, die Vergangenheit bleibt",
        ar: "مؤرشف: لم يعد يُباع ويبقى ماضيه",
    };
    say how_many_came = { en: "How many came", de: "Wie viele kamen", ar: "الكمية المستلمة" };
    say how_many_counted = { en: "How many there are", de: "Wie viele da sind", ar: "الكمية الموجودة" };
    say how_many_lost = { en: "How many are gone", de: "Wie viele fehlen", ar: "الكمية المفقودة" };
    say wrong_count = { en: "A whole number of pieces, such as 12", de: "Eine ganze Stückzahl, etwa 12", ar: "عدد صحيح من القطع، مثل 12" };
    say wrong_quantity = {
        en: "A quantity above zero with up to three decimals; a count may be zero",
        de: "Eine Menge über null mit höchstens drei Nachkommastellen; gezählt werden darf auch null",
        ar: "كمية أكبر من صفر بثلاث منازل عشرية على الأكثر، ويجوز الصفر في الجرد",
    };
    say stock_same = { en: "The count agrees. Nothing had to change.", de: "Die Zählung stimmt. Nichts war zu ändern.", ar: "الجرد مطابق ولم يلزم أي تغيير." };
    say stock_adjusted = { en: "Stock adjusted", de: "Bestand angepasst", ar: "تم تعديل المخزون" };
    say not_saved = { en: "This could not be saved. Nothing was changed.", de: "Das konnte nicht gespeichert werden. Nichts wurde geändert.", ar: "تعذّر الحفظ ولم يتغير شيء." };
    say not_saved_full = {
        en: "The storage is full. Nothing was changed. Free some space on this device and try again.",
        de: "Der Speicher ist voll. Nichts wurde geändert. Auf diesem Gerät Platz schaffen und erneut versuchen.",
        ar: "مساحة التخزين ممتلئة ولم يتغير شيء. أفرغ بعض المساحة على هذا الجهاز ثم أعد المحاولة.",
    };
    say not_saved_closed = { en: "The register is not open yet. Try again in a moment.", de: "Die Kasse ist noch nicht offen. Gleich noch einmal versuchen.", ar: "الصندوق غير مفتوح بعد. أعد المحاولة بعد لحظة." };

    say count_new = { en: "new", de: "neu", ar: "جديدة" };
    say count_changed = { en: "changed", de: "geändert", ar: "متغيرة" };
    say count_same = { en: "unchanged", de: "unverändert", ar: "كما هي" };
    say count_faulty = { en: "faulty rows", de: "fehlerhafte Zeilen", ar: "صفوف خاطئة" };
    say assumed = { en: "What was assumed", de: "Was angenommen wurde", ar: "ما افتُرض" };
    say problems = { en: "Problems", de: "Fehler", ar: "المشكلات" };
    say what_to_do = { en: "What to do", de: "Was zu tun ist", ar: "ما يجب فعله" };
    say changes = { en: "What changes", de: "Was sich ändert", ar: "ما سيتغير" };
    say new_items = { en: "New items", de: "Neue Artikel", ar: "أصناف جديدة" };
    say field = { en: "Field", de: "Feld", ar: "الحقل" };
    say before = { en: "Before", de: "Bisher", ar: "قبل" };
    say after = { en: "After", de: "Danach", ar: "بعد" };
    say good_rows_only = {
        en: "Import the good rows only, and leave the faulty ones out",
        de: "Nur die richtigen Zeilen importieren, die fehlerhaften auslassen",
        ar: "استيراد الصفوف السليمة فقط وترك الخاطئة",
    };
    say nothing_changes = { en: "Nothing would change.", de: "Nichts würde sich ändern.", ar: "لن يتغير شيء." };
    say other_file = { en: "Choose another file", de: "Andere Datei wählen", ar: "اختيار ملف آخر" };
    say all_or_nothing = {
        en: "Everything is written at once, or nothing. Please leave this page open.",
        de: "Alles wird auf einmal geschrieben oder nichts. Diese Seite bitte offen lassen.",
        ar: "يُكتب كل شيء دفعة واحدة أو لا شيء. أبقِ هذه الصفحة مفتوحة.",
    };
    say not_imported = { en: "Nothing was imported", de: "Nichts wurde importiert", ar: "لم يُستورد شيء" };
    say unreadable = {
        en: "The browser could not read this file. It may have been moved or opened elsewhere.",
        de: "Der Browser konnte diese Datei nicht lesen. Vielleicht wurde sie verschoben oder ist anderswo geöffnet.",
        ar: "تعذّر على المتصفح قراءة هذا الملف. ربما نُقل أو فُتح في مكان آخر.",
    };
    say shop_changed = {
        en: "Items were changed while the file was read. Choose it again.",
        de: "Während des Lesens wurden Artikel geändert. Die Datei erneut wählen.",
        ar: "تغيرت أصناف أثناء قراءة الملف. اختره من جديد.",
    };
    say stock_too_far(sku) = {
        en: "The stock of {sku} cannot be moved that far. Correct its count in the file.",
        de: "Der Bestand von {sku} kann nicht so weit geändert werden. Die Zahl in der Datei berichtigen.",
        ar: "لا يمكن تغيير مخزون {sku} إلى هذا الحد. صحّح عدده في الملف.",
    };
    count will_add_done(n) = {
        en: { one: "{n} new", other: "{n} new" },
        de: { one: "{n} neu", other: "{n} neu" },
        ar: { zero: "لا جديد", one: "جديد واحد", two: "جديدان", few: "{n} جديدة", many: "{n} جديدًا", other: "{n} جديد" },
    };
    count will_change_done(n) = {
        en: { one: "{n} changed", other: "{n} changed" },
        de: { one: "{n} geändert", other: "{n} geändert" },
        ar: { zero: "لا تغيير", one: "تغيّر واحد", two: "تغيّر اثنان", few: "تغيّرت {n}", many: "تغيّر {n}", other: "تغيّر {n}" },
    };
    count left_out(n) = {
        en: { one: "{n} row left out", other: "{n} rows left out" },
        de: { one: "{n} Zeile ausgelassen", other: "{n} Zeilen ausgelassen" },
        ar: { zero: "لم يُترك شيء", one: "تُرك صف واحد", two: "تُرك صفّان", few: "تُركت {n} صفوف", many: "تُرك {n} صفًا", other: "تُرك {n} صف" },
    };
    say note_encoding(name) = { en: "The file was read as {name}.", de: "Die Datei wurde als {name} gelesen.", ar: "قُرئ الملف بترميز {name}." };
    say note_windows = {
        en: "The file is not UTF-8 and was read as Windows-1252. Check accented letters and currency signs.",
        de: "Die Datei ist nicht UTF-8 und wurde als Windows-1252 gelesen. Umlaute und Währungszeichen prüfen.",
        ar: "الملف ليس بترميز UTF-8 وقُرئ بترميز Windows-1252. تحقق من الحروف الخاصة ورموز العملات.",
    };
    say note_delimiter(mark) = { en: "Columns are separated by “{mark}”.", de: "Spalten sind durch „{mark}“ getrennt.", ar: "يفصل بين الأعمدة «{mark}»." };
    say note_tabs = { en: "Columns are separated by tabs.", de: "Spalten sind durch Tabulatoren getrennt.", ar: "تفصل بين الأعمدة علامات جدولة." };
    say note_ignored(head) = { en: "The column “{head}” was left out.", de: "Die Spalte „{head}“ wurde ausgelassen.", ar: "تُرك العمود «{head}»." };
    say note_zero = {
        en: "In price_cents, 0 was read as “price not known”.",
        de: "In price_cents wurde 0 als „Preis unbekannt“ gelesen.",
        ar: "في العمود price_cents قُرئ الصفر على أنه «سعر غير معروف».",
    };
    say csv_empty_cell = { en: "The cell is empty.", de: "Die Zelle ist leer.", ar: "الخلية فارغة." };
    say csv_control = { en: "The text has an unprintable character. Type it again.", de: "Der Text hat ein nicht druckbares Zeichen. Bitte neu tippen.", ar: "يحوي النص رمزًا لا يُطبع. اكتبه من جديد." };
    say csv_not_a_number(found) = {
        en: "“{found}” does not belong in a number. Write it like 1234.56.",
        de: "„{found}“ gehört nicht in eine Zahl. Wie 1234.56 schreiben.",
        ar: "«{found}» لا يدخل في رقم. اكتبه مثل 1234.56.",
    };
    say csv_too_precise(places) = { en: "More than {places} decimal places.", de: "Mehr als {places} Nachkommastellen.", ar: "أكثر من {places} منازل عشرية." };
    say csv_ambiguous = {
        en: "Three digits after the separator may be thousands or decimals. Write it like 1234.56.",
        de: "Drei Ziffern nach dem Trennzeichen können Tausender oder Nachkommastellen sein. Wie 1234.56 schreiben.",
        ar: "قد تعني ثلاثة أرقام بعد الفاصل آلافًا أو كسورًا. اكتبه مثل 1234.56.",
    };
    say csv_negative = { en: "A price cannot be below zero.", de: "Ein Preis kann nicht unter null liegen.", ar: "لا يمكن أن يكون السعر أقل من صفر." };
    say csv_too_large = { en: "The number is too large.", de: "Die Zahl ist zu groß.", ar: "الرقم كبير جدًا." };
    say csv_not_whole = { en: "This item is sold by the piece. Write a whole number.", de: "Dieser Artikel wird stückweise verkauft. Eine ganze Zahl schreiben.", ar: "يُباع هذا الصنف بالقطعة. اكتب عددًا صحيحًا." };
    say csv_unknown_unit = { en: "Use ea, kg, lb, l, gal or m.", de: "ea, kg, lb, l, gal oder m verwenden.", ar: "استخدم ea أو kg أو lb أو l أو gal أو m." };
    say csv_unknown_tax = { en: "The shop has no such tax category.", de: "Diese Steuerklasse hat das Geschäft nicht.", ar: "لا توجد فئة ضريبية كهذه في المتجر." };
    say csv_unknown_policy = { en: "Use off, warn or strict.", de: "off, warn oder strict verwenden.", ar: "استخدم off أو warn أو strict." };
    say csv_yes_no = { en: "Use yes or no.", de: "yes oder no verwenden.", ar: "استخدم yes أو no." };
    say csv_code_space = { en: "A code has no spaces. Put | between several codes.", de: "Ein Code hat keine Leerzeichen. Mehrere Codes mit | trennen.", ar: "لا مسافات في الرمز. ضع | بين عدة رموز." };
    say csv_scientific = {
        en: "A spreadsheet cut this code short. Format its column as text and save again.",
        de: "Eine Tabelle hat diesen Code gekürzt. Die Spalte als Text formatieren und neu speichern.",
        ar: "اختصر برنامج الجداول هذا الرمز. نسّق العمود كنص واحفظ من جديد.",
    };
    say csv_too_many_bytes(limit) = {
        en: "The file is larger than {limit} MB. Split it and import the parts one after another.",
        de: "Die Datei ist größer als {limit} MB. Bitte teilen und die Teile nacheinander importieren.",
        ar: "الملف أكبر من {limit} م.ب. قسّمه واستورد الأجزاء واحدًا تلو الآخر.",
    };
    say csv_spreadsheet = {
        en: "This is a spreadsheet file. Save it as CSV (UTF-8) and choose that file.",
        de: "Das ist eine Tabellendatei. Als CSV (UTF-8) speichern und diese Datei wählen.",
        ar: "هذا ملف جداول. احفظه بصيغة CSV (UTF-8) ثم اختر ذلك الملف.",
    };
    say csv_no_rows = {
        en: "The file names its columns, but has no items below them.",
        de: "Die Datei benennt ihre Spalten, enthält darunter aber keine Artikel.",
        ar: "يسمّي الملف أعمدته لكن لا أصناف تحتها.",
    };
}
