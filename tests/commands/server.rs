//! The two stand-ins for Kinesis, kinesalite and moto, on this machine, and the two generations of awscli.

use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a server may take to start. Neither takes so long even on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server. Dropping it ends it.
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    pub fn kinesalite() -> Self {
        let script = installed("node/node_modules/kinesalite/cli.js");
        Self::start(|port| {
            let mut command = Command::new("node");
            command.arg(&script).args(["--port", port, "--createStreamMs", "1"]);
            command
        })
    }

    pub fn moto() -> Self {
        let program = installed("commands/bin/moto_server");
        Self::start(|port| {
            let mut command = Command::new(&program);
            command.args(["-H", "127.0.0.1", "-p", port]);
            command
        })
    }

    fn start(command: impl Fn(&str) -> Command) -> Self {
        // This port is free now; it is unlikely that another program takes it in the meantime.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let process = command(&port.to_string()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Self { process, port };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = server.process.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < deadline, "the server does not listen: {ended:?}");
            thread::yield_now();
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// The address for `--endpoint-url`.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn installed(program: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers").join(program);
    assert!(path.exists(), "{} is not there: cargo xtask setup --peers installs it", path.display());
    path
}

/// Version 1, from PyPI.
pub fn awscli_1() -> PathBuf {
    installed("commands/bin/aws")
}

/// Version 2, from Debian.
pub fn awscli_2() -> PathBuf {
    let path = PathBuf::from("/usr/bin/aws");
    assert!(path.exists(), "{} is not there: cargo xtask setup --peers installs it", path.display());
    path
}
