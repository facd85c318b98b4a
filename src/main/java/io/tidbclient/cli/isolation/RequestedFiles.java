package io.tidbclient.cli.isolation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that options ask for, each relative to the working directory.
 *
 * @param history for the history
 * @param page for the report as a page
 * @param junit for the report as JUnit
 */
record RequestedFiles(Optional<Path> history, Optional<Path> page, Optional<Path> junit) {}
