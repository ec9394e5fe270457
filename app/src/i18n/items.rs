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
    say brand = { en: "Brand", de: "Marke", ar: "العلامة التجارية" };
    say price = { en: "Price", de: "Preis", ar: "السعر" };
    say price_open = { en: "Price asked at the register", de: "Preis wird an der Kasse erfragt", ar: "يُطلب السعر عند البيع" };
    say unit = { en: "Unit", de: "Einheit", ar: "الوحدة" };
    say tax = { en: "Tax", de: "Steuer", ar: "الضريبة" };
    say size = { en: "Size", de: "Größe", ar: "الحجم" };
    say stock = { en: "In stock", de: "Auf Lager", ar: "المخزون" };
    say stock_tracked = { en: "Count stock", de: "Bestand führen", ar: "متابعة المخزون" };
    say stock_adjust = { en: "Adjust stock", de: "Bestand anpassen", ar: "تعديل المخزون" };
    say stock_change = { en: "Change", de: "Änderung", ar: "التغيير" };
    say stock_reason = { en: "Reason", de: "Grund", ar: "السبب" };
    say stock_received = { en: "Received", de: "Wareneingang", ar: "استلام بضاعة" };
    say stock_counted = { en: "Counted", de: "Gezählt", ar: "جرد" };
    say stock_damaged = { en: "Damaged", de: "Beschädigt", ar: "تالف" };
    say archived = { en: "Archived", de: "Archiviert", ar: "مؤرشف" };
    say archive = { en: "Archive", de: "Archivieren", ar: "أرشفة" };
    say restore = { en: "Restore", de: "Wiederherstellen", ar: "استعادة" };

    say import = { en: "Import CSV", de: "CSV importieren", ar: "استيراد CSV" };
    say export = { en: "Export CSV", de: "CSV exportieren", ar: "تصدير CSV" };
    say choose_file = { en: "Choose a file", de: "Datei wählen", ar: "اختيار ملف" };
    say drop_file = { en: "or drop it here", de: "oder hierher ziehen", ar: "أو اسحبه إلى هنا" };
    say columns_hint = {
        en: "The first row names the columns. sku, name and price_cents are needed; category, brand, size, codes and stock are read where present.",
        de: "Die erste Zeile benennt die Spalten. sku, name und price_cents sind nötig; category, brand, size, codes und stock werden gelesen, wo sie vorhanden sind.",
        ar: "يسمّي الصف الأول الأعمدة. الأعمدة sku وname وprice_cents مطلوبة؛ وتُقرأ category وbrand وsize وcodes وstock إن وُجدت.",
    };
    say reading_file = { en: "Reading the file", de: "Datei wird gelesen", ar: "جارٍ قراءة الملف" };
    say importing = { en: "Importing", de: "Wird importiert", ar: "جارٍ الاستيراد" };
    say preview = { en: "Preview", de: "Vorschau", ar: "معاينة" };
    say preview_hint = {
        en: "Nothing has been changed yet.",
        de: "Noch wurde nichts geändert.",
        ar: "لم يتغير شيء بعد.",
    };
    count will_add(n) = {
        en: { one: "{n} item is new", other: "{n} items are new" },
        de: { one: "{n} Artikel ist neu", other: "{n} Artikel sind neu" },
        ar: { zero: "لا أصناف جديدة", one: "صنف جديد واحد", two: "صنفان جديدان", few: "{n} أصناف جديدة", many: "{n} صنفًا جديدًا", other: "{n} صنف جديد" },
    };
    count will_change(n) = {
        en: { one: "{n} item changes", other: "{n} items change" },
        de: { one: "{n} Artikel ändert sich", other: "{n} Artikel ändern sich" },
        ar: { zero: "لا أصناف ستتغير", one: "سيتغير صنف واحد", two: "سيتغير صنفان", few: "ستتغير {n} أصناف", many: "سيتغير {n} صنفًا", other: "سيتغير {n} صنف" },
    };
    count unchanged(n) = {
        en: { one: "{n} item stays the same", other: "{n} items stay the same" },
        de: { one: "{n} Artikel bleibt gleich", other: "{n} Artikel bleiben gleich" },
        ar: { zero: "لا أصناف باقية كما هي", one: "صنف واحد يبقى كما هو", two: "صنفان يبقيان كما هما", few: "{n} أصناف تبقى كما هي", many: "{n} صنفًا يبقى كما هو", other: "{n} صنف يبقى كما هو" },
    };
    count wrong_rows(n) = {
        en: { one: "{n} row is wrong", other: "{n} rows are wrong" },
        de: { one: "{n} Zeile ist fehlerhaft", other: "{n} Zeilen sind fehlerhaft" },
        ar: { zero: "لا صفوف خاطئة", one: "صف واحد خاطئ", two: "صفّان خاطئان", few: "{n} صفوف خاطئة", many: "{n} صفًا خاطئًا", other: "{n} صف خاطئ" },
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
    say import_cancelled = {
        en: "Import cancelled. Nothing was changed.",
        de: "Import abgebrochen. Nichts wurde geändert.",
        ar: "أُلغي الاستيراد ولم يتغير شيء.",
    };
    say import_blocked = {
        en: "Correct these rows in the file and choose it again. Import takes all rows or none.",
        de: "Diese Zeilen in der Datei berichtigen und sie erneut wählen. Der Import übernimmt alle Zeilen oder keine.",
        ar: "صحّح هذه الصفوف في الملف ثم اختره من جديد. يُستورد الملف كله أو لا شيء منه.",
    };
    say row = { en: "Row", de: "Zeile", ar: "الصف" };
    say column = { en: "Column", de: "Spalte", ar: "العمود" };
    say problem = { en: "Problem", de: "Fehler", ar: "المشكلة" };
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
    say csv_price(value) = {
        en: "“{value}” is no price. Write whole cents, such as 199.",
        de: "„{value}“ ist kein Preis. Ganze Cent schreiben, etwa 199.",
        ar: "«{value}» ليس سعرًا. اكتب عددًا صحيحًا من أصغر وحدة نقدية، مثل 199.",
    };
    say csv_price_range(value) = {
        en: "The price {value} is beyond the limit.",
        de: "Der Preis {value} liegt über der Grenze.",
        ar: "السعر {value} يتجاوز الحد المسموح.",
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
        en: "The cell begins like a spreadsheet formula. Remove the leading sign.",
        de: "Die Zelle beginnt wie eine Tabellenformel. Das Zeichen am Anfang entfernen.",
        ar: "تبدأ الخلية كأنها صيغة حسابية. احذف الرمز الأول.",
    };
    say csv_quantity(value) = {
        en: "“{value}” is no quantity. Use up to three decimals.",
        de: "„{value}“ ist keine Menge. Höchstens drei Nachkommastellen.",
        ar: "«{value}» ليست كمية. استخدم ثلاث منازل عشرية على الأكثر.",
    };
    say csv_gtin(value) = {
        en: "“{value}” has a wrong check digit.",
        de: "„{value}“ hat eine falsche Prüfziffer.",
        ar: "رقم التحقق في «{value}» غير صحيح.",
    };

    say stocking_failed = {
        en: "The shop's items could not be brought in. Import them under Items.",
        de: "Die Artikel des Geschäfts konnten nicht übernommen werden. Bitte unter Artikel importieren.",
        ar: "تعذّر جلب أصناف المتجر. استوردها من شاشة الأصناف.",
    };
}
