package io.tidbclient.output;

import io.tidbclient.output.OutputMode.Color;
import io.tidbclient.output.OutputMode.Format;
import io.tidbclient.output.OutputMode.Terminals;
import io.tidbclient.output.OutputMode.View;
import io.tidbclient.output.OutputMode.Wish;
import io.tidbclient.output.text.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class OutputModeTest {
    @ParameterizedTest
    @CsvSource({
        "TEXT,   NORMAL,  true,  true,  xterm, LIVE",
        "TEXT,   NORMAL,  false, true,  xterm, PLAIN",
        "TEXT,   NORMAL,  true,  false, xterm, PLAIN",
        "TEXT,   NORMAL,  true,  true,  dumb,  PLAIN",
        "TEXT,   NORMAL,  true,  true,  '',    PLAIN",
        "TEXT,   NORMAL,  true,  true,  ,      PLAIN",
        "TEXT,   VERBOSE, true,  true,  xterm, PLAIN",
        "TEXT,   QUIET,   true,  true,  xterm, PLAIN",
        "JSON,   NORMAL,  true,  true,  xterm, JSON",
        "NDJSON, VERBOSE, false, false, xterm, NDJSON",
    })
    void is_live_only_where_both_streams_are_a_capable_terminal(
            Format format, Verbosity verbosity, boolean out, boolean err, String term, View view) {
        OutputMode mode = OutputMode.of(
                new Wish(format, Color.AUTO, verbosity),
                new Terminals(out, err, Optional.ofNullable(term), Optional.empty()));
        assertThat(mode.view()).isEqualTo(view);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO,   true,  true,  xterm, ,   COLOR, COLOR",
        "AUTO,   false, true,  xterm, ,   NONE,  COLOR",
        "AUTO,   true,  true,  xterm, 1,  NONE,  NONE",
        "AUTO,   true,  true,  xterm, '', COLOR, COLOR",
        "AUTO,   true,  true,  dumb,  ,   NONE,  NONE",
        "ALWAYS, false, false, dumb,  1,  COLOR, COLOR",
        "NEVER,  true,  true,  xterm, ,   NONE,  NONE",
    })
    void colours_where_colour_belongs(
            Color color,
            boolean out,
            boolean err,
            String term,
            String noColor,
            ColorScheme stdout,
            ColorScheme stderr) {
        OutputMode mode = OutputMode.of(
                new Wish(Format.TEXT, color, Verbosity.NORMAL),
                new Terminals(out, err, Optional.of(term), Optional.ofNullable(noColor)));
        assertThat(mode.stdout()).isEqualTo(stdout);
        assertThat(mode.stderr()).isEqualTo(stderr);
    }
}
