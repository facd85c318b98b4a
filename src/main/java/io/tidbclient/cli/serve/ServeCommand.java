package io.tidbclient.cli.serve;

import io.tidbclient.serve.Spike;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import jakarta.enterprise.inject.Instance;

/** Spike. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Spike.")
public class ServeCommand implements Callable<Integer> {
    private final Instance<Vertx> vertx;

    ServeCommand(Instance<Vertx> vertx) {
        this.vertx = vertx;
    }

    @Override
    public Integer call() throws Exception {
        Spike.run(vertx.get());
        new CountDownLatch(1).await();
        return 0;
    }
}
