//! Contestants. Each reads a capture once whenever it is asked to, and reports how that went.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Result;

/// Starts a contestant with a capture.
pub type Start = Box<dyn Fn(&Path) -> Result<Box<dyn Turn>>>;

pub struct Contestant {
    /// The name in the table.
    pub name: String,
    /// Starts it with a capture. Its first round after that is cold.
    pub start: Start,
}

pub trait Turn {
    fn round(&mut self) -> Result<Round>;
    fn finish(self: Box<Self>) -> Result<()>;
}

impl Contestant {
    /// A contestant that is a program. It is started with the path of the capture as its last argument. For each line
    /// on its standard input it reads the capture, and answers with a [`Round`]: numbers with tabs between them.
    pub fn program(name: &str, make: impl Fn() -> Command + 'static) -> Self {
        let said = name.to_owned();
        let start = move |capture: &Path| Program::start(make(), capture, &said);
        let start = Box::new(move |capture: &Path| Ok(Box::new(start(capture)?) as Box<dyn Turn>));
        Self { name: name.to_owned(), start }
    }
}

/// What a contestant reports after a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// How long the round took, in nanoseconds, as the contestant measured it.
    pub time: u64,
    /// How many user records it found; 0 if it does not look for any.
    pub user_records: u64,
    /// How many bytes of payload it found, or how many bytes of another kind came out.
    pub payload: u64,
    /// The most memory that it has had so far, in kB; 0 if nobody tells.
    pub peak: u64,
}

/// All rounds of a contestant.
pub struct Score {
    /// The name in the table.
    pub name: String,
    /// The first round after each start.
    pub firsts: Vec<Round>,
    /// The other rounds.
    pub rounds: Vec<Round>,
}

impl Score {
    /// The median time of the first rounds, in nanoseconds. It is never 0.
    pub fn first(&self) -> u64 {
        median(&self.firsts)
    }

    /// The median time of the other rounds, in nanoseconds. It is never 0.
    pub fn median(&self) -> u64 {
        median(&self.rounds)
    }

    pub fn all(&self) -> impl Iterator<Item = &Round> {
        self.firsts.iter().chain(&self.rounds)
    }

    /// The most memory that it had in any round, in kB.
    pub fn peak(&self) -> u64 {
        self.all().map(|round| round.peak).max().unwrap_or_default()
    }

    /// How many user records a round found.
    pub fn user_records(&self) -> u64 {
        self.all().next().map_or(0, |round| round.user_records)
    }
}

fn median(rounds: &[Round]) -> u64 {
    let mut times: Vec<u64> = rounds.iter().map(|round| round.time).collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default().max(1)
}

/// Lets the contestants take turns. First come `colds` cold rounds, for each of which all are started anew; then
/// `rounds` rounds of those that were started last.
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

    /// The program ends by itself when its input ends.
    fn finish(self: Box<Self>) -> Result<()> {
        let Self { name, mut child, ask, .. } = *self;
        drop(ask);
        child.wait().map(drop).map_err(|error| format!("{name} did not end ({error})."))
    }
}

/// Reads the line that reports a round.
pub fn round(line: &str) -> Option<Round> {
    let [time, user_records, payload, peak] = numbers(line)?;
    Some(Round { time, user_records, payload, peak })
}

/// Reads a line that is exactly `COUNT` numbers with tabs between them.
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
