//! Who lies at which path, so that nothing is ever put where something else is.

use crate::hashed::Table;

/// The files of a folder to be, each with whoever has it.
#[derive(Debug)]
pub struct Tenants<W> {
    files: Table<String, W>,
    /// Who was the first to need a folder.
    folders: Table<String, W>,
}

impl<W> Default for Tenants<W> {
    fn default() -> Self {
        Self { files: Table::default(), folders: Table::default() }
    }
}

impl<W: Copy> Tenants<W> {
    /// Gives the path of a file to `who`.
    ///
    /// # Errors
    /// Whoever has its place: the same file, a file where it needs a folder, or a folder where it would lie.
    pub fn admit(&mut self, path: String, who: W) -> Result<(), W> {
        // All folders above one that is known are known, too.
        let above = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
        let new = above.take_while(|folder| !self.folders.contains_key(*folder)).map(str::to_owned);
        let new: Vec<String> = new.collect();
        let as_file = || new.iter().rev().find_map(|folder| self.files.get(folder));
        if let Some(holder) = self.files.get(&path).or_else(as_file).or_else(|| self.folders.get(&path)) {
            return Err(*holder);
        }
        self.folders.extend(new.into_iter().map(|folder| (folder, who)));
        self.files.insert(path, who);
        Ok(())
    }
}
