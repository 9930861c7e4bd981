//! Character sets: which bytes a text was, that somebody read as characters of one and wrote as UTF-8.

use std::collections::HashMap;

/// A set of 256 characters, each a byte. Their first half is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// ISO 8859-1: each byte is the character of its number. Node's `latin1` and `binary`, Python's `latin-1`.
    Latin1,
    /// Windows-1252, which browsers and Windows take Latin-1 for.
    Windows1252,
    /// The console of an American Windows: PowerShell reads what programs print in it.
    Ibm437,
    /// The console of a Western European Windows.
    Ibm850,
    /// Mac OS Roman.
    MacRoman,
}

impl Charset {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 5] = [Self::Latin1, Self::Windows1252, Self::Ibm437, Self::Ibm850, Self::MacRoman];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Latin1 => "Latin-1",
            Self::Windows1252 => "Windows-1252",
            Self::Ibm437 => "code page 437",
            Self::Ibm850 => "code page 850",
            Self::MacRoman => "Mac OS Roman",
        }
    }

    /// The characters of 80 to FF; `None` where each has the number of its byte.
    const fn upper(self) -> Option<&'static str> {
        match self {
            Self::Latin1 => None,
            Self::Windows1252 => Some(WINDOWS_1252),
            Self::Ibm437 => Some(IBM_437),
            Self::Ibm850 => Some(IBM_850),
            Self::MacRoman => Some(MAC_ROMAN),
        }
    }

    /// The bytes that a UTF-8 text was, read as characters of this set. A character that was cut off at the end is
    /// left out. `None` where there is no UTF-8, a character that the set doesn't have, or nothing but ASCII.
    #[must_use]
    pub fn bytes_of(self, text: &[u8]) -> Option<Vec<u8>> {
        let text = valid(text)?;
        if text.is_ascii() {
            return None;
        }
        let upper: HashMap<char, u8> = self.upper().unwrap_or_default().chars().zip(0x80..=0xff).collect();
        let byte = |char: char| match u8::try_from(char) {
            Ok(ascii @ 0..0x80) => Some(ascii),
            Ok(byte) if upper.is_empty() => Some(byte),
            _ => upper.get(&char).copied(),
        };
        text.chars().map(byte).collect()
    }

    /// The text that bytes are, read as characters of this set, in UTF-8: the damage itself.
    #[must_use]
    pub fn text_of(self, bytes: &[u8]) -> String {
        let upper: Vec<char> = self.upper().unwrap_or_default().chars().collect();
        let char = |byte: &u8| {
            let at = byte.checked_sub(0x80).and_then(|at| upper.get(usize::from(at)));
            at.copied().unwrap_or(char::from(*byte))
        };
        bytes.iter().map(char).collect()
    }
}

/// A text that is UTF-8 to its end, or to a character that was cut there.
fn valid(text: &[u8]) -> Option<&str> {
    match std::str::from_utf8(text) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(text.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

/// 80 to FF in Windows-1252; the five that it leaves open are the C1 controls of Latin-1, as Windows itself has it.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼\
     ½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/// 80 to FF on an American console (`chcp 437`).
const IBM_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// 80 to FF on a Western European console (`chcp 850`).
const IBM_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// 80 to FF on an old Mac, and in Java on it.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄\
     €‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        for charset in Charset::ALL {
            let text = charset.text_of(&bytes);
            assert_eq!(text.chars().count(), 256, "{charset:?}");
            assert_eq!(charset.bytes_of(text.as_bytes()), Some(bytes.clone()), "{charset:?}");
        }
    }

    #[test]
    fn the_magic_as_each_shows_it() {
        let magic = [0xf3, 0x89, 0x9a, 0xc2];
        let shown = Charset::ALL.map(|charset| charset.text_of(&magic));
        assert_eq!(shown, ["ó\u{89}\u{9a}Â", "ó‰šÂ", "≤ëÜ┬", "¾ëÜ┬", "Ûâö¬"]);
    }

    #[test]
    fn other_texts_are_none_of_it() {
        assert_eq!(Charset::Latin1.bytes_of(b"plain"), None);
        assert_eq!(Charset::Latin1.bytes_of("žluť".as_bytes()), None);
        assert_eq!(Charset::Windows1252.bytes_of(&[0xf3, 0x89]), None);
        assert_eq!(Charset::Latin1.bytes_of(b"\xc3\xb3\xc2"), Some(vec![0xf3]));
    }
}
