//! What can be found → the index that browsers search, as files in memory. The only user of Pagefind, which sees no page
//! of the theme: it is given each text with what results show of it, so that any theme can be searched.

mod record;

use std::sync::Arc;

use pagefind::api::PagefindIndex;

use crate::config::SitePath;
use crate::diag::{Checked, Code, Diagnostic};
use crate::hashed::hash_of;
use crate::memo::Memo;
use crate::page::press::Press;
use crate::page::search::index_folder;
use record::Record;

/// The files of the index by their addresses.
pub type Files = Vec<(SitePath, Arc<[u8]>)>;

/// The last index, kept between builds.
pub type IndexMemo = Memo<(), Result<Arc<Files>, String>>;

/// Makes the index of all languages, or takes the last one where no text has changed.
#[must_use]
pub fn index(press: &Press<'_>, memo: &mut IndexMemo) -> Checked<Files> {
    let records = record::all(press);
    let made = memo.run(&[()], |memo, ()| {
        memo.recall((), hash_of(&records), || {
            let files = files(&records)?;
            Ok(Arc::new(files.into_iter().map(|(name, bytes)| (index_folder().join(&name), bytes.into())).collect()))
        })
    });
    let mut checked = Checked::fine(Files::new());
    for one in made {
        match one.value {
            Ok(files) => checked.value.extend(files.iter().cloned()),
            Err(reason) => checked
                .notes
                .push(Diagnostic::new(Code::WriteFailed).with("path", index_folder().as_str()).with("reason", reason)),
        }
    }
    checked
}

/// Gives the records to Pagefind, and takes the files from it that the search page asks for.
fn files(records: &[Record]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(None)?;
        for record in records {
            index.add_html_file(None, Some(record.url.clone()), record.html()).await?;
        }
        index.get_files().await
    });
    let files = files.map_err(|error| error.to_string())?.into_iter();
    let named = files.map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents));
    Ok(named.filter(|(name, _)| is_asked_for(name)).collect())
}

/// Whether the search page asks for a file of Pagefind. It has a look of its own, and does without a second thread.
fn is_asked_for(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(name, "pagefind.js" | "pagefind-entry.json") || ending == "pagefind" || ending.starts_with("pf_")
}
