//! Reports: what was sold, in which period, by what.

messages! {
    say title = { en: "Reports", de: "Berichte", ar: "التقارير" };
    say period = { en: "Period", de: "Zeitraum", ar: "الفترة" };
    say today = { en: "Today", de: "Heute", ar: "اليوم" };
    say yesterday = { en: "Yesterday", de: "Gestern", ar: "أمس" };
    say week = { en: "This week", de: "Diese Woche", ar: "هذا الأسبوع" };
    say month = { en: "This month", de: "Dieser Monat", ar: "هذا الشهر" };
    say custom = { en: "Other days", de: "Andere Tage", ar: "أيام أخرى" };
    say from_day = { en: "From", de: "Von", ar: "من" };
    say to_day = { en: "To", de: "Bis", ar: "إلى" };
    say from_to(from, to) = { en: "{from} – {to}", de: "{from} – {to}", ar: "{from} – {to}" };
    say compared_with(days) = { en: "beside {days}", de: "neben {days}", ar: "مقارنةً بـ {days}" };
    say this_period = { en: "This period", de: "Dieser Zeitraum", ar: "هذه الفترة" };
    say period_before = { en: "The one before", de: "Der davor", ar: "الفترة السابقة" };

    say net_sales = { en: "Net sales", de: "Nettoumsatz", ar: "صافي المبيعات" };
    say turnover = { en: "With tax", de: "Mit Steuer", ar: "مع الضريبة" };
    say gross = { en: "Before discounts", de: "Vor Rabatten", ar: "قبل الخصومات" };
    say discounts = { en: "Discounts", de: "Rabatte", ar: "الخصومات" };
    say refunds = { en: "Refunds", de: "Erstattungen", ar: "المبالغ المستردة" };
    say tax = { en: "Tax", de: "Steuer", ar: "الضريبة" };
    say average = { en: "Average sale", de: "Durchschnittsbon", ar: "متوسط البيع" };
    say margin = { en: "Margin", de: "Marge", ar: "الهامش" };
    say margin_of(rate) = {
        en: "{rate} of what was sold with a known cost",
        de: "{rate} vom Umsatz mit bekanntem Einkaufspreis",
        ar: "{rate} مما بيع بتكلفة معروفة",
    };
    say figure_before(amount, change) = { en: "before {amount} · {change}", de: "zuvor {amount} · {change}", ar: "سابقًا {amount} · {change}" };
    say figure_was(amount) = { en: "before {amount}", de: "zuvor {amount}", ar: "سابقًا {amount}" };
    count returns_count(n) = {
        en: { one: "{n} sale with returns", other: "{n} sales with returns" },
        de: { one: "{n} Verkauf mit Rückgabe", other: "{n} Verkäufe mit Rückgabe" },
        ar: { zero: "لا مرتجعات", one: "عملية واحدة بمرتجع", two: "عمليتان بمرتجع", few: "{n} عمليات بمرتجع", many: "{n} عملية بمرتجع", other: "{n} عملية بمرتجع" },
    };
    count sales_count(n) = {
        en: { one: "{n} sale", other: "{n} sales" },
        de: { one: "{n} Verkauf", other: "{n} Verkäufe" },
        ar: { zero: "لا مبيعات", one: "عملية بيع واحدة", two: "عمليتا بيع", few: "{n} عمليات بيع", many: "{n} عملية بيع", other: "{n} عملية بيع" },
    };
    say column(name, amount, sales, before) = {
        en: "{name}: {amount}, {sales}; before {before}",
        de: "{name}: {amount}, {sales}; zuvor {before}",
        ar: "{name}: {amount}، {sales}؛ سابقًا {before}",
    };

    say by_hour = { en: "By hour", de: "Nach Stunde", ar: "حسب الساعة" };
    say by_day = { en: "By day", de: "Nach Tag", ar: "حسب اليوم" };
    say by_item = { en: "By item", de: "Nach Artikel", ar: "حسب الصنف" };
    say by_category = { en: "By category", de: "Nach Warengruppe", ar: "حسب الفئة" };
    say by_tender = { en: "By tender", de: "Nach Zahlungsart", ar: "حسب وسيلة الدفع" };
    say by_tax = { en: "By tax", de: "Nach Steuer", ar: "حسب الضريبة" };
    say by_operator = { en: "By operator", de: "Nach Bediener", ar: "حسب الموظف" };
    say as_table = { en: "As a table", de: "Als Tabelle", ar: "كجدول" };
    say name = { en: "Name", de: "Name", ar: "الاسم" };
    say amount = { en: "Amount", de: "Betrag", ar: "المبلغ" };
    say quantity = { en: "Quantity", de: "Menge", ar: "الكمية" };
    say items = { en: "Items", de: "Artikel", ar: "الأصناف" };
    say sales = { en: "Sales", de: "Verkäufe", ar: "المبيعات" };
    say base = { en: "Net", de: "Netto", ar: "الصافي" };
    say before = { en: "Before", de: "Zuvor", ar: "سابقًا" };
    say changed = { en: "Change", de: "Änderung", ar: "التغيّر" };
    say without_category = { en: "Without category", de: "Ohne Warengruppe", ar: "دون فئة" };
    say nobody = { en: "Nobody signed on", de: "Niemand angemeldet", ar: "دون تسجيل دخول" };
    say exempt = { en: "exempt", de: "befreit", ar: "معفى" };
    say show_all(n) = { en: "Show all {n}", de: "Alle {n} zeigen", ar: "إظهار الكل ({n})" };
    say fewer = { en: "Show fewer", de: "Weniger zeigen", ar: "إظهار أقل" };
    say first_of(shown, all) = {
        en: "The first {shown} of {all}. The CSV file has all.",
        de: "Die ersten {shown} von {all}. Die CSV-Datei enthält alle.",
        ar: "أول {shown} من {all}. يحتوي ملف CSV على الكل.",
    };

    say sales_of(what) = { en: "Sales: {what}", de: "Verkäufe: {what}", ar: "المبيعات: {what}" };
    say receipt(number) = { en: "Receipt {number}", de: "Beleg {number}", ar: "إيصال {number}" };
    say more_sales = { en: "More sales", de: "Weitere Verkäufe", ar: "مبيعات أخرى" };
    say no_sales = { en: "No sale here", de: "Kein Verkauf hier", ar: "لا مبيعات هنا" };

    say empty = { en: "Nothing was sold", de: "Nichts verkauft", ar: "لم يُبع شيء" };
    say empty_hint(days) = {
        en: "No sale on {days}. Choose another period, or begin to sell.",
        de: "Kein Verkauf am {days}. Einen anderen Zeitraum wählen oder verkaufen.",
        ar: "لا مبيعات في {days}. اختر فترة أخرى أو ابدأ البيع.",
    };
    say counting = { en: "Adding up the sales", de: "Verkäufe werden addiert", ar: "جارٍ جمع المبيعات" };
    say stopped = { en: "Stopped", de: "Angehalten", ar: "توقف" };
    say stopped_hint = {
        en: "What has been added up is kept. Going on takes up where it stopped.",
        de: "Was addiert ist, bleibt. Es geht dort weiter, wo es aufgehört hat.",
        ar: "ما جُمع محفوظ، والمتابعة تبدأ من حيث توقفت.",
    };
    say go_on = { en: "Go on", de: "Fortfahren", ar: "متابعة" };
    say failed = { en: "The report cannot be made", de: "Der Bericht ist nicht möglich", ar: "تعذّر إعداد التقرير" };
    say failed_hint = {
        en: "The journal could not be read. Your sales are not affected; checking the journal tells more.",
        de: "Das Journal war nicht lesbar. Verkäufe sind nicht betroffen; eine Prüfung des Journals sagt mehr.",
        ar: "تعذّرت قراءة السجل. مبيعاتك لم تتأثر، وفحص السجل يوضح المزيد.",
    };
    say open_journal = { en: "Open the journal", de: "Journal öffnen", ar: "فتح السجل" };
    say export = { en: "Export CSV", de: "CSV exportieren", ar: "تصدير CSV" };
    say exported(file) = {
        en: "{file} saved. Decimals have a point, dates are year-month-day.",
        de: "{file} gespeichert. Dezimalzahlen mit Punkt, Daten als Jahr-Monat-Tag.",
        ar: "تم حفظ {file}. الكسور بنقطة والتواريخ سنة-شهر-يوم.",
    };
    say not_exported = { en: "The file could not be saved", de: "Die Datei konnte nicht gespeichert werden", ar: "تعذّر حفظ الملف" };
}
