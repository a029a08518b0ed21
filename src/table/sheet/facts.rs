//! Facts as rows: the columns that only some facts need stand only where one does.

use rust_decimal::Decimal;

use super::{Cell, Column, Reader, Sheet};
use crate::chart::{bound_sense, pick, sense_words};
use crate::config::Localized;
use crate::data::facts::{Fact, Facts, Goal};

/// A column and what stands in it.
type FactColumn<'a> = (Column, fn(&Reader<'a>, &Fact) -> Cell);

impl Reader<'_> {
    pub(super) fn facts(&self, facts: &Facts) -> Sheet {
        let columns: [FactColumn<'_>; 13] = [
            (self.column("item", "項目", "Item"), |reader, fact| reader.name(&fact.name)),
            (self.column("value", "値", "Value"), |_, fact| Cell::number(fact.value)),
            (self.column("to", "値の上の端", "To"), |_, fact| Cell::number(fact.to)),
            (self.column("is", "値の意味", "Meaning"), Self::sense),
            (self.column("words", "ことば", "In words"), |reader, fact| reader.optional(fact.words.as_ref())),
            (self.column("unit", "単位", "Unit"), |reader, fact| reader.optional(Some(&fact.unit))),
            (self.column("base", "基準", "Base"), |reader, fact| reader.optional(fact.base.as_ref())),
            (self.column("rank", "順番", "Rank"), |_, fact| Cell::number(fact.rank.map(|rank| rank.place))),
            (self.column("rank_of", "いくつのうち", "Of"), |_, fact| {
                Cell::number(fact.rank.and_then(|rank| rank.of).map(Decimal::from))
            }),
            (self.column("rank_from", "数える向き", "From"), Self::direction),
            (self.column("aim", "目標の種類", "Kind of target"), |reader, fact| {
                fact.goal.map_or(Cell::Empty, |goal| {
                    let (before, after) = sense_words(bound_sense(goal.aim), reader.language);
                    Cell::Name { id: goal.aim.key().to_owned(), label: format!("{}{after}", before.trim_end()) }
                })
            }),
            (self.column("target", "目標", "Target"), |_, fact| {
                Cell::number(fact.goal.and_then(|goal| goal.aim.bound()))
            }),
            (self.column("result", "結果", "Result"), |reader, fact| {
                fact.goal.map_or(Cell::Empty, |Goal { verdict, .. }| Cell::Name {
                    id: verdict.key().to_owned(),
                    label: verdict.words(reader.language).to_owned(),
                })
            }),
        ];
        let always = ["item", "value", "unit", "base"];
        let needed = |column: &Column, cell: fn(&Self, &Fact) -> Cell| {
            always.contains(&column.key.as_str()) || facts.items.iter().any(|fact| cell(self, fact) != Cell::Empty)
        };
        let shown: Vec<_> = columns.into_iter().filter(|(column, cell)| needed(column, *cell)).collect();
        let rows = facts.items.iter().map(|fact| {
            let day = fact.as_of.unwrap_or(self.indicator.about.as_of);
            shown.iter().map(|(_, cell)| cell(self, fact)).chain([Cell::text(day.to_string())]).collect()
        });
        let rows = rows.collect();
        let mut columns: Vec<Column> = shown.into_iter().map(|(column, _)| column).collect();
        columns.push(self.column("as_of", "時点", "As of"));
        Sheet { columns, rows, unit: None }
    }

    fn optional(&self, text: Option<&Localized<String>>) -> Cell {
        text.map(|text| text.get(self.lang)).filter(|text| !text.is_empty()).map_or(Cell::Empty, Cell::text)
    }

    fn sense(&self, fact: &Fact) -> Cell {
        let Some(word) = fact.sense.word() else { return Cell::Empty };
        let (before, after) = sense_words(fact.sense, self.language);
        Cell::Name { id: word.to_owned(), label: format!("{}{after}", before.trim_end()) }
    }

    fn direction(&self, fact: &Fact) -> Cell {
        let Some(rank) = fact.rank else { return Cell::Empty };
        let (id, ja) =
            if rank.from_lowest { ("lowest", "低いほうから") } else { ("highest", "高いほうから") };
        Cell::Name { id: id.to_owned(), label: pick(self.language, ja, id).to_owned() }
    }
}
