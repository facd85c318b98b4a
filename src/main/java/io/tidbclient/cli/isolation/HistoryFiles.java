package io.tidbclient.cli.isolation;

import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.format.HistoryFileReader;
import io.tidbclient.history.format.HistoryFormatException;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.history.format.ScenarioHistoryReader;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
     * A history that was read.
     *
     * @param name what reports call it: its file, and its scenario where the file is the history of scenarios
     * @param head where it was recorded
     * @param expected the model that the scenario's script names
     */
    record ReadHistory(String name, HistoryHead head, Optional<String> expected) {
        /**
         * The model that the scenario's script names.
         *
         * @throws ConfigException when the file names a model that this release does not know
         */
        Optional<ConsistencyModel> expectedModel() {
            return expected.map(model -> ConsistencyModel.named(model)
                    .orElseThrow(() -> new ConfigException(
                            "%s: the expected model %s is unknown; name a model with --expect, or use the release that wrote the file."
                                    .formatted(Quoted.of(name), Quoted.of(model)))));
        }
    }

    /**
     * Reads the histories in a file as a stream: one, or one for each scenario.
     *
     * @param receiver gets where a history was recorded, as far as that is known before its first transaction, and returns what
     *     gets the transactions, in the order in which they ended; it may refuse one with an {@link IllegalArgumentException} whose
     *     message is a sentence
     * @return the histories, in the order of the calls of {@code receiver}
     * @throws ConfigException when it cannot be read or is not a history
     */
    List<ReadHistory> read(String file, Function<HistoryHead, Consumer<Transaction>> receiver) {
        String name = shown(file);
        try (BufferedInputStream in = new BufferedInputStream(open(file), 1 << 16)) {
            Optional<ScenarioHistoryReader> scenarios = ScenarioHistoryReader.open(in);
            return scenarios.isPresent()
                    ? new ScenarioHistories(name, file, receiver).read(scenarios.get())
                    : List.of(one(name, file, in, receiver));
        } catch (HistoryFormatException e) {
            throw new ConfigException("%s:%d: %s; %s.".formatted(name, e.line(), e.getMessage(), e.remedy()), e);
        } catch (NoSuchFileException e) {
            throw new ConfigException(name + " does not exist; check the path.", e);
        } catch (IOException e) {
            throw new ConfigException(name + " cannot be read; give the file of a history.", e);
        }
    }

    private static ReadHistory one(
            String name, String file, InputStream in, Function<HistoryHead, Consumer<Transaction>> receiver)
            throws IOException {
        try (HistoryFileReader reader = HistoryFileReader.open(in)) {
            Consumer<Transaction> each = receiver.apply(reader.head());
            for (Optional<Transaction> next = reader.next(); next.isPresent(); next = reader.next()) {
                hand(next.get(), each, name, reader.line());
            }
            return new ReadHistory(file, reader.head(), Optional.empty());
        }
    }

    /** Hands a transaction on; {@code line} is where it ends. */
    static void hand(Transaction transaction, Consumer<Transaction> each, String name, long line) {
        try {
            each.accept(transaction);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "%s:%d: %s; give a history of list-append transactions.".formatted(name, line, e.getMessage()), e);
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
