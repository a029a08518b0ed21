//! One view struct for each kind of page, and the function that makes it from the site.

pub mod home;
pub mod indicator;
pub mod list;
pub mod map;
pub mod note;
pub mod parts;
pub mod story;
