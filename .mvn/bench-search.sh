# Sourced by ./blockyard bench search: measures searching on generated catalogs, beside other engines.
. "$root/.mvn/bench-jvm.sh"
modules=$target/bench/node_modules
if [ ! -d "$modules/lunr" ] && [ -x "$root/.node/bin/npm" ]; then
  mkdir -p "$target/bench"
  PATH=$root/.node/bin:$PATH "$root/.node/bin/npm" install --silent --no-audit --no-fund --prefix "$target/bench" lunr@2.3.9 \
    >/dev/null 2>&1 || say "the package lunr cannot be had; its engine is left out."
fi
bench_options="-Dbench.node=$root/.node/bin/node -Dbench.modules=$modules"
bench_jvm 3g io.blockyard.search.bench.SearchBench "$@"
