//! Installs packages of the system, if its package manager is apt and we may use it.

use crate::Result;
use crate::shell;

/// Installs `packages`. If that is not possible or fails, the error ends with `by_hand`, which says what to type.
pub fn install(packages: &[&str], by_hand: &str) -> Result<()> {
    let prefix: &[&str] = match shell::find("apt-get") {
        Some(_) if is_root() => &["apt-get"],
        Some(_) if may_sudo() => &["sudo", "-n", "apt-get"],
        _ => return Err(by_hand.to_owned()),
    };
    // A list of packages that is old or partly unreachable is no reason to stop: the installation shows whether it
    // matters.
    let _ = apt(prefix, &["update"]);
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    apt(prefix, &install).map_err(|error| format!("{error} {by_hand}"))
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let [program, first @ ..] = prefix else { return Err("No package manager.".into()) };
    let mut command = shell::command(program);
    command.args(first).arg("-qq").args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    shell::run_quietly(&mut command, "apt-get failed")
}

fn is_root() -> bool {
    shell::answer(shell::command("id").arg("-u")).is_some_and(|id| id == "0")
}

fn may_sudo() -> bool {
    shell::find("sudo").is_some() && shell::answer(shell::command("sudo").args(["-n", "true"])).is_some()
}
