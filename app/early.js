// Runs before the first paint: the appearance and the direction that this register was left in, so that a dark till
// does not start with a white flash. Everything else is the program's business.
"use strict";
try {
  const root = document.documentElement;
  const theme = localStorage.getItem("evertill.theme");
  if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
  }
  const lang = localStorage.getItem("evertill.lang");
  if (lang === "en" || lang === "de" || lang === "ar") {
    root.lang = lang;
    root.dir = lang === "ar" ? "rtl" : "ltr";
  }
} catch {
  // Storage is closed to us: the system's appearance will do.
}
