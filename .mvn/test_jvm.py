"""A JVM with the classes of the unit tests, for what starts it without Maven: fuzz/run and mutation/run."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def java():
    """The program of a JDK that the project can use."""
    result = subprocess.run(
        ["sh", "-c", '. "$0/.mvn/find-jdk.sh"; find_jdk java || { echo "$JDK_NOTE" >&2; exit 1; }; printf %s "$JAVA_HOME"', ROOT],
        stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        sys.exit(2)
    return pathlib.Path(result.stdout) / "bin" / "java"


def classpath(profile, file):
    """Compiles the tests; their class path with the libraries of a Maven profile, which is also written to a file."""
    # Compiled without the profile, so that a build before or after it has nothing to compile again.
    for arguments in (["test-compile"],
                      [f"-P{profile}", "dependency:build-classpath", f"-Dmdep.outputFile={file}", "-Dmdep.includeScope=test"]):
        if subprocess.run([ROOT / "mvnw", "-q", "-B", "-ntp", *arguments], cwd=ROOT, check=False).returncode != 0:
            sys.exit(2)
    return f"{ROOT}/target/test-classes:{ROOT}/target/classes:{file.read_text()}"
