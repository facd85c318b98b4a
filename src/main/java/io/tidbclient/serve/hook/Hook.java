package io.tidbclient.serve.hook;

import java.util.List;
import java.util.Map;

/**
 * A hook that is due.
 *
 * @param target the name of the target that it is about
 * @param command the program and its arguments, at least the program
 * @param facts what happened, by variable
 * @param input what it may read on its standard input; may be empty
 */
record Hook(String target, List<String> command, Map<String, String> facts, String input) {
    Hook {
        command = List.copyOf(command);
        facts = Map.copyOf(facts);
    }
}
