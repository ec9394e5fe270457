//! The last resort: a panic ends the program, so its hook leaves a page behind that needs no program.
//!
//! The page is built from plain nodes. Its link has `rel="external"`, so that the dead program does not catch it, and
//! the language is read from `<html lang>`, since a signal may have been borrowed when the program died.

use crate::browser;
use crate::i18n::{Lang, errors};
use std::panic::PanicHookInfo;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

/// Installs the hook. Call it before anything else.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // There is nobody left to tell if this fails too.
        let _ = show_restart_page(info);
    }));
}

fn show_restart_page(info: &PanicHookInfo<'_>) -> Result<(), JsValue> {
    let Some(document) = browser::document() else { return Ok(()) };
    let Some(body) = document.body() else { return Ok(()) };
    let lang = browser::root_attribute("lang").and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default();
    let page = add(&document, &body, "main", "failure", "")?;
    let frame = add(&document, &page, "div", "failure__box", "")?;
    add(&document, &frame, "h1", "failure__title", errors::crashed_title(lang))?;
    add(&document, &frame, "p", "failure__body", errors::crashed_body(lang))?;
    add(&document, &frame, "p", "failure__safe", errors::register_safe(lang))?;
    let actions = add(&document, &frame, "div", "failure__actions", "")?;
    let link = add(&document, &actions, "a", "button button--primary button--large", errors::restart(lang))?;
    link.set_attribute("href", "/")?;
    link.set_attribute("rel", "external")?;
    let details = add(&document, &frame, "details", "failure__details", "")?;
    add(&document, &details, "summary", "", errors::technical(lang))?;
    add(&document, &details, "pre", "", &info.to_string())?.set_attribute("dir", "ltr")?;
    // Dialogs sit above every page; an open one would hide this.
    body.replace_children_with_node_1(&page);
    Ok(())
}

fn add(document: &Document, parent: &Element, tag: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    parent.append_child(&element)?;
    Ok(element)
}
