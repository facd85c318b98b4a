package io.tidbclient.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Whether a program can be started: one with a slash in its name from the working directory, another one from the PATH. */
@FunctionalInterface
public interface Programs {
    /** Whether there is an executable file of that name. */
    boolean exists(String program);

    /** Those of this process. */
    static Programs of(ProcessEnvironment process) {
        String path = process.environment().getOrDefault("PATH", "");
        return program -> program.contains("/")
                ? isExecutable(process.workingDirectory().resolve(program))
                : Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(path)
                        .anyMatch(folder -> isExecutable(
                                process.workingDirectory().resolve(folder).resolve(program)));
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
