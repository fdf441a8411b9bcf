# Sourced by ./blockyard bench iac: measures planning, validating and applying, beside terraform where it is installed.
mkdir -p "$target"
bench_log=$target/bench-iac.log
terraform=$(command -v terraform || true)
[ -n "$terraform" ] || say "terraform is not installed; what is measured beside it is left out."
say "measuring (about two minutes; log in $bench_log) …"
failed=
maven -q -B test -Dtest=IacBench -Dbench.terraform="$terraform" -Dfrontend.phase=none -Dspotless.phase=none \
  >"$bench_log" 2>&1 </dev/null || failed=yes
sed -n 's/^\(.\[[0-9;]*m\)*bench //p' "$bench_log"
if [ -n "$failed" ]; then
  grep '^\[ERROR\]' "$bench_log" | head -n 20 >&2
  die "a measurement failed; the whole log is in $bench_log."
fi

# The whole command, from the shell to its end: the best of five, in milliseconds. What fails measures nothing.
best_of_five() {
  best=
  for _ in 1 2 3 4 5; do
    began=$(date +%s%N)
    "$@" >"$shell_work/out" 2>&1 </dev/null || {
      tail -n 20 "$shell_work/out" >&2
      die "“$*” failed, so that there is nothing to measure."
    }
    took=$((($(date +%s%N) - began) / 1000000))
    if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
  done
}
ensure_built
shell_work=$target/bench-iac
rm -rf "$shell_work"
mkdir -p "$shell_work/terraform"
{
  printf 'version: "1.0"\nproject: {key: BENCH}\ndatasets:\n'
  i=0
  while [ $i -lt 999 ]; do
    printf '  - {name: d%d, type: managed, format_type: csv}\n' $i
    printf 'resource "terraform_data" "d%d" {\n  input = "%d"\n}\n' $i $i >>"$shell_work/terraform/main.tf"
    i=$((i + 1))
  done
} >"$shell_work/project.yml"
best_of_five "$root/blockyard" plan -c "$shell_work/project.yml"
ours=$best
echo "./blockyard plan of 1,000 resources, from the shell: $ours ms"
if [ -n "$terraform" ]; then
  cd "$shell_work/terraform"
  "$terraform" init -input=false >"$shell_work/out" 2>&1 </dev/null || die "terraform init failed: $(tail -n 5 "$shell_work/out")"
  best_of_five "$terraform" plan -input=false
  ratio=$(awk "BEGIN { printf \"%.2f\", $ours / $best }")
  echo "terraform plan of 999 terraform_data, from the shell: $best ms; ./blockyard plan takes $ratio of that (bound 1.00)"
  [ "$ours" -le "$best" ] || die "./blockyard plan is slower than terraform plan: $ours ms against $best ms."
fi
