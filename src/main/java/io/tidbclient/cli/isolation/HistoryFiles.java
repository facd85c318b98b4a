package io.tidbclient.cli.isolation;

import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.format.HistoryFileReader;
import io.tidbclient.history.format.HistoryFormatException;
import io.tidbclient.history.format.HistoryHead;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads histories from files; {@code -} is standard input. */
@ApplicationScoped
class HistoryFiles {
    private static final String STANDARD_INPUT = "-";

    private final ProcessEnvironment environment;

    HistoryFiles(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Reads a history as a stream.
     *
     * @param receiver gets where it was recorded, and returns what gets the transactions, in the order in which they ended; it
     *     may refuse one with an {@link IllegalArgumentException} whose message is a sentence
     * @return where it was recorded
     * @throws ConfigException when it cannot be read or is not a history
     */
    HistoryHead read(String file, Function<HistoryHead, Consumer<Transaction>> receiver) {
        String name = shown(file);
        try (InputStream in = open(file);
                HistoryFileReader reader = HistoryFileReader.open(in)) {
            Consumer<Transaction> each = receiver.apply(reader.head());
            for (Optional<Transaction> next = reader.next(); next.isPresent(); next = reader.next()) {
                try {
                    each.accept(next.get());
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(
                            "%s:%d: %s Give a history of list-append transactions."
                                    .formatted(name, reader.line(), e.getMessage()),
                            e);
                }
            }
            return reader.head();
        } catch (HistoryFormatException e) {
            throw new ConfigException("%s:%d: %s; %s.".formatted(name, e.line(), e.getMessage(), e.remedy()), e);
        } catch (NoSuchFileException e) {
            throw new ConfigException(name + " does not exist; check the path.", e);
        } catch (IOException e) {
            throw new ConfigException(name + " cannot be read; give the file of a history.", e);
        }
    }

    /** The name of a file for a message. */
    static String shown(String file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : Quoted.path(Path.of(file));
    }

    private InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? environment.in()
                : Files.newInputStream(environment.workingDirectory().resolve(file));
    }
}
