package io.tidbclient.cli.isolation;

import io.tidbclient.cli.isolation.HistoryFiles.ReadHistory;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.history.format.ScenarioHistoryReader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The histories of lists in a file that {@code run --history} wrote, one for each scenario. To be used once. */
final class ScenarioHistories {
    /** Before a history is complete, nothing else is known of it. */
    private static final HistoryHead RECORDED_HERE = new HistoryHead(
            Optional.of("tidb-client"),
            HistoryHead.RecordedServer.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            false,
            OptionalLong.empty());

    private final String shown;
    private final String file;
    private final Function<HistoryHead, Consumer<Transaction>> receiver;
    private final Map<String, Consumer<Transaction>> receivers = new LinkedHashMap<>();
    private final Map<String, ReadHistory> complete = new HashMap<>();

    /**
     * The histories of one file.
     *
     * @param shown the file's name as messages show it
     * @param file its name as the command line has it
     * @param receiver as in {@link HistoryFiles#read}
     */
    ScenarioHistories(String shown, String file, Function<HistoryHead, Consumer<Transaction>> receiver) {
        this.shown = shown;
        this.file = file;
        this.receiver = receiver;
    }

    List<ReadHistory> read(ScenarioHistoryReader reader) throws IOException {
        for (Optional<ScenarioHistoryReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            switch (line.get()) {
                case ScenarioHistoryReader.Ended ended ->
                    HistoryFiles.hand(
                            ended.transaction(),
                            receivers.computeIfAbsent(ended.scenario(), name -> receiver.apply(RECORDED_HERE)),
                            shown,
                            reader.line());
                case ScenarioHistoryReader.Complete end ->
                    complete.put(
                            end.scenario(), new ReadHistory(file + ", " + end.scenario(), end.head(), end.expected()));
            }
        }
        if (receivers.isEmpty()) {
            throw new ConfigException(shown
                    + " has no history of lists; run a scenario whose workload has 'append-list'" + " with --history.");
        }
        List<ReadHistory> histories = new ArrayList<>();
        receivers.keySet().forEach(scenario -> histories.add(required(scenario)));
        return histories;
    }

    /** In a part of a history, appends can be missing that others read. */
    private ReadHistory required(String scenario) {
        if (!complete.containsKey(scenario)) {
            throw new ConfigException(
                    "%s: the history of scenario %s is not complete, since the run ended before all lists"
                                    .formatted(shown, Quoted.of(scenario))
                            + " were read; run it again.");
        }
        return complete.get(scenario);
    }
}
