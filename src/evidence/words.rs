/// Defines an enumeration whose values are words of the study format, with `word`, `ALL`, text both ways.
macro_rules! words {
    (
        $(#[$about:meta])*
        $type:ident { $( $(#[$item_about:meta])* $item:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $( $(#[$item_about])* $item ),+ }

        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [$type] = &[$( $type::$item ),+];

            /// Their words in a study, in order.
            pub const WORDS: &'static [&'static str] = &[$( $word ),+];

            /// The word for it in a study.
            pub const fn word(self) -> &'static str {
                match self { $( $type::$item => $word ),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.word()) }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::evidence::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().find(|item| item.word() == text.trim());
                found.copied().ok_or_else(|| $crate::evidence::UnknownWord {
                    given: text.to_owned(),
                    allowed: Self::WORDS,
                })
            }
        }
    };
}

pub(crate) use words;
