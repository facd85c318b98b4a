# Sourced by the examples in Java, after with-server.sh. Defines run_java NAME, which runs examples/NAME.java on the server of
# with-server.sh, with the classes and libraries of the JVM build. Java compiles a program of one file by itself.

root=$here/..
app=$root/target/quarkus-app

run_java() {
    "$TIDB_CLIENT" --version >/dev/null # builds what is not built
    [ -e "$app/quarkus-run.jar" ] || "$root/mvnw" -B -q -Dmaven.test.skip=true package >&2
    # shellcheck source=.mvn/find-jdk.sh
    . "$root/.mvn/find-jdk.sh"
    if ! find_jdk javac; then
        echo "$JDK_NOTE" >&2
        exit 70
    fi
    if [ -n "$sandbox" ]; then
        # The password of the sandbox's user is empty.
        export TIDB_HOST="${address%:*}" TIDB_PORT="${address##*:}" TIDB_USER=root TIDB_PASSWORD='' TIDB_DATABASE=shop
    fi
    libraries=$app/app/*:$app/lib/main/*
    for jar in "$app"/lib/boot/*.jar; do
        case $jar in
            *jboss-logmanager*) ;; # without it everything is logged by java.util.logging
            *) libraries=$libraries:$jar ;;
        esac
    done
    "$JAVA_HOME/bin/java" -Djava.util.logging.config.file="$here/logging.properties" -cp "$libraries" "$here/$1.java"
}
