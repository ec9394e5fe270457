//! What the hub counts, in the text format that Prometheus reads.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::log::Counts;

/// Upper ends of the classes of durations, in milliseconds.
const CLASSES: [u64; 9] = [1, 2, 5, 10, 25, 100, 500, 2_500, 10_000];

/// What is asked for, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/sync/v1/enrol`
    Enrol,
    /// `/sync/v1/challenge`
    Challenge,
    /// `/sync/v1/session`
    Session,
    /// `/sync/v1/exchange`
    Exchange,
    /// `/sync/v1/live`
    Live,
    /// What watches the hub, and what is not there.
    Other,
}

impl Route {
    const ALL: [Self; 6] = [Self::Enrol, Self::Challenge, Self::Session, Self::Exchange, Self::Live, Self::Other];

    /// The route of a path.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path {
            "/sync/v1/enrol" => Self::Enrol,
            "/sync/v1/challenge" => Self::Challenge,
            "/sync/v1/session" => Self::Session,
            "/sync/v1/exchange" => Self::Exchange,
            "/sync/v1/live" => Self::Live,
            _ => Self::Other,
        }
    }

    /// What it is called in counts and in lines about what was done.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Challenge => "challenge",
            Self::Session => "session",
            Self::Exchange => "exchange",
            Self::Live => "live",
            Self::Other => "other",
        }
    }
}

#[derive(Debug, Default)]
struct Durations {
    classes: [AtomicU64; CLASSES.len()],
    count: AtomicU64,
    micros: AtomicU64,
    refused: AtomicU64,
}

/// What has been counted since the hub started.
#[derive(Debug, Default)]
pub struct Metrics {
    durations: [Durations; Route::ALL.len()],
    /// Streams that are open.
    pub live: AtomicU64,
    /// Entries that were taken in.
    pub taken: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, route: Route, took: Duration, refused: bool) {
        let Some(durations) = self.durations.get(route as usize) else { return };
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if let Some(class) =
            CLASSES.iter().position(|end| micros <= end * 1_000).and_then(|at| durations.classes.get(at))
        {
            class.fetch_add(1, Ordering::Relaxed);
        }
        durations.count.fetch_add(1, Ordering::Relaxed);
        durations.micros.fetch_add(micros, Ordering::Relaxed);
        durations.refused.fetch_add(u64::from(refused), Ordering::Relaxed);
    }

    /// Everything as text; without counts where the log cannot be had.
    #[must_use]
    pub fn text(&self, counts: Option<&Counts>) -> String {
        let mut text = String::new();
        let load = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let mut tell = |name: &str, kind: &str, help: &str, value: u64| {
            // Writing to a String cannot fail; the same goes for all of it.
            let _ =
                writeln!(text, "# HELP evertill_{name} {help}\n# TYPE evertill_{name} {kind}\nevertill_{name} {value}");
        };
        tell("log_up", "gauge", "Whether the log can be read and written.", counts.is_some().into());
        tell("entries_taken_total", "counter", "Entries taken in since the hub started.", load(&self.taken));
        tell("live_streams", "gauge", "Registers that listen for hints.", load(&self.live));
        if let Some(counts) = counts {
            for (name, help, value) in [
                ("entries", "Entries in the log.", counts.entries),
                ("feed_end", "The place of the last entry in the feed.", counts.entries),
                ("writes_waiting", "Changes that wait to be written.", counts.waiting),
                ("disputed", "Entries that contradict others.", counts.disputed),
                ("quarantined", "Entries that are none, or none of their journal.", counts.quarantined),
                ("registers", "Registers of the shop.", counts.registers),
                ("sessions", "Sessions that have not expired.", counts.sessions),
            ] {
                tell(name, "gauge", help, value);
            }
        }
        self.write_durations(&mut text);
        text
    }

    fn write_durations(&self, text: &mut String) {
        const NAME: &str = "evertill_request_seconds";
        let _ = writeln!(text, "# HELP {NAME} How long requests took.\n# TYPE {NAME} histogram");
        for (route, durations) in Route::ALL.iter().zip(&self.durations) {
            let route = route.name();
            let mut below = 0;
            for (end, class) in CLASSES.iter().zip(&durations.classes) {
                below += class.load(Ordering::Relaxed);
                let (seconds, rest) = (end / 1_000, end % 1_000);
                let _ = writeln!(text, "{NAME}_bucket{{route=\"{route}\",le=\"{seconds}.{rest:03}\"}} {below}");
            }
            let count = durations.count.load(Ordering::Relaxed);
            let micros = durations.micros.load(Ordering::Relaxed);
            let _ = writeln!(text, "{NAME}_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}");
            let _ = writeln!(text, "{NAME}_sum{{route=\"{route}\"}} {}.{:06}", micros / 1_000_000, micros % 1_000_000);
            let _ = writeln!(text, "{NAME}_count{{route=\"{route}\"}} {count}");
        }
        let _ = writeln!(text, "# HELP evertill_refused_total Requests that were refused.");
        let _ = writeln!(text, "# TYPE evertill_refused_total counter");
        for (route, durations) in Route::ALL.iter().zip(&self.durations) {
            let refused = durations.refused.load(Ordering::Relaxed);
            let _ = writeln!(text, "evertill_refused_total{{route=\"{}\"}} {refused}", route.name());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_cannot_be_had_is_a_number_and_no_counts_are_made_up() {
        for (counts, up) in [(None, 0), (Some(Counts::default()), 1)] {
            let text = Metrics::default().text(counts.as_ref());
            assert!(text.lines().any(|line| line == format!("evertill_log_up {up}")), "{text}");
            assert_eq!(text.lines().any(|line| line.starts_with("evertill_entries ")), counts.is_some());
        }
    }

    #[test]
    fn durations_are_counted_in_classes_that_add_up() {
        let metrics = Metrics::default();
        for ms in [0, 1, 3, 3, 60, 20_000] {
            metrics.answered(Route::Exchange, Duration::from_millis(ms), ms == 60);
        }
        let text = metrics.text(Some(&Counts { entries: 7, ..Counts::default() }));
        for line in [
            "evertill_entries 7",
            "evertill_request_seconds_bucket{route=\"exchange\",le=\"0.001\"} 2",
            "evertill_request_seconds_bucket{route=\"exchange\",le=\"0.005\"} 4",
            "evertill_request_seconds_bucket{route=\"exchange\",le=\"10.000\"} 5",
            "evertill_request_seconds_bucket{route=\"exchange\",le=\"+Inf\"} 6",
            "evertill_request_seconds_sum{route=\"exchange\"} 20.067000",
            "evertill_request_seconds_count{route=\"exchange\"} 6",
            "evertill_refused_total{route=\"exchange\"} 1",
            "evertill_request_seconds_count{route=\"enrol\"} 0",
        ] {
            assert!(text.lines().any(|have| have == line), "no line {line}");
        }
    }
}
