#!/bin/sh
# Every command of the product inside the container: docker compose exec portal blockyard --help
exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:MaxRAMPercentage=70 \
  -XX:AOTCache=/app/blockyard.aot '-Xlog:aot*=off' '-Xlog:cds*=off' -jar /app/blockyard.jar "$@"
