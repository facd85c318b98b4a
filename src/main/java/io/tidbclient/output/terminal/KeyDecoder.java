package io.tidbclient.output.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key map: bytes of a terminal as keys. Arrow keys are the sequences of ECMA-48 (CSI A, CSI B) and of a keypad in
 * application mode (SS3 A, SS3 B). Any other sequence, and any other byte, is no key.
 */
final class KeyDecoder {
    private static final int ESCAPE = 0x1b;
    private static final int FIRST_FINAL = '@';

    private static final Map<Integer, Key> BYTES = Map.ofEntries(
            Map.entry((int) 'q', Key.QUIT),
            Map.entry((int) 'Q', Key.QUIT),
            Map.entry((int) ' ', Key.PAUSE),
            Map.entry((int) '?', Key.HELP),
            Map.entry((int) 's', Key.SORT),
            Map.entry((int) 'k', Key.UP),
            Map.entry((int) 'j', Key.DOWN),
            Map.entry((int) '\r', Key.DETAILS),
            Map.entry((int) '\n', Key.DETAILS));

    private static final Map<Integer, Key> ARROWS = Map.of((int) 'A', Key.UP, (int) 'B', Key.DOWN);

    private KeyDecoder() {}

    /**
     * The keys among what was typed.
     *
     * @param typed bytes, 0 to 255 each; a terminal sends a sequence in one piece, so that an escape at the end is the key Esc
     */
    static List<Key> decode(List<Integer> typed) {
        List<Key> keys = new ArrayList<>();
        int at = 0;
        while (at < typed.size()) {
            int first = typed.get(at++);
            if (first != ESCAPE) {
                Optional.ofNullable(BYTES.get(first)).ifPresent(keys::add);
            } else if (at == typed.size() || !introduces(typed.get(at))) {
                keys.add(Key.BACK);
            } else {
                at++;
                int parameters = at;
                while (at < typed.size() && typed.get(at) < FIRST_FINAL) {
                    at++;
                }
                if (at < typed.size() && at == parameters) {
                    Optional.ofNullable(ARROWS.get(typed.get(at))).ifPresent(keys::add);
                }
                at++;
            }
        }
        return keys;
    }

    private static boolean introduces(int second) {
        return second == '[' || second == 'O';
    }
}
