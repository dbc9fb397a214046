# Sourced by mvnw and the scripts in deploy/: sets JAVA_HOME to a JDK of at least the release this project needs.
# Looks at JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman, ~/.jdks and macOS' own folder, in this order; without success it
# says what is missing.
fengqiao_jdk_release=25

fengqiao_jdk_is_enough() {
  [ -x "$1/bin/javac" ] || return 1
  fengqiao_found=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p')
  [ -n "$fengqiao_found" ] && [ "$fengqiao_found" -ge "$fengqiao_jdk_release" ]
}

fengqiao_find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && fengqiao_jdk_is_enough "$JAVA_HOME"; then return 0; fi
  fengqiao_on_path=$(command -v javac 2>/dev/null) \
    && fengqiao_on_path=$(readlink -f "$fengqiao_on_path" 2>/dev/null || echo "$fengqiao_on_path")
  for fengqiao_candidate in "${fengqiao_on_path%/bin/javac}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
      "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if fengqiao_jdk_is_enough "$fengqiao_candidate"; then
      JAVA_HOME=$fengqiao_candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Fengqiao needs a JDK $fengqiao_jdk_release or newer and found none in JAVA_HOME, PATH, /usr/lib/jvm or" \
    "~/.sdkman. Install one (for example Eclipse Temurin $fengqiao_jdk_release) and set JAVA_HOME." >&2
  return 1
}
