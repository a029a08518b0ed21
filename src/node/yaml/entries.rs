//! Which lines of a broken YAML text belong together: the entries of its outermost map, by their lines alone.

/// Where the lines of a text start that parts of it begin with. Looked up often, since a text may be broken everywhere.
pub(super) struct Entries<'t> {
    text: &'t str,
    /// Lines with a key of the outermost map.
    keys: Vec<usize>,
    /// Lines with which no entry goes on.
    borders: Vec<usize>,
    /// Lines that are not blank and don't start with a full-width space.
    sound: Vec<usize>,
}

impl<'t> Entries<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut entries = Self { text, keys: Vec::new(), borders: Vec::new(), sound: Vec::new() };
        let mut start = 0;
        for raw in text.split_inclusive('\n') {
            let line = raw.trim_end();
            if line.starts_with(|c: char| c.is_ascii_alphanumeric()) && line.contains([':', '：']) {
                entries.keys.push(start);
            }
            if !line.is_empty() && !line.starts_with([' ', '\t', '　', '-', '}', ']']) {
                entries.borders.push(start);
            }
            if !line.is_empty() && !line.starts_with('　') {
                entries.sound.push(start);
            }
            start += raw.len();
        }
        entries
    }

    /// The line with the key of the entry that a line stands in, and the byte at which it starts.
    pub(super) fn above(&self, start: usize) -> Option<(usize, &'t str)> {
        self.last_before(&self.keys, start)
    }

    /// Where the entry ends that goes on at a byte.
    pub(super) fn end(&self, at: usize) -> usize {
        let next = self.borders.partition_point(|border| *border <= at);
        self.borders.get(next).copied().unwrap_or(self.text.len()).max(at)
    }

    /// Whether a line that starts with a full-width space was meant to stand within the entry above it.
    pub(super) fn is_nested(&self, start: usize, line: &str) -> bool {
        let words = line.trim_start_matches(['　', ' ']);
        let name = words.split([':', '：']).next().unwrap_or_default();
        let is_key = name.len() < words.len() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let opens = |above: &str| above.starts_with([' ', '\t', '-']) || above.trim_end().ends_with(':');
        let above = self.last_before(&self.sound, start);
        line.starts_with('　') && above.is_some_and(|(_, above)| !is_key || opens(above))
    }

    fn last_before(&self, starts: &[usize], before: usize) -> Option<(usize, &'t str)> {
        let at = *starts.get(starts.partition_point(|start| *start < before).checked_sub(1)?)?;
        Some((at, self.text[at..].lines().next().unwrap_or_default()))
    }
}
