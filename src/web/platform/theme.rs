//! Light, dark, or as the system has it. Kept in this browser; the only thing that is.

/// A choice of theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

const KEY: &str = "kpl-lens.theme";

impl Theme {
    /// The next one, as the switch goes round.
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

    /// What was chosen last time, put on the page.
    #[must_use]
    pub fn restore() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        let kept = [Self::Light, Self::Dark].into_iter().find(|theme| Some(theme.word()) == kept.as_deref());
        let theme = kept.unwrap_or_default();
        theme.put();
        theme
    }

    /// Puts it on the page and keeps it.
    pub fn choose(self) {
        self.put();
        // A browser that keeps nothing still shows the theme.
        let _ = storage().map(|storage| storage.set_item(KEY, self.word()));
    }

    fn put(self) {
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", self.word());
        }
    }
}

/// What this browser keeps for this page; some keep nothing.
fn storage() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}
