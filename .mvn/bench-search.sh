# Sourced by ./blockyard bench search: measures searching on generated catalogs, beside other engines.
(
  cd "$root"
  modules=$target/bench/node_modules
  if [ ! -d "$modules/lunr" ] && [ -x .node/bin/npm ]; then
    mkdir -p "$target/bench"
    PATH=$root/.node/bin:$PATH npm install --silent --no-audit --no-fund --prefix "$target/bench" lunr@2.3.9 \
      >/dev/null 2>&1 || say "the package lunr cannot be had; its engine is left out."
  fi
  maven -q -B test-compile -Dfrontend.phase=none -Dspotless.phase=none
  # Maven may put colour codes on lines of their own, before and after what is asked.
  classpath=$(maven -q -B exec:exec -Dexec.executable=echo -Dexec.args=classpath=%classpath \
    -Dexec.classpathScope=test | sed -n 's/^.*classpath=//p')
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx3g \
    -Dbench.node="$root/.node/bin/node" -Dbench.modules="$modules" -cp "$classpath" \
    io.blockyard.search.bench.SearchBench "$@"
)
