package io.tidbclient.output;

import io.tidbclient.output.OutputMode.Color;
import io.tidbclient.output.OutputMode.Format;
import io.tidbclient.output.OutputMode.Progress;
import io.tidbclient.output.OutputMode.Terminals;
import io.tidbclient.output.OutputMode.Wish;
import io.tidbclient.output.text.ColorScheme;
import io.tidbclient.output.text.Signs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class OutputModeTest {
    @ParameterizedTest
    @CsvSource({
        "TEXT,   NORMAL,  ,      true,  true,  xterm, LIVE",
        "TEXT,   NORMAL,  ,      false, true,  xterm, LINES",
        "TEXT,   NORMAL,  ,      true,  false, xterm, LINES",
        "TEXT,   NORMAL,  ,      true,  true,  dumb,  LINES",
        "TEXT,   NORMAL,  ,      true,  true,  '',    LINES",
        "TEXT,   NORMAL,  ,      true,  true,  ,      LINES",
        "TEXT,   VERBOSE, ,      true,  true,  xterm, LINES",
        "TEXT,   QUIET,   ,      true,  true,  xterm, NONE",
        "JSON,   NORMAL,  ,      true,  true,  xterm, LINES",
        "JSON,   QUIET,   ,      false, false, xterm, NONE",
        "NDJSON, VERBOSE, ,      false, false, xterm, LINES",
        "JUNIT,  NORMAL,  ,      false, false, ,      LINES",
        "TEXT,   NORMAL,  LINES, true,  true,  xterm, LINES",
        "TEXT,   NORMAL,  NONE,  true,  true,  xterm, NONE",
        "TEXT,   QUIET,   LINES, true,  true,  xterm, NONE",
        "TEXT,   NORMAL,  LIVE,  false, true,  xterm, LIVE",
        "JSON,   NORMAL,  LIVE,  true,  true,  xterm, LIVE",
        "NDJSON, NORMAL,  LIVE,  false, true,  xterm, LIVE",
        "NDJSON, NORMAL,  LIVE,  true,  true,  xterm, LINES",
        "TEXT,   NORMAL,  LIVE,  true,  true,  dumb,  LINES",
        "TEXT,   NORMAL,  LIVE,  true,  false, xterm, LINES",
    })
    void progress_is_shown_with_every_format_and_live_where_a_capable_terminal_shows_nothing_else(
            Format format,
            Verbosity verbosity,
            Progress asked,
            boolean out,
            boolean err,
            String term,
            Progress progress) {
        OutputMode mode = OutputMode.of(
                new Wish(format, Color.AUTO, verbosity, Optional.ofNullable(asked)),
                new Terminals(out, err, Optional.ofNullable(term), Optional.empty(), Signs.UNICODE));
        assertThat(mode.progress()).isEqualTo(progress);
        assertThat(mode.format()).isEqualTo(format);
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
                new Wish(Format.TEXT, color, Verbosity.NORMAL, Optional.empty()),
                new Terminals(out, err, Optional.of(term), Optional.ofNullable(noColor), Signs.UNICODE));
        assertThat(mode.stdout()).isEqualTo(stdout);
        assertThat(mode.stderr()).isEqualTo(stderr);
    }
}
