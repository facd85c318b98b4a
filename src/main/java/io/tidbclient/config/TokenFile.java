package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of access tokens: one on each line; blank lines and lines that begin with {@code #} are skipped.
 *
 * @param path where it is
 */
record TokenFile(Path path) {
    private static final int SHORTEST = 16;

    /**
     * Its tokens, at least one.
     *
     * @param what what a message begins with
     * @throws ConfigException when it cannot be read, has no token, or one that can be guessed or sent by no client; no token
     *     is quoted
     */
    List<Secret> read(String what) {
        TextFile file = TextFile.at(path);
        List<String> tokens = file.read(what)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (tokens.isEmpty()) {
            throw file.wrong(what, "has no token; write one on a line, 'openssl rand -hex 32' makes one");
        }
        if (tokens.stream().anyMatch(token -> token.length() < SHORTEST)) {
            throw file.wrong(
                    what,
                    "has a token of fewer than %d characters; 'openssl rand -hex 32' makes a better one"
                            .formatted(SHORTEST));
        }
        if (!tokens.stream().allMatch(token -> token.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
            throw file.wrong(
                    what, "has a token with blanks or characters outside ASCII; 'openssl rand -hex 32' makes one");
        }
        return tokens.stream().map(Secret::of).toList();
    }
}
