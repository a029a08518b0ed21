//! The language in which the reference is written. Comments in the sources are English; `ja.toml` says each in Japanese, so
//! that a comment which changes is missed there until somebody has said it anew.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// How to say what the sources say.
pub(super) struct Tongue {
    /// By the English; `None` where the English will do.
    sayings: Option<BTreeMap<String, String>>,
    wanted: RefCell<BTreeSet<String>>,
}

impl Tongue {
    pub(super) fn english() -> Self {
        Self { sayings: None, wanted: RefCell::default() }
    }

    pub(super) fn japanese() -> Self {
        let sayings = toml::from_str(include_str!("ja.toml")).expect("sayings");
        Self { sayings: Some(sayings), wanted: RefCell::default() }
    }

    /// Says something; what has no saying stays English, and `check` tells of it.
    pub(super) fn say(&self, english: &str) -> String {
        let Some(sayings) = &self.sayings else { return english.to_owned() };
        self.wanted.borrow_mut().insert(english.to_owned());
        sayings.get(english).cloned().unwrap_or_else(|| english.to_owned())
    }

    /// Fails where a saying is missing, or was for something that is said no more.
    pub(super) fn check(&self) {
        let Some(sayings) = &self.sayings else { return };
        let wanted = self.wanted.borrow();
        let lines = |keys: Vec<&String>| keys.into_iter().map(|key| format!("{key:?} = \"\"\n")).collect::<String>();
        let missing = lines(wanted.iter().filter(|key| !sayings.contains_key(*key)).collect());
        let left = lines(sayings.keys().filter(|key| !wanted.contains(*key)).collect());
        assert!(
            missing.is_empty() && left.is_empty(),
            "reference/ja.toml lacks\n{missing}\nand has for nothing\n{left}"
        );
    }
}
