package io.tidbclient.docs;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Examples of README and docs/ that need a database print what stands there, on a real TiDB. */
@RealTidb
class DocsOnTidbIT {
    @TestFactory
    Stream<DynamicTest> on_a_real_tidb(TidbServer tidb) {
        return Example.on("tidb").stream()
                .map(example -> dynamicTest(example.place(), () -> example.run(tidb.address())));
    }

    @TestFactory
    Stream<DynamicTest> commands_of_pipelines(TidbServer tidb) {
        return Pipeline.on("tidb").stream()
                .map(pipeline -> dynamicTest(pipeline.place(), () -> pipeline.run(tidb.address())));
    }
}
