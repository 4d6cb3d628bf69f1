//! x
fn main() {
    let mut args = std::env::args().skip(1);
    let first = args.next().unwrap();
    if first == "schema" {
        print!("{}", corridor::study::schema());
        return;
    }
    if first == "reference" {
        print!("{}", corridor::study::key_reference());
        return;
    }
    for f in std::iter::once(first).chain(args) {
        let t = std::time::Instant::now();
        match corridor::study::Study::load(&f) {
            Ok(s) => {
                println!("{f}: ok, {} legs, {:?}", s.draft().legs.len(), t.elapsed());
                for w in s.warnings() {
                    println!("  {w}");
                }
                for w in s.scenarios().remarks(s.draft()) {
                    println!("  {w}");
                }
            }
            Err(e) => println!("{e}"),
        }
    }
}
