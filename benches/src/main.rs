//! Prints speed figures. Run it by `scripts/bench`.

fn main() -> std::process::ExitCode {
    atalaya_benches::run()
}
