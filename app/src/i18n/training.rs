//! Training: practising beside the journal.

messages! {
    say title = { en: "Training", de: "Übung", ar: "تدريب" };
    say nothing_counts = { en: "Nothing counts here.", de: "Hier zählt nichts.", ar: "لا شيء يُحتسب هنا." };
    say act = { en: "Training", de: "Übungsmodus", ar: "وضع التدريب" };
    say act_hint = { en: "Practise: nothing counts", de: "Üben: nichts zählt", ar: "تدرّب: لا شيء يُحتسب" };
    say begin = { en: "Start training", de: "Übung beginnen", ar: "بدء التدريب" };
    say begin_ask = { en: "Start training?", de: "Übung beginnen?", ar: "بدء التدريب؟" };
    say begin_consequence = {
        en: "What is sold from here on is practice: it takes no receipt number, moves no stock and stands in no report. The journal notes that training began.",
        de: "Was ab hier verkauft wird, ist Übung: keine Belegnummer, keine Bestandsänderung, kein Bericht. Das Journal vermerkt den Beginn.",
        ar: "ما يُباع من الآن تدريب: بلا رقم إيصال ولا حركة مخزون ولا تقرير. يسجّل السجل بدء التدريب.",
    };
    say end = { en: "End training", de: "Übung beenden", ar: "إنهاء التدريب" };
    say end_ask = { en: "End training?", de: "Übung beenden?", ar: "إنهاء التدريب؟" };
    say end_consequence = {
        en: "Everything that was practised is thrown away, the basket too. From here on sales count.",
        de: "Alles Geübte wird verworfen, auch der Korb. Ab dann zählen Verkäufe.",
        ar: "سيُحذف كل ما جرى التدرّب عليه، والسلة أيضًا. بعد ذلك تُحتسب المبيعات.",
    };
    say begun = { en: "Training: nothing counts", de: "Übung: nichts zählt", ar: "تدريب: لا شيء يُحتسب" };
    say ended = { en: "Training has ended. Sales count again.", de: "Übung beendet. Verkäufe zählen wieder.", ar: "انتهى التدريب. المبيعات تُحتسب من جديد." };
    say still = {
        en: "Still in training. What was practised before is gone.",
        de: "Noch im Übungsmodus. Das bisher Geübte ist weg.",
        ar: "ما زال وضع التدريب قائمًا. ما جرى التدرّب عليه قبلُ قد زال.",
    };
    say basket_first = {
        en: "Finish or cancel the basket first, then start training.",
        de: "Erst den Korb abschließen oder abbrechen, dann üben.",
        ar: "أكمل السلة أو ألغها أولًا ثم ابدأ التدريب.",
    };
    say not_written = {
        en: "The journal could not note it. Nothing has changed.",
        de: "Das Journal konnte es nicht vermerken. Nichts hat sich geändert.",
        ar: "تعذّر تدوينه في السجل. لم يتغيّر شيء.",
    };
    say not_written_full = {
        en: "The storage is full: free some space, then try again. Nothing has changed.",
        de: "Der Speicher ist voll: Platz schaffen und erneut versuchen. Nichts hat sich geändert.",
        ar: "التخزين ممتلئ: أفرغ بعض المساحة ثم أعد المحاولة. لم يتغيّر شيء.",
    };
    say not_a_receipt = { en: "TRAINING – not a receipt", de: "ÜBUNG – kein Beleg", ar: "تدريب – ليس إيصالًا" };
}
