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
}
