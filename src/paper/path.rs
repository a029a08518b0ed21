//! Path data: relative commands in whole tenths of a unit, rounded once, written with the fewest bytes.
//! A view box of tenths spares each number its point.

/// A point: x to the right, y downwards, in units: ten of the view box each.
pub(super) type At = (f64, f64);

/// Path data under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    data: String,
    /// Where the pen is and where its current outline began, in tenths.
    pen: (i32, i32),
    start: (i32, i32),
    command: char,
}

/// A length in whole tenths; what is not a number becomes 0, so that a picture never holds one.
#[expect(clippy::cast_possible_truncation, reason = "the value is clamped to a small range first")]
pub(super) fn tenths(value: f64) -> i32 {
    if value.is_nan() { 0 } else { (value.clamp(-1e5, 1e5) * 10.0).round() as i32 }
}

/// Appends a number. Without formatting, since a picture has thousands.
pub(super) fn push_number(out: &mut String, value: i32) {
    // From the end: digits, sign.
    let mut text = [0_u8; 11];
    let mut at = text.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        text[at] = b"0123456789"[(rest % 10) as usize];
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        text[at] = b'-';
    }
    out.push_str(std::str::from_utf8(&text[at..]).unwrap_or_default());
}

impl Path {
    /// The finished data for a `d` attribute.
    pub(super) fn data(&self) -> &str {
        &self.data
    }

    /// Begins an outline at `to`.
    pub(super) fn go(&mut self, to: At) -> &mut Self {
        let to = (tenths(to.0), tenths(to.1));
        if self.command == 'z' && self.pen == to {
            // An outline that is closed leaves the pen there.
            return self;
        }
        if self.data.is_empty() {
            self.write('M', &[to.0, to.1]);
        } else {
            self.write('m', &[to.0 - self.pen.0, to.1 - self.pen.1]);
            // More pairs after a relative move are lines.
            self.command = 'l';
        }
        self.pen = to;
        self.start = to;
        self
    }

    /// A straight edge to `to`.
    pub(super) fn line(&mut self, to: At) -> &mut Self {
        let to = (tenths(to.0), tenths(to.1));
        let (dx, dy) = (to.0 - self.pen.0, to.1 - self.pen.1);
        if dx == 0 {
            self.write('v', &[dy]);
        } else if dy == 0 {
            self.write('h', &[dx]);
        } else {
            self.write('l', &[dx, dy]);
        }
        self.pen = to;
        self
    }

    /// A quadratic edge round `by` to `to`.
    pub(super) fn quad(&mut self, by: At, to: At) -> &mut Self {
        self.bend('q', &[by, to])
    }

    /// A cubic edge with handles `one` and `two` to `to`.
    pub(super) fn cubic(&mut self, one: At, two: At, to: At) -> &mut Self {
        self.bend('c', &[one, two, to])
    }

    /// An arc of a circle with radius `r` to `to`; `large` takes the longer way, `sweep` turns clockwise.
    pub(super) fn arc(&mut self, r: f64, large: bool, sweep: bool, to: At) -> &mut Self {
        let (r, to) = (tenths(r), (tenths(to.0), tenths(to.1)));
        let (dx, dy) = (to.0 - self.pen.0, to.1 - self.pen.1);
        self.write('a', &[r, r, 0, i32::from(large), i32::from(sweep), dx, dy]);
        self.pen = to;
        self
    }

    /// Closes the outline.
    pub(super) fn close(&mut self) -> &mut Self {
        self.write('z', &[]);
        self.pen = self.start;
        self
    }

    /// Adds a line without length: with round ends it shows as a dot, in a tenth of the bytes of a circle.
    pub(super) fn point(&mut self, at: At) -> &mut Self {
        self.go(at).write('h', &[0]);
        self
    }

    /// Adds a whole circle.
    pub(super) fn circle(&mut self, at: At, r: f64) -> &mut Self {
        let (left, right) = ((at.0 - r, at.1), (at.0 + r, at.1));
        self.go(left).arc(r, true, true, right).arc(r, true, true, left).close()
    }

    /// Adds a straight outline through `points`.
    pub(super) fn outline(&mut self, points: &[At]) -> &mut Self {
        self.open(points).close()
    }

    /// Adds a straight open line through `points`.
    pub(super) fn open(&mut self, points: &[At]) -> &mut Self {
        for (index, point) in points.iter().enumerate() {
            if index == 0 {
                self.go(*point);
            } else {
                self.line(*point);
            }
        }
        self
    }

    /// Adds a rectangle from its left top corner.
    pub(super) fn rect(&mut self, at: At, width: f64, height: f64) -> &mut Self {
        let (right, low) = (at.0 + width, at.1 + height);
        self.outline(&[at, (right, at.1), (right, low), (at.0, low)])
    }

    /// Goes on smoothly through `points` (Catmull-Rom, factor .2) from the first, which begins the outline.
    pub(super) fn smooth(&mut self, points: &[At], closed: bool) -> &mut Self {
        let count = points.len();
        let near = |index: usize, ahead: bool| -> At {
            let other = match (ahead, closed) {
                (true, true) => (index + 1) % count,
                (false, true) => (index + count - 1) % count,
                (true, false) => (index + 1).min(count - 1),
                (false, false) => index.saturating_sub(1),
            };
            points.get(other).copied().unwrap_or_default()
        };
        for (index, from) in points.iter().copied().enumerate() {
            if index == 0 {
                self.go(from);
            }
            if !closed && index + 1 == count {
                break;
            }
            let (before, to) = (near(index, false), near(index, true));
            let after = near(if index + 1 == count { 0 } else { index + 1 }, true);
            let one = (from.0 + (to.0 - before.0) * 0.2, from.1 + (to.1 - before.1) * 0.2);
            let two = (to.0 - (after.0 - from.0) * 0.2, to.1 - (after.1 - from.1) * 0.2);
            if index == 0 {
                self.cubic(one, two, to);
            } else {
                // The first handle mirrors the one before, which is what `s` means.
                self.bend('s', &[two, to]);
            }
        }
        if closed { self.close() } else { self }
    }

    fn bend(&mut self, command: char, points: &[At]) -> &mut Self {
        let mut numbers = [0; 6];
        let mut last = self.pen;
        for (pair, point) in numbers.chunks_exact_mut(2).zip(points) {
            last = (tenths(point.0), tenths(point.1));
            if let [x, y] = pair {
                *x = last.0 - self.pen.0;
                *y = last.1 - self.pen.1;
            }
        }
        let used = points.len() * 2;
        self.write(command, numbers.get(..used).unwrap_or(&[]));
        self.pen = last;
        self
    }

    /// Appends a command, leaving out a letter that repeats and spaces before a minus.
    fn write(&mut self, command: char, numbers: &[i32]) {
        let mut apart = command == self.command && !numbers.is_empty();
        if !apart {
            self.data.push(command);
            self.command = command;
        }
        for &number in numbers {
            if apart && number >= 0 {
                self.data.push(' ');
            }
            push_number(&mut self.data, number);
            apart = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_tenths() {
        let mut out = String::new();
        for value in [12.34, -0.5, 0.04, -0.04, 7.0, f64::NAN, -12.06] {
            push_number(&mut out, tenths(value));
            out.push(' ');
        }
        assert_eq!(out, "123 -5 0 0 70 0 -121 ");
    }

    #[test]
    fn paths_are_relative_and_close_where_they_began() {
        let mut path = Path::default();
        path.rect((10.0, 20.0), 5.0, 4.0).rect((12.0, 20.0), 1.0, 1.0);
        assert_eq!(path.data(), "M100 200h50v40h-50zm20 0h10v10h-10z");
    }

    #[test]
    fn an_outline_may_begin_where_the_last_one_closed() {
        let mut path = Path::default();
        path.outline(&[(0.0, 0.0), (1.5, 0.5)]).outline(&[(0.0, 0.0), (0.5, 1.5)]);
        assert_eq!(path.data(), "M0 0l15 5zl5 15z");
    }

    #[test]
    fn lines_after_a_move_get_their_letter() {
        let mut path = Path::default();
        path.open(&[(0.0, 0.0), (1.0, 1.0), (2.0, 3.0)]).open(&[(0.0, 0.0), (1.0, 1.0)]);
        assert_eq!(path.data(), "M0 0l10 10 10 20m-20-30 10 10");
    }
}
