package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.check.HistoryEditor.Place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.tidbclient.history.check.AnomalyKind.DUPLICATE_APPEND;
import static io.tidbclient.history.check.AnomalyKind.FUTURE_READ;
import static io.tidbclient.history.check.AnomalyKind.G0;
import static io.tidbclient.history.check.AnomalyKind.G0_PROCESS;
import static io.tidbclient.history.check.AnomalyKind.G0_REALTIME;
import static io.tidbclient.history.check.AnomalyKind.G1A;
import static io.tidbclient.history.check.AnomalyKind.G1B;
import static io.tidbclient.history.check.AnomalyKind.G1C;
import static io.tidbclient.history.check.AnomalyKind.GARBAGE_READ;
import static io.tidbclient.history.check.AnomalyKind.G_SINGLE;
import static io.tidbclient.history.check.AnomalyKind.G_SINGLE_REALTIME;
import static io.tidbclient.history.check.AnomalyKind.INCOMPATIBLE_ORDER;
import static io.tidbclient.history.check.AnomalyKind.INTERNAL;
import static io.tidbclient.history.check.AnomalyKind.LOST_UPDATE;
import static io.tidbclient.history.check.AnomalyKind.OWN_APPEND_MISSED;
import static io.tidbclient.history.check.AnomalyKind.REORDERED_APPENDS;

/** Ways to spoil a history. Each changes the editor's history, or finds no place for it and returns false. */
enum Corruption {
    SWAP_TWO_READS_OF_A_KEY {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(
                    editor,
                    read -> editor.any(
                                    editor.reads(),
                                    other -> editor.key(other) == editor.key(read)
                                            && !editor.list(other).equals(editor.list(read)))
                            .map(other -> {
                                List<Long> list = editor.list(read);
                                editor.setList(read, editor.list(other));
                                editor.setList(other, list);
                                return true;
                            })
                            .orElse(false));
        }
    },
    SWAP_READS_OF_TWO_KEYS(GARBAGE_READ) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(
                    editor,
                    read -> editor.any(
                                    editor.reads(),
                                    other -> editor.key(other) != editor.key(read)
                                            && !editor.list(other).isEmpty())
                            .map(other -> {
                                List<Long> list = editor.list(read);
                                editor.setList(read, editor.list(other));
                                editor.setList(other, list);
                                return true;
                            })
                            .orElse(false));
        }
    },
    DROP_AN_APPEND_FROM_ALL_READS {
        @Override
        boolean apply(HistoryEditor editor) {
            return editor.any(editor.appends())
                    .map(editor::operation)
                    .map(append -> {
                        long value = ((Operation.Append) append).value();
                        editor.changeReads(append.key(), list -> without(list, value));
                        return true;
                    })
                    .orElse(false);
        }
    },
    DROP_THE_LAST_ELEMENT_OF_A_READ {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 1, list -> list.subList(0, list.size() - 1)));
        }
    },
    DROP_AN_INNER_ELEMENT_OF_A_READ(
            INCOMPATIBLE_ORDER,
            OWN_APPEND_MISSED,
            REORDERED_APPENDS,
            G0_PROCESS,
            G0_REALTIME,
            G1C,
            G_SINGLE,
            G_SINGLE_REALTIME) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(
                    editor,
                    read -> change(editor, read, 2, list -> without(list, list.get(editor.below(list.size() - 1)))));
        }
    },
    EMPTY_A_READ {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 1, list -> List.of()));
        }
    },
    CUT_A_READ {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 1, list -> list.subList(0, editor.below(list.size()))));
        }
    },
    LENGTHEN_A_READ_TO_THE_FINAL_LIST {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 0, list -> editor.longest(editor.key(read))));
        }
    },
    ABORT_A_WRITER(G1A, INCOMPATIBLE_ORDER) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onElement(editor, (read, value) -> {
                editor.setOutcome(editor.writer(editor.key(read), value), TransactionOutcome.ABORTED);
                return true;
            });
        }
    },
    MAKE_AN_ABORTED_APPEND_VISIBLE_IN_A_READ(G1A) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onAborted(
                    editor,
                    append -> editor.any(editor.reads(), read -> editor.key(read) == append.key())
                            .map(read -> {
                                editor.setList(read, with(editor.list(read), append.value()));
                                return true;
                            })
                            .orElse(false));
        }
    },
    MAKE_AN_ABORTED_APPEND_VISIBLE_IN_ALL_READS(G1A) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onAborted(editor, append -> {
                editor.changeReads(append.key(), list -> {
                    List<Long> first = new ArrayList<>(list);
                    first.addFirst(append.value());
                    return first;
                });
                return true;
            });
        }
    },
    REORDER_TWO_APPENDS_IN_ALL_READS {
        @Override
        boolean apply(HistoryEditor editor) {
            return onElement(editor, (read, value) -> {
                List<Long> list = editor.longest(editor.key(read));
                int place = list.indexOf(value);
                if (place == 0) {
                    return false;
                }
                long before = list.get(place - 1);
                editor.changeReads(editor.key(read), each -> swapped(each, before, value));
                return true;
            });
        }
    },
    REORDER_TWO_ELEMENTS_OF_A_READ(
            INCOMPATIBLE_ORDER,
            OWN_APPEND_MISSED,
            REORDERED_APPENDS,
            INTERNAL,
            G0,
            G1C,
            G_SINGLE,
            G0_PROCESS,
            G0_REALTIME) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(
                    editor,
                    read -> change(editor, read, 2, list -> {
                        int place = editor.below(list.size() - 1);
                        return swapped(list, list.get(place), list.get(place + 1));
                    }));
        }
    },
    DUPLICATE_THE_LAST_ELEMENT_OF_A_READ(DUPLICATE_APPEND) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 1, list -> with(list, list.getLast())));
        }
    },
    DUPLICATE_AN_ELEMENT_IN_ALL_READS(DUPLICATE_APPEND) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onElement(editor, (read, value) -> {
                editor.changeReads(editor.key(read), list -> {
                    List<Long> twice = new ArrayList<>(list);
                    if (list.contains(value)) {
                        twice.add(list.indexOf(value), value);
                    }
                    return twice;
                });
                return true;
            });
        }
    },
    REPEAT_THE_FIRST_ELEMENT_OF_A_READ(DUPLICATE_APPEND) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 2, list -> with(list, list.getFirst())));
        }
    },
    CHANGE_AN_ELEMENT(GARBAGE_READ) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(
                    editor,
                    read -> change(editor, read, 1, list -> {
                        List<Long> changed = new ArrayList<>(list);
                        changed.set(editor.below(list.size()), 999L);
                        return changed;
                    }));
        }
    },
    INVENT_AN_ELEMENT(GARBAGE_READ) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> change(editor, read, 0, list -> with(list, 999)));
        }
    },
    READ_BETWEEN_TWO_APPENDS_OF_A_TRANSACTION(G1B, OWN_APPEND_MISSED) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> {
                List<Long> list = editor.list(read);
                List<Integer> places = new ArrayList<>();
                for (int i = 1; i < list.size(); i++) {
                    int writer = editor.writer(editor.key(read), list.get(i));
                    if (writer == editor.writer(editor.key(read), list.get(i - 1)) && writer != read.transaction()) {
                        places.add(i);
                    }
                }
                return editor.any(places)
                        .map(place -> change(editor, read, 0, any -> any.subList(0, place)))
                        .orElse(false);
            });
        }
    },
    HIDE_AN_OWN_APPEND(OWN_APPEND_MISSED) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(
                    editor,
                    read -> editor.any(editor.transaction(read).operations().subList(0, read.operation()).stream()
                                    .filter(operation -> operation instanceof Operation.Append)
                                    .filter(operation -> operation.key() == editor.key(read))
                                    .toList())
                            .map(own ->
                                    change(editor, read, 1, list -> without(list, ((Operation.Append) own).value())))
                            .orElse(false));
        }
    },
    READ_AN_OWN_APPEND_TOO_EARLY(FUTURE_READ) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> {
                List<Operation> operations =
                        new ArrayList<>(editor.transaction(read).operations());
                if (read.operation() == 0
                        || !(operations.get(read.operation() - 1) instanceof Operation.Append)
                        || operations.get(read.operation() - 1).key() != editor.key(read)) {
                    return false;
                }
                Collections.swap(operations, read.operation() - 1, read.operation());
                editor.setOperations(read.transaction(), operations);
                return true;
            });
        }
    },
    CHANGE_A_REPEATED_READ(INTERNAL, OWN_APPEND_MISSED) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> {
                boolean repeated = editor.transaction(read).operations().subList(0, read.operation()).stream()
                        .anyMatch(operation ->
                                operation instanceof Operation.Read && operation.key() == editor.key(read));
                return repeated && change(editor, read, 1, list -> list.subList(0, list.size() - 1));
            });
        }
    },
    UPDATE_AN_OLD_VERSION(LOST_UPDATE, INTERNAL, OWN_APPEND_MISSED, G_SINGLE) {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> {
                boolean updates = editor.transaction(read).operations().stream()
                        .skip(read.operation())
                        .anyMatch(operation ->
                                operation instanceof Operation.Append && operation.key() == editor.key(read));
                return updates && change(editor, read, 1, list -> list.subList(0, list.size() - 1));
            });
        }
    },
    BEGIN_AND_END_BEFORE_ALL_OTHERS {
        @Override
        boolean apply(HistoryEditor editor) {
            int moved = editor.below(editor.history().size());
            editor.setTimes(moved, -10, -5);
            return true;
        }
    },
    BEGIN_AND_END_AFTER_ALL_OTHERS {
        @Override
        boolean apply(HistoryEditor editor) {
            int moved = editor.below(editor.history().size());
            editor.setTimes(moved, 1_000_000_000_000L, 1_000_000_000_001L);
            return true;
        }
    },
    SWAP_THE_TIMES_OF_TWO_TRANSACTIONS {
        @Override
        boolean apply(HistoryEditor editor) {
            int one = editor.below(editor.history().size());
            int other = editor.below(editor.history().size());
            Transaction first = editor.history().get(one);
            Transaction second = editor.history().get(other);
            editor.setPlace(one, second);
            editor.setPlace(other, first);
            return one != other;
        }
    },
    FORGET_THE_OUTCOME_OF_A_WRITER {
        @Override
        boolean apply(HistoryEditor editor) {
            return editor.any(editor.appends())
                    .map(place -> {
                        editor.setOutcome(place.transaction(), TransactionOutcome.UNKNOWN);
                        return true;
                    })
                    .orElse(false);
        }
    },
    FORGET_AN_ANSWER {
        @Override
        boolean apply(HistoryEditor editor) {
            return onRead(editor, read -> {
                editor.replace(read, Operation.Read.unanswered(editor.key(read)));
                return true;
            });
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<AnomalyKind> names;

    /** @param names the names of which one has to be found when it makes a violation; any, if none is given */
    Corruption(AnomalyKind... names) {
        this.names = Set.of(names);
    }

    Set<AnomalyKind> names() {
        return names;
    }

    /** Whether it only takes away knowledge, so that a clean history stays one. */
    boolean isHarmless() {
        return this == FORGET_AN_ANSWER || this == FORGET_THE_OUTCOME_OF_A_WRITER;
    }

    abstract boolean apply(HistoryEditor editor);

    private interface ReadChange {
        boolean on(Place read);
    }

    private interface ElementChange {
        boolean on(Place read, long value);
    }

    private interface ListChange {
        List<Long> of(List<Long> list);
    }

    private interface AppendChange {
        boolean on(Operation.Append append);
    }

    private static boolean onRead(HistoryEditor editor, ReadChange change) {
        return editor.any(editor.reads()).map(change::on).orElse(false);
    }

    private static boolean onElement(HistoryEditor editor, ElementChange change) {
        return onRead(editor, read -> {
            Optional<Long> value = editor.any(editor.list(read));
            return value.isPresent() && change.on(read, value.get());
        });
    }

    private static boolean onAborted(HistoryEditor editor, AppendChange change) {
        return editor.any(editor.history().stream()
                        .filter(transaction -> transaction.outcome() == TransactionOutcome.ABORTED)
                        .flatMap(transaction -> transaction.operations().stream())
                        .filter(operation -> operation instanceof Operation.Append)
                        .map(operation -> (Operation.Append) operation)
                        .toList())
                .map(change::on)
                .orElse(false);
    }

    /** Whether the read is at least that long, and was changed. */
    private static boolean change(HistoryEditor editor, Place read, int length, ListChange change) {
        List<Long> list = editor.list(read);
        if (list.size() < length) {
            return false;
        }
        List<Long> changed = List.copyOf(change.of(list));
        editor.setList(read, changed);
        return !changed.equals(list);
    }

    private static List<Long> without(List<Long> list, long value) {
        return list.stream().filter(element -> element != value).toList();
    }

    private static List<Long> with(List<Long> list, long value) {
        List<Long> longer = new ArrayList<>(list);
        longer.add(value);
        return longer;
    }

    private static List<Long> swapped(List<Long> list, long one, long other) {
        return list.stream()
                .map(element -> element == one ? other : element == other ? one : element)
                .toList();
    }
}
