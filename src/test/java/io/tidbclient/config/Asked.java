package io.tidbclient.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a user typed, exported and wrote into files, in a directory of its own. */
final class Asked {
    private final Path directory;
    private final List<GivenOption> options = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    Asked(Path directory) {
        this.directory = directory;
    }

    /** An option by the name it is typed with. */
    Asked option(String name, String... values) {
        Setting<?> setting = Settings.ALL.stream()
                .filter(candidate -> candidate.options().contains(name))
                .findFirst()
                .orElseThrow();
        options.add(new GivenOption(setting, name, List.of(values)));
        return this;
    }

    Asked variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A file below the working directory. */
    Asked file(String name, String... lines) {
        return file(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    Asked file(String name, byte[] bytes) {
        Path file = workingDirectory().resolve(name).normalize();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Asked yaml(String... lines) {
        return file("tidb-client.yaml", lines);
    }

    Path workingDirectory() {
        return directory.resolve("work");
    }

    Path homeDirectory() {
        return directory.resolve("home");
    }

    Invocation invocation(List<Setting<?>> wanted) {
        try {
            Files.createDirectories(workingDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Invocation(wanted, options, environment, workingDirectory(), homeDirectory());
    }

    ResolvedSettings resolve() {
        return SettingsResolver.resolve(invocation(Settings.ALL));
    }

    CheckRequest check() {
        return CheckRequest.from(resolve(), Secret.EMPTY);
    }

    /** The message of the mistake that keeps the check from starting. */
    String mistake() {
        try {
            ResolvedSettings settings = resolve();
            PasswordResolver passwords = new PasswordResolver(new NoTerminal(), InputStream.nullInputStream());
            CheckRequest request =
                    CheckRequest.from(settings, any -> passwords.resolve(any).secret());
            return "no mistake: " + request;
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }

    /** Every value that cannot be read, and what is wrong with the files that hold them. */
    List<String> valueMistakes() {
        AllMistakes mistakes = new AllMistakes();
        new ConfigValidation(invocation(Settings.ALL), mistakes).settings();
        return mistakes.sentences();
    }

    /** Every mistake that keeps the check from starting, but the password. */
    List<String> mistakes() {
        AllMistakes mistakes = new AllMistakes();
        new ConfigValidation(invocation(Settings.ALL), mistakes).settings().ifPresent(settings -> {
            Repetition.check(settings, mistakes);
            CheckRequest.from(settings, unasked -> Secret.EMPTY, mistakes);
        });
        return mistakes.sentences();
    }

    /** A place without a terminal. */
    static final class NoTerminal implements PasswordPrompt {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public Secret ask(String user, ServerAddress target) {
            throw new AssertionError("asked without a terminal");
        }
    }
}
