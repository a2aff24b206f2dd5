#!/bin/sh
# What a container of our image runs: a service by its name, or else the command `bellhop` with these arguments.
flags=--enable-source-maps
case "$1" in
  # What a turn fetches lives for seconds: in V8's own 16 MiB most of it is still in use at each collection, and is copied.
  enricher) program=services/enricher && flags="$flags --max-semi-space-size=32" && shift ;;
  ingress) program=services/ingress && shift ;;
  simulator) program=packages/simulator && shift ;;
  *) program=packages/cli ;;
esac
exec node $flags "/app/$program/dist/main.js" "$@"
