//! Tells a wedge scanner's burst of keys from a person's typing, by time alone; knows no browser and reads no clock.

/// What separates a scanner from a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScanTiming {
    /// A burst's keys are at most this many milliseconds apart on average.
    pub average_ms: f64,
    /// A longer pause than this starts a new burst.
    pub gap_ms: f64,
    /// Fewer characters than this are typing, however fast.
    pub min_length: usize,
    /// A burst longer than this is no code (a stuck key, a pasted text) and is ignored.
    pub max_length: usize,
}

impl Default for ScanTiming {
    fn default() -> Self {
        // GS1 element strings hold up to 90 characters or so; QR codes on shelf labels more.
        ScanTiming { average_ms: 50.0, gap_ms: 100.0, min_length: 4, max_length: 512 }
    }
}

/// What a key turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The first key after a pause: the start of a burst, or a person typing. Remember the field as it is now.
    Start,
    /// One more key close on the last: still undecided. Shortcuts must leave it alone.
    Burst,
    /// A key that belongs to no scan.
    Typing,
    /// The terminator of a scan, with the code that was scanned. Swallow the key and put the field back.
    Scan(String),
}

/// Collects keys until they are a scan.
#[derive(Debug, Default)]
pub struct ScanDetector {
    timing: ScanTiming,
    code: String,
    length: usize,
    started_ms: f64,
    last_ms: f64,
}

impl ScanDetector {
    /// Judges one key. `\r`, `\n` and `\t` end a scan. `time_ms` may start anywhere but must not step back.
    pub fn key(&mut self, key: char, time_ms: f64) -> Verdict {
        let fresh = self.length == 0 || time_ms - self.last_ms > self.timing.gap_ms;
        if matches!(key, '\r' | '\n' | '\t') {
            return self.terminate(fresh, time_ms);
        }
        if fresh {
            self.reset();
            self.started_ms = time_ms;
        }
        self.last_ms = time_ms;
        self.length += 1;
        if self.length > self.timing.max_length {
            return Verdict::Typing;
        }
        self.code.push(key);
        if fresh { Verdict::Start } else { Verdict::Burst }
    }

    /// Forgets the burst: a key came that no scanner sends, or the focus moved.
    pub fn reset(&mut self) {
        self.code.clear();
        self.length = 0;
    }

    /// Whether a key at `time_ms` would continue a burst of at least two keys.
    pub fn in_burst(&self, time_ms: f64) -> bool {
        self.length >= 2 && time_ms - self.last_ms <= self.timing.gap_ms
    }

    fn terminate(&mut self, fresh: bool, time_ms: f64) -> Verdict {
        let fits = (self.timing.min_length..=self.timing.max_length).contains(&self.length);
        // `length` keys and the terminator are `length` intervals apart in all.
        let quick = time_ms - self.started_ms <= self.timing.average_ms * self.length as f64;
        let code = std::mem::take(&mut self.code);
        self.reset();
        if !fresh && fits && quick { Verdict::Scan(code) } else { Verdict::Typing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types `keys`, each after its own pause, and returns the last verdict.
    fn last(keys: &[(char, f64)]) -> Verdict {
        let mut detector = ScanDetector::default();
        let mut now = 1000.0;
        let mut verdict = Verdict::Typing;
        for (key, pause) in keys {
            now += pause;
            verdict = detector.key(*key, now);
        }
        verdict
    }

    fn even(text: &str, pause: f64) -> Vec<(char, f64)> {
        text.chars().map(|c| (c, pause)).collect()
    }

    #[test]
    fn a_burst_is_a_scan_by_its_speed_length_and_terminator() {
        let scan = |code: &str| Verdict::Scan(code.to_owned());
        let cases = [
            ("fast, Enter", even("4006381333931\r", 10.0), scan("4006381333931")),
            ("fast, Tab", even("4006381333931\t", 10.0), scan("4006381333931")),
            ("at the limit", even("96385074\n", 50.0), scan("96385074")),
            ("just beyond the limit", even("96385074\n", 51.0), Verdict::Typing),
            ("all at once", even("ABC-1234\r", 0.0), scan("ABC-1234")),
            ("a person", even("4011\r", 140.0), Verdict::Typing),
            ("too short", even("401\r", 5.0), Verdict::Typing),
            ("nothing but Enter", even("\r", 5.0), Verdict::Typing),
            ("letters and a group separator", even("]C101\u{1d}10\r", 8.0), scan("]C101\u{1d}10")),
        ];
        for (name, keys, expected) in cases {
            assert_eq!(last(&keys), expected, "{name}");
        }
    }

    #[test]
    fn a_pause_starts_over() {
        let mut keys = even("milk", 150.0);
        keys.push(('4', 300.0));
        keys.extend(even("0063813\r", 12.0));
        assert_eq!(last(&keys), Verdict::Scan("40063813".to_owned()));
    }

    #[test]
    fn one_slow_key_inside_a_burst_is_forgiven() {
        let mut keys = even("400638", 10.0);
        keys.push(('1', 90.0));
        keys.extend(even("33\r", 10.0));
        assert_eq!(last(&keys), Verdict::Scan("400638133".to_owned()));
    }

    #[test]
    fn enter_long_after_a_burst_is_a_person_confirming() {
        let mut keys = even("40063813", 10.0);
        keys.push(('\r', 400.0));
        assert_eq!(last(&keys), Verdict::Typing);
    }

    #[test]
    fn two_scans_in_a_row_are_two() {
        let mut detector = ScanDetector::default();
        let mut found = Vec::new();
        for (at, key) in "96385074\r40170725\r".chars().enumerate() {
            if let Verdict::Scan(code) = detector.key(key, at as f64 * 10.0) {
                found.push(code);
            }
        }
        assert_eq!(found, ["96385074", "40170725"]);
    }

    #[test]
    fn a_stuck_key_is_no_scan() {
        let mut keys = even(&"7".repeat(600), 5.0);
        keys.push(('\r', 5.0));
        assert_eq!(last(&keys), Verdict::Typing);
    }

    #[test]
    fn a_burst_is_known_as_one_from_its_second_key() {
        let mut detector = ScanDetector::default();
        assert_eq!(detector.key('4', 0.0), Verdict::Start);
        assert!(!detector.in_burst(5.0));
        assert_eq!(detector.key('-', 10.0), Verdict::Burst);
        assert!(detector.in_burst(20.0));
        assert!(!detector.in_burst(500.0));
        detector.reset();
        assert!(!detector.in_burst(20.0));
    }
}
