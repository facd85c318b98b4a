package io.tidbclient.output.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key map: bytes of a terminal as keys. Arrow keys are the sequences of ECMA-48 (CSI A, CSI B) and of a keypad in
 * application mode (SS3 A, SS3 B). Any other sequence, and any other byte, is no key. A sequence may arrive in several
 * reads: its beginning is kept until a read that has nothing more.
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

    /** The longest beginning of a sequence that is kept, in bytes. */
    private static final int LONGEST = 32;

    /** The beginning of a sequence, at the end of the last read. */
    private List<Integer> begun = List.of();

    /**
     * The keys among what was typed. An escape, also with the second byte of a sequence, is the key Esc when nothing follows it
     * until the next call; the beginning of a longer sequence is no key then.
     *
     * @param read the bytes since the last call, 0 to 255 each
     */
    List<Key> decode(List<Integer> read) {
        List<Integer> typed = new ArrayList<>(begun);
        typed.addAll(read);
        begun = List.of();
        List<Key> keys = new ArrayList<>();
        int at = 0;
        while (at < typed.size()) {
            int beginning = at;
            int first = typed.get(at++);
            if (first != ESCAPE) {
                Optional.ofNullable(BYTES.get(first)).ifPresent(keys::add);
            } else if (at < typed.size() && !introduces(typed.get(at))) {
                keys.add(Key.BACK);
            } else {
                at++;
                int parameters = at;
                while (at < typed.size() && typed.get(at) < FIRST_FINAL) {
                    at++;
                }
                if (at < typed.size()) {
                    Optional.ofNullable(at == parameters ? ARROWS.get(typed.get(at)) : null)
                            .ifPresent(keys::add);
                } else if (!read.isEmpty() && at - beginning <= LONGEST) {
                    begun = List.copyOf(typed.subList(beginning, typed.size()));
                } else if (typed.size() - beginning <= 2) {
                    keys.add(Key.BACK);
                }
                at++;
            }
        }
        return keys;
    }

    /** Drops the beginning of a sequence. */
    void forget() {
        begun = List.of();
    }

    private static boolean introduces(int second) {
        return second == '[' || second == 'O';
    }
}
