//! Post-void: a whole sale is reversed while its shift is open.

messages! {
    say void_sale = { en: "Void the whole sale", de: "Ganzen Verkauf stornieren", ar: "إلغاء العملية كاملة" };
    say question(number) = { en: "Void sale {number}?", de: "Verkauf {number} stornieren?", ar: "إلغاء العملية رقم {number}؟" };
    say consequence = {
        en: "Everything is reversed as if nothing had been sold: goods, points and money. Both receipts stay in the journal.",
        de: "Alles wird umgekehrt, als wäre nichts verkauft worden: Ware, Punkte und Geld. Beide Belege bleiben im Journal.",
        ar: "يُعكس كل شيء كأن شيئًا لم يُبَع: البضاعة والنقاط والمال. يبقى الإيصالان في السجل.",
    };
    say give_back(list) = { en: "Give back: {list}.", de: "Zurückgeben: {list}.", ar: "أعد: {list}." };
    say reverse_card = { en: "Reverse the card on its terminal.", de: "Die Karte am Terminal stornieren.", ar: "اعكس البطاقة في جهازها." };
    say voided = { en: "Void", de: "Storniert", ar: "ملغاة" };
    say banner_of(number) = { en: "VOID – reverses receipt {number}", de: "STORNO – hebt Beleg {number} auf", ar: "إلغاء – يعكس الإيصال رقم {number}" };
    say banner_by(number) = { en: "VOID – reversed by receipt {number}", de: "STORNIERT – aufgehoben durch Beleg {number}", ar: "ملغى – عكسه الإيصال رقم {number}" };
    say title(number) = { en: "Void {number}", de: "Storno {number}", ar: "الإلغاء رقم {number}" };
    say reverses(number) = { en: "Reverses receipt {number}", de: "Hebt Beleg {number} auf", ar: "يعكس الإيصال رقم {number}" };
    say reversed_by(number) = { en: "Reversed by receipt {number}", de: "Aufgehoben durch Beleg {number}", ar: "عكسه الإيصال رقم {number}" };
    say figure = { en: "Post-voids", de: "Stornos", ar: "عمليات الإلغاء" };
    say done = { en: "Void", de: "Storniert", ar: "أُلغيت" };
}
