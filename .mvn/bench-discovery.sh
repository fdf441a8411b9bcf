# Sourced by ./blockyard bench discovery: measures how fast an instance is crawled, and again when nothing changed.
mkdir -p "$target"
bench_log=$target/bench-discovery.log
say "measuring (about two minutes; log in $bench_log) …"
failed=
maven -q -B test -Dtest=DiscoveryBench -Dtests.full=true -Dfrontend.phase=none -Dspotless.phase=none \
  >"$bench_log" 2>&1 </dev/null || failed=yes
sed -n 's/^\(.\[[0-9;]*m\)*bench //p' "$bench_log"
if [ -n "$failed" ]; then
  grep '^\[ERROR\]' "$bench_log" | head -n 20 >&2
  die "a measurement failed; the whole log is in $bench_log."
fi
