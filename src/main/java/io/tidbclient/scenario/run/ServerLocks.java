package io.tidbclient.scenario.run;

import io.tidbclient.connection.SessionFactory;
import io.tidbclient.time.NanoClock;

/**
 * What all scenarios of this process on one server share.
 *
 * @param grants changes users, one scenario at a time
 * @param waits the server's lock waits
 */
record ServerLocks(GrantLock grants, LockWaitCache waits) {
    static ServerLocks of(SessionFactory sessions, NanoClock clock) {
        return new ServerLocks(new GrantLock(sessions), new LockWaitCache(clock));
    }
}
