#!/bin/sh
# What a container of our image runs: a service by its name, or else the command `bellhop` with these arguments.
case "$1" in
  ingress | enricher) program=services/$1 && shift ;;
  simulator) program=packages/simulator && shift ;;
  *) program=packages/cli ;;
esac
exec node --enable-source-maps "/app/$program/dist/main.js" "$@"
