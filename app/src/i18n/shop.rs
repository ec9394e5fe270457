//! Words of Shop: the settings by which a register sells.

messages! {
    say title = { en: "Shop", de: "Geschäft", ar: "المتجر" };
    say intro = {
        en: "By these rules the register sells. A change holds from the next line on; what was sold stays as it was.",
        de: "Nach diesen Regeln verkauft die Kasse. Eine Änderung gilt ab der nächsten Position; Verkauftes bleibt, wie es war.",
        ar: "وفق هذه القواعد يبيع الصندوق. يسري التغيير من السطر التالي، وما بيع يبقى كما كان.",
    };
    say all_sections = { en: "All of Shop", de: "Alles zum Geschäft", ar: "كل إعدادات المتجر" };
    say receipt_texts = { en: "Name and receipt", de: "Name und Beleg", ar: "الاسم والإيصال" };
    say receipt_texts_hint = {
        en: "What stands at the head and at the foot of a receipt",
        de: "Was am Kopf und am Fuß eines Belegs steht",
        ar: "ما يظهر في أعلى الإيصال وأسفله",
    };
    say shop_name = { en: "Name of the shop", de: "Name des Geschäfts", ar: "اسم المتجر" };
    say header_lines = { en: "Below the name", de: "Unter dem Namen", ar: "تحت الاسم" };
    say header_hint = {
        en: "Address and registration, one line each, at most eight",
        de: "Anschrift und Registernummern, je eine Zeile, höchstens acht",
        ar: "العنوان وأرقام التسجيل، سطر لكل منها، ثمانية على الأكثر",
    };
    say footer_lines = { en: "At the foot", de: "Am Fuß", ar: "في الأسفل" };
    say footer_hint = {
        en: "Thanks and terms, at most eight lines",
        de: "Dank und Bedingungen, höchstens acht Zeilen",
        ar: "الشكر والشروط، ثمانية أسطر على الأكثر",
    };
    say wrong_name = {
        en: "The shop needs a name of 1 to 120 characters",
        de: "Das Geschäft braucht einen Namen mit 1 bis 120 Zeichen",
        ar: "يحتاج المتجر إلى اسم من 1 إلى 120 حرفًا",
    };
    say wrong_lines = {
        en: "At most eight lines of 120 characters each",
        de: "Höchstens acht Zeilen mit je 120 Zeichen",
        ar: "ثمانية أسطر على الأكثر، في كل منها 120 حرفًا",
    };
    say payments = { en: "Payments", de: "Zahlungen", ar: "المدفوعات" };
    say payments_hint = {
        en: "Coins, change, tips and foreign cash",
        de: "Münzen, Rückgeld, Trinkgeld und Sorten",
        ar: "العملات المعدنية والباقي والإكراميات والنقد الأجنبي",
    };
    say cash_step = { en: "Smallest coin", de: "Kleinste Münze", ar: "أصغر قطعة نقدية" };
    say cash_step_hint = {
        en: "What is paid in cash is rounded to it, such as 0.05; empty rounds nothing",
        de: "Barzahlungen werden darauf gerundet, etwa 0.05; leer rundet nichts",
        ar: "يُقرَّب إليها ما يُدفع نقدًا، مثل 0.05، واتركه فارغًا لعدم التقريب",
    };
    say change_limit = { en: "Most change", de: "Höchstes Rückgeld", ar: "أقصى باقٍ" };
    say change_limit_hint = {
        en: "More is not given in cash; empty for any amount",
        de: "Mehr wird nicht bar herausgegeben; leer für jeden Betrag",
        ar: "لا يُعاد أكثر منه نقدًا، واتركه فارغًا لأي مبلغ",
    };
    say wrong_amount = {
        en: "Enter an amount above zero",
        de: "Einen Betrag über null eingeben",
        ar: "أدخل مبلغًا أكبر من صفر",
    };
    say tips = { en: "Tips offered, in percent", de: "Trinkgeld-Vorschläge in Prozent", ar: "الإكراميات المقترحة بالمئة" };
    say tips_hint = {
        en: "Up to four, such as 10 15 20; empty offers none",
        de: "Höchstens vier, etwa 10 15 20; leer schlägt keines vor",
        ar: "أربع على الأكثر، مثل 10 15 20، واتركه فارغًا لعدم الاقتراح",
    };
    say wrong_tips = {
        en: "Up to four percentages above 0 and up to 100, each higher than the one before",
        de: "Höchstens vier Prozentsätze über 0 und bis 100, jeder höher als der vorige",
        ar: "أربع نسب على الأكثر، أكبر من 0 وحتى 100، كل منها أعلى من سابقتها",
    };
    say currencies = { en: "Foreign cash", de: "Sorten", ar: "النقد الأجنبي" };
    say currencies_hint = {
        en: "One currency a line with what one unit is worth here, such as EUR 1.08",
        de: "Je Zeile eine Währung und was eine Einheit hier wert ist, etwa EUR 1.08",
        ar: "عملة في كل سطر مع قيمة وحدتها هنا، مثل EUR 1.08",
    };
    say wrong_currencies = {
        en: "At most eight lines such as EUR 1.08, each currency once and not the shop’s own",
        de: "Höchstens acht Zeilen wie EUR 1.08, jede Währung einmal und nicht die eigene",
        ar: "ثمانية أسطر على الأكثر مثل EUR 1.08، كل عملة مرة واحدة وليست عملة المتجر",
    };
}
