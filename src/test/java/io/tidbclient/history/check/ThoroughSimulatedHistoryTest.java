package io.tidbclient.history.check;

import io.tidbclient.testing.Thorough;

/** 10,000 runs: 2,500 of each store. */
@Thorough
class ThoroughSimulatedHistoryTest extends SimulatedHistoryTest {
    @Override
    int runs() {
        return 2_500;
    }
}
