//! Menu entries that copy or save: some bytes in every form, or a text. Fetched when they are chosen, not before.

use crate::web::{
    Hands,
    parts::MenuItem,
    platform::{clipboard, download},
    words,
};
use kpl_engine::literal::LiteralForm;
use kpl_engine::session::{Wanted, batch::ExportKind};
use yew::prelude::*;

/// Copies and saves what can be fetched, and says how it went.
#[derive(Clone)]
pub struct Copying {
    hands: Hands,
    done: Callback<bool>,
}

impl Copying {
    /// Copies by these hands.
    pub fn new(hands: &Hands) -> Self {
        let done = hands.notify.reform(|worked| words::copied(worked).to_owned());
        Self { hands: hands.clone(), done }
    }

    /// An entry that copies a text that is at hand.
    pub fn here(&self, label: &'static str, text: String) -> MenuItem {
        let done = self.done.clone();
        let choose = Callback::from(move |()| clipboard::copy(text.clone(), done.clone()));
        MenuItem { label: label.into(), choose }
    }

    /// An entry that copies a text.
    pub fn text(&self, label: &'static str, wanted: Wanted) -> MenuItem {
        let Self { hands, done } = self.clone();
        let choose = Callback::from(move |()| {
            let done = done.clone();
            let copy = move |bytes: Vec<u8>| {
                clipboard::copy(String::from_utf8_lossy(&bytes).into_owned(), done.clone());
            };
            hands.fetch.emit((wanted, Callback::from(copy)));
        });
        MenuItem { label: label.into(), choose }
    }

    /// Copies the open payload: the text that it is, or else base64.
    pub fn payload(&self) -> Callback<()> {
        let Self { hands, done } = self.clone();
        Callback::from(move |()| {
            let (fetch, done) = (hands.fetch.clone(), done.clone());
            let copy = move |bytes: Vec<u8>| match String::from_utf8(bytes) {
                Ok(text) => clipboard::copy(text, done.clone()),
                Err(_) => {
                    let done = done.clone();
                    let copy = move |base64: Vec<u8>| {
                        clipboard::copy(String::from_utf8_lossy(&base64).into_owned(), done.clone());
                    };
                    fetch.emit((Wanted::Payload(Some(LiteralForm::Base64)), Callback::from(copy)));
                }
            };
            hands.fetch.emit((Wanted::Payload(None), Callback::from(copy)));
        })
    }

    /// An entry for each form that bytes can be copied in.
    pub fn forms(&self, wanted: impl Fn(LiteralForm) -> Wanted) -> Vec<MenuItem> {
        LiteralForm::ALL.into_iter().map(|form| self.text(words::form(form), wanted(form))).collect()
    }

    /// An entry that saves a file.
    pub fn file(&self, label: &'static str, name: String, wanted: Wanted) -> MenuItem {
        MenuItem { label: label.into(), choose: self.saves(name, wanted) }
    }

    /// What saves a file.
    pub fn saves(&self, name: String, wanted: Wanted) -> Callback<()> {
        let fetch = self.hands.fetch.clone();
        Callback::from(move |()| {
            let name = name.clone();
            fetch.emit((wanted, Callback::from(move |bytes: Vec<u8>| download::save(&name, &bytes))));
        })
    }
}

/// What shows, as files.
pub fn exports(hands: &Hands) -> Vec<MenuItem> {
    let item = |kind: ExportKind| {
        let (label, name) = words::export(kind);
        MenuItem { label: label.into(), choose: hands.export.reform(move |()| (kind, name.to_owned())) }
    };
    ExportKind::ALL.into_iter().map(item).collect()
}
