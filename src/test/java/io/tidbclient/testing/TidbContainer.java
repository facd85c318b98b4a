package io.tidbclient.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.tidb.TiDBContainer;
import org.testcontainers.utility.DockerImageName;

import java.nio.file.Files;
import java.nio.file.Path;

/** A TiDB in Docker, through Testcontainers, for machines that have that and no server binary. */
final class TidbContainer implements AutoCloseable {
    private static final String IMAGE = "pingcap/tidb:v8.5.4";

    private final TiDBContainer container;

    private TidbContainer(TiDBContainer container) {
        this.container = container;
    }

    /** Whether a Docker daemon answers. Testcontainers is asked only where one may be: without, it takes its time. */
    static boolean dockerIsThere() {
        boolean named = !System.getenv().getOrDefault("DOCKER_HOST", "").isEmpty();
        boolean socket = Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        return (named || socket) && DockerClientFactory.instance().isDockerAvailable();
    }

    static TidbContainer start() {
        TiDBContainer container = new TiDBContainer(DockerImageName.parse(IMAGE));
        container.start();
        return new TidbContainer(container);
    }

    TidbServer server() {
        return new TidbServer(container.getHost(), container.getMappedPort(4000), "root", "");
    }

    @Override
    public void close() {
        container.stop();
    }
}
