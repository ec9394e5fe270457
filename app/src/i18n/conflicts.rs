//! What registers did while they were apart, and what cannot all stand.

messages! {
    say title = { en: "To be looked at", de: "Anzusehen", ar: "بحاجة إلى نظر" };
    say intro = {
        en: "Registers sold apart, and these cannot all be right. Nothing was undone.",
        de: "Kassen verkauften getrennt, und das kann nicht alles stimmen. Es wurde nichts zurückgenommen.",
        ar: "باعت الصناديق منفصلة، ولا يمكن أن يصح كل هذا. لم يُلغَ شيء.",
    };
    count line(n) = {
        en: { one: "{n} thing to be looked at", other: "{n} things to be looked at" },
        de: { one: "{n} Fall anzusehen", other: "{n} Fälle anzusehen" },
        ar: { zero: "لا شيء بحاجة إلى نظر", one: "أمر واحد بحاجة إلى نظر", two: "أمران بحاجة إلى نظر", few: "{n} أمور بحاجة إلى نظر", many: "{n} أمرًا بحاجة إلى نظر", other: "{n} أمر بحاجة إلى نظر" },
    };
    say stock(name, missing) = {
        en: "{name}: sold {missing} more than there was",
        de: "{name}: {missing} mehr verkauft als da war",
        ar: "{name}: بيع {missing} أكثر من الموجود",
    };
    say account(account) = {
        en: "{account}: spent more than it held",
        de: "{account}: mehr ausgegeben als darauf war",
        ar: "{account}: صُرف أكثر مما فيه",
    };
    say points(name) = {
        en: "{name}: redeemed more points than there were",
        de: "{name}: mehr Punkte eingelöst als da waren",
        ar: "{name}: استُبدلت نقاط أكثر من الموجودة",
    };
    say owed(name) = {
        en: "{name}: paid more than was owed",
        de: "{name}: mehr bezahlt als geschuldet war",
        ar: "{name}: دُفع أكثر من المستحق",
    };
    say voucher(code) = { en: "Voucher {code}: paid more than once", de: "Gutschein {code}: mehrmals eingelöst", ar: "القسيمة {code}: استُعملت أكثر من مرة" };
    say back(receipt) = {
        en: "{receipt}: more came back than was sold",
        de: "{receipt}: mehr zurückgenommen als verkauft",
        ar: "{receipt}: عاد أكثر مما بيع",
    };
    say settled = { en: "A sale on hold was paid more than once", de: "Ein geparkter Verkauf wurde mehrmals bezahlt", ar: "دُفعت عملية معلّقة أكثر من مرة" };
    say prepaid = {
        en: "A prepayment does not match its sale",
        de: "Eine Anzahlung passt nicht zu ihrem Verkauf",
        ar: "دفعة مقدمة لا تطابق عمليتها",
    };
    say at_stake(amount) = { en: "{amount} at stake", de: "Es geht um {amount}", ar: "المبلغ المعني {amount}" };
    say receipt_here(receipt) = { en: "Receipt {receipt}", de: "Beleg {receipt}", ar: "الإيصال {receipt}" };
    say receipt_of(receipt, register) = {
        en: "Receipt {receipt} of {register}",
        de: "Beleg {receipt} von {register}",
        ar: "الإيصال {receipt} من {register}",
    };
    say do_stock = {
        en: "Count the item or receive more of it, and this goes away. Tell the customer who waits.",
        de: "Artikel zählen oder nachliefern, dann verschwindet das. Dem wartenden Kunden Bescheid geben.",
        ar: "أعد جرد الصنف أو استلم المزيد منه فيختفي هذا. أخبر الزبون المنتظر.",
    };
    say do_money = {
        en: "Agree with the customer. A refund or a payment that puts it right makes this go away.",
        de: "Mit dem Kunden klären. Eine Erstattung oder Zahlung, die es richtigstellt, lässt das verschwinden.",
        ar: "اتفق مع الزبون. يختفي هذا باسترداد أو دفعة تصحّح الأمر.",
    };
}
