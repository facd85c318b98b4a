package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.time.NanoClock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads lock waits with SQL, as each product shows them. */
final class SqlLockWaitReader implements LockWaitReader {
    private final LockWaitCache cache;
    private final NanoClock nanoClock;
    private final Product product;
    private final ServerViews views;
    private final TidbLockWaits tidb;
    private final InnodbLockWaits innodb;
    private final Set<String> unreadable = new HashSet<>();

    SqlLockWaitReader(AdminConnection observer, ScenarioContext scenarioContext) {
        this.cache = scenarioContext.lockWaits();
        this.nanoClock = scenarioContext.tools().time().monotonic();
        this.product = scenarioContext.server().product();
        this.views = new ServerViews(observer);
        this.tidb = new TidbLockWaits(views, scenarioContext.database());
        this.innodb = new InnodbLockWaits(views, product == Product.MYSQL, scenarioContext.database());
    }

    /**
     * Views that this user may not read, or that this server lacks, whichever scenario that shares the polls met them.
     */
    Set<String> unreadable() {
        return Set.copyOf(unreadable);
    }

    @Override
    public LockWaitSnapshot snapshot(LockWaitQuery query) {
        LockWaitSnapshot snapshot = switch (product) {
            case TIDB -> ofTidb(query);
            case MARIADB, MYSQL -> ofInnodb(query);
        };
        // Another scenario may have polled.
        unreadable.addAll(snapshot.unreadable());
        return snapshot;
    }

    private LockWaitSnapshot ofTidb(LockWaitQuery query) {
        long now = nanoClock.nanos();
        TidbLockWaits.Found found = tidb.read(query);
        return new LockWaitSnapshot(found.lockWaits(), views.unreadable(), found.unseen(), now, now);
    }

    private LockWaitSnapshot ofInnodb(LockWaitQuery query) {
        LockWaitSnapshot shared = cache.snapshot(() -> {
            long now = nanoClock.nanos();
            InnodbLockWaits.Found found = innodb.read();
            long next = nanoClock.nanos() + cache.interval(found.stale()).toNanos();
            return new LockWaitSnapshot(found.lockWaits(), views.unreadable(), Set.of(), now, next);
        });
        Set<Long> unseen = shared.unreadable().isEmpty() ? Set.of() : query.own();
        List<LockWait> lockWaits = new ArrayList<>();
        for (LockWait lockWait : shared.lockWaits()) {
            String lock = query.userLocks().getOrDefault(lockWait.waiter(), "");
            lockWaits.add(lock.isEmpty() || lockWait.certain() ? lockWait : ofUserLock(lockWait, lock));
        }
        return new LockWaitSnapshot(lockWaits, shared.unreadable(), unseen, shared.at(), shared.next());
    }

    private LockWait ofUserLock(LockWait lockWait, String lock) {
        Set<Long> holder = new HashSet<>();
        views.ask("IS_USED_LOCK", "SELECT IS_USED_LOCK(?) AS holder", row -> row.number("holder"), lock)
                .forEach(id -> id.ifPresent(holder::add));
        holder.remove(lockWait.waiter());
        return holder.isEmpty() ? lockWait : new LockWait(lockWait.waiter(), holder, true, "IS_USED_LOCK");
    }
}
