//! The theme: light, dark, or that of the system. The choice is kept in this browser; nothing else is.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

const KEY: &str = "kpl-lens.theme";

impl Theme {
    /// The theme that follows when the switch is pressed.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Puts the theme that was chosen last time on the page.
    #[must_use]
    pub fn restore() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        let kept = [Self::Light, Self::Dark].into_iter().find(|theme| Some(theme.word()) == kept.as_deref());
        let theme = kept.unwrap_or_default();
        theme.put();
        theme
    }

    /// Puts the theme on the page and keeps the choice.
    pub fn choose(self) {
        self.put();
        // If the browser keeps nothing, the theme still shows.
        let _ = storage().map(|storage| storage.set_item(KEY, self.word()));
    }

    fn put(self) {
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", self.word());
        }
    }
}

/// What the browser keeps for this page. Some browsers keep nothing.
fn storage() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}
