package io.tidbclient.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The faults in force at a running server. Safe for many threads: one may arm them while others are struck. */
public final class Faults {
    private final AtomicReference<List<Armed>> armed;

    /** With these from the start. */
    public Faults(List<FaultRule> rules) {
        this.armed = new AtomicReference<>(rules.stream().map(Armed::of).toList());
    }

    /** Adds one; those before it strike first. */
    public void arm(FaultRule rule) {
        Armed added = Armed.of(rule);
        armed.updateAndGet(before -> {
            List<Armed> after = new ArrayList<>(before);
            after.add(added);
            return List.copyOf(after);
        });
    }

    /** Adds one that strikes always. */
    public void arm(Fault fault) {
        arm(FaultRule.always(fault));
    }

    /** Takes all away. What was struck stays struck. */
    public void clear() {
        armed.set(List.of());
    }

    /**
     * What strikes a new connection.
     *
     * @param others how many connections there are beside it
     */
    public List<ConnectionFault> atConnection(int others) {
        List<ConnectionFault> struck = new ArrayList<>();
        for (Armed one : armed.get()) {
            if (one.rule().fault() instanceof ConnectionFault fault && applies(fault, others) && one.strike()) {
                struck.add(fault);
            }
        }
        return struck;
    }

    /** What strikes a statement. */
    public List<StatementFault> atStatement(String sql) {
        List<StatementFault> struck = new ArrayList<>();
        for (Armed one : armed.get()) {
            if (one.rule().fault() instanceof StatementFault fault
                    && fault.prefix().matches(sql)
                    && one.strike()) {
                struck.add(fault);
            }
        }
        return struck;
    }

    private static boolean applies(ConnectionFault fault, int others) {
        return switch (fault) {
            case ConnectionFault.TooManyConnections(int connections) -> others >= connections;
            case ConnectionFault.SlowGreeting slow -> true;
            case ConnectionFault.CloseAtOnce close -> true;
            case ConnectionFault.NoGreeting none -> true;
            case ConnectionFault.GarbageGreeting garbage -> true;
            case ConnectionFault.DenyLogin deny -> true;
        };
    }

    /** A rule and how often it may still strike; no counter for one without end. */
    private record Armed(FaultRule rule, Optional<AtomicInteger> left) {
        static Armed of(FaultRule rule) {
            return new Armed(rule, rule.isEndless() ? Optional.empty() : Optional.of(new AtomicInteger(rule.times())));
        }

        boolean strike() {
            return left.isEmpty() || left.get().getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }
}
