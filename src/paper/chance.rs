//! Where the variety comes from: a hash of the seed, a small random generator and turns of a circle.
//! Everything here is integer arithmetic or IEEE-exact `f64` operations, so every machine gives the same bytes.

/// FNV-1a, 32 bit, of the bytes of `text`.
pub(super) fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A mulberry32 generator.
#[derive(Clone, Debug)]
pub(super) struct Chance(u32);

impl Chance {
    /// The generator that belongs to `seed`.
    pub(super) fn of(seed: &str) -> Self {
        Self(fnv1a(seed))
    }

    /// The next 32 random bits.
    pub(super) fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut mix = (self.0 ^ (self.0 >> 15)).wrapping_mul(self.0 | 1);
        mix ^= mix.wrapping_add((mix ^ (mix >> 7)).wrapping_mul(mix | 0x3d));
        mix ^ (mix >> 14)
    }

    /// A number from 0 (with) to 1 (without).
    pub(super) fn unit(&mut self) -> f64 {
        f64::from(self.bits()) / 4_294_967_296.0
    }

    /// A number between `low` and `high`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number below `count`, 0 when `count` is 0.
    pub(super) fn below(&mut self, count: u32) -> u32 {
        self.bits().checked_rem(count).unwrap_or(0)
    }

    /// True in `percent` cases of a hundred.
    pub(super) fn likely(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `all`, or `or` when there is none.
    pub(super) fn pick<T: Copy>(&mut self, all: &[T], or: T) -> T {
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let index = usize::try_from(self.below(count)).unwrap_or(0);
        all.get(index).copied().unwrap_or(or)
    }
}

/// The point at `turns` of the unit circle (0 right, .25 down on a screen): (cosine, sine).
///
/// A polynomial of our own, as the platform's `sin` may differ in the last bit.
pub(super) fn around(turns: f64) -> (f64, f64) {
    let eighths = (turns - turns.floor()) * 8.0;
    let quarter = (eighths / 2.0 + 0.5).floor();
    let angle = (eighths - quarter * 2.0) * std::f64::consts::FRAC_PI_4;
    let sq = angle * angle;
    let sin = angle * (1.0 - sq / 6.0 * (1.0 - sq / 20.0 * (1.0 - sq / 42.0 * (1.0 - sq / 72.0))));
    let cos = 1.0 - sq / 2.0 * (1.0 - sq / 12.0 * (1.0 - sq / 30.0 * (1.0 - sq / 56.0)));
    if !(0.5..=3.5).contains(&quarter) {
        (cos, sin)
    } else if quarter < 1.5 {
        (-sin, cos)
    } else if quarter < 2.5 {
        (-cos, -sin)
    } else {
        (sin, -cos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_fnv1a() {
        assert_eq!(fnv1a(""), 0x811c_9dc5);
        assert_eq!(fnv1a("a"), 0xe40c_292c);
    }

    #[test]
    fn turns_agree_with_the_platform() {
        for step in -800..800 {
            let turns = f64::from(step) / 400.0;
            let (cos, sin) = around(turns);
            let angle = turns * std::f64::consts::TAU;
            assert!((cos - angle.cos()).abs() < 1e-6 && (sin - angle.sin()).abs() < 1e-6, "{turns}");
        }
    }

    #[test]
    fn numbers_stay_in_their_bounds() {
        let mut chance = Chance::of("hibi");
        for _ in 0..1000 {
            assert!((2.0..3.0).contains(&chance.between(2.0, 3.0)));
            assert!(chance.below(7) < 7);
        }
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.pick(&[], 4), 4);
    }
}
