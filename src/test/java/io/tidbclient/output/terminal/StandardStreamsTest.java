package io.tidbclient.output.terminal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StandardStreamsTest {
    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3,true",
        "/dev/tty1,true",
        "/dev/console,true",
        "/dev/null,false",
        "pipe:[4711],false",
        "/tmp/report.json,false",
        "socket:[1],false"
    })
    void distinguishes_a_terminal_from_a_pipe(String device, boolean terminal) {
        assertThat(StandardStreams.isTerminalDevice(device)).isEqualTo(terminal);
    }
}
