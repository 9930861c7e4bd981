//! Menu entries that copy: some bytes in every form, or a text. Made when they are chosen, not before.

use crate::{
    bytes::literal::Form,
    web::{Model, parts::MenuItem, platform::clipboard, words},
};
use yew::prelude::*;

/// Copies what can be had from a model, and says how it went.
#[derive(Clone)]
pub struct Copying {
    model: Model,
    done: Callback<bool>,
}

impl Copying {
    /// Copies from `model`; `notify` is told how it went.
    pub fn new(model: &Model, notify: &Callback<String>) -> Self {
        Self { model: model.clone(), done: notify.reform(|worked| words::copied(worked).to_owned()) }
    }

    /// An entry that copies a text.
    pub fn text(&self, label: &'static str, text: impl Fn(&Model) -> Option<String> + 'static) -> MenuItem {
        let Self { model, done } = self.clone();
        let choose = Callback::from(move |()| {
            if let Some(text) = text(&model) {
                clipboard::copy(text, done.clone());
            }
        });
        MenuItem { label: label.into(), choose }
    }

    /// An entry for each form that bytes can be copied in.
    pub fn forms(&self, bytes: impl Fn(&Model) -> Option<&[u8]> + Copy + 'static) -> Vec<MenuItem> {
        let form = |form: Form| {
            self.text(words::form(form), move |model| bytes(model).map(|bytes| form.write(bytes)))
        };
        Form::ALL.into_iter().map(form).collect()
    }
}
