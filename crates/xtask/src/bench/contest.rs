//! Contestants, who read a capture once for each time they are asked, and say how it went.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Result;

/// Starts somebody who takes part, with a capture.
pub type Start = Box<dyn Fn(&Path) -> Result<Box<dyn Turn>>>;

/// Somebody who takes part.
pub struct Contestant {
    /// What the table calls it.
    pub name: String,
    /// Starts it with a capture. What it does first is cold.
    pub start: Start,
}

/// A contestant that was started.
pub trait Turn {
    /// Reads the capture once.
    fn round(&mut self) -> Result<Round>;
    /// Ends it.
    fn finish(self: Box<Self>) -> Result<()>;
}

impl Contestant {
    /// A program. It is started with the capture's path as its last argument; for each line on its standard input it
    /// reads the capture and answers with a [`Round`] as numbers with tabs between them.
    pub fn program(name: &str, make: impl Fn() -> Command + 'static) -> Self {
        let said = name.to_owned();
        let start = move |capture: &Path| Program::start(make(), capture, &said);
        let start = Box::new(move |capture: &Path| Ok(Box::new(start(capture)?) as Box<dyn Turn>));
        Self { name: name.to_owned(), start }
    }
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
    /// The first round of each time that it was started.
    pub firsts: Vec<Round>,
    /// The rounds after that.
    pub rounds: Vec<Round>,
}

impl Score {
    /// The median time of the first rounds, in nanoseconds; never 0.
    pub fn first(&self) -> u64 {
        median(&self.firsts)
    }

    /// The median time of the rounds after the first, in nanoseconds; never 0.
    pub fn median(&self) -> u64 {
        median(&self.rounds)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Round> {
        self.firsts.iter().chain(&self.rounds)
    }

    /// The most memory that it had, in kB.
    pub fn peak(&self) -> u64 {
        self.all().map(|round| round.peak).max().unwrap_or_default()
    }

    /// User records of a round.
    pub fn user_records(&self) -> u64 {
        self.all().next().map_or(0, |round| round.user_records)
    }
}

fn median(rounds: &[Round]) -> u64 {
    let mut times: Vec<u64> = rounds.iter().map(|round| round.time).collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default().max(1)
}

/// Has each take its turn in each round: so many cold ones, for which all are started anew, and so many after the last
/// of these.
pub fn hold(contestants: &[Contestant], capture: &Path, colds: usize, rounds: usize) -> Result<Vec<Score>> {
    let score = |contestant: &Contestant| Score {
        name: contestant.name.clone(),
        firsts: Vec::new(),
        rounds: Vec::new(),
    };
    let mut scores: Vec<Score> = contestants.iter().map(score).collect();
    for cold in 1..=colds {
        let mut running = Vec::new();
        for (contestant, score) in contestants.iter().zip(&mut scores) {
            let mut turn = (contestant.start)(capture)?;
            score.firsts.push(turn.round()?);
            running.push(turn);
        }
        let warm = if cold == colds { rounds } else { 0 };
        for _ in 0..warm {
            for (turn, score) in running.iter_mut().zip(&mut scores) {
                score.rounds.push(turn.round()?);
            }
        }
        running.into_iter().try_for_each(Turn::finish)?;
    }
    Ok(scores)
}

struct Program {
    name: String,
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Program {
    fn start(mut command: Command, capture: &Path, name: &str) -> Result<Self> {
        let mut child = command
            .arg(capture)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name} did not start ({error})."))?;
        let (Some(ask), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(format!("{name} cannot be talked to."));
        };
        Ok(Self { name: name.to_owned(), child, ask, answers: BufReader::new(answers) })
    }
}

impl Turn for Program {
    fn round(&mut self) -> Result<Round> {
        let mut answer = String::new();
        let heard = self
            .ask
            .write_all(b"\n")
            .and_then(|()| self.ask.flush())
            .and_then(|()| self.answers.read_line(&mut answer));
        heard
            .ok()
            .and_then(|_| round(&answer))
            .ok_or_else(|| format!("{} gave up; what it said is above. {}", self.name, answer.trim()))
    }

    /// Without input it ends by itself.
    fn finish(self: Box<Self>) -> Result<()> {
        let Self { name, mut child, ask, .. } = *self;
        drop(ask);
        child.wait().map(drop).map_err(|error| format!("{name} did not end ({error})."))
    }
}

/// A round as it is said.
pub fn round(line: &str) -> Option<Round> {
    let [time, user_records, payload, peak] = numbers(line)?;
    Some(Round { time, user_records, payload, peak })
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
        let rounds = |times: &[u64]| times.iter().copied().map(round).collect();
        let score = Score { name: String::new(), firsts: rounds(&[900]), rounds: rounds(&[30, 10, 20]) };
        assert_eq!((score.first(), score.median(), score.peak(), score.user_records()), (900, 20, 900, 5));
        assert_eq!(Score { rounds: Vec::new(), ..score }.median(), 1);
    }
}
