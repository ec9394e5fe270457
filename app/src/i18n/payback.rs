//! How money goes back.

messages! {
    say title = { en: "How the money goes back", de: "Wie das Geld zurückgeht", ar: "كيف يعود المال" };
    say as_paid = { en: "As it was paid", de: "Wie bezahlt", ar: "كما دُفع" };
    say of_paid(paid) = { en: "{paid} was paid this way", de: "So wurden {paid} bezahlt", ar: "دُفع بهذه الطريقة {paid}" };
    say of_paid_less(paid, back) = {
        en: "{paid} was paid this way, {back} of it has gone back",
        de: "So wurden {paid} bezahlt, davon {back} schon zurückgegeben",
        ar: "دُفع بهذه الطريقة {paid} وعاد منه {back}",
    };
    say instead = { en: "Instead of how it was paid", de: "Statt wie bezahlt", ar: "بدلًا من طريقة الدفع" };
    say to_credit(name) = { en: "To the store credit of {name}", de: "Auf das Guthaben von {name}", ar: "إلى رصيد {name} في المتجر" };
    say onto_card = { en: "Onto a gift card, since no customer is chosen", de: "Auf eine Geschenkkarte, da kein Kunde gewählt ist", ar: "على بطاقة هدايا لعدم اختيار عميل" };
    say number_hint = { en: "The card that the money goes onto", de: "Die Karte, auf die das Geld geht", ar: "البطاقة التي يُضاف إليها المال" };
    say card_steps(amount) = {
        en: "Key a refund of {amount} into the card terminal, then copy the slip’s reference.",
        de: "Gutschrift über {amount} am Kartenterminal eingeben, dann die Belegnummer übernehmen.",
        ar: "أدخل استردادًا بمبلغ {amount} في جهاز البطاقات ثم انسخ رقم مرجع القسيمة.",
    };
    say give_back(amount) = { en: "Give back {amount}", de: "{amount} zurückgeben", ar: "إعادة {amount}" };
}
