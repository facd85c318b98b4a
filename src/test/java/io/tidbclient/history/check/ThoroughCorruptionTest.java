package io.tidbclient.history.check;

import io.tidbclient.testing.Thorough;

/** 500 histories of each kind. */
@Thorough
class ThoroughCorruptionTest extends CorruptionTest {
    @Override
    int histories() {
        return 500;
    }
}
