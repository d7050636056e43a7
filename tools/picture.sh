#!/usr/bin/env bash
# Renews docs/case.png, the picture of the case file in the README, from the demo; needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
make --silent demo >/dev/null
chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync \
  --no-first-run --hide-scrollbars --user-data-dir="$(mktemp -d)" --window-size=1180,1240 --screenshot=docs/case.png "file://$PWD/demo-project/case.html" 2>/dev/null
