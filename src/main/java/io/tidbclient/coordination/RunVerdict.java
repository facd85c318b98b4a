package io.tidbclient.coordination;

/**
 * What came of a run.
 *
 * @param exitCode the process's exit code, 0 to 255
 * @param sentence the same in words
 */
public record RunVerdict(int exitCode, String sentence) {}
