# shellcheck shell=sh
# Sourced by mvnw and tidb-client, not run. find_jdk PROGRAM sets and exports JAVA_HOME to a JDK of release 21 or later
# that has bin/PROGRAM (java to run, javac to build), JDK_RELEASE to its release, and JDK_NOTE to one line that says
# what was taken when that is not simply what was asked for. Returns 1, with the reason in JDK_NOTE, when there is none.
#
# The release is read from the JDK's own `release` file: starting a JVM to ask it would double the tool's start-up.

JDK_OLDEST=21

# release_of HOME: sets release_found to the JDK's release (21, 25, ...), or to 0 when it cannot be told.
release_of() {
  release_found=0
  if [ -r "$1/release" ]; then
    while IFS='=' read -r release_key release_value; do
      if [ "$release_key" = JAVA_VERSION ]; then
        release_value=${release_value#\"}
        release_found=${release_value%%[!0-9]*}
        break
      fi
    done <"$1/release"
  elif [ -x "$1/bin/java" ]; then
    release_value=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    release_found=${release_value%%[!0-9]*}
  fi
  release_found=${release_found:-0}
}

# home_of_path_java: sets path_home to the JDK that `java` on the PATH belongs to, or to nothing.
home_of_path_java() {
  path_home=
  path_java=$(command -v java) || return 0
  path_real=$(readlink -f "$path_java" 2>/dev/null) || path_real=$path_java
  path_home=${path_real%/bin/java}
  # A launcher that is no JDK of its own (macOS, jenv, asdf) has to be asked.
  if [ ! -r "$path_home/release" ]; then
    path_home=$("$path_java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  fi
}

find_jdk() {
  jdk_program=$1
  JDK_NOTE=
  jdk_passed_over=
  if [ -n "${JAVA_HOME:-}" ]; then
    release_of "$JAVA_HOME"
    if [ "$release_found" -ge $JDK_OLDEST ] && [ -x "$JAVA_HOME/bin/$jdk_program" ]; then
      JDK_RELEASE=$release_found
      export JAVA_HOME
      return 0
    fi
    jdk_passed_over="JAVA_HOME is no JDK $JDK_OLDEST or later"
  fi

  home_of_path_java
  if [ -n "$path_home" ]; then
    release_of "$path_home"
    if [ "$release_found" -ge $JDK_OLDEST ] && [ -x "$path_home/bin/$jdk_program" ]; then
      JAVA_HOME=$path_home
      JDK_RELEASE=$release_found
      export JAVA_HOME
      [ -z "$jdk_passed_over" ] || JDK_NOTE="using the JDK $JDK_RELEASE in $JAVA_HOME ($jdk_passed_over)"
      return 0
    fi
    if [ "$release_found" -ge $JDK_OLDEST ]; then
      path_lacks="java on the PATH is a runtime without $jdk_program"
    else
      path_lacks="java on the PATH is release $release_found"
    fi
    jdk_passed_over=${jdk_passed_over:+$jdk_passed_over, }$path_lacks
  fi

  jdk_best=
  JDK_RELEASE=0
  for jdk_home in /usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/*jdk* /opt/*java*; do
    [ -x "$jdk_home/bin/$jdk_program" ] || continue
    release_of "$jdk_home"
    if [ "$release_found" -gt "$JDK_RELEASE" ]; then
      jdk_best=$jdk_home
      JDK_RELEASE=$release_found
    fi
  done
  if [ "$JDK_RELEASE" -ge $JDK_OLDEST ]; then
    JAVA_HOME=$jdk_best
    export JAVA_HOME
    JDK_NOTE="using the JDK $JDK_RELEASE in $JAVA_HOME${jdk_passed_over:+ ($jdk_passed_over)}"
    return 0
  fi
  # The two callers print this.
  # shellcheck disable=SC2034
  JDK_NOTE="no JDK $JDK_OLDEST or later was found${jdk_passed_over:+ ($jdk_passed_over)}: install one, for instance Temurin 25, or point JAVA_HOME at it"
  return 1
}
