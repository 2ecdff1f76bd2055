# Shared by the scripts beside it: where the repository is, and what it needs to build.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# at_least HAVE WANT: whether a version is not older than another.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

needs_rust() {
  command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs (1.94 or newer)."
  local have
  have=$(cargo --version | cut -d ' ' -f 2)
  at_least "${have%%-*}" 1.94.0 || fail "Rust $have is too old: 1.94 or newer is needed (rustup update stable)."
}

needs_node() {
  command -v npm >/dev/null || fail "Node.js is missing: version 20.19 or newer is needed, with npm."
  local have
  have=$(node --version)
  at_least "${have#v}" 20.19.0 || fail "Node.js $have is too old: 20.19 or newer is needed."
}

# installed PACKAGE: whether Debian has it installed.
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# needs_packages PACKAGE...: installs those that are missing, and says so.
needs_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "Not a Debian system: these packages, or their counterparts, must be there: $*"
    return
  fi
  local missing=() package
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Missing packages, and no sudo to install them: ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Installs the page's tools when the lock file is not the one they were installed from.
needs_modules() {
  local stamp=ui/node_modules/.installed-from
  cmp -s ui/package-lock.json "$stamp" && return
  say "Installing the page's packages"
  npm --prefix ui ci --no-audit --no-fund
  cp ui/package-lock.json "$stamp"
}

# Builds the page when anything it is made of is newer than the last build: the program embeds it.
needs_page() {
  if [ -f ui/dist/index.html ] &&
    [ -z "$(find ui -path ui/node_modules -prune -o -path ui/dist -prune -o \
      -type f -newer ui/dist/index.html -print -quit)" ]; then
    return
  fi
  say "Building the page"
  npm --prefix ui run build
}
