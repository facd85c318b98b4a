package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The defaults of a program that uses this tool as a library are those of the command line. */
class DefaultsTest {
    @TempDir
    Path directory;

    @Test
    void a_request_made_by_hand_equals_that_of_the_same_options() {
        for (String host : List.of("db", "gateway01.eu-central-1.prod.aws.tidbcloud.com")) {
            CheckRequest byOptions = new Asked(directory)
                    .option("-H", host)
                    .option("-u", "app")
                    .option("-d", "shop")
                    .option("-t", "0")
                    .check();

            assertThat(CheckRequest.of(List.of(
                            ConnectionSettings.of("c1", new ServerAddress(host, 4000), "app", Secret.EMPTY, "shop"))))
                    .isEqualTo(byOptions);
        }
    }

    @Test
    void what_is_changed_in_a_request_leaves_the_rest() {
        CheckRequest request = CheckRequest.of(
                List.of(ConnectionSettings.of("a", new ServerAddress("db", 4000), "app", Secret.EMPTY)));

        CheckRequest changed = request.watchingFor(Duration.ofSeconds(9), Duration.ofSeconds(3))
                .failingFast()
                .within(Duration.ofMinutes(1))
                .warningBeforeExpiry(Duration.ofDays(3));

        assertThat(changed.monitorDuration()).isEqualTo(Duration.ofSeconds(9));
        assertThat(changed.interval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(changed.failFast()).isTrue();
        assertThat(changed.timeout()).hasValue(Duration.ofMinutes(1));
        assertThat(changed.withoutLimit().timeout()).isEmpty();
        assertThat(changed.warnCertExpiry()).isEqualTo(Duration.ofDays(3));
        assertThat(changed.plan()).isEqualTo(request.plan());
        assertThat(changed.retry()).isEqualTo(request.retry());
    }
}
