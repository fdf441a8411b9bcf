# Sourced by measurements that run in a JVM of their own, as a server does, and not on the quick compiler of the tests.

# Runs a class of the tests. Arguments: the largest heap, the class, what it is given; $bench_options are the JVM's.
bench_jvm() (
  heap=$1
  class=$2
  shift 2
  cd "$root"
  maven -q -B test-compile -Dfrontend.phase=none -Dspotless.phase=none
  # Maven may put colour codes on lines of their own, before and after what is asked.
  classpath=$(maven -q -B exec:exec -Dexec.executable=echo -Dexec.args=classpath=%classpath \
    -Dexec.classpathScope=test | sed -n 's/^.*classpath=//p')
  # shellcheck disable=SC2086 # several options in one variable
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED "-Xmx$heap" ${bench_options:-} -cp "$classpath" "$class" "$@"
)
