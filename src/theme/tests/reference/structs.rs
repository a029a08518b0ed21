//! What the sources say of the structs that templates see: names, kinds of values, and the comments on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type, Visibility};

/// What stands in a place, as a template sees it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Text,
    Number,
    YesNo,
    Html,
    /// Whatever the site's own files say.
    Anything,
    /// Texts by name.
    Texts,
    PairOfTexts,
    Named(String),
    List(Box<Shape>),
    OrNull(Box<Shape>),
}

impl Shape {
    /// The struct in a place, alone, in lists, or where there may be none.
    pub(super) fn named(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(inner) | Self::OrNull(inner) => inner.named(),
            _ => None,
        }
    }
}

/// A field of a struct, or a word that a text may be.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) shape: Shape,
}

/// A struct; of an enum, the words for its variants.
pub(super) struct Struct {
    pub(super) meaning: String,
    pub(super) fields: Vec<Field>,
    /// What it stands for, where it only gives another struct a template of its own.
    pub(super) same_as: Option<String>,
    pub(super) is_word: bool,
}

pub(super) type Structs = BTreeMap<String, Struct>;

/// A file of the sources, parsed.
pub(super) fn parse(path: &str) -> syn::File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    syn::parse_file(&fs::read_to_string(path).expect("a source")).expect("Rust")
}

/// Everything that is shown: what can be serialised in the rooms that make views.
pub(super) fn read() -> Structs {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page");
    let names = fs::read_dir(folder).expect("the room of views").flatten();
    let names = names.map(|entry| format!("src/page/{}", entry.file_name().to_string_lossy()));
    let mut structs = Structs::new();
    for path in names.chain(["src/chart.rs".to_owned()]) {
        for item in parse(&path).items {
            let (name, seen) = match item {
                Item::Struct(item) if is_shown(&item.vis, &item.attrs) => (item.ident.to_string(), of_struct(&item)),
                Item::Enum(item) if is_shown(&item.vis, &item.attrs) => (item.ident.to_string(), of_enum(&item)),
                _ => continue,
            };
            assert!(structs.insert(name.clone(), seen).is_none(), "two structs are called {name}");
        }
    }
    structs
}

/// Private ones are made for other readers than templates.
fn is_shown(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    if !matches!(visibility, Visibility::Public(_)) {
        return false;
    }
    let mut shown = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let derived = attribute.parse_nested_meta(|meta| {
            shown |= meta.path.is_ident("Serialize");
            Ok(())
        });
        derived.expect("names of traits");
    }
    shown
}

fn of_struct(item: &syn::ItemStruct) -> Struct {
    let fields = match &item.fields {
        Fields::Named(fields) => fields.named.iter(),
        Fields::Unnamed(inner) => {
            let same_as = shape(&inner.unnamed[0].ty).named().map(str::to_owned);
            return Struct { meaning: comment(&item.attrs), fields: Vec::new(), same_as, is_word: false };
        }
        Fields::Unit => panic!("{} holds nothing", item.ident),
    };
    let field = |field: &syn::Field| Field {
        name: field.ident.as_ref().expect("a name").to_string(),
        meaning: comment(&field.attrs),
        shape: shape(&field.ty),
    };
    Struct { meaning: comment(&item.attrs), fields: fields.map(field).collect(), same_as: None, is_word: false }
}

fn of_enum(item: &syn::ItemEnum) -> Struct {
    let words = item.variants.iter().map(|variant| Field {
        name: variant.ident.to_string().to_lowercase(),
        meaning: comment(&variant.attrs),
        shape: Shape::Text,
    });
    Struct { meaning: comment(&item.attrs), fields: words.collect(), same_as: None, is_word: true }
}

fn shape(kind: &Type) -> Shape {
    match kind {
        Type::Reference(inner) => shape(&inner.elem),
        Type::Slice(inner) => Shape::List(Box::new(shape(&inner.elem))),
        Type::Tuple(pair) if pair.elems.iter().all(|one| shape(one) == Shape::Text) => Shape::PairOfTexts,
        Type::Path(path) => {
            let last = path.path.segments.last().expect("a name");
            let inner = || match &last.arguments {
                PathArguments::AngleBracketed(list) => list.args.iter().find_map(|argument| match argument {
                    GenericArgument::Type(kind) => Some(shape(kind)),
                    _ => None,
                }),
                _ => None,
            };
            match last.ident.to_string().as_str() {
                "String" | "str" => Shape::Text,
                "u8" | "u32" | "usize" => Shape::Number,
                "bool" => Shape::YesNo,
                "Snippet" => Shape::Html,
                "Value" | "Json" => Shape::Anything,
                "BTreeMap" => Shape::Texts,
                "Vec" => Shape::List(Box::new(inner().expect("of something"))),
                "Option" => Shape::OrNull(Box::new(inner().expect("of something"))),
                "Ready" | "Arc" | "Hashed" => inner().expect("of something"),
                name => Shape::Named(name.to_owned()),
            }
        }
        _ => panic!("a kind of value that templates have not seen yet"),
    }
}

/// The comment on an item, in one line.
pub(super) fn comment(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(text) => match &text.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
