//! The theme: light, dark, or that of the system. The choice is kept in this browser.

use super::kept;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

const KEY: &str = "theme";

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
        let kept = kept::text(KEY);
        let kept = [Self::Light, Self::Dark].into_iter().find(|theme| Some(theme.word()) == kept.as_deref());
        let theme = kept.unwrap_or_default();
        theme.put();
        theme
    }

    /// Puts the theme on the page and keeps the choice.
    pub fn choose(self) {
        self.put();
        kept::keep(KEY, self.word());
    }

    fn put(self) {
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", self.word());
        }
    }
}
