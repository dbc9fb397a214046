# Sourced by the scripts in deploy/: finds the JDK, builds what is missing or older than its sources, and runs a command
# of the modules deploy/local, deploy/caseload, deploy/benchmarks, deploy/verification, deploy/control, deploy/keykeeping and
# deploy/conformance.

fengqiao_home=$(cd "$(dirname "$0")" && pwd)
while [ ! -f "$fengqiao_home/mvnw" ]; do
  [ "$fengqiao_home" != / ] || { echo "$0 is not inside a checkout of Fengqiao." >&2; exit 1; }
  fengqiao_home=$(dirname "$fengqiao_home")
done
. "$fengqiao_home/.mvn/jdk.sh"
fengqiao_find_jdk || exit 1

# Whether builds leave the bills of materials out; only images need them.
fengqiao_no_bill=true

# The modules of the kernel that a service is built from which only reads, and one which records.
fengqiao_kernel_to_read="shared-kernel/sealing shared-kernel/model shared-kernel/legal-clock shared-kernel/platform"
fengqiao_kernel_to_record="$fengqiao_kernel_to_read shared-kernel/recording"

# The frame of the pages for staff.
fengqiao_pages="shared-kernel/pages"

# Forms and their printing as PDF.
fengqiao_printing="shared-kernel/printing"

# Words of Chinese accounts.
fengqiao_words="shared-kernel/words"

# What a module's build leaves behind; where it is missing, the module has to be built.
fengqiao_made_by() {
  case $1 in
    *-service) echo "$1/target/quarkus-app/quarkus-run.jar" ;;
    *) echo "$1/target/classes" ;;
  esac
}

# The modules of ours that a module is built from.
fengqiao_made_of() {
  case $1 in
    analytics-service) echo "$fengqiao_kernel_to_read $fengqiao_pages $fengqiao_printing" ;;
    intake-service | routing-service) echo "$fengqiao_kernel_to_record $fengqiao_pages $fengqiao_words" ;;
    mediation-service) echo "$fengqiao_kernel_to_record $fengqiao_pages $fengqiao_printing" ;;
    *-service) echo "$fengqiao_kernel_to_record $fengqiao_pages" ;;
    deploy/embedded) echo "deploy/connectors" ;;
    deploy/caseload) echo "deploy/local" ;;
    deploy/conformance) echo "deploy/local deploy/caseload" ;;
    deploy/benchmarks) echo "deploy/control $(fengqiao_made_of deploy/control)" ;;
    deploy/control)
      echo "deploy/local deploy/verification $fengqiao_kernel_to_record $fengqiao_pages $fengqiao_printing $fengqiao_words intake-service routing-service mediation-service \
petition-service analytics-service"
      ;;
    deploy/verification | deploy/keykeeping) echo "deploy/local shared-kernel/sealing" ;;
  esac
}

# Succeeds if what the module's build left behind is missing or older than its sources, its own or those of a module it
# is built from.
fengqiao_is_stale() {
  fengqiao_stamp="$fengqiao_stamps/$(basename "$1")"
  [ -e "$fengqiao_home/$(fengqiao_made_by "$1")" ] && [ -f "$fengqiao_stamp" ] || return 0
  for fengqiao_source in "$1" $(fengqiao_made_of "$1"); do
    if [ -n "$(find "$fengqiao_home/pom.xml" "$fengqiao_home/$fengqiao_source/pom.xml" \
      "$fengqiao_home/$fengqiao_source/src/main" \
      -type f -newer "$fengqiao_stamp" -print 2>/dev/null | head -n 1)" ]; then
      return 0
    fi
  done
  return 1
}

# fengqiao_build MODULES: builds those of the modules (separated by spaces) that are stale, with those they are built
# from. What is built from them in turn and is not asked for stays as it is, and is stale when it is asked for.
fengqiao_build() {
  fengqiao_stamps="$fengqiao_home/.fengqiao/build"
  fengqiao_stale=
  for fengqiao_module in $1; do
    if fengqiao_is_stale "$fengqiao_module"; then
      fengqiao_stale="$fengqiao_stale${fengqiao_stale:+,}$fengqiao_module"
    fi
  done
  [ -n "$fengqiao_stale" ] || return 0
  mkdir -p "$fengqiao_stamps" "$fengqiao_home/.fengqiao/logs"
  fengqiao_log="$fengqiao_home/.fengqiao/logs/build.log"
  fengqiao_started=$(date +%s)
  # The stamps will carry the time at which the build began: what is saved while it runs is built again.
  : >"$fengqiao_stamps/.began"
  echo "building $(echo "$fengqiao_stale" | sed 's/,/, /g') (details in .fengqiao/logs/build.log)" >&2
  (
    cd "$fengqiao_home" || exit 1
    exec ./mvnw -B -ntp -DskipTests -Dcyclonedx.skip="$fengqiao_no_bill" -pl "$fengqiao_stale" -am package >"$fengqiao_log" 2>&1
  ) &
  fengqiao_builder=$!
  trap 'kill $fengqiao_builder 2>/dev/null; exit 130' INT TERM
  fengqiao_shown=
  while kill -0 $fengqiao_builder 2>/dev/null; do
    fengqiao_now=$(sed -n 's/^\[INFO\] Building \(Fengqiao[^0-9]*[^0-9 ]\)  *[0-9][^ ]*  *\(\[[0-9/]*\]\)$/\2 \1/p' \
      "$fengqiao_log" 2>/dev/null | tail -n 1)
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
  for fengqiao_module in $(echo "$fengqiao_stale" | tr ',' ' '); do
    touch -r "$fengqiao_stamps/.began" "$fengqiao_stamps/$(basename "$fengqiao_module")"
  done
  echo "built in $(($(date +%s) - fengqiao_started)) s" >&2
}

fengqiao_build_local() {
  fengqiao_build "deploy/local"
}

fengqiao_build_caseload() {
  fengqiao_build "deploy/local deploy/caseload"
}

fengqiao_build_benchmarks() {
  fengqiao_build "deploy/connectors deploy/embedded $(fengqiao_made_of deploy/control) deploy/control deploy/benchmarks"
}

fengqiao_build_verification() {
  fengqiao_build "shared-kernel/sealing deploy/local deploy/verification"
}

fengqiao_build_control() {
  fengqiao_build "$(fengqiao_made_of deploy/control) deploy/control"
}

fengqiao_build_keykeeping() {
  fengqiao_build "shared-kernel/sealing deploy/local deploy/keykeeping"
}

fengqiao_build_conformance() {
  fengqiao_build "deploy/connectors deploy/embedded deploy/local deploy/caseload deploy/conformance"
}

# With what deploy/casectl needs: its first call would otherwise build every service again, beside what runs.
fengqiao_build_everything() {
  fengqiao_build "deploy/connectors deploy/embedded $(fengqiao_made_of deploy/control) deploy/control deploy/caseload"
}

# Whether the arguments only ask for the manual.
fengqiao_wants_help() {
  for fengqiao_argument in "$@"; do
    case $fengqiao_argument in -h | --help | -V | --version) return 0 ;; esac
  done
  return 1
}

# fengqiao_help FILE ARGUMENTS…: prints the manual and ends if the arguments ask for it, without building anything.
fengqiao_help() {
  fengqiao_manual="$fengqiao_home/$1"
  shift
  for fengqiao_argument in "$@"; do
    case $fengqiao_argument in -h | --help) cat "$fengqiao_manual" && exit 0 ;; esac
  done
}

# fengqiao_run MODULE MAIN ARGUMENTS…: becomes the command.
fengqiao_run() {
  fengqiao_module="$fengqiao_home/deploy/$1"
  fengqiao_jar="$fengqiao_module/target/$1.jar"
  fengqiao_main=$2
  shift 2
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel="${fengqiao_tier:-1}" \
    -Xmx"${fengqiao_heap:-64m}" ${fengqiao_jvm:-} -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager -Dfengqiao.home="$fengqiao_home" \
    -cp "$fengqiao_jar:$fengqiao_module/target/lib/*" "$fengqiao_main" "$@"
}
