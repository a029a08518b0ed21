//! What a picture can show.

/// The subject of a scene. The first one given fills the picture, the next two are set in where they fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motif {
    /// A large broad-leaved tree.
    Tree,
    /// A tree with fruit and somebody who picks it.
    Fruit,
    /// Several trees of different shapes with a path.
    Grove,
    /// A row of houses that light up at night.
    Houses,
    /// A market stall with an awning and its keeper.
    Stall,
    /// A shop front with window, door and customers.
    Shop,
    /// Large flowers in the foreground.
    Flowers,
    /// A string of festival lanterns over an evening crowd.
    Lanterns,
    /// A child with a kite on a hill.
    Kite,
    /// A table with steaming bowls.
    Bowls,
    /// A huge pot with two cooks.
    Pot,
    /// A red arched bridge over the water.
    Bridge,
    /// A river bank at sunrise, with people who greet each other.
    River,
    /// A train on its viaduct.
    Train,
    /// A bus on the street.
    Bus,
    /// Readers at a long table by the window.
    Books,
    /// A school with clock tower and pupils.
    School,
    /// Field rows that run to a farmhouse.
    Field,
    /// People on a bench below a tree.
    Bench,
    /// A playground with slide and swing.
    Playground,
    /// Snow, firs and a snowman.
    Snow,
    /// Umbrellas in the rain.
    Rain,
    /// A mountain with a white top.
    Mountain,
    /// The sea with sailing boats.
    Sea,
    /// A shrine gate among trees.
    Gate,
    /// Fireworks over the town.
    Fireworks,
    /// A drum and those who play it.
    Music,
    /// Somebody on a bicycle.
    Bicycle,
    /// The moon and stars over lit windows.
    Night,
}

impl Motif {
    /// Every motif, in the order of the enum.
    pub const ALL: [Self; 29] = [
        Self::Tree,
        Self::Fruit,
        Self::Grove,
        Self::Houses,
        Self::Stall,
        Self::Shop,
        Self::Flowers,
        Self::Lanterns,
        Self::Kite,
        Self::Bowls,
        Self::Pot,
        Self::Bridge,
        Self::River,
        Self::Train,
        Self::Bus,
        Self::Books,
        Self::School,
        Self::Field,
        Self::Bench,
        Self::Playground,
        Self::Snow,
        Self::Rain,
        Self::Mountain,
        Self::Sea,
        Self::Gate,
        Self::Fireworks,
        Self::Music,
        Self::Bicycle,
        Self::Night,
    ];

    /// The name of the motif in data: a lower-case English word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tree => "tree",
            Self::Fruit => "fruit",
            Self::Grove => "grove",
            Self::Houses => "houses",
            Self::Stall => "stall",
            Self::Shop => "shop",
            Self::Flowers => "flowers",
            Self::Lanterns => "lanterns",
            Self::Kite => "kite",
            Self::Bowls => "bowls",
            Self::Pot => "pot",
            Self::Bridge => "bridge",
            Self::River => "river",
            Self::Train => "train",
            Self::Bus => "bus",
            Self::Books => "books",
            Self::School => "school",
            Self::Field => "field",
            Self::Bench => "bench",
            Self::Playground => "playground",
            Self::Snow => "snow",
            Self::Rain => "rain",
            Self::Mountain => "mountain",
            Self::Sea => "sea",
            Self::Gate => "gate",
            Self::Fireworks => "fireworks",
            Self::Music => "music",
            Self::Bicycle => "bicycle",
            Self::Night => "night",
        }
    }

    /// The motif with this [`Motif::name`]: how a theme's own table of words says which picture it means.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|motif| motif.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_motifs() {
        for motif in Motif::ALL {
            assert_eq!(Motif::named(motif.name()), Some(motif));
        }
        assert_eq!(Motif::named("unicorn"), None);
    }
}
