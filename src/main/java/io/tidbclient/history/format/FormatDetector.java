package io.tidbclient.history.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Distinguishes the formats by their first characters. */
final class FormatDetector {
    private static final int MOST_BLANKS = 4096;
    private static final String SCENARIO = "scenario\"";

    private FormatDetector() {}

    /** Whether a JSON object is next: a brace, and a name in quotes. Nothing is consumed. */
    static boolean isNdjson(BufferedInputStream in) throws IOException {
        in.mark(2 * MOST_BLANKS);
        try {
            return afterBlanks(in) == '{' && afterBlanks(in) == '"';
        } finally {
            in.reset();
        }
    }

    /** Whether a line of a scenario's history is next: an object whose first field names the scenario. Nothing is consumed. */
    static boolean isScenarioHistory(BufferedInputStream in) throws IOException {
        in.mark(2 * MOST_BLANKS);
        try {
            return afterBlanks(in) == '{'
                    && afterBlanks(in) == '"'
                    && new String(in.readNBytes(SCENARIO.length()), StandardCharsets.UTF_8).equals(SCENARIO);
        } finally {
            in.reset();
        }
    }

    private static int afterBlanks(BufferedInputStream in) throws IOException {
        for (int i = 0; i < MOST_BLANKS - 1; i++) {
            int next = in.read();
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n' && next != ',') {
                return next;
            }
        }
        return -1;
    }
}
