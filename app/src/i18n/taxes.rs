//! Taxes: what they are called on receipts and in the basket, by whom and where they are paid, and how they are set up.

messages! {
    say eat_in = { en: "Eat in", de: "Hier essen", ar: "في المحل" };
    say take_away = { en: "Take away", de: "Mitnehmen", ar: "سفري" };
    say service = { en: "Eat in or take away", de: "Hier essen oder mitnehmen", ar: "في المحل أو سفري" };
    say line_service = { en: "The selected line goes the other way", de: "Gewählte Zeile anders als den Rest", ar: "السطر المحدد بعكس الباقي" };
    say line_service_hint = {
        en: "Takes one line away of what is eaten in, or the other way round",
        de: "Eine Zeile mitnehmen, wenn der Rest hier gegessen wird, oder umgekehrt",
        ar: "سطر سفري من طلب في المحل، أو العكس",
    };
    say exempt_reason(reason) = { en: "Exempt from tax: {reason}", de: "Steuerbefreit: {reason}", ar: "معفى من الضريبة: {reason}" };
    say exempt = { en: "exempt", de: "befreit", ar: "معفى" };
    say exempt_title = { en: "Exempt from tax", de: "Steuerbefreiung", ar: "إعفاء ضريبي" };
    say exempt_hint = {
        en: "This customer has a certificate, for this sale alone",
        de: "Dieser Kunde hat eine Bescheinigung, nur für diesen Verkauf",
        ar: "لهذا العميل شهادة إعفاء، لهذه العملية فقط",
    };
    say certificate = { en: "Tax exemption", de: "Steuerbefreiung", ar: "الإعفاء الضريبي" };
    say certificate_hint = {
        en: "Number of the certificate or the reason. Empty: this customer pays taxes.",
        de: "Nummer der Bescheinigung oder Grund. Leer: Dieser Kunde zahlt Steuern.",
        ar: "رقم الشهادة أو السبب. فارغ: يدفع هذا العميل الضرائب.",
    };
    say only_these = { en: "Exempt from these taxes only", de: "Nur von diesen Steuern befreit", ar: "معفى من هذه الضرائب فقط" };
    say only_these_hint(taxes) = {
        en: "Names with commas between them. Empty: every tax. This shop has {taxes}.",
        de: "Namen, durch Kommas getrennt. Leer: alle Steuern. Dieses Geschäft hat {taxes}.",
        ar: "أسماء تفصل بينها فواصل. فارغ: كل الضرائب. لهذا المتجر {taxes}.",
    };
    say not_a_tax(name) = {
        en: "This shop has no tax called {name}.",
        de: "Dieses Geschäft hat keine Steuer namens {name}.",
        ar: "لا ضريبة في هذا المتجر باسم {name}.",
    };
    say certificate_missing = {
        en: "Enter the certificate or the reason: it stands on the receipt.",
        de: "Bescheinigung oder Grund eingeben: Sie stehen auf dem Bon.",
        ar: "أدخل رقم الشهادة أو السبب: سيُطبع في الإيصال.",
    };
    say remove_exemption = { en: "Not exempt", de: "Nicht befreit", ar: "غير معفى" };
    say spared = { en: "Tax not charged", de: "Nicht berechnete Steuer", ar: "ضريبة غير محصّلة" };
}
