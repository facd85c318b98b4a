package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Eight processes that check one TiDB together, and the sum of what they found. */
@RealTidb
class SharesIT {
    private static final int SHARES = 8;
    private static final int CONNECTIONS = 100;

    @TempDir
    Path directory;

    @Test
    void eight_shares_at_once_add_up_to_one_check_of_all_connections(TidbServer tidb) throws IOException {
        Checked merged = merge(checkInShares(tidb));
        Checked whole = Checked.check(
                tidb.address(), tidb.user(), tidb.password(), "-n", "" + CONNECTIONS, "-d", "test", "-t", "0");

        assertThat(merged.exitCode())
                .as("%s", merged)
                .isEqualTo(whole.exitCode())
                .isZero();
        assertThat(merged.at("/counts")).isEqualTo(whole.at("/counts"));
        assertThat(merged.at("/servers")).isEqualTo(whole.at("/servers"));
        assertThat(names(merged)).isEqualTo(names(whole)).hasSize(CONNECTIONS);
        assertThat(merged.text("/verdict/sentence")).isEqualTo(whole.text("/verdict/sentence"));
        assertThat(merged.text("/shard")).isEqualTo("null");
    }

    @Test
    void percentiles_of_the_sum_are_those_of_all_latencies(TidbServer tidb) throws IOException {
        Checked merged = merge(checkInShares(tidb));

        List<BigDecimal> all = new ArrayList<>();
        for (int index = 0; index < SHARES; index++) {
            Checked share = Checked.of(new io.tidbclient.testing.ToolRun(0, Files.readString(file(index)), ""));
            share.at("/connections")
                    .forEach(connection -> all.add(connection.at("/connectMs").decimalValue()));
        }
        List<BigDecimal> sorted = all.stream().sorted().toList();
        assertThat(sorted).hasSize(CONNECTIONS);
        assertThat(decimal(merged, "minMs")).isEqualByComparingTo(sorted.getFirst());
        assertThat(decimal(merged, "p50Ms")).isEqualByComparingTo(sorted.get(CONNECTIONS / 2 - 1));
        assertThat(decimal(merged, "p90Ms")).isEqualByComparingTo(sorted.get(CONNECTIONS * 90 / 100 - 1));
        assertThat(decimal(merged, "maxMs")).isEqualByComparingTo(sorted.getLast());
    }

    private List<Path> checkInShares(TidbServer tidb) throws IOException {
        List<ToolProcess> running = new ArrayList<>();
        try {
            for (int index = 0; index < SHARES; index++) {
                running.add(Checked.command(
                                tidb.address(),
                                tidb.user(),
                                tidb.password(),
                                "-n",
                                "" + CONNECTIONS,
                                "--shard",
                                index + "/" + SHARES,
                                "-d",
                                "test",
                                "-t",
                                "0",
                                "-o",
                                "json")
                        .start());
            }
            for (int index = 0; index < SHARES; index++) {
                var run = running.get(index).await(Checked.LIMIT);
                assertThat(run.exitCode()).as("%s", run).isZero();
                Files.writeString(file(index), run.stdout());
            }
        } finally {
            running.forEach(ToolProcess::close);
        }
        return IntStream.range(0, SHARES).mapToObj(this::file).toList();
    }

    private static Checked merge(List<Path> files) {
        List<String> arguments = new ArrayList<>(List.of("report", "merge"));
        files.forEach(file -> arguments.add(file.toString()));
        return Checked.of(ToolCommand.built(arguments.toArray(String[]::new)).run(Checked.LIMIT));
    }

    private Path file(int index) {
        return directory.resolve("share-" + index + ".json");
    }

    private static List<String> names(Checked checked) {
        List<String> names = new ArrayList<>();
        for (JsonNode connection : checked.at("/connections")) {
            names.add(connection.at("/name").asText());
        }
        return names;
    }

    private static BigDecimal decimal(Checked checked, String percentile) {
        return checked.at("/latencies/connect/" + percentile).decimalValue();
    }
}
