//! Which parts of a schema speak of a place in a value.

use serde_json::{Value as Json, json};

/// A part of a schema by its pointer.
#[derive(Clone, PartialEq)]
pub(super) struct Part<'s> {
    pub(super) pointer: String,
    pub(super) schema: &'s Json,
}

impl<'s> Part<'s> {
    fn inner(&self, keys: &[&str]) -> Option<Self> {
        let mut part = self.clone();
        for key in keys {
            part.schema = part.schema.get(*key).or_else(|| part.schema.get(key.parse::<usize>().ok()?))?;
            part.pointer = format!("{}/{key}", part.pointer);
        }
        Some(part)
    }

    /// Whether it closes a map, or says what other keys may hold.
    pub(super) fn is_map(&self) -> bool {
        self.schema.get("additionalProperties").is_some_and(|_| self.schema.get("type").is_some())
    }

    /// The keys that it names and does not refuse.
    pub(super) fn keys(&self) -> Vec<&'s str> {
        let properties = self.schema.get("properties").and_then(Json::as_object);
        let taken = properties.into_iter().flatten().filter(|(_, shape)| **shape != Json::Bool(false));
        taken.filter(|(_, shape)| shape["deprecated"] != true).map(|(key, _)| key.as_str()).collect()
    }

    /// Whether a key may stand in the map.
    pub(super) fn takes(&self, key: &str) -> bool {
        self.of_key(key).is_some_and(|part| *part.schema != Json::Bool(false))
    }

    fn of_key(&self, key: &str) -> Option<Self> {
        let patterns = self.schema.get("patternProperties").and_then(Json::as_object).into_iter().flatten();
        let fits = |pattern: &str| jsonschema::is_valid(&json!({ "pattern": pattern }), &json!(key));
        let by_pattern =
            || self.inner(&["patternProperties", patterns.map(|(pattern, _)| pattern).find(|it| fits(it))?]);
        self.inner(&["properties", key]).or_else(by_pattern).or_else(|| self.inner(&["additionalProperties"]))
    }

    /// All parts that speak of a value: those that it refers to, and of conditions those that the value meets.
    fn spread(self, root: &'s Json, value: &Json, found: &mut Vec<Self>) {
        if let Some(name) = self.schema.get("$ref").and_then(Json::as_str) {
            let name = name.strip_prefix("#/$defs/").expect("an entry of $defs");
            let part = Self { pointer: format!("#/$defs/{name}"), schema: &root["$defs"][name] };
            part.spread(root, value, found);
        }
        for keyword in ["anyOf", "allOf"] {
            let several = self.schema.get(keyword).and_then(Json::as_array).map_or(0, Vec::len);
            for index in 0..several {
                let part = self.inner(&[keyword, &index.to_string()]);
                if let Some(part) = part {
                    part.spread(root, value, found);
                }
            }
        }
        if let Some(condition) = self.schema.get("if") {
            let branch = if jsonschema::is_valid(condition, value) { "then" } else { "else" };
            if let Some(part) = self.inner(&[branch]) {
                part.spread(root, value, found);
            }
        }
        found.push(self);
    }
}

/// A map within a value, with the parts of the schema that speak of it.
pub(super) struct MapPlace<'s> {
    /// The way to it.
    pub(super) path: String,
    pub(super) parts: Vec<Part<'s>>,
}

/// Every map of a value.
pub(super) fn maps<'s>(schema: &'s Json, value: &Json) -> Vec<MapPlace<'s>> {
    let mut found = Vec::new();
    walk(schema, vec![Part { pointer: "#".to_owned(), schema }], value, String::new(), &mut found);
    found
}

fn walk<'s>(root: &'s Json, parts: Vec<Part<'s>>, value: &Json, path: String, found: &mut Vec<MapPlace<'s>>) {
    let mut all = Vec::new();
    for part in parts {
        part.spread(root, value, &mut all);
    }
    match value {
        Json::Object(entries) => {
            for (key, inner) in entries {
                let parts = all.iter().filter_map(|part| part.of_key(key)).collect();
                walk(root, parts, inner, format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
            let parts = all.into_iter().filter(Part::is_map).collect();
            found.push(MapPlace { path, parts });
        }
        Json::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                let parts = all.iter().filter_map(|part| part.inner(&["items"])).collect();
                walk(root, parts, inner, format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Every map that a schema describes.
pub(super) fn described(schema: &Json) -> Vec<Part<'_>> {
    fn search<'s>(part: Part<'s>, found: &mut Vec<Part<'s>>) {
        match part.schema {
            Json::Object(entries) => {
                entries.keys().filter_map(|key| part.inner(&[key])).for_each(|part| search(part, found));
            }
            Json::Array(items) => {
                (0..items.len()).filter_map(|at| part.inner(&[&at.to_string()])).for_each(|part| search(part, found));
            }
            _ => {}
        }
        if part.is_map() {
            found.push(part);
        }
    }
    let mut found = Vec::new();
    search(Part { pointer: "#".to_owned(), schema }, &mut found);
    found
}
