package io.tidbclient.config;

import java.util.Locale;

/** How results are written to stdout. */
public enum OutputFormat {
    /** For people: a live view on a terminal, lines in a pipe. */
    TEXT,
    /** One JSON document, complete on failure too. */
    JSON,
    /** One JSON document a line, as things happen. */
    NDJSON,
    /** A JUnit report, for pipelines that collect test results: of connections or of scenarios. */
    JUNIT,
    /** Comma-separated values with a line of headings, for spreadsheets: where the result is a list. */
    CSV;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
