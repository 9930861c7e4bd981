//! Character sets of one byte for each character. Bytes that were decoded with one of them and written as UTF-8 can
//! be restored.

use std::collections::HashMap;

/// A character set of 256 characters. The first 128 are those of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// ISO 8859-1, in which each byte is the character with its number. Node calls it `latin1` and `binary`, Python
    /// `latin-1`.
    Latin1,
    /// Windows-1252. Browsers and Windows use it where Latin-1 is named.
    Windows1252,
    /// Code page 437, of the console in an American Windows. PowerShell decodes the output of programs with it.
    Ibm437,
    /// Code page 850, of the console in a Western European Windows.
    Ibm850,
    /// Mac OS Roman.
    MacRoman,
}

impl Charset {
    /// All character sets, in the order in which they are tried.
    pub const ALL: [Self; 5] = [Self::Latin1, Self::Windows1252, Self::Ibm437, Self::Ibm850, Self::MacRoman];

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

    /// The characters of the bytes 80 to FF. `None` where each is the character with the byte's number.
    const fn upper(self) -> Option<&'static str> {
        match self {
            Self::Latin1 => None,
            Self::Windows1252 => Some(WINDOWS_1252),
            Self::Ibm437 => Some(IBM_437),
            Self::Ibm850 => Some(IBM_850),
            Self::MacRoman => Some(MAC_ROMAN),
        }
    }

    /// Restores bytes that were decoded with this set and written as UTF-8. A character that is cut at the end is
    /// left out. `None` where the text is not UTF-8, where it has a character that the set does not have, and where
    /// it is ASCII.
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

    /// Decodes bytes with this set. This is the damage that [`Self::bytes_of`] undoes.
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

/// The text where it is valid UTF-8, without a character that is cut at its end.
fn valid(text: &[u8]) -> Option<&str> {
    match std::str::from_utf8(text) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(text.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

/// The bytes 80 to FF in Windows-1252. Five have no character there and get the control character of Latin-1, as
/// Windows itself does it.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼\
     ½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/// The bytes 80 to FF in code page 437 (`chcp 437`).
const IBM_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The bytes 80 to FF in code page 850 (`chcp 850`).
const IBM_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The bytes 80 to FF in Mac OS Roman, which old Macs use, and Java on them.
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
