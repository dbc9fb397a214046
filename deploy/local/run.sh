# Sourced by the scripts in deploy/: finds the JDK, builds what is missing or older than its sources, and runs a command of the
# modules deploy/local and deploy/caseload.

fengqiao_home=$(cd "$(dirname "$0")" && pwd)
while [ ! -f "$fengqiao_home/mvnw" ]; do
  [ "$fengqiao_home" != / ] || { echo "$0 is not inside a checkout of Fengqiao." >&2; exit 1; }
  fengqiao_home=$(dirname "$fengqiao_home")
done
. "$fengqiao_home/.mvn/jdk.sh"
fengqiao_find_jdk || exit 1

# fengqiao_build NAME MODULES JARS: builds the modules (comma-separated, with those they need), unless the jars (space-separated) are there
# and nothing has changed since the last build under that name.
fengqiao_build() {
  fengqiao_stamp="$fengqiao_home/.fengqiao/build/$1"
  fengqiao_stale=
  for fengqiao_jar in $3; do
    [ -f "$fengqiao_home/$fengqiao_jar" ] || fengqiao_stale=yes
  done
  if [ -z "$fengqiao_stale" ] && [ -f "$fengqiao_stamp" ]; then
    fengqiao_stale=$(find "$fengqiao_home/pom.xml" "$fengqiao_home/shared-kernel" "$fengqiao_home"/*-service "$fengqiao_home/deploy" \
      -name target -prune -o -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$fengqiao_stamp" -print | head -n 1)
  else
    fengqiao_stale=yes
  fi
  [ -n "$fengqiao_stale" ] || return 0
  mkdir -p "$fengqiao_home/.fengqiao/build" "$fengqiao_home/.fengqiao/logs"
  fengqiao_log="$fengqiao_home/.fengqiao/logs/build.log"
  fengqiao_started=$(date +%s)
  : >"$fengqiao_stamp.started"
  echo "building ${2:-everything} (details in .fengqiao/logs/build.log)" >&2
  (
    cd "$fengqiao_home" || exit 1
    ./mvnw -B -ntp -DskipTests ${2:+-pl "$2" -am} package >"$fengqiao_log" 2>&1
  ) &
  fengqiao_builder=$!
  trap 'kill $fengqiao_builder 2>/dev/null; exit 130' INT TERM
  fengqiao_shown=
  while kill -0 $fengqiao_builder 2>/dev/null; do
    fengqiao_now=$(sed -n 's/^\[INFO\] Building \(Fengqiao[^0-9]*[^0-9 ]\)  *[0-9][^ ]*  *\(\[[0-9/]*\]\)$/\2 \1/p' "$fengqiao_log" 2>/dev/null | tail -n 1)
    if [ -n "$fengqiao_now" ] && [ "$fengqiao_now" != "$fengqiao_shown" ]; then
      echo "  $fengqiao_now" >&2
      fengqiao_shown=$fengqiao_now
    fi
    sleep 1
  done
  trap - INT TERM
  if ! wait $fengqiao_builder; then
    grep '^\[ERROR\]' "$fengqiao_log" | head -n 5 >&2
    echo "The build failed; the whole story is in $fengqiao_log" >&2
    exit 1
  fi
  # The stamp carries the time at which the build began: what was saved during it is built again.
  mv "$fengqiao_stamp.started" "$fengqiao_stamp"
  echo "built in $(($(date +%s) - fengqiao_started)) s" >&2
}

fengqiao_build_local() {
  fengqiao_build local deploy/local "deploy/local/target/local.jar"
}

fengqiao_build_caseload() {
  fengqiao_build caseload deploy/caseload "deploy/local/target/local.jar deploy/caseload/target/caseload.jar"
}

fengqiao_build_everything() {
  fengqiao_build everything "" "deploy/embedded/target/embedded.jar deploy/local/target/local.jar deploy/caseload/target/caseload.jar \
intake-service/target/quarkus-app/quarkus-run.jar routing-service/target/quarkus-app/quarkus-run.jar \
mediation-service/target/quarkus-app/quarkus-run.jar petition-service/target/quarkus-app/quarkus-run.jar \
analytics-service/target/quarkus-app/quarkus-run.jar"
}

# Whether the arguments only ask for the manual.
fengqiao_wants_help() {
  for fengqiao_argument in "$@"; do
    case $fengqiao_argument in -h | --help | -V | --version) return 0 ;; esac
  done
  return 1
}

# fengqiao_run MODULE MAIN ARGUMENTS…: becomes the command.
fengqiao_run() {
  fengqiao_module="$fengqiao_home/deploy/$1"
  fengqiao_jar="$fengqiao_module/target/$1.jar"
  fengqiao_main=$2
  shift 2
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel="${fengqiao_tier:-1}" -Xmx"${fengqiao_heap:-64m}" -Dstdout.encoding=UTF-8 \
    -Dstderr.encoding=UTF-8 -Djava.util.logging.manager=org.jboss.logmanager.LogManager -Dfengqiao.home="$fengqiao_home" -cp "$fengqiao_jar:$fengqiao_module/target/lib/*" \
    "$fengqiao_main" "$@"
}
