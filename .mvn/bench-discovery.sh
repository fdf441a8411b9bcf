# Sourced by ./blockyard bench discovery: measures how fast an instance is crawled, and again when nothing changed.
. "$root/.mvn/bench-jvm.sh"
say "measuring (about two minutes) …"
bench_jvm 512m io.blockyard.discovery.DiscoveryBench "$@"
