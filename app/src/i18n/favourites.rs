//! The section of favourites.

messages! {
    say title = { en: "Favourites", de: "Favoriten", ar: "المفضلة" };
    say hint = { en: "Pages of tiles on Sell", de: "Seiten mit Kacheln beim Verkaufen", ar: "صفحات البلاطات في شاشة البيع" };
    say how = {
        en: "Each page is a button above the tiles on Sell. Drag a tile by its handle, or focus the handle and press the arrow keys.",
        de: "Jede Seite ist eine Schaltfläche über den Kacheln. Eine Kachel am Griff ziehen, oder den Griff fokussieren und die Pfeiltasten drücken.",
        ar: "كل صفحة زر فوق البلاطات. اسحب البلاطة من مقبضها، أو ركّز المقبض واضغط مفاتيح الأسهم.",
    };
    say add_page = { en: "Add a page", de: "Seite hinzufügen", ar: "إضافة صفحة" };
    say remove_page = { en: "Remove the page", de: "Seite entfernen", ar: "إزالة الصفحة" };
    say page_name = { en: "Name of the page", de: "Name der Seite", ar: "اسم الصفحة" };
    say tiles_of(page) = { en: "Tiles of {page}", de: "Kacheln von {page}", ar: "بلاطات {page}" };
    say add_tile = { en: "Find an item to add", de: "Artikel zum Hinzufügen suchen", ar: "ابحث عن صنف لإضافته" };
    say drag(name) = { en: "Move {name}", de: "{name} verschieben", ar: "تحريك {name}" };
    say remove_tile(name) = { en: "Take {name} off the page", de: "{name} von der Seite nehmen", ar: "إزالة {name} من الصفحة" };
    say wrong(pages, tiles) = {
        en: "Each page needs a name of its own. There may be {pages} pages with {tiles} tiles each.",
        de: "Jede Seite braucht einen eigenen Namen. Es darf {pages} Seiten mit je {tiles} Kacheln geben.",
        ar: "تحتاج كل صفحة إلى اسم خاص. يُسمح بـ {pages} صفحات في كل منها {tiles} بلاطة.",
    };
}
