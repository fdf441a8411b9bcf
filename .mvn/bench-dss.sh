# Sourced by ./blockyard bench dss: measures how fast projects are read, and shows it beside what is asked for.
mkdir -p "$target"
bench_log=$target/bench-dss.log
say "measuring (about two minutes; log in $bench_log) …"
failed=
maven -q -B test -Dtest=DssBench -Dtests.full=true -Dfrontend.phase=none -Dspotless.phase=none \
  >"$bench_log" 2>&1 </dev/null || failed=yes
sed -n 's/^\(.\[[0-9;]*m\)*bench //p' "$bench_log"
if [ -n "$failed" ]; then
  grep '^\[ERROR\]' "$bench_log" | head -n 20 >&2
  die "a measurement failed; the whole log is in $bench_log."
fi
