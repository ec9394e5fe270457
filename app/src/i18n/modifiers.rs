//! The section of modifiers.

messages! {
    say title = { en: "Modifiers", de: "Optionen", ar: "الإضافات" };
    say hint = { en: "Milk, size, extras: what is asked about an item", de: "Milch, Größe, Extras: was zu einem Artikel gefragt wird", ar: "الحليب والحجم والإضافات: ما يُسأل عنه في الصنف" };
    say how = {
        en: "Items name the groups that they ask for. Presets are taken without asking, wherever they suffice.",
        de: "Artikel nennen die Gruppen, nach denen sie fragen. Vorgaben gelten ohne Frage, wo sie genügen.",
        ar: "تذكر الأصناف المجموعات التي تسأل عنها. تؤخذ القيم المسبقة بلا سؤال حيث تكفي.",
    };
    say add_group = { en: "Add a group", de: "Gruppe hinzufügen", ar: "إضافة مجموعة" };
    say remove_group = { en: "Remove the group", de: "Gruppe entfernen", ar: "إزالة المجموعة" };
    say called(id) = { en: "Items call it “{id}”.", de: "Artikel nennen sie „{id}“.", ar: "تسميها الأصناف «{id}»." };
    say name = { en: "Name of the group", de: "Name der Gruppe", ar: "اسم المجموعة" };
    say minimum = { en: "Choose at least", de: "Mindestens wählen", ar: "اختر على الأقل" };
    say maximum = { en: "Choose at most", de: "Höchstens wählen", ar: "اختر على الأكثر" };
    say options = { en: "Choices", de: "Auswahl", ar: "الخيارات" };
    say option = { en: "Choice", de: "Auswahl", ar: "الخيار" };
    say price = { en: "Adds to the price", de: "Aufpreis", ar: "يضاف إلى السعر" };
    say preset = { en: "Preset", de: "Vorgabe", ar: "مسبق" };
    say opens = { en: "Then asks for", de: "Fragt dann nach", ar: "ثم يسأل عن" };
    say opens_nothing = { en: "nothing", de: "nichts", ar: "لا شيء" };
    say add_option = { en: "Add a choice", de: "Auswahl hinzufügen", ar: "إضافة خيار" };
    say remove_option = { en: "Remove", de: "Entfernen", ar: "إزالة" };
    say too_many(limit) = { en: "There may be {limit} groups. Remove one.", de: "Es darf {limit} Gruppen geben. Eine entfernen.", ar: "يُسمح بـ {limit} مجموعة. أزل واحدة." };
    say twice(group) = { en: "Another group was called like “{group}” first. Choose another name.", de: "Eine andere Gruppe hieß zuerst wie „{group}“. Einen anderen Namen wählen.", ar: "حملت مجموعة أخرى اسم «{group}» من قبل. اختر اسمًا آخر." };
    say wrong_name(group) = { en: "“{group}”: the group and each choice need a name of their own, of at most 60 characters.", de: "„{group}“: Die Gruppe und jede Auswahl brauchen einen eigenen Namen von höchstens 60 Zeichen.", ar: "«{group}»: تحتاج المجموعة وكل خيار إلى اسم خاص لا يتجاوز 60 حرفًا." };
    say wrong_options(group, limit) = { en: "“{group}” needs 1 to {limit} choices.", de: "„{group}“ braucht 1 bis {limit} Auswahlen.", ar: "تحتاج «{group}» من 1 إلى {limit} خيارًا." };
    say wrong_range(group) = { en: "“{group}”: choose at most 1 or more, not fewer than at least, and no more at least or preset than there are.", de: "„{group}“: Höchstens muss 1 oder mehr sein, nicht unter mindestens; weder mindestens noch Vorgaben dürfen mehr sein, als es gibt.", ar: "«{group}»: يجب أن يكون الأقصى 1 أو أكثر ولا يقل عن الأدنى، وألا يتجاوز الأدنى والمسبق ما هو موجود." };
    say wrong_price(group) = { en: "“{group}”: write each price like 0.50; it may be below zero.", de: "„{group}“: Jeden Aufpreis wie 0,50 schreiben; er darf unter null sein.", ar: "«{group}»: اكتب كل سعر مثل 0.50، ويجوز أن يكون سالبًا." };
    say wrong_opens(group) = { en: "“{group}”: a group that a choice opens must not open another one.", de: "„{group}“: Eine Gruppe, die eine Auswahl öffnet, darf keine weitere öffnen.", ar: "«{group}»: المجموعة التي يفتحها خيار لا يجوز أن تفتح أخرى." };
}
