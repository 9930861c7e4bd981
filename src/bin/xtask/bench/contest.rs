//! Contestants: programs that read a capture once for each line they are sent, and say how it went.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Result;

/// A program that takes part. It is started with the capture's path as its last argument; for each line on its
/// standard input it reads the capture and answers with a [`Round`] as numbers with tabs between them.
pub struct Contestant {
    /// What the table calls it.
    pub name: String,
    /// The program and its arguments, without the capture.
    pub command: Command,
}

/// What a contestant says after a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// How long it took, in nanoseconds, as the contestant measured it.
    pub time: u64,
    /// User records found; 0 where it does not look for any.
    pub user_records: u64,
    /// Bytes of payload, or of what else came out.
    pub payload: u64,
    /// The most memory that it has had so far, in kB; 0 where nobody tells.
    pub peak: u64,
}

/// How a contestant did.
pub struct Score {
    /// What the table calls it.
    pub name: String,
    /// The first round, which is cold, and the others.
    pub rounds: Vec<Round>,
}

impl Score {
    /// The first round's time, in nanoseconds.
    pub fn first(&self) -> u64 {
        self.rounds.first().map_or(0, |round| round.time)
    }

    /// The median time of the rounds after the first, in nanoseconds; never 0.
    pub fn median(&self) -> u64 {
        let mut times: Vec<u64> = self.rounds.iter().skip(1).map(|round| round.time).collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default().max(1)
    }

    /// The most memory that it had, in kB.
    pub fn peak(&self) -> u64 {
        self.rounds.iter().map(|round| round.peak).max().unwrap_or_default()
    }

    /// User records of a round.
    pub fn user_records(&self) -> u64 {
        self.rounds.first().map_or(0, |round| round.user_records)
    }
}

/// Starts them all, and has each take its turn in each round: one to warm up, and so many that count.
pub fn hold(contestants: Vec<Contestant>, capture: &Path, rounds: usize) -> Result<Vec<Score>> {
    let mut running = Vec::new();
    for contestant in contestants {
        running.push(Running::start(contestant, capture)?);
    }
    for _ in 0..=rounds {
        for contestant in &mut running {
            contestant.round()?;
        }
    }
    running.into_iter().map(Running::finish).collect()
}

struct Running {
    score: Score,
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Running {
    fn start(mut contestant: Contestant, capture: &Path) -> Result<Self> {
        let name = contestant.name;
        let mut child = contestant
            .command
            .arg(capture)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name} did not start ({error})."))?;
        let (Some(ask), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(format!("{name} cannot be talked to."));
        };
        let score = Score { name, rounds: Vec::new() };
        Ok(Self { score, child, ask, answers: BufReader::new(answers) })
    }

    fn round(&mut self) -> Result<()> {
        let mut answer = String::new();
        let heard = self
            .ask
            .write_all(b"\n")
            .and_then(|()| self.ask.flush())
            .and_then(|()| self.answers.read_line(&mut answer));
        let round = heard.ok().and_then(|_| numbers(&answer)).ok_or_else(|| {
            format!("{} gave up; what it said is above. {}", self.score.name, answer.trim())
        })?;
        let [time, user_records, payload, peak] = round;
        self.score.rounds.push(Round { time, user_records, payload, peak });
        Ok(())
    }

    /// Without input it ends by itself.
    fn finish(self) -> Result<Score> {
        let Self { score, mut child, ask, .. } = self;
        drop(ask);
        child.wait().map_err(|error| format!("{} did not end ({error}).", score.name))?;
        Ok(score)
    }
}

/// So many numbers with tabs between them, and nothing else.
pub fn numbers<const COUNT: usize>(line: &str) -> Option<[u64; COUNT]> {
    let numbers: Option<Vec<u64>> = line.trim().split('\t').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{Round, Score, numbers};

    #[test]
    fn a_line_is_numbers_and_nothing_else() {
        assert_eq!(numbers("1\t2\t3\n"), Some([1, 2, 3]));
        for bad in ["", "1\t2", "1\t2\t3\t4", "1\t2\tx", "1 2 3"] {
            assert_eq!(numbers::<3>(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_first_round_does_not_count() {
        let round = |time| Round { time, user_records: 5, payload: 0, peak: time };
        let score = Score { name: String::new(), rounds: [900, 30, 10, 20].map(round).to_vec() };
        assert_eq!((score.first(), score.median(), score.peak(), score.user_records()), (900, 20, 900, 5));
        assert_eq!(Score { rounds: Vec::new(), ..score }.median(), 1);
    }
}
