# Sourced by ./blockyard bench start: measures a start from the call to the first answer of /health.
ensure_built
# A measurement stays away from the database and the people of an installation.
unset BLOCKYARD_DB_URL BLOCKYARD_DB_USER BLOCKYARD_DB_PASSWORD BLOCKYARD_ADMIN_USER BLOCKYARD_ADMIN_PASSWORD
folder=$(mktemp -d)
port=${BLOCKYARD_BENCH_PORT:-18099}
trap 'rm -rf "$folder"' EXIT

# Prints the seconds from now until the portal answers, then stops it. Arguments: options for the JVM.
measure() {
  began=$(date +%s%N)
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED "$@" -jar "$app/blockyard.jar" \
    start --port "$port" --sandbox-port 0 --data "$folder/data" >"$folder/log" 2>&1 &
  portal=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/health"; do
    kill -0 "$portal" 2>/dev/null || { cat "$folder/log" >&2; die "the portal ended before it was ready."; }
    sleep 0.05
  done
  ended=$(date +%s%N)
  kill "$portal"
  wait "$portal" 2>/dev/null || true
  echo "$(((ended - began) / 1000000)) ms"
}

echo "first start, empty data folder:    $(measure -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)"
echo "second start, same data folder:    $(measure -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)"
cache=$app/blockyard.aot
if [ ! -f "$cache" ]; then
  rm -rf "$folder/training"
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED "-XX:AOTCacheOutput=$cache.new" -Dblockyard.aot.training=true \
    -jar "$app/blockyard.jar" start --port 0 --sandbox-port 0 --data "$folder/training" >"$folder/log" 2>&1 \
    && mv "$cache.new" "$cache" || { cat "$folder/log" >&2; die "the ahead-of-time cache could not be trained."; }
fi
echo "with the ahead-of-time cache:      $(measure "-XX:AOTCache=$cache" '-Xlog:aot*=off')"
began=$(date +%s%N)
"$root/blockyard" inspect --help >/dev/null
echo "blockyard inspect --help:          $((($(date +%s%N) - began) / 1000000)) ms"
